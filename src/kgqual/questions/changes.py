"""What a release of a classification added, removed, renamed, moved or merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Evidence, Findings, Graph, Item, Link, Named, Query, Reason, question
from kgqual.answering.envelope import Text
from kgqual.answering.sentences import name
from kgqual.model import Gap
from kgqual.namespaces import DCTERMS, SKOS
from kgqual.releases import Change, Comparison, Kind, NoPair, Pair, compare, compare_details
from kgqual.releases import pair as paired
from kgqual.releases.change import DETAILS, GONE, ORDER
from kgqual.releases.telling import Telling, gap_named

QUERY = Query.beside(__file__)


class Changed(Item):
    """A concept and what happened to it (``kgqual.releases.Kind`` says what each kind is).

    ``before`` and ``after`` are labels, codes, parents or classes; after a merger, a replacement
    or a split the successors, with the ``confidence`` that they are. ``similarity`` is how alike
    two names or texts are. ``mentioned`` says that the newer release still refers to a concept
    that it no longer describes. Of what a partial release does not say, ``concepts`` are counted,
    and ``thing`` is the gap that leaves it open.
    """

    change: Kind
    thing: Named
    before: tuple[Named, ...] = ()
    after: tuple[Named, ...] = ()
    confidence: float | None = None
    similarity: float | None = None
    mentioned: bool | None = None
    concepts: int | None = None


class _Said(NamedTuple):
    """An item with the statement that it makes."""

    item: Changed
    link: Link


@question
def changes(
    graph: Graph, scheme: str, from_: str, to: str, change: Kind | None = None
) -> Findings[Changed]:
    """Return what happened to the concepts of a scheme or a source between two releases.

    ``scheme`` is a source such as ``ESCO`` or a concept scheme, ``from_`` and ``to`` are releases
    such as ``1.1.0``; ``change`` leaves out all but one kind. Other labels and relations between
    skills are compared only when they are asked for: their changes are thousands.
    """
    try:
        found = paired(graph, scheme, from_, to)
    except NoPair as none:
        known = ", ".join(none.known) or "—"
        return Findings((), otherwise=Reason(none.key, text=none.text, known=known))
    graph.show(QUERY, side__in__other=_sides(found))
    comparison = (compare_details if change in DETAILS else compare)(graph, found)
    said = _Saying(graph, comparison)
    evidence = Evidence[Changed](graph)
    for item, link in said.items(change):
        evidence.answer(item, [link])
    old, new = (_release(entry.title, entry.name) for entry in (found.old, found.new))
    return evidence.findings(Reason("unchanged", old=old, new=new))


def _sides(found: Pair) -> list[tuple[Literal | NamedNode, ...]]:
    old, new = (NamedNode(iri) for iri in found.graphs)
    return [(Literal("old"), old, new), (Literal("new"), new, old)]


def _release(title: Text, name: str) -> Named:
    return Named(iri="", label=title or {"": name})


class _Saying:
    """Puts a comparison into items, each with the statement that it makes."""

    def __init__(self, graph: Graph, comparison: Comparison) -> None:
        self._graphs = comparison.pair.graphs
        self._comparison = comparison
        self._telling = Telling(graph, comparison)

    def items(self, kind: Kind | None) -> Iterator[_Said]:
        """Yield the items, those of one kind by name, and what is not said at the end."""
        by_name = sorted(
            (change for change in self._comparison.changes if kind in (None, change.kind)),
            key=lambda c: name(self._comparison.named(c.concept), "en").casefold(),
        )
        ordered = sorted(by_name, key=lambda c: ORDER.index(c.kind))
        yield from (self._changed(change) for change in ordered)
        if kind in (None, "not-said"):
            gaps = {gap.name: gap for gap in self._comparison.not_said.values()}
            counted = Counter(gap.name for gap in self._comparison.not_said.values())
            yield from (self._not_said(gaps[key], counted[key]) for key in sorted(gaps))

    def _changed(self, change: Change) -> _Said:
        item = Changed(
            change=change.kind,
            thing=self._comparison.named(change.concept),
            before=tuple(map(self._telling.named, change.before)),
            after=tuple(map(self._telling.named, change.after)),
            confidence=change.confidence,
            similarity=change.similarity,
            mentioned=change.mentioned if change.kind in GONE else None,
        )
        words = self._telling.change(change)
        succeeded = change.kind in GONE and bool(change.after)
        link = Link(
            change.concept,
            DCTERMS.isReplacedBy if succeeded else SKOS.changeNote,
            change.after[0] if succeeded else Literal(words["en"], language="en"),
            computed_from=self._graphs,
            confidence=change.confidence,
            statement=words,
        )
        return _Said(item, link)

    def _not_said(self, gap: Gap, count: int) -> _Said:
        node = gap_named(gap)
        words = self._telling.not_said(gap, count)
        note = Literal(words["en"], language="en")
        link = Link(node.iri, SKOS.changeNote, note, computed_from=self._graphs, statement=words)
        return _Said(Changed(change="not-said", thing=node, concepts=count), link)
