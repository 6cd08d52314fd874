"""What ESCO's tables say of a concept in every language, read from the graph of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kgqual.answering import Query
from kgqual.namespaces import DCTERMS, ESCO, ISCO, ISO_THES, RDF, SKOS
from kgqual.sources.kinds.esco.columns import REUSE_LEVELS, SKILL_TYPES
from kgqual.sources.kinds.esco.layout import (
    CONCEPT_SCHEME,
    ISCO_GROUP,
    OCCUPATION,
    SKILL,
    SKILL_GROUP,
)
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store

_PROPERTIES = Query.beside(__file__, "properties")
_SEPARATOR = ",\n"
"""What stands between the addresses of a cell."""
_COLUMNS: Mapping[str, str] = {
    SKOS.notation.value: "code",
    SKOS.inScheme.value: "inScheme",
    SKOS.hasTopConcept.value: "hasTopConcept",
    ISO_THES.status.value: "status",
    DCTERMS.modified.value: "modifiedDate",
    ESCO.memberOfISCOGroup.value: "iscoGroup",
    ESCO.skillType.value: "skillType",
    ESCO.skillReuseLevel.value: "reuseLevel",
    ESCO.regulatedProfessionNote.value: "regulatedProfessionNote",
    ESCO.hasNACECode.value: "naceCode",
}
_NAMES = {
    **{node.value: name for name, node in SKILL_TYPES.items()},
    **{node.value: name for name, node in REUSE_LEVELS.items()},
}
"""The IRI of a type or level → what the tables call it."""
_ISCO = f"{ISCO.iri}C"
"""How the IRIs of groups of ISCO-08 begin: their codes follow."""


@dataclass(frozen=True)
class Frame:
    """The table that a concept is in, and the cells of its row that hold no text, by column."""

    table: str
    cells: Mapping[str, str]


def frames(store: Store, graph: str) -> Mapping[str, Frame]:
    """Return the frame of each concept of the release of ESCO that a named graph holds."""
    stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.query(_PROPERTIES.text, Dataset(default=(graph,))).rows():
        concept, property, value = (str(getattr(term, "value", "")) for term in row)
        stated[concept][property].add(value)
    return {concept: _frame(concept, found) for concept, found in stated.items()}


def _frame(concept: str, stated: Mapping[str, set[str]]) -> Frame:
    table, kind = _table(concept, stated.get(RDF.type.value, set()))
    cells = {
        column: _SEPARATOR.join(sorted(map(_written, stated[property])))
        for property, column in _COLUMNS.items()
        if property in stated
    }
    uri = "conceptSchemeUri" if kind == CONCEPT_SCHEME else "conceptUri"
    return Frame(table, {"conceptType": kind, uri: concept, **cells})


def _written(value: str) -> str:
    return _NAMES.get(value) or value.removeprefix(_ISCO)


def _table(concept: str, classes: set[str]) -> tuple[str, str]:
    if ESCO.Occupation.value in classes:
        return "occupations", OCCUPATION
    if ESCO.Skill.value in classes:
        return "skills", SKILL
    if SKOS.ConceptScheme.value in classes:
        return "conceptSchemes", CONCEPT_SCHEME
    if concept.startswith(_ISCO):
        return "ISCOGroups", ISCO_GROUP
    return "skillGroups", SKILL_GROUP
