"""Everything of ESCO that is to be translated, read once for the graphs that it is made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from cachetools import LRUCache

from kgqual.answering import Graph, Query
from kgqual.editorial.translations.fields import (
    BRIDGE_LANGUAGE,
    SOURCE_LANGUAGE,
    Field,
    Texts,
    source_hash,
)
from kgqual.errors import BadUsage
from kgqual.folding import same_text
from kgqual.store.manifest import GraphEntry
from kgqual.translation.mappings import Mappings
from kgqual.translation.titles import CLASSIFIERS, Titles
from kgqual.translation.units.concept import Concept, Kind, ReasonKind, Unit
from kgqual.translation.units.impact import counted, reasons
from kgqual.translation.units.release import ConceptTexts, Release, russian_elsewhere

_NEEDED = Query.beside(__file__, "needed")
_SOURCE, _PUBLISHED, _CATALOGUE = "esco", "translation", "catalog"
_COMPARING = {
    "worldskills": ReasonKind.WORLDSKILLS,
    "turkicskills": ReasonKind.WORLDSKILLS,
    **dict.fromkeys(CLASSIFIERS, ReasonKind.KAZAKHSTAN),
}
"""Kinds of source → what it means for a concept that they have something compared with it."""


class NothingToTranslate(BadUsage):
    """The snapshot has no release of ESCO with English texts."""


_KEPT: LRUCache[tuple[str, ...], Units] = LRUCache(3)
"""What was read last, by the graphs it was made from: 44 MB each with the whole of ESCO.

So two releases can be compared beside the one that is translated.
"""
_READING: LRUCache[tuple[str, ...], Lock] = LRUCache(8)
"""Who reads: while one release is read for seconds, nobody waits who asks for another."""
_LOCK = Lock()


@dataclass(frozen=True)
class Units:
    """The concepts of one release of ESCO, by IRI and in the order of IRIs."""

    release: str
    graph: str
    concepts: Mapping[str, Concept]

    @cached_property
    def by_impact(self) -> tuple[Concept, ...]:
        """The concepts, the most useful first; of equals by code, then by IRI."""
        order = sorted(self.concepts.values(), key=lambda one: (-one.impact, one.code, one.iri))
        return tuple(order)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each concept in ``by_impact``."""
        return {concept.iri: place for place, concept in enumerate(self.by_impact)}

    @cached_property
    def searched(self) -> Mapping[str, str]:
        """What a concept is found by: its terms, code and IRI in small letters, one a line."""
        return {
            iri: "\n".join(
                text.casefold()
                for texts in (
                    (iri, one.code),
                    *(u.texts for u in one.units.values() if u.field.is_term),
                )
                for text in texts
            )
            for iri, one in self.concepts.items()
        }

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """What is directly below a concept, in the order of IRIs."""
        below: dict[str, list[str]] = defaultdict(list)
        for iri, concept in self.concepts.items():
            for above in concept.broader:
                below[above].append(iri)
        return {iri: tuple(listed) for iri, listed in below.items()}

    @cached_property
    def schemes(self) -> tuple[str, ...]:
        """The schemes that concepts are in."""
        return tuple(sorted({iri for one in self.concepts.values() for iri in one.schemes}))

    @cached_property
    def repeated(self) -> Mapping[str, tuple[tuple[str, Field], ...]]:
        """The English texts that several concepts have → those, and in which field.

        Texts are as ``folding.same_text`` gives them.
        """
        holders: dict[str, list[tuple[str, Field]]] = defaultdict(list)
        for iri, concept in self.concepts.items():
            for field, unit in concept.units.items():
                for key in dict.fromkeys(map(same_text, unit.texts)):
                    holders[key].append((iri, field))
        return {
            key: tuple(held) for key, held in holders.items() if len({iri for iri, _ in held}) > 1
        }

    def prepare(self) -> None:
        """Work out what is worked out once, so that nobody has to wait for it."""
        for derived in ("places", "narrower", "schemes", "repeated", "searched"):
            getattr(self, derived)

    @classmethod
    def of(cls, graph: Graph) -> Units:
        """Return the units of the release of ESCO that is current in a graph.

        They are kept for all snapshots that differ in nothing but translations. Raises
        NothingToTranslate when there is no release.
        """
        entry = next((one for one in graph.entries.values() if one.kind == _SOURCE), None)
        if entry is None:
            raise NothingToTranslate(
                "There is no ESCO in this data directory, so there is nothing to translate. Add "
                "a release with `kgqual add esco FILES`, then run `kgqual build`."
            )
        return cls.of_release(graph, entry)

    @classmethod
    def of_release(cls, graph: Graph, entry: GraphEntry) -> Units:
        """Return the units of one release, current or not, kept likewise. Raises as ``read``."""
        key = (entry.sha256, *(one.sha256 for one in _sources(graph)))
        with _LOCK:
            reading = _READING.setdefault(key, Lock())
        with reading:
            with _LOCK:
                kept = _KEPT.get(key)
            if kept is None:
                kept = cls.read(graph, entry)
                with _LOCK:
                    _KEPT[key] = kept
            return kept

    @classmethod
    def read(cls, graph: Graph, entry: GraphEntry) -> Units:
        """Read the units of one release, current or not, which another graph of ESCO may hold.

        Raises NothingToTranslate when it has no English texts.
        """
        release = Release.read(graph.snapshot.store, entry.iri)
        if not release.texts:
            raise NothingToTranslate(
                f"{entry.name} has no English texts, which translations are made from. Add the "
                "English files of that release as well, then run `kgqual build`."
            )
        return cls(entry.version, entry.iri, dict(_concepts(graph, release)))


