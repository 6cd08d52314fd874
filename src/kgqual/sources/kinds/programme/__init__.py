"""Educational programmes: modules, outcomes, credits, what modules are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from kgqual.sources.collection import CollectionImporter, ReadRow, RowsCheck
from kgqual.sources.kinds import standard
from kgqual.sources.kinds.law.tables import ORGANISATIONS
from kgqual.sources.kinds.programme import rows
from kgqual.sources.kinds.programme.tables import MODULES, PROGRAMMES, REFERENCES, TABLES
from kgqual.sources.kinds.standard.tables import REFERENCES as STANDARD_REFERENCES
from kgqual.sources.kinds.standard.tables import TABLES as STANDARD_TABLES
from kgqual.sources.log import Log
from kgqual.sources.professions import ProfessionNames
from kgqual.sources.row_checks import Checks, Key, ReferencesCheck
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Row, Template

TEMPLATE = Template(
    "programme",
    (*TABLES, *STANDARD_TABLES, ORGANISATIONS, DOCUMENTS),
    "The tables of standards are here too, so that a programme can come with the cards its "
    "modules are tied to. No source at hand states a whole programme: in the filled example "
    "everything whose id or code begins with EXAMPLE is an illustration of how to fill the tables, "
    "and so are its speciality, its qualification and its ties to WorldSkills sections.",
)


class CreditsCheck(RowsCheck):
    """Compares the credits of a programme with the sum of its modules' credits."""

    def __init__(self) -> None:
        self._totals: dict[Key, str] = {}
        self._modules: dict[Key, list[str]] = defaultdict(list)

    def see(self, table: str, row: Row) -> None:
        """Take note of the credits of a programme or of a module."""
        if table == PROGRAMMES.name and row["credits"]:
            self._totals[row["institution"], row["code"]] = row["credits"]
        elif table == MODULES.name:
            self._modules[row["institution"], row["programme"]].append(row["credits"])

    def finish(self, log: Log) -> None:
        """Note programmes whose modules' credits are missing or do not add up to its own."""
        for programme, total in sorted(self._totals.items()):
            of_modules = self._modules[programme]
            name = "/".join(programme)
            if not all(of_modules):
                log.note("programmes without the credits of every module", name)
            elif of_modules and (found := sum(map(Decimal, of_modules))) != Decimal(total):
                rule = "programmes whose modules' credits do not add up to the programme's"
                log.note(rule, f"{name}: {found} instead of {total}")


class ProgrammeImporter(CollectionImporter):
    """Reads the ``programme`` template."""

    kind = "programme"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "programmes": rows.programme,
        "modules": rows.module,
        "outcomes": rows.outcome,
        "micro_qualifications": rows.micro_qualification,
        **standard.READERS,
    }

    def check(self) -> RowsCheck:
        """Return the check of references, of credits, and of professions' names."""
        references = ReferencesCheck(*REFERENCES, *STANDARD_REFERENCES)
        return Checks(references, CreditsCheck(), ProfessionNames())


IMPORTER = ProgrammeImporter()
