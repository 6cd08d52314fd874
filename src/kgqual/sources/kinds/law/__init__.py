"""Law and institutions: acts, agreements, organisations, registers, procedures, credits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kgqual.sources.collection import CollectionImporter, ReadRow
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.law.tables import (
    ACTS,
    AGREEMENTS,
    CREDITS,
    ORGANISATIONS,
    PROCEDURES,
    PROFESSIONS,
    REGISTERS,
    STANDARDS,
)
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Template

TEMPLATE = Template(
    "law",
    (
        ACTS,
        AGREEMENTS,
        ORGANISATIONS,
        REGISTERS,
        PROCEDURES,
        PROFESSIONS,
        STANDARDS,
        CREDITS,
        DOCUMENTS,
    ),
)


class LawImporter(CollectionImporter):
    """Reads the tables of a collection of law and institutions."""

    kind = "law"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "acts": law_rows.act,
        "agreements": law_rows.agreement,
        "organisations": law_rows.organisation,
        "registers": law_rows.register,
        "procedures": law_rows.procedure,
        "professions": law_rows.profession,
        "standards": law_rows.standard,
        "credits": law_rows.credit,
    }


IMPORTER = LawImporter()
