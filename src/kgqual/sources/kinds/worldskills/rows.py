"""The tables of a WorldSkills competition, and what their rows become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from pyoxigraph import Triple

from kgqual.sources.collection import ReadRow
from kgqual.sources.competitions.rows import (
    competition,
    occupational_standard,
    section,
    skill,
    statement,
)
from kgqual.sources.competitions.tables import COMPETITIONS, SECTIONS, SKILLS, STATEMENTS
from kgqual.sources.kinds.claim.rows import CLAIMS, CONFLICTS, claim, conflict
from kgqual.sources.statements import DOCUMENTS, document
from kgqual.sources.template import Row, Template

KIND = "worldskills"
TEMPLATE = Template(
    KIND, (COMPETITIONS, SKILLS, SECTIONS, STATEMENTS, CLAIMS, CONFLICTS, DOCUMENTS)
)


def _skill(row: Row) -> Iterator[Triple]:
    yield from skill(KIND, row)
    yield from occupational_standard(KIND, row)


READ: Mapping[str, ReadRow] = {
    COMPETITIONS.name: partial(competition, KIND),
    SKILLS.name: _skill,
    SECTIONS.name: partial(section, KIND),
    STATEMENTS.name: partial(statement, KIND),
    CLAIMS.name: claim,
    CONFLICTS.name: conflict,
    DOCUMENTS.name: document,
}
"""Name of a table → what reads one of its rows."""
