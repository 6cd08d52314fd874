"""Registers of professions: entries with their levels, regime, period and council."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pyoxigraph import Literal, Triple

from kgqual.namespaces import DCAT, DCTERMS, KQ, RDF, thing
from kgqual.sources.collection import CollectionImporter, ReadRow, RowsCheck
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.law.tables import BASIS, ORGANISATIONS, REGIME, REGISTERS
from kgqual.sources.professions import (
    LEVELS,
    NCO,
    PROFESSION,
    SECTORAL_COUNCIL,
    TARIFF_CATEGORY,
    ProfessionNames,
    council,
    levels,
    profession,
)
from kgqual.sources.shared_columns import BASIS_NOTE, held, stated_titles
from kgqual.sources.statements import DOCUMENTS, SLUG, SLUG_WORDS, TITLES, VALIDITY, sourced
from kgqual.sources.template import Column, Row, Table, Template

PROFESSIONS = Table(
    "professions",
    "Rows of a register of professions.",
    (
        Column(
            "register",
            "the id of the register; professions is the Register of Professions of Kazakhstan",
            required=True,
            pattern=SLUG,
            expects=SLUG_WORDS,
            code=True,
        ),
        Column("serial_number", "the number that the register gives it", required=True, code=True),
        PROFESSION,
        *TITLES,
        NCO,
        *LEVELS,
        TARIFF_CATEGORY,
        REGIME,
        Column(
            "validity_period",
            "how long the document that confirms the qualification is valid, as the register says",
        ),
        SECTORAL_COUNCIL,
        *VALIDITY,
        *BASIS,
        BASIS_NOTE,
    ),
    key=("register", "serial_number"),
)

TEMPLATE = Template(
    "profession",
    (PROFESSIONS, REGISTERS, ORGANISATIONS, DOCUMENTS),
    "No row of the register of professions was found in any source at hand: in the filled example "
    "the register is a fact, and its entry EXAMPLE-1 and the council are illustrations of how to "
    "fill the tables.",
)


def entry(row: Row) -> Iterator[Triple]:
    """Yield the entry of a register and the profession it is about."""
    node = thing("register", row["register"], "entry", row["serial_number"])
    yield Triple(node, RDF.type, KQ.RegisterEntry)
    yield Triple(node, RDF.type, DCAT.CatalogRecord)
    yield Triple(node, KQ.registeredIn, thing("register", row["register"]))
    yield Triple(node, KQ.serialNumber, Literal(row["serial_number"]))
    yield Triple(node, KQ.profession, thing("profession", row["profession"]))
    for lang, title in stated_titles(row).items():
        yield Triple(node, DCTERMS.title, Literal(title, language=lang))
    yield from levels(node, row)
    for column, term in (
        ("regime", KQ.recognitionRegime),
        ("validity_period", KQ.validityPeriod),
        ("basis_note", KQ.basisNote),
    ):
        if row[column]:
            yield Triple(node, term, Literal(row[column]))
    yield from council(node, row)
    yield from held(node, row)
    yield from sourced(node, row)
    yield from profession(row)


class ProfessionImporter(CollectionImporter):
    """Reads the ``profession`` template."""

    kind = "profession"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "professions": entry,
        "registers": law_rows.register,
        "organisations": law_rows.organisation,
    }

    def check(self) -> RowsCheck:
        """Return the check that entries of one profession call it by one name."""
        return ProfessionNames()


IMPORTER = ProfessionImporter()
