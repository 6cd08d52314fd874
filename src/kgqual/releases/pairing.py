"""Which two graphs are meant: the older and the newer release of a source or of a scheme in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgqual.answering import Graph, Of, Query
from kgqual.answering.resolving import Resolver
from kgqual.answering.scheme_names import folded
from kgqual.namespaces import SKOS
from kgqual.store.manifest import GraphEntry

_HOLDING = Query.beside(__file__)
_FILLED = Query.beside(__file__, "filled")
MAPPING_SETS = "sssom"
"""The kind of sources that hold mappings, not concepts that a release could change."""


@dataclass(frozen=True)
class Pair:
    """Two releases; ``scheme`` is the IRI of the one scheme that is asked about, or ''."""

    old: GraphEntry
    new: GraphEntry
    scheme: str = ""

    @property
    def graphs(self) -> tuple[str, str]:
        """The IRIs of the older and the newer graph."""
        return self.old.iri, self.new.iri


class NoPair(Exception):
    """The texts name no two releases: ``key`` is the reason, ``known`` the versions there are.

    ``key`` is ``no-scheme``; ``no-version`` (``text`` is the version); ``one-version``; or
    ``no-concepts``, when the release ``text`` describes none: nothing follows from its silence.
    """

    def __init__(self, key: str, text: str, known: Iterable[str] = ()) -> None:
        self.key = key
        self.text = text
        self.known = tuple(known)
        super().__init__(f"{key}: {text}")


def pair(graph: Graph, scheme: str, old: str, new: str) -> Pair:
    """Return the releases ``old`` and ``new`` of what ``scheme`` names. Raises NoPair.

    ``scheme`` is a kind of source or a series such as ``esco``, or a concept scheme by IRI, CURIE
    or label; '' stands for the only source that has both releases. A release is a version such
    as ``1.1.0`` or ``v1.1.0``, ``esco@1.1.0``, or the IRI of its graph.
    """
    entries = graph.snapshot.manifest.graphs
    by_series = _by_series(entry for entry in entries if entry.kind != MAPPING_SETS)
    named = [key for key, some in by_series.items() if not scheme or _is_named(scheme, key, some)]
    if named:
        chosen = _among({key: by_series[key] for key in named}, scheme, "", old, new)
        return _filled(graph, chosen)
    found = Resolver(graph).resolve(scheme, Of(SKOS.ConceptScheme)).things
    if len(found) != 1:
        raise NoPair("no-scheme", scheme, sorted(k for k, some in by_series.items() if some[1:]))
    holding = {row["graph"] for row in graph.rows(_HOLDING, scheme=found[0])}
    within = {
        key: some for key, some in by_series.items() if any(entry.iri in holding for entry in some)
    }
    return _filled(graph, _among(within, scheme, found[0].iri, old, new))


def _filled(graph: Graph, chosen: Pair) -> Pair:
    """Return the pair if both releases describe concepts of it. Raises NoPair."""
    scheme = chosen.scheme or None
    filled = {row["graph"] for row in graph.rows(_FILLED, graph=chosen.graphs, scheme=scheme)}
    for entry in (chosen.old, chosen.new):
        if entry.iri not in filled:
            raise NoPair("no-concepts", entry.name)
    return chosen


def _by_series(entries: Iterable[GraphEntry]) -> Mapping[str, list[GraphEntry]]:
    found: dict[str, list[GraphEntry]] = {}
    for entry in entries:
        found.setdefault(entry.series, []).append(entry)
    return found


def _is_named(text: str, series: str, entries: list[GraphEntry]) -> bool:
    names = {series, series.rpartition("/")[2], entries[0].kind}
    return folded(text) in map(folded, names)


def _among(
    by_series: Mapping[str, list[GraphEntry]], text: str, scheme: str, old: str, new: str
) -> Pair:
    """Return the releases in the one series that has both. Raises NoPair."""
    both = [
        (first, second)
        for entries in by_series.values()
        if (first := _release(entries, old)) and (second := _release(entries, new))
    ]
    if len(both) == 1:
        older, newer = both[0]
        if older is newer:
            raise NoPair("one-version", older.name)
        return Pair(older, newer, scheme)
    worth_naming = [
        entries
        for entries in by_series.values()
        if entries[1:] or _release(entries, old) or _release(entries, new)
    ]
    known = sorted(entry.name for some in worth_naming or by_series.values() for entry in some)
    if both:
        raise NoPair("no-scheme", text, known)
    missing = next(
        (v for v in (old, new) if not any(_release(some, v) for some in by_series.values())), new
    )
    raise NoPair("no-version", missing, known)


def _release(entries: Iterable[GraphEntry], text: str) -> GraphEntry | None:
    wanted = text.strip().casefold()
    return next((entry for entry in entries if wanted in _names(entry)), None)


def _names(entry: GraphEntry) -> frozenset[str]:
    """Return what a release is called: its edition stands last in versions like ``nqf-2016``."""
    version = entry.version.casefold()
    edition = version.rpartition("-")[2]
    return frozenset({version, f"v{version}", edition, entry.name.casefold(), entry.iri.casefold()})
