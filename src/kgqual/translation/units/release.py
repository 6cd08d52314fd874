"""What one release of ESCO states of its concepts: their texts, their places, what they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

from kgqual.answering import Query
from kgqual.editorial.translations.fields import Field
from kgqual.namespaces import DCTERMS, ESCO, ISCO, RDF, SKOS
from kgqual.sources.kinds.esco.layout import SCHEME
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store
from kgqual.translation.units.concept import Kind
from kgqual.translation.units.schemes import COLLECTIONS

SOURCE_LANGUAGE = "en"
_TEXTS = Query.beside(__file__, "texts")
_PLACES = Query.beside(__file__, "places")
_NEEDS = Query.beside(__file__, "needs")
_USERS = Query.beside(__file__, "users")
PROPERTIES = {
    SKOS.prefLabel.value: Field.PREFERRED,
    SKOS.altLabel.value: Field.ALTERNATIVE,
    SKOS.hiddenLabel.value: Field.HIDDEN,
    DCTERMS.description.value: Field.DESCRIPTION,
    SKOS.scopeNote.value: Field.SCOPE_NOTE,
}
"""The properties of ESCO whose texts are translated."""
_ISCO_SCHEME = SCHEME + "isco"
Texts = Mapping[str, Mapping[Field, tuple[str, ...]]]
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

    ``users`` counts, for a skill, the occupations and skills that need it, by the property that
    says so; ``needs``, for an occupation or a skill, the skills that it needs.
    """

    texts: Texts
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
        texts = collected(_rows(store, _TEXTS, only))
        places = {concept: Place() for concept in texts}
        for concept, property, value in _rows(store, _PLACES, only):
            place = places.setdefault(concept, Place())
            getattr(place, _ATTRIBUTES[property]).add(intern(value))
        users, needs = (_counts(_rows(store, query, only)) for query in (_USERS, _NEEDS))
        return cls(texts, places, users, needs)


_ATTRIBUTES = {
    RDF.type.value: "classes",
    SKOS.inScheme.value: "schemes",
    SKOS.broader.value: "broader",
    SKOS.notation.value: "codes",
    ESCO.skillType.value: "types",
    ESCO.memberOfISCOGroup.value: "groups",
}


def collected(rows: Iterator[tuple[str, str, str]]) -> Texts:
    """Return rows of concept, property and text by concept and field; empty texts are none."""
    found: dict[str, dict[Field, set[str]]] = defaultdict(lambda: defaultdict(set))
    for concept, property, text in rows:
        if text:
            found[concept][PROPERTIES[property]].add(text)
    return {
        concept: {one: tuple(sorted(fields[one])) for one in Field if one in fields}
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


def _counts(rows: Iterator[tuple[str, str, str]]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for concept, property, count in rows:
        found[concept][property] = int(count)
    return found


def _rows(store: Store, query: Query, dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Yield the solutions of a query of three variables that are always bound."""
    for row in store.query(query.text, dataset).rows():
        first, second, third = (str(getattr(term, "value", "")) for term in row)
        yield first, second, third
