"""WorldSkills competitions: skills, their occupational standards, sections and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from pyoxigraph import Triple

from kgqual.sources.collection import ReadRow, RowsCheck, RowsImporter
from kgqual.sources.competitions.rows import (
    CompetitionCheck,
    competition,
    occupational_standard,
    section,
    skill,
    statement,
)
from kgqual.sources.competitions.tables import COMPETITIONS, SECTIONS, SKILLS, STATEMENTS
from kgqual.sources.kinds.claim.rows import CLAIMS, CONFLICTS, claim, conflict
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Row, Template

KIND = "worldskills"
TEMPLATE = Template(
    KIND, (COMPETITIONS, SKILLS, SECTIONS, STATEMENTS, CLAIMS, CONFLICTS, DOCUMENTS)
)


def _skill(row: Row) -> Iterator[Triple]:
    yield from skill(KIND, row)
    yield from occupational_standard(KIND, row)


class WorldSkillsImporter(RowsImporter):
    """Reads the tables of a WorldSkills competition."""

    kind = KIND
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "competitions": partial(competition, KIND),
        "skills": _skill,
        "sections": partial(section, KIND),
        "statements": partial(statement, KIND),
        "claims": claim,
        "conflicts": conflict,
    }

    def check(self) -> RowsCheck:
        """Return the check of skills, sections and weights against each other."""
        return CompetitionCheck()


IMPORTER = WorldSkillsImporter()
