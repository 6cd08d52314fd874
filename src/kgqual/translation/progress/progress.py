"""Progress as a whole, by kind, scheme, collection and ISCO-08 group, by person and week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal

from kgqual.answering import Graph, Named, Query
from kgqual.editorial.translations import Activity, Translation
from kgqual.namespaces import ISCO
from kgqual.translation.progress.counts import Counts, Tallies, Tally, counts
from kgqual.translation.units import Concept, Units
from kgqual.translation.units.schemes import COLLECTIONS

_PUBLISHED = Query.beside(__file__)


class By(StrEnum):
    """What ESCO is divided by; ``ALL`` is the whole.

    ``MAJOR`` are the ten major groups of ISCO-08, ``ISCO`` its groups of two to four digits; a
    group holds the occupations in it, itself, and the groups below it.
    """

    ALL = "all"
    KIND = "kind"
    SCHEME = "scheme"
    COLLECTION = "collection"
    MAJOR = "isco-major-group"
    ISCO = "isco-group"


Division = tuple[By, str]
"""A part of ESCO: what it is a division by, and an IRI or a kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of ESCO and how far it has come.

    ``thing`` is the scheme or group with its names; for a kind and for the whole its IRI is '',
    and its code is the kind.
    """

    by: By
    thing: Named
    counts: Counts


@dataclass(frozen=True)
class Progress:
    """How far the translation of a release into a language has come.

    ``parts`` begin with the whole; the parts of a division are in the order of code and IRI.
    ``activity`` says who did how much in which week.
    """

    language: str
    release: str
    snapshot: str
    parts: tuple[Part, ...]
    activity: tuple[Activity, ...]

    def by(self, *divisions: By) -> list[Part]:
        """Return the parts of some divisions."""
        return [part for part in self.parts if part.by in divisions]


def progress(
    graph: Graph,
    units: Units,
    language: str,
    done: Mapping[str, Translation],
    activity: Iterable[Activity],
) -> Progress:
    """Return the progress into a language, whose tag is written as ``language_tag`` does.

    ``done`` and ``activity`` are what ``Translations.all`` and ``Translations.activity`` return.
    """
    return Progress(
        language=language,
        release=units.release,
        snapshot=graph.snapshot.id,
        parts=tuple(_parts(graph, units, language, done)),
        activity=tuple(activity),
    )


def _published(graph: Graph, language: str) -> frozenset[str]:
    """Return the concepts that have a preferred label in a language in the snapshot."""

    def read() -> frozenset[str]:
        """Return the IRIs of the rows."""
        rows = graph.rows(_PUBLISHED, lang=Literal(language))
        return frozenset(row["concept"] for row in rows)

    return graph.once((_published, language), read)


def _parts(
    graph: Graph, units: Units, language: str, done: Mapping[str, Translation]
) -> Iterator[Part]:
    published = _published(graph, language)
    divided = graph.once((_divided, units.graph), lambda: _divided(units))
    known = graph.once((Tallies, units.graph, language), lambda: Tallies(published))
    tallies: dict[Division, Counter[Tally]] = defaultdict(Counter)
    for divisions, concepts in divided.items():
        some = Counter(known.of(one, done.get(one.iri)) for one in concepts)
        for division in divisions:
            tallies[division].update(some)
    names = graph.named(key for by, key in tallies if by not in (By.ALL, By.KIND))
    found = [
        Part(by, names.get(key) or Named(iri="", code=key), counts(counted))
        for (by, key), counted in tallies.items()
    ]
    order = list(By)
    yield from sorted(found, key=lambda one: (order.index(one.by), one.thing.code, one.thing.iri))


def _divided(units: Units) -> Mapping[tuple[Division, ...], Sequence[Concept]]:
    """Return the concepts by the parts that they belong to: thousands share all of theirs."""
    found: dict[tuple[Division, ...], list[Concept]] = defaultdict(list)
    for concept in units.concepts.values():
        found[tuple(_divisions(concept))].append(concept)
    return found


def _divisions(concept: Concept) -> Iterator[Division]:
    """Yield the parts that a concept belongs to."""
    yield By.ALL, ""
    yield By.KIND, concept.kind
    for scheme in concept.schemes:
        yield (By.COLLECTION if scheme in COLLECTIONS else By.SCHEME), scheme
    for digits in range(1, len(concept.isco_group) + 1):
        group = f"{ISCO.iri}C{concept.isco_group[:digits]}"
        yield (By.MAJOR if digits == 1 else By.ISCO), group
