"""ISCO-08: groups of occupations, with the official IRIs that ESCO gives them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kgqual.namespaces import ISCO, KQ
from kgqual.sources.classification import (
    SKILL_LEVEL,
    ClassificationImporter,
    Reading,
    concept,
    concept_scheme,
    skill_levels,
    tree,
)
from kgqual.sources.codes import CodeColumn
from kgqual.sources.statements import DOCUMENTS, LOCATOR, SOURCE, STRENGTH, TITLES, document
from kgqual.sources.template import Table, Template
from kgqual.sources.titles import TITLES_TABLE, further_titles

SCHEME = NamedNode("http://data.europa.eu/esco/concept-scheme/isco")

GROUPS = Table(
    "groups",
    "ISCO-08 groups: major (1 digit), sub-major (2), minor (3) and unit groups (4).",
    (
        CodeColumn(
            "code",
            "the ISCO-08 code; the group above is the code without its last digit",
            required=True,
            pattern=r"[0-9]{1,4}",
            expects="one to four digits, such as 2, 25, 251 or 2512",
        ),
        *TITLES,
        SKILL_LEVEL,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

TEMPLATE = Template("isco", (GROUPS, TITLES_TABLE, DOCUMENTS))


class IscoImporter(ClassificationImporter):
    """Reads the ``groups`` of ISCO-08 and further titles for them."""

    kind = "isco"
    template = TEMPLATE

    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the scheme, the groups with their place in it, skill levels and titles."""
        groups = reading.entries("groups", _group)
        yield from concept_scheme(SCHEME, {"en": "ISCO 2008", "ru": "МСКЗ-08", "kk": "ISCO-08"})
        for code, entry in groups.items():
            yield from concept(entry, KQ.OccupationGroup, SCHEME, code)
        yield from tree(groups, _group, _above, SCHEME, reading.log)
        yield from skill_levels(("isco", reading.version), groups.values())
        yield from further_titles(reading, groups)
        for row in reading.tables["documents"]:
            yield from document(row)


def _group(code: str) -> NamedNode:
    return ISCO[f"C{code}"]


def _above(code: str) -> str:
    return code[:-1]


IMPORTER = IscoImporter()
