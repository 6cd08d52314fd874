"""Two releases compared: what happened to each concept (:data:`.change.Kind`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Named
from kgqual.model import Gap
from kgqual.releases.change import ORDER, Change, Kind
from kgqual.releases.pairing import Pair
from kgqual.releases.reading import NEW, OLD, Described, Reading
from kgqual.releases.silence import Silence
from kgqual.releases.stating import DETAIL_PROPERTIES, PROPERTIES, Stating
from kgqual.releases.succession import SAME_CODE_AND_NAME, Succession, computed, stated


@dataclass(frozen=True)
class Comparison:
    """What happened from one release to the next.

    ``concepts`` is what the releases state of the changed concepts and of what they are related
    to; the newer one where it describes them. ``not_said`` are the concepts of which the partial
    one of the two does not say whether they are in it, each with the gap that leaves it open;
    ``mentioned`` those that the newer one refers to without describing them.
    """

    pair: Pair
    changes: tuple[Change, ...]
    concepts: Mapping[str, Described]
    not_said: Mapping[str, Gap] = field(default_factory=dict)
    mentioned: frozenset[str] = frozenset()

    @cached_property
    def by_concept(self) -> Mapping[str, tuple[Change, ...]]:
        """Concept → what happened to it."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.concept, []).append(change)
        return {iri: tuple(some) for iri, some in found.items()}

    def named(self, iri: str) -> Named:
        """Return a concept with the names and the code that the releases give it."""
        found = self.concepts.get(iri)
        return found.named if found else Named(iri=iri)


def compare(graph: Graph, pair: Pair) -> Comparison:
    """Return what happened from the older release of a pair to the newer: computed once."""
    whole = graph.once(("releases", *pair.graphs), lambda: _Comparing(graph, pair).whole())
    return _within(graph, whole, pair) if pair.scheme else whole


def compare_details(graph: Graph, pair: Pair) -> Comparison:
    """Return the changes of other labels and of relations between skills: computed once."""
    details = graph.once(("details", *pair.graphs), lambda: _Comparing(graph, pair).details())
    if not pair.scheme:
        return details
    members = frozenset().union(*Reading(graph, pair).members(pair.scheme))
    changes = tuple(change for change in details.changes if change.concept in members)
    return replace(details, pair=pair, changes=changes)


class _Comparing:
    """One comparison while it is made."""

    def __init__(self, graph: Graph, pair: Pair) -> None:
        self._graph = graph
        self._pair = pair
        self._reading = Reading(graph, pair)
        self._old, self._new = Silence(pair.old), Silence(pair.new)

    def whole(self) -> Comparison:
        """Return what happened to the concepts as such."""
        only_old, only_new = self._reading.absent()
        old = self._reading.described(OLD, only_old)
        new = self._reading.described(NEW, only_new)
        said = stated(self._graph, self._pair.graphs)
        open_ = {
            i: gap for i, one in old.items() if i not in said and (gap := self._new.on(one.kinds))
        }
        open_ |= {i: gap for i, one in new.items() if (gap := self._old.on(one.kinds))}
        gone = {iri: concept for iri, concept in old.items() if iri not in open_}
        mentioned = self._reading.mentioned(only_old)
        changes = list(self._gone(gone, said, new.keys(), mentioned))
        same = {c.concept: c.after[0].value for c in changes if len(c.after) == 1}
        taken = {v.value for c in changes for v in c.after}
        fresh = new.keys() - open_.keys() - taken
        changes += (Change("added", iri) for iri in fresh)
        changes += (_named(change, said) for change in self._restated(PROPERTIES, same))
        return self._made(changes, {**old, **new}, open_, mentioned)

    def details(self) -> Comparison:
        """Return what happened to other labels and to relations between skills."""
        return self._made(self._restated(DETAIL_PROPERTIES, {}), {}, {}, frozenset())

    def _gone(
        self,
        gone: Mapping[str, Described],
        said: Mapping[str, Succession],
        new: Iterable[str],
        mentioned: frozenset[str],
    ) -> Iterable[Change]:
        unexplained = {iri: concept for iri, concept in gone.items() if iri not in said}
        found = computed(self._graph, self._reading, self._pair.new.iri, unexplained)
        successions = {**found, **{iri: said[iri] for iri in gone.keys() & said.keys()}}
        times = Counter(iri for one in successions.values() for iri in one.successors)
        added = frozenset(new)
        for iri in gone:
            change = Change("removed", iri, mentioned=iri in mentioned)
            if one := successions.get(iri):
                first = one.successors[0]
                alone = times[first] == 1 or one.confidence == SAME_CODE_AND_NAME
                yield _succeeded(change, one, first in added and alone)
            else:
                yield change

    def _restated(self, properties: tuple[NamedNode, ...], same: Mapping[str, str]) -> list[Change]:
        stating = Stating(self._old, self._new, same)
        differing = {
            iri: difference
            for iri, difference in self._reading.differing(properties).items()
            if stating.differs(difference)
        }
        described = self._reading.described(NEW, differing.keys())
        return [
            change
            for iri, concept in described.items()
            for change in stating.changes(concept, differing[iri], properties)
        ]

    def _made(
        self,
        changes: Iterable[Change],
        known: Mapping[str, Described],
        not_said: Mapping[str, Gap],
        mentioned: frozenset[str],
    ) -> Comparison:
        ordered = sorted(changes, key=lambda c: (ORDER.index(c.kind), c.concept))
        wanted = {change.concept for change in ordered}
        wanted |= {
            value.value
            for change in ordered
            for value in (*change.before, *change.after)
            if isinstance(value, NamedNode)
        }
        concepts = dict(known)
        for side in (NEW, OLD):
            concepts |= self._reading.described(side, wanted - concepts.keys())
        return Comparison(self._pair, tuple(ordered), concepts, not_said, mentioned)


def _succeeded(change: Change, succession: Succession, replaced: bool) -> Change:
    """Return the change of a concept that is gone, with what took its place."""
    after = tuple(NamedNode(iri) for iri in succession.successors)
    kind: Kind = "split" if after[1:] else "replaced" if replaced else "merged"
    return replace(
        change,
        kind=kind,
        after=after,
        confidence=succession.confidence,
        official=succession.official,
    )


def _named(change: Change, said: Mapping[str, Succession]) -> Change:
    """Return a change; of what should no longer be used with the successors a release names."""
    if change.kind != "deprecated" or change.concept not in said:
        return change
    after = tuple(map(NamedNode, said[change.concept].successors))
    return replace(change, after=after, confidence=1.0, official=True)


def _within(graph: Graph, whole: Comparison, pair: Pair) -> Comparison:
    """Return what happened to the members of one scheme, with those that left or entered it."""
    old, new = Reading(graph, pair).members(pair.scheme)
    silent_old, silent_new = Silence(pair.old), Silence(pair.new)
    about = [change for change in whole.changes if change.concept in old | new]
    changed = {change.concept for change in about if change.kind not in ("moved", "renamed")}
    changed |= {value.value for change in about for value in change.after}
    settled = changed | whole.not_said.keys()
    described = Reading(graph, pair).described(NEW, (old ^ new) - settled)
    about += (
        Change("left" if iri in old else "entered", iri)
        for iri, concept in described.items()
        if not (silent_new if iri in old else silent_old).on(concept.kinds)
    )
    ordered = sorted(about, key=lambda c: (ORDER.index(c.kind), c.concept))
    return replace(
        whole,
        pair=pair,
        changes=tuple(ordered),
        concepts={**whole.concepts, **described},
        not_said={iri: gap for iri, gap in whole.not_said.items() if iri in old | new},
    )
