"""How a mapping of which an end is gone may be repaired: what could stand in the end's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgqual.answering import Graph
from kgqual.mapping.impact.answer import Way
from kgqual.mapping.impact.closest import IS_GONE, Closest
from kgqual.mapping.impact.predicates import (
    ABOVE,
    ALIKE,
    ENTAILED,
    MERGED,
    PART,
    SAME,
    with_other_object,
    with_other_subject,
)
from kgqual.mapping.impact.stated import Stated
from kgqual.mapping.statements import INVERSES
from kgqual.namespaces import SEMAPV, SKOS
from kgqual.releases import Comparison
from kgqual.releases.change import GONE, Change
from kgqual.releases.reading import NEW, OLD, Described, Reading

NOT_ENTAILED = 0.5
"""How sure it is that what is above a close match is broader: nothing follows, either way."""
_TABLES: Mapping[str, Mapping[str, str]] = {"replaced": SAME, "merged": MERGED, "split": PART}


@dataclass(frozen=True)
class Substitute:
    """What may take the place of an end: how the mapping then reads is in ``table``.

    ``confidence`` is how sure that is, given the old mapping; ``entailed`` says that it follows
    only from some relations, and is otherwise as good as a guess.
    """

    way: Way
    iri: str
    table: Mapping[str, str]
    confidence: float
    justification: str
    reason: str
    entailed: bool = False


@dataclass(frozen=True)
class Proposal:
    """A repaired mapping, in IRIs; ``reason`` is a key of ``reasons.toml``, ``about`` the end."""

    way: Way
    subject: str
    predicate: str
    object: str
    justification: str
    reason: str
    about: str
    confidence: float | None = None


class Repairing:
    """Finds substitutes for concepts that are gone; each is looked for once."""

    def __init__(self, graph: Graph, comparison: Comparison) -> None:
        self._comparison = comparison
        self._reading = Reading(graph, comparison.pair)
        self._closest = Closest(graph, comparison.pair)
        self._found: dict[str, tuple[Substitute, ...]] = {}

    def proposals(self, mapping: Stated, gone: Mapping[str, Change]) -> Iterator[Proposal]:
        """Yield mappings that may take the place of one; ``gone`` are its ends that are.

        Where both are gone, nothing is proposed: each repair would rest on the other.
        """
        if len(gone) != 1:
            return
        ((end, change),) = gone.items()
        for substitute in self._substitutes(change):
            if proposal := _exchanged(mapping, end, substitute):
                yield proposal

    def _substitutes(self, change: Change) -> tuple[Substitute, ...]:
        if change.concept not in self._found:
            self._found[change.concept] = tuple(self._looked_for(change))
        return self._found[change.concept]

    def _looked_for(self, change: Change) -> Iterator[Substitute]:
        if change.after:
            assert change.confidence is not None, "a successor has a confidence"
            table = _TABLES.get(change.kind) or (PART if change.after[1:] else SAME)
            how = SEMAPV.MappingChaining if change.official else SEMAPV.CompositeMatching
            reason = "official" if change.official else change.kind
            for value in change.after:
                yield Substitute(
                    "successor", value.value, table, change.confidence, how.value, reason
                )
        old = self._reading.described(OLD, [change.concept]).get(change.concept)
        if old is None:
            return
        for iri, confidence in self._above(old).items():
            how = SEMAPV.MappingChaining
            yield Substitute("parent", iri, ABOVE, confidence, how.value, "parent", entailed=True)
        if not change.after:
            how = SEMAPV.LexicalMatching
            kinds = old.classes - {SKOS.Concept.value} or old.schemes
            for found in self._closest.candidates(change.concept, kinds):
                sure = found.confidence * IS_GONE
                yield Substitute("label", found.iri, ALIKE, sure, how.value, "label")

    def _above(self, concept: Described) -> Mapping[str, float]:
        """Return what is nearest above a concept and still there, with how sure that is."""
        reached = dict.fromkeys(concept.parents, 1.0)
        found: dict[str, float] = {}
        seen: set[str] = set()
        while reached:
            there = self._reading.described(NEW, reached)
            found |= {iri: sure for iri, sure in reached.items() if iri in there}
            seen |= reached.keys()
            missing = {iri: sure for iri, sure in reached.items() if iri not in there}
            before = self._reading.described(OLD, missing)
            reached = {
                above: sure * confidence
                for iri, sure in missing.items()
                for above, confidence in self._next(iri, before.get(iri))
                if above not in seen
            }
        return found

    def _next(self, iri: str, before: Described | None) -> Iterator[tuple[str, float]]:
        """Yield what to go on with from a parent that is gone: its successor, or its parents."""
        for change in self._comparison.by_concept.get(iri, ()):
            if change.kind in GONE and len(change.after) == 1:
                yield change.after[0].value, change.confidence or 0.0
                return
        for parent in sorted(before.parents) if before else ():
            yield parent, 1.0


def _exchanged(mapping: Stated, end: str, substitute: Substitute) -> Proposal | None:
    """Return the mapping with another end, or None when no relation to it can be proposed."""
    turned = mapping.subject == end
    exchange = with_other_subject if turned else with_other_object
    predicate = exchange(substitute.table, mapping.predicate)
    if predicate is None:
        return None
    stands = INVERSES.get(mapping.predicate, mapping.predicate) if turned else mapping.predicate
    guess = substitute.entailed and stands not in ENTAILED
    sure = substitute.confidence * (NOT_ENTAILED if guess else 1.0)
    return Proposal(
        substitute.way,
        substitute.iri if turned else mapping.subject,
        predicate,
        mapping.object if turned else substitute.iri,
        substitute.justification,
        "parent-perhaps" if guess else substitute.reason,
        end,
        round(sure * (1.0 if mapping.confidence is None else mapping.confidence), 4),
    )
