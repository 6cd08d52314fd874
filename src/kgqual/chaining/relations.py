"""The predicates along which one thing leads to another, and what following them means.

Types, schemes, labels and provenance are left out: two things that are both concepts, or both come
from one document, have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType
from typing import NamedTuple

from kgqual.chaining.fields import residual
from kgqual.namespaces import ELM, ESCO, ISCED_F, KQ, SKOS


class Move(StrEnum):
    """What it means to go on from one thing to the next."""

    SAME = auto()
    """To the same thing in another scheme."""
    CLOSE = auto()
    """To something close enough to stand for it in some uses, in another scheme."""
    RELATED = auto()
    """To something that has to do with it, in another scheme."""
    WIDER = auto()
    """To what contains it: a broader concept, the whole of which it is a part."""
    NARROWER = auto()
    """To something that it contains."""
    VALUE = auto()
    """To what characterises it: its level, its field, a skill it needs."""
    HOLDER = auto()
    """To something that it characterises."""

    @property
    def opposite(self) -> Move:
        """The same statement, followed from its object to its subject."""
        return _OPPOSITES.get(self, self)

    @property
    def ascends(self) -> bool:
        """Whether it leads to something that other things have in common with this one."""
        return self in (Move.WIDER, Move.VALUE)

    @property
    def descends(self) -> bool:
        """Whether it picks one of the things that have this one in common."""
        return self in (Move.NARROWER, Move.HOLDER)


_OPPOSITES = {
    Move.WIDER: Move.NARROWER,
    Move.NARROWER: Move.WIDER,
    Move.VALUE: Move.HOLDER,
    Move.HOLDER: Move.VALUE,
}


@dataclass(frozen=True)
class Relation:
    """A predicate, and the move from its subject to its object.

    ``compares`` says that two things with one value in common can be compared by it: both at one
    level, both in one field. ``maps`` says that it links different schemes, ``places`` that it puts
    a qualification at a level, ``needs`` that it names a skill that is needed.
    """

    iri: str
    move: Move
    compares: bool = False
    maps: bool = False
    places: bool = False
    needs: bool = False


def _relations() -> Mapping[str, Relation]:
    found = (
        Relation(SKOS.exactMatch.value, Move.SAME, maps=True),
        Relation(SKOS.closeMatch.value, Move.CLOSE, maps=True),
        Relation(SKOS.relatedMatch.value, Move.RELATED, maps=True),
        Relation(SKOS.broadMatch.value, Move.WIDER, maps=True),
        Relation(SKOS.narrowMatch.value, Move.NARROWER, maps=True),
        Relation(SKOS.broader.value, Move.WIDER),
        Relation(SKOS.narrower.value, Move.NARROWER),
        Relation(KQ.hasSection.value, Move.NARROWER),
        Relation(KQ.speciality.value, Move.WIDER),
        Relation(KQ.ncoGroup.value, Move.WIDER),
        Relation(KQ.profession.value, Move.WIDER),
        Relation(ELM.NQFLevel.value, Move.VALUE, compares=True, places=True),
        Relation(ELM.EQFLevel.value, Move.VALUE, compares=True, places=True),
        Relation(KQ.nqfLevel.value, Move.VALUE, compares=True),
        Relation(KQ.sqfLevel.value, Move.VALUE, compares=True),
        Relation(KQ.indicatesLevel.value, Move.VALUE, compares=True),
        Relation(KQ.studyField.value, Move.VALUE, compares=True),
        Relation(KQ.codePrefix.value, Move.VALUE),
        Relation(KQ.awardType.value, Move.VALUE),
        Relation(KQ.skillLevel.value, Move.VALUE),
        Relation(ESCO.relatedEssentialSkill.value, Move.VALUE, needs=True),
        Relation(ESCO.relatedOptionalSkill.value, Move.VALUE, needs=True),
    )
    return MappingProxyType({relation.iri: relation for relation in found})


RELATIONS = _relations()
"""The relations by the IRI of their predicate."""


class Step(NamedTuple):
    """A statement as a chain walks it: forwards, or ``against`` the direction in which it is made.

    ``subject``, ``predicate`` and ``object`` are those of the statement.
    """

    subject: str
    predicate: str
    object: str
    against: bool = False

    @property
    def start(self) -> str:
        """The thing it leads on from."""
        return self.object if self.against else self.subject

    @property
    def end(self) -> str:
        """The thing it leads to."""
        return self.subject if self.against else self.object

    @property
    def relation(self) -> Relation:
        """What the predicate means. Raises KeyError for one that leads nowhere."""
        return RELATIONS[self.predicate]

    @property
    def move(self) -> Move:
        """What it means to walk it."""
        move = self.relation.move
        return move.opposite if self.against else move

    @property
    def compares(self) -> bool:
        """Whether its value compares the things that have it: a level, or a detailed field."""
        value = self.object
        return self.relation.compares and not (value.startswith(ISCED_F.iri) and residual(value))

    @property
    def inexact(self) -> bool:
        """Whether it is a mapping to something that is not quite the same."""
        return self.relation.maps and self.move is not Move.SAME

    @property
    def reverse(self) -> Step:
        """The same statement, walked the other way."""
        return Step(self.subject, self.predicate, self.object, not self.against)
