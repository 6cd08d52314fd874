"""What one release of ESCO states of its concepts: their texts, their places, what they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import Protocol, cast

from pyoxigraph import Literal

from kgqual.answering import Query
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE, Texts
from kgqual.namespaces import ESCO, ISCO, RDF, SKOS
from kgqual.sources.kinds.esco.layout import SCHEME
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store
from kgqual.translated.labels import PROPERTIES
from kgqual.translation.units.concept import Kind
from kgqual.translation.units.schemes import COLLECTIONS

_TEXTS = Query.beside(__file__, "texts")
_PLACES = Query.beside(__file__, "places")
_RUSSIAN = Query.beside(__file__, "russian")
_NEEDS = Query.beside(__file__, "needs")
_USERS = Query.beside(__file__, "users")
_FIELDS = {property.value: field for field, property in PROPERTIES.items()}
_ISCO_SCHEME = SCHEME + "isco"
ConceptTexts = Mapping[str, Texts]
"""Concept → field → its texts, in code point order."""


@dataclass(slots=True)
class Place:
    """What a release states of one concept but for its texts: IRIs, and codes.

    ``types`` is empty but for knowledge.
    """

    classes: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    broader: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    @property
    def code(self) -> str:
        """Its code, '' where it has none."""
        return min(self.codes, default="")

    @property
    def kind(self) -> Kind:
        """What it is in ESCO."""
        if ESCO.Occupation.value in self.classes:
            return Kind.OCCUPATION
        if ESCO.Skill.value in self.classes:
            return Kind.KNOWLEDGE if self.types else Kind.SKILL
        if SKOS.ConceptScheme.value in self.classes:
            return Kind.SCHEME
        return Kind.ISCO_GROUP if _ISCO_SCHEME in self.schemes else Kind.SKILL_GROUP

    @property
    def isco_group(self) -> str:
        """The code of its ISCO-08 group, or of the group that it is; '' where it has none."""
        if self.kind is Kind.ISCO_GROUP:
            return self.code
        return min(self.groups, default="").removeprefix(ISCO.iri).removeprefix("C")

    @property
    def collections(self) -> tuple[str, ...]:
        """Those of its schemes that are collections."""
        return tuple(sorted(self.schemes & COLLECTIONS.keys()))


@dataclass(frozen=True)
class Release:
    """A release of ESCO.

    ``texts`` are in English. ``users`` counts, for a skill, the occupations and skills that need
    it, by the property that says so; ``needs``, for an occupation or a skill, the skills that it
    needs.
    """

    texts: ConceptTexts
    russian: ConceptTexts
    places: Mapping[str, Place]
    users: Mapping[str, Mapping[str, int]]
    needs: Mapping[str, Mapping[str, int]]

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """Everything above each concept, the nearest first; a concept is not above itself."""
        return {iri: tuple(_above(iri, self.places)) for iri in self.places}

    @classmethod
    def read(cls, store: Store, graph: str) -> Release:
        """Read the release that the named graph ``graph`` holds."""
        only = Dataset(default=(graph,))
        texts, russian = _texts(_rows(store, _TEXTS, only))
        places = {concept: Place() for concept in texts}
        for concept, property, value in _rows(store, _PLACES, only):
            place = places.setdefault(concept.value, Place())
            getattr(place, _ATTRIBUTES[property.value]).add(intern(value.value))
        users, needs = (_counts(_rows(store, query, only)) for query in (_USERS, _NEEDS))
        return cls(texts, russian, places, users, needs)


_ATTRIBUTES = {
    RDF.type.value: "classes",
    SKOS.inScheme.value: "schemes",
    SKOS.broader.value: "broader",
    SKOS.notation.value: "codes",
    ESCO.skillType.value: "types",
    ESCO.memberOfISCOGroup.value: "groups",
}


def collected(rows: Iterable[tuple[str, str, str]]) -> ConceptTexts:
    """Return rows of concept, property and text by concept and field; empty texts are none."""
    found: dict[str, dict[str, set[str]]] = {}
    for concept, property, text in rows:
        if text:
            found.setdefault(concept, {}).setdefault(property, set()).add(text)
    return {
        concept: {
            field: tuple(sorted(fields[property]))
            for property, field in _FIELDS.items()
            if property in fields
        }
        for concept, fields in found.items()
    }


def _above(iri: str, places: Mapping[str, Place]) -> list[str]:
    found: dict[str, None] = {}
    level = [iri]
    while level:
        level = sorted({up for one in level if one in places for up in places[one].broader})
        level = [up for up in level if up not in found and up != iri]
        found.update(dict.fromkeys(level))
    return list(found)


def russian_elsewhere(store: Store, graphs: Collection[str]) -> ConceptTexts:
    """Return what the named graphs ``graphs`` call the concepts of ESCO in Russian."""
    rows = _rows(store, _RUSSIAN, Dataset(default=tuple(graphs)))
    return collected((one.value, property.value, text.value) for one, property, text in rows)


def _texts(rows: Iterable[tuple[_Valued, ...]]) -> tuple[ConceptTexts, ConceptTexts]:
    """Return the English and the Russian texts."""
    russian: list[tuple[str, str, str]] = []

    def english() -> Iterator[tuple[str, str, str]]:
        """Yield the English rows, and put the Russian ones aside."""
        for concept, property, text in rows:
            row = concept.value, property.value, text.value
            if cast(Literal, text).language == SOURCE_LANGUAGE:
                yield row
            else:
                russian.append(row)

    return collected(english()), collected(russian)


def _counts(rows: Iterable[tuple[_Valued, ...]]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for concept, property, count in rows:
        found[concept.value][property.value] = int(count.value)
    return found


def _rows(store: Store, query: Query, dataset: Dataset) -> Iterator[tuple[_Valued, ...]]:
    """Yield the solutions of a query whose variables are always bound to IRIs and literals."""
    return cast(Iterator[tuple[_Valued, ...]], store.query(query.text, dataset).rows())


class _Valued(Protocol):
    """An IRI or a literal."""

    @property
    def value(self) -> str:
        """The IRI or the text."""
