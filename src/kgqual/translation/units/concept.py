"""What is to be translated: concepts of ESCO, their texts, and why they come first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import cast

from kgqual.editorial.translations.fields import (
    BRIDGE_LANGUAGE,
    NO_SOURCE,
    SOURCE_LANGUAGE,
    Field,
)


@cache
def _wording() -> Mapping[str, Mapping[str, str]]:
    """Return what is said of each reason, by language; the Kazakh texts are drafts."""
    path = Path(__file__).with_name("reasons.json")
    return cast(Mapping[str, Mapping[str, str]], json.loads(path.read_text(encoding="utf-8")))


class Kind(StrEnum):
    """What a concept is in ESCO.

    ``SKILL_GROUP`` includes the fields of ISCED-F, which ESCO lists among its skill groups;
    ``SCHEME`` are the concept schemes, of which the collections are some.
    """

    OCCUPATION = "occupation"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    SKILL_GROUP = "skill-group"
    ISCO_GROUP = "isco-group"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class Unit:
    """The English texts of one field, in code point order, their hash, and the Russian ones.

    The hash is ``fields.source_hash`` of ``texts``. Russian is what any current graph states.
    """

    field: Field
    texts: tuple[str, ...]
    hash: str
    russian: tuple[str, ...] = ()

    @property
    def by_language(self) -> Mapping[str, tuple[str, ...]]:
        """What one reads of it: the English texts, then the Russian ones."""
        return {SOURCE_LANGUAGE: self.texts, BRIDGE_LANGUAGE: self.russian}


class ReasonKind(StrEnum):
    """Why a concept is worth translating early; ``count`` of a Reason says of how many it holds.

    ``ESSENTIAL`` and ``OPTIONAL``: occupations and skills that need the skill; ``NEEDS``: skills
    that it needs itself; ``BELOW``: concepts below it, however far; ``WORLDSKILLS`` and
    ``KAZAKHSTAN``: things of WorldSkills and of Kazakhstan's classifiers that a mapping compares
    with it, the latter also when they have its title; ``ALIGNED``: occupations of which that
    holds and that need the skill in any case.
    """

    ESSENTIAL = "essential"
    OPTIONAL = "optional"
    NEEDS = "needs"
    BELOW = "below"
    WORLDSKILLS = "worldskills"
    KAZAKHSTAN = "kazakhstan"
    ALIGNED = "aligned"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for the place of a concept in the queue, and what it adds to its impact."""

    kind: ReasonKind
    count: int
    points: float

    def message(self, language: str) -> str:
        """Return the reason in kk, ru or en, without its points. Raises KeyError for another."""
        return _wording()[self.kind][language].format(count=self.count)


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of ESCO as the translators see it.

    ``isco_group`` is the code of the ISCO-08 group of an occupation or of the group itself, ''
    for everything else. ``broader`` are the concepts directly above, ``skill_groups`` the skill
    groups above it, the nearest first; ``schemes`` everything it is in, of which ``collections``
    are ESCO's collections such as the digital skills. ``units`` has the fields with English
    texts. ``impact`` is the sum of the points of its ``reasons``, which are the heaviest first.
    """

    iri: str
    kind: Kind
    code: str
    schemes: tuple[str, ...]
    isco_group: str
    broader: tuple[str, ...]
    skill_groups: tuple[str, ...]
    collections: tuple[str, ...]
    units: Mapping[Field, Unit]
    impact: float
    reasons: tuple[Reason, ...]

    def source(self, field: Field) -> Unit:
        """Return the source of a field; without English texts in it, a unit that has none."""
        return self.units.get(field) or Unit(field, (), NO_SOURCE)

    @property
    def term(self) -> str:
        """The preferred English term."""
        return next(iter(self.source(Field.PREFERRED).texts), "")