def _sources(graph: Graph) -> list[GraphEntry]:
    """Return the graphs that units are made from: all but what the translators publish."""
    entries = (graph.entries[iri] for iri in sorted(graph.entries))
    return [entry for entry in entries if entry.kind not in (_PUBLISHED, _CATALOGUE)]


def _concepts(graph: Graph, release: Release) -> Iterator[tuple[str, Concept]]:
    """Yield the concepts of a release that have English texts, in the order of their IRIs."""
    russian = _russian(graph, release)
    compared = _compared(graph, release.texts, russian)
    concepts = dict.fromkeys(concept for concept, _ in compared)
    needed = [row["skill"] for row in graph.rows(_NEEDED, concept=concepts)]
    counts = counted(release, compared, needed)
    kinds = {iri: place.kind for iri, place in release.places.items()}
    for iri in sorted(release.texts):
        place = release.places[iri]
        why = reasons(counts.get(iri, Counter()))
        above = release.above[iri]
        yield (
            iri,
            Concept(
                iri=iri,
                kind=kinds[iri],
                code=place.code,
                schemes=tuple(sorted(place.schemes)),
                isco_group=place.isco_group,
                broader=tuple(sorted(place.broader)),
                skill_groups=tuple(up for up in above if kinds.get(up) is Kind.SKILL_GROUP),
                collections=place.collections,
                units=_units(release.texts[iri], russian.get(iri, {})),
                impact=round(sum(one.points for one in why), 2),
                reasons=why,
            ),
        )


def _units(english: Texts, russian: Texts) -> Mapping[Field, Unit]:
    return {
        field: Unit(field, texts, source_hash(texts), russian.get(field, ()))
        for field, texts in english.items()
    }


def _russian(graph: Graph, release: Release) -> ConceptTexts:
    """Return what a release calls its concepts in Russian, else what other sources call them."""
    others = [entry.iri for entry in _sources(graph) if entry.kind != _SOURCE]
    elsewhere = russian_elsewhere(graph.snapshot.store, others)
    return {
        iri: {**elsewhere.get(iri, {}), **release.russian.get(iri, {})}
        for iri in elsewhere.keys() | release.russian.keys()
    }


def _compared(
    graph: Graph, english: ConceptTexts, russian: ConceptTexts
) -> list[tuple[str, ReasonKind]]:
    """Return a concept and a reason for each thing that is compared with it.

    A mapping compares them, or they are called alike: a thing of Kazakhstan has the preferred
    English or Russian term as its title.
    """
    mappings = Mappings.of(graph)
    found = {
        (iri, other, kind)
        for iri in english
        for other, _ in mappings.compared(iri)
        if (kind := _COMPARING.get(mappings.kind(other)))
    }
    titles = Titles.of(graph)
    for language, texts in ((SOURCE_LANGUAGE, english), (BRIDGE_LANGUAGE, russian)):
        for iri, fields in texts.items():
            for one in titles.having(fields.get(Field.PREFERRED, ()), language):
                found.add((iri, one.thing, ReasonKind.KAZAKHSTAN))
    return [(concept, kind) for concept, _, kind in sorted(found)]
