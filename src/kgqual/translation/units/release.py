"""What one release of ESCO states of its concepts: their texts, their places, what they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern

from kgqual.answering import Query
from kgqual.editorial.translations.fields import Field
from kgqual.namespaces import DCTERMS, ESCO, ISCO, RDF, SKOS
from kgqual.sources.kinds.esco.layout import SCHEME
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store
from kgqual.translation.units.collections import COLLECTIONS
from kgqual.translation.units.concept import Kind

SOURCE_LANGUAGE = "en"
_TEXTS = Query.beside(__file__, "texts")
_PLACES = Query.beside(__file__, "places")
_NEEDS = Query.beside(__file__, "needs")
PROPERTIES = {
    SKOS.prefLabel.value: Field.PREFERRED,
    SKOS.altLabel.value: Field.ALTERNATIVE,
    SKOS.hiddenLabel.value: Field.HIDDEN,
    DCTERMS.description.value: Field.DESCRIPTION,
    SKOS.scopeNote.value: Field.SCOPE_NOTE,
}
"""The properties of ESCO whose texts are translated."""
_KNOWLEDGE = "http://data.europa.eu/esco/skill-type/knowledge"
_ISCO_SCHEME = SCHEME + "isco"
Texts = Mapping[str, Mapping[Field, tuple[str, ...]]]
"""Concept → field → its texts, in code point order."""


@dataclass(slots=True)
class Place:
    """What a release states of one concept but for its texts: IRIs, and codes."""

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
            return Kind.KNOWLEDGE if _KNOWLEDGE in self.types else Kind.SKILL
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

    ``needs`` are the links from occupations and skills to the skills that they need: concept,
    property, skill.
    """

    texts: Texts
    places: Mapping[str, Place]
    needs: tuple[tuple[str, str, str], ...]

    @classmethod
    def read(cls, store: Store, graph: str) -> Release:
        """Read the release that the named graph ``graph`` holds."""
        only = Dataset(default=(graph,))
        places: dict[str, Place] = defaultdict(Place)
        for concept, property, value in _rows(store, _PLACES, only):
            getattr(places[concept], _ATTRIBUTES[property]).add(intern(value))
        texts = collected(_rows(store, _TEXTS, only))
        needs = tuple(
            (intern(one), intern(property), intern(skill))
            for one, property, skill in _rows(store, _NEEDS, only)
        )
        return cls(texts, dict(places), needs)


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


def _rows(store: Store, query: Query, dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Yield the solutions of a query of three variables that are always bound."""
    for row in store.query(query.text, dataset).rows():
        first, second, third = (str(getattr(term, "value", "")) for term in row)
        yield first, second, third
