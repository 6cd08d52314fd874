"""Professional standards: passports, profession cards, functions, skills, what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kgqual.sources.collection import CollectionImporter, ReadRow, RowsCheck
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.law.tables import ORGANISATIONS
from kgqual.sources.kinds.standard import rows
from kgqual.sources.kinds.standard.tables import REFERENCES, TABLES
from kgqual.sources.professions import ProfessionNames
from kgqual.sources.row_checks import Checks, ReferencesCheck
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Template

TEMPLATE = Template(
    "standard",
    (*TABLES, ORGANISATIONS, DOCUMENTS),
    "In the filled example the eight standards of 2025 are facts. No source at hand states the "
    "cards of a standard, so the standard EXAMPLE-1, its code, council, card, functions, skills "
    "and requirements are illustrations of how to fill the tables.",
)

READERS: Mapping[str, ReadRow] = {
    "standards": rows.standard,
    "cards": rows.card,
    "functions": rows.function,
    "skills": rows.skill,
    "requirements": rows.requirement,
    "organisations": law_rows.organisation,
}
"""What reads a row of each table that standards are made of."""


class StandardImporter(CollectionImporter):
    """Reads the tables of professional standards."""

    kind = "standard"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = READERS

    def check(self) -> RowsCheck:
        """Return the check that every part hangs on one above it, and of professions' names."""
        return Checks(ReferencesCheck(*REFERENCES), ProfessionNames())


IMPORTER = StandardImporter()
