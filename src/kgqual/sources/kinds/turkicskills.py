"""TurkicSkills competitions: skills, and what sources state of the competition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from kgqual.sources.collection import ReadRow, RowsCheck, RowsImporter
from kgqual.sources.competitions.rows import CompetitionCheck, competition, skill
from kgqual.sources.competitions.tables import COMPETITIONS, SKILLS
from kgqual.sources.kinds.claim.rows import CLAIMS, CONFLICTS, claim, conflict
from kgqual.sources.statements import DOCUMENTS
from kgqual.sources.template import Template

KIND = "turkicskills"
TEMPLATE = Template(KIND, (COMPETITIONS, SKILLS, CLAIMS, CONFLICTS, DOCUMENTS))


class TurkicSkillsImporter(RowsImporter):
    """Reads the tables of a TurkicSkills competition."""

    kind = KIND
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "competitions": partial(competition, KIND),
        "skills": partial(skill, KIND),
        "claims": claim,
        "conflicts": conflict,
    }

    def check(self) -> RowsCheck:
        """Return the check of skills and conflicts against what they name."""
        return CompetitionCheck()


IMPORTER = TurkicSkillsImporter()
