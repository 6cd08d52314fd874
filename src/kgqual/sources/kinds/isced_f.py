"""ISCED-F: fields of education and training, with the official IRIs of the EU vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kgqual.namespaces import ISCED_F, KQ
from kgqual.sources.classification import (
    ClassificationImporter,
    Reading,
    concept,
    concept_scheme,
    tree,
)
from kgqual.sources.codes import CodeColumn
from kgqual.sources.statements import DOCUMENTS, LOCATOR, SOURCE, STRENGTH, TITLES, document
from kgqual.sources.template import Table, Template
from kgqual.sources.titles import TITLES_TABLE, further_titles

SCHEME = ISCED_F["25831c2"]
"""The vocabulary's own IRI, as the European Learning Model's isced-f.xsd states it."""

FIELDS = Table(
    "fields",
    "Fields of education and training: broad (2 digits), narrow (3) and detailed (4).",
    (
        CodeColumn(
            "code",
            "the ISCED-F code; the field above is the code without its last digit",
            required=True,
            pattern=r"[0-9]{2,4}",
            expects="two, three or four digits, such as 06, 061 or 0613",
            diagnose=lambda code: (
                f"A leading zero may be lost: perhaps 0{code} is meant."
                if code.isdigit() and len(code) == 1
                else ""
            ),
        ),
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

TEMPLATE = Template("isced-f", (FIELDS, TITLES_TABLE, DOCUMENTS))


class IscedFImporter(ClassificationImporter):
    """Reads the ``fields`` of ISCED-F and further titles for them."""

    kind = "isced-f"
    template = TEMPLATE

    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the scheme, the fields with their place in it, and titles."""
        fields = reading.entries("fields", _field)
        yield from concept_scheme(
            SCHEME,
            {
                "en": "ISCED-F 2013: fields of education and training",
                "ru": "ISCED-F 2013: области образования и подготовки",
                "kk": "ISCED-F 2013: білім беру және даярлау салалары",
            },
        )
        for code, entry in fields.items():
            yield from concept(entry, KQ.StudyField, SCHEME, code)
        yield from tree(fields, _field, _above, SCHEME, reading.log)
        yield from further_titles(reading, fields)
        for row in reading.tables["documents"]:
            yield from document(row)


def _field(code: str) -> NamedNode:
    return ISCED_F[code]


def _above(code: str) -> str:
    return code[:-1] if len(code) > 2 else ""


IMPORTER = IscedFImporter()
