"""Qualifications: their titles, the levels they are placed at, and evaluations of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kgqual.sources.collection import CollectionImporter, ReadRow
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.law.tables import ORGANISATIONS
from kgqual.sources.kinds.qualification import rows
from kgqual.sources.kinds.qualification.tables import EVALUATIONS, PLACEMENTS, QUALIFICATIONS
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Template

TEMPLATE = Template(
    "qualification", (QUALIFICATIONS, PLACEMENTS, EVALUATIONS, ORGANISATIONS, DOCUMENTS)
)


class QualificationImporter(CollectionImporter):
    """Reads the ``qualification`` template."""

    kind = "qualification"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "qualifications": rows.qualification,
        "placements": rows.placement,
        "evaluations": rows.evaluation,
        "organisations": law_rows.organisation,
    }


IMPORTER = QualificationImporter()
