"""What the modules of a programme are tied to: profession cards, sections of WorldSkills."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from kgqual.codes.known import known_sections
from kgqual.namespaces import thing
from kgqual.sources.codes import CodeColumn
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.standard.rows import card_iri
from kgqual.sources.row_checks import Key
from kgqual.sources.statements import SLUG
from kgqual.sources.template import Row

CARD_IRI = rf"{re.escape(thing('standard').value)}/[^/\s]+/card/[^/\s]+"
SECTION_IRI = (
    rf"{re.escape(thing('worldskills').value)}/([0-9]{{4}})/([0-9]{{2}})/section/([1-9][0-9]?)"
)
SECTION = r"([0-9]{4})/([0-9]{2})/([1-9][0-9]?)"


def _date_instead(item: str) -> str:
    """Say why there is a date where 2026/10/3 was typed."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}", item):
        return "A spreadsheet may have made a date of it: format the column as text."
    return ""


CARD = CodeColumn(
    "card",
    "the profession cards it is built on: the standard's id, '/' and the card's id, both in this "
    "source, or the address of a card of another source",
    pattern=f"{SLUG}/{SLUG}|{CARD_IRI}",
    expects="a standard's id, '/' and a card's id, or the address of a card",
    many=True,
)
WORLDSKILLS_SECTION = CodeColumn(
    "worldskills_section",
    "the sections of WorldSkills standards it is built on: competition, skill and section",
    pattern=f"{SECTION}|{SECTION_IRI}",
    expects="a competition, a skill of two digits and a section, such as 2026/17/3, or the "
    "address of a section",
    many=True,
    diagnose=_date_instead,
)


def cards_named(row: Row) -> Iterable[Key]:
    """Return the standard and id of the cards that a module names as cards of this source."""
    return [tuple(item.split("/")) for item in row.items(CARD.name) if "://" not in item]


def tied_to(row: Row) -> Iterable[NamedNode]:
    """Return the cards and the sections that a module is built on.

    Raises CellError for a section that is not in a competition whose sections are known.
    """
    for item in row.items(CARD.name):
        yield NamedNode(item) if "://" in item else card_iri(*item.split("/"))
    for item in row.items(WORLDSKILLS_SECTION.name):
        yield _section(item)


def _section(item: str) -> NamedNode:
    found = re.fullmatch(SECTION_IRI if "://" in item else SECTION, item)
    assert found, f"{item!r} fits the column's pattern"
    competition, skill, number = found.groups()
    known = known_sections()
    if (competition, skill, number) not in known and competition in {key[0] for key in known}:
        raise CellError(
            WORLDSKILLS_SECTION.name,
            f"{item!r} is not there: skill {skill} of WorldSkills {competition} has no "
            f"section {number}.",
        )
    return thing("worldskills", competition, skill, "section", number)
