"""Claims: what sources state, each with its source, place and strength, and their conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kgqual.sources.collection import CollectionImporter, ReadRow, RowsCheck
from kgqual.sources.kinds.claim.rows import CLAIMS, CONFLICTS, ConflictsCheck, claim, conflict
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Template

TEMPLATE = Template("claim", (CLAIMS, CONFLICTS, DOCUMENTS))


class ClaimImporter(CollectionImporter):
    """Reads the ``claims`` and ``conflicts`` tables."""

    kind = "claim"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {"claims": claim, "conflicts": conflict}

    def check(self) -> RowsCheck:
        """Return the check of conflicts against the claims they name."""
        return ConflictsCheck()


IMPORTER = ClaimImporter()
