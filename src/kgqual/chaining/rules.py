"""Which statements may follow each other in a chain, and why the others may not.

A chain is evidence, never a new mapping. It is refused where putting its statements together says
nothing about its two ends:

- ``close-close``: two close matches, unless everything between them belongs to reference
  classifications (``REFERENCES``). SKOS Reference §10.1: ``closeMatch`` is not transitive, to avoid
  compound errors across more than two schemes.
- ``broad-narrow``: up to something wider, and down to something else in it. The two are neighbours,
  nothing more.
- ``narrow-broad``: down to one of many things, and up again from it. What holds for one of them
  does not hold for all.
- ``shared-value``: over a value that two things have in common but that does not compare them: one
  skill of many, a code prefix, an award, a field of study that is not a detailed one.
- ``general-higher``: from a qualification over the EQF into the QF-EHEA. Those of a cycle are at a
  level of the EQF, but others are at that level as well: a German master craftsman is at level 6
  and has no place in the framework of higher education.
- ``needs-needs``: over a skill that is needed for a skill that is needed. What ESCO gives for one
  skill it does not give for the occupations that need it.
- ``related-related``: ``relatedMatch`` beside any other mapping than ``exactMatch``. The chaining
  rules of SSSOM do not count it transitive.

What is left are the transitivity, role-chain and inverse rules of SSSOM (``exactMatch`` composes
with everything, ``broadMatch`` with ``broadMatch``), hierarchies walked in one direction, and
meeting at a common level or detailed field of study. Every rule holds alike for a chain walked
backwards.

Sources: SKOS Reference, W3C 2009, §8 and §10 (https://www.w3.org/TR/skos-reference/#mapping);
SSSOM, Chaining rules (https://mapping-commons.github.io/sssom/chaining-rules/).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from kgqual.chaining.relations import Move, Step
from kgqual.namespaces import EQF, ISCED_F, ISCO, thing

_CYCLES = thing("qf-ehea", "2005", "").value
REFERENCES = (
    EQF.iri,
    _CYCLES,
    ISCO.iri,
    ISCED_F.iri,
)
"""Where the IRIs of classifications begin that were made for others to be compared through.

The EQF is a common reference framework and translation device between national frameworks (Council
Recommendation of 22 May 2017, 2017/C 189/03); the QF-EHEA the overarching framework to which those
of higher education are certified (Bergen communiqué, 2005); ISCO-08 the basis for comparing
national classifications of occupations (ILO resolution of 6 December 2007); ISCED-F 2013 that for
fields of education (UNESCO, 2013).
"""


class Rule(StrEnum):
    """Why a chain is refused; see the table above."""

    CLOSE_CLOSE = "close-close"
    BROAD_NARROW = "broad-narrow"
    NARROW_BROAD = "narrow-broad"
    SHARED_VALUE = "shared-value"
    GENERAL_HIGHER = "general-higher"
    NEEDS_NEEDS = "needs-needs"
    RELATED = "related-related"


class Chain(NamedTuple):
    """What of a chain decides how it may go on.

    ``ascent`` is the last move upwards, and ``compares`` whether it led to a value that compares
    things; ``descending`` that it goes down by now. ``close``, ``related`` and ``inexact`` say that
    it holds such a mapping, and ``anchored`` that everything since its last close match belongs to
    reference classifications. ``placed`` says that it came from a qualification to its level,
    ``widened`` that it went from a cycle of higher education to a level of the EQF, ``needs`` that
    it walked a need for a skill.
    """

    ascent: Move | None = None
    compares: bool = False
    descending: bool = False
    close: bool = False
    related: bool = False
    inexact: bool = False
    anchored: bool = False
    placed: bool = False
    widened: bool = False
    needs: bool = False

    def refusal(self, step: Step) -> Rule | None:
        """Return the rule by which the chain may not go on with this step."""
        move = step.move
        if move.ascends and self.descending:
            return Rule.NARROW_BROAD
        if move.descends and not self.descending and self.ascent:
            return self._peak(step)
        if (self.placed and _narrows(step)) or (self.widened and _places(step.reverse)):
            return Rule.GENERAL_HIGHER
        if self.needs and step.relation.needs:
            return Rule.NEEDS_NEEDS
        if self.inexact and step.inexact and (self.related or move is Move.RELATED):
            return Rule.RELATED
        if move is Move.CLOSE and self.close and not self.anchored:
            return Rule.CLOSE_CLOSE
        return None

    def _peak(self, step: Step) -> Rule | None:
        """Return the rule against turning from up to down with this step."""
        if self.ascent is Move.WIDER and step.move is Move.NARROWER:
            return Rule.BROAD_NARROW
        up = self.ascent is Move.WIDER or self.compares
        down = step.move is Move.NARROWER or step.compares
        return None if up and down else Rule.SHARED_VALUE

    def after(self, step: Step) -> Chain:
        """Return the chain with one more step."""
        move = step.move
        close = move is Move.CLOSE
        return Chain(
            ascent=move if move.ascends else self.ascent,
            compares=step.compares if move.ascends else self.compares,
            descending=self.descending or move.descends,
            close=self.close or close,
            related=self.related or move is Move.RELATED,
            inexact=self.inexact or step.inexact,
            anchored=(self.anchored or close) and step.end.startswith(REFERENCES),
            placed=self.placed or _places(step),
            widened=self.widened or _narrows(step.reverse),
            needs=self.needs or step.relation.needs,
        )


def _places(step: Step) -> bool:
    """Whether it leads from a qualification to its level."""
    return step.relation.places and not step.against


def _narrows(step: Step) -> bool:
    """Whether it leads from a level of the EQF to a cycle of higher education."""
    return step.start.startswith(EQF.iri) and step.end.startswith(_CYCLES)


def refused_by(steps: Iterable[Step]) -> Rule | None:
    """Return the rule that refuses these steps as a chain, or None when none does."""
    chain = Chain()
    for step in steps:
        if rule := chain.refusal(step):
            return rule
        chain = chain.after(step)
    return None
