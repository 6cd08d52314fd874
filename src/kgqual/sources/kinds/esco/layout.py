"""The tables of an ESCO release: their columns, and how their cells are written.

The columns are those of all releases from v1.0 to v1.2.1; the required ones are in each.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "http://data.europa.eu/esco/concept-scheme/"

OCCUPATION, SKILL, SKILL_GROUP = "Occupation", "KnowledgeSkillCompetence", "SkillGroup"
ISCO_GROUP, CONCEPT_SCHEME = "ISCOGroup", "ConceptScheme"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class Layout:
    """One table of a release.

    ``uri`` is the column that names the concept a row describes, ``types`` what such concepts
    may be, ``separator`` what stands between the labels of a cell, ``scheme`` the concept scheme
    whose members a collection lists. ``short_rows`` may end before the header does.
    """

    name: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    uri: str = "conceptUri"
    types: frozenset[str] = frozenset()
    separator: str = "\n"
    scheme: str = ""
    short_rows: bool = False


def _collection(name: str, scheme: str) -> Layout:
    return Layout(
        name,
        _names("conceptType conceptUri preferredLabel altLabels"),
        _names("status skillType reuseLevel description broaderConceptUri broaderConceptPT"),
        types=frozenset({OCCUPATION, SKILL, SKILL_GROUP}),
        separator=" | ",
        scheme=SCHEME + scheme,
    )


CONCEPTS = (
    Layout(
        "occupations",
        _names("conceptType conceptUri iscoGroup preferredLabel altLabels"),
        _names("hiddenLabels status modifiedDate regulatedProfessionNote scopeNote definition")
        | _names("inScheme description code naceCode"),
        types=frozenset({OCCUPATION}),
    ),
    Layout(
        "skills",
        _names("conceptType conceptUri skillType reuseLevel preferredLabel altLabels"),
        _names("hiddenLabels status modifiedDate scopeNote definition inScheme description"),
        types=frozenset({SKILL}),
    ),
    Layout(
        "skillGroups",
        _names("conceptType conceptUri preferredLabel altLabels"),
        _names("hiddenLabels status modifiedDate scopeNote inScheme description code"),
        types=frozenset({SKILL_GROUP}),
    ),
    Layout(
        "ISCOGroups",
        _names("conceptType conceptUri code preferredLabel altLabels"),
        _names("status inScheme description"),
        types=frozenset({ISCO_GROUP}),
    ),
)
"""The tables that define concepts. A concept named elsewhere and in none of them is dangling."""

SCHEMES = Layout(
    "conceptSchemes",
    _names("conceptType conceptSchemeUri preferredLabel hasTopConcept"),
    _names("title status description"),
    uri="conceptSchemeUri",
    types=frozenset({CONCEPT_SCHEME}),
)

COLLECTIONS = (
    _collection("digCompSkillsCollection", "digcomp"),
    _collection("digitalSkillsCollection", "6c930acd-c104-4ece-acf7-f44fd7333036"),
    _collection("greenSkillsCollection", "green"),
    _collection("ictSkillsCollection", "skill-ict-groups"),
    _collection("languageSkillsCollection", "skill-language-groups"),
    _collection("researchOccupationsCollection", "8ae4b9f3-507e-4057-a145-2f96f0132613"),
    _collection("researchSkillsCollection", "research"),
    _collection("transversalSkillsCollection", "skill-transversal-groups"),
)
"""Lists of the members of a scheme. They repeat what the concept tables say of each member."""

HIERARCHY_LEVELS = range(4)
HIERARCHY = Layout(
    "skillsHierarchy",
    frozenset(
        f"Level {level} {part}" for level in HIERARCHY_LEVELS for part in ("URI", "preferred term")
    ),
    frozenset(f"Level {level} code" for level in HIERARCHY_LEVELS) | {"Description", "Scope note"},
    short_rows=True,
)

_BROADER = (
    _names("conceptType conceptUri broaderType broaderUri"),
    _names("conceptLabel broaderLabel"),
)
RELATIONS = (
    Layout("broaderRelationsOccPillar", *_BROADER),
    Layout("broaderRelationsSkillPillar", *_BROADER),
    Layout(
        "occupationSkillRelations",
        _names("occupationUri relationType skillUri"),
        _names("occupationLabel skillType skillLabel"),
    ),
    Layout(
        "skillSkillRelations",
        _names("originalSkillUri relationType relatedSkillUri"),
        _names("originalSkillType relatedSkillType"),
    ),
)
"""Relations between concepts; the labels and types they repeat are those of the concepts."""

GREEN_SHARE = Layout(
    "greenShareOcc",
    _names("conceptUri greenShare"),
    _names("conceptType code preferredLabel"),
)

DICTIONARY = Layout("dictionary", frozenset({"filename", "data header", "property"}))
"""The official map from columns to properties that :mod:`.concepts` and :mod:`.relations` follow.

It describes the files, so nothing is imported from it.
"""

IN_LANGUAGE = (*CONCEPTS, SCHEMES)
WHOLE = frozenset(layout.name for layout in (*IN_LANGUAGE, *RELATIONS))
"""The tables that a whole release has."""

LAYOUTS = {
    layout.name: layout
    for layout in (*CONCEPTS, SCHEMES, HIERARCHY, *COLLECTIONS, *RELATIONS, GREEN_SHARE, DICTIONARY)
}
"""Every known table, in the order in which they are read: definitions before their use."""
