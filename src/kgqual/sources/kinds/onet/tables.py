"""The two tables of the crosswalk: recognised by their header, wherever that stands.

``onet-esco`` gives, for each O*NET occupation, ESCO occupations or ISCO groups by their
address, with the type of match; lines above its header say who made it, when, and of which
versions. ``esco-onet`` gives, for each ESCO or ISCO code, O*NET occupations, without a type; a
line at its end says which ESCO the codes are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import Location, SourceFile
from kgqual.sources.archives import Member, is_bundled, members
from kgqual.sources.kinds.esco.cells import read_cells
from kgqual.sources.kinds.onet import rules
from kgqual.sources.log import Log

HEADER_WITHIN = 50
"""Rows in which the header must come; official files have up to 17 lines above it."""

_SOC_VERSION = re.compile(r"o\*net-soc (\d{4}) (code|title)")
_ESCO_VERSION = re.compile(r"\bESCO v(\d+(\.\d+)*)")


@dataclass(frozen=True)
class Layout:
    """One of the tables: its name, and its columns by the names in the header, in lower case."""

    name: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()


ONET_TO_ESCO = Layout(
    "onet-esco",
    frozenset({"o*net id", "o*net title", "esco or isco uri", "type of match"}),
    frozenset({"o*net description", "esco or isco title", "esco or isco description"}),
)
ESCO_TO_ONET = Layout(
    "esco-onet",
    frozenset({"esco/isco code", "o*net-soc code", "o*net-soc title"}),
    frozenset({"esco/isco title"}),
)
LAYOUTS = (ONET_TO_ESCO, ESCO_TO_ONET)


@dataclass(frozen=True)
class Row:
    """A row of a table: its place, and its cells by the name of their column."""

    where: Location
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass
class CrosswalkTable:
    """A table with what stands above its header, and, once its rows are read, below them."""

    member: Member
    layout: Layout
    header_row: int
    header: Sequence[str]
    stated: Mapping[str, str]
    """What the lines above the header state: in lower case what, then its value."""
    esco_version: str = ""
    """The ESCO release that a line by itself below the rows names, once they are read."""

    def rows(self, log: Log) -> Iterator[Row]:
        """Yield the rows below the header; refuse those that are not as wide as it is."""
        columns = [_column(cell) for cell in self.header]
        for number, cells in enumerate(read_cells(self.member), start=1):
            filled = [cell for cell in cells if cell.strip()]
            if number <= self.header_row or not filled:
                continue
            if len(filled) == 1 and (named := _ESCO_VERSION.search(filled[0])):
                self.esco_version = named[1]
                continue
            log.read += 1
            where = Location(self.member.name, row=number)
            if len(cells) == len(columns):
                yield Row(where, dict(zip(columns, map(str.strip, cells), strict=True)))
            else:
                log.refuse(where, f"the row has {len(cells)} cells under {len(columns)} names.")

    def column(self, name: str) -> str:
        """Return how the file writes a column name, for messages."""
        return next(cell for cell in self.header if _column(cell) == name).strip()

    @property
    def soc_version(self) -> str:
        """The version of O*NET-SOC: 2019, or '' where the file does not say it."""
        named = self.stated.get("classification 1 version", "") or " ".join(self.header)
        found = re.search(r"O\*NET-SOC (\d{4})", named)
        return found[1] if found else ""


def crosswalk_tables(files: Sequence[SourceFile], log: Log) -> list[CrosswalkTable]:
    """Return the tables in the files, ``onet-esco`` first, whatever the order of the files.

    Raises UnreadableInput for a file that is no table of the crosswalk, or when there is none,
    and BadUsage when a table is given twice.
    """
    found: list[CrosswalkTable] = []
    for file in files:
        for member in members(file):
            if member.path.suffix.lower() == ".csv":
                found.append(_table(member))
            elif is_bundled(file):
                log.note(rules.UNKNOWN_FILE, member.name)
            else:
                raise UnreadableInput(f"{member.name}: not a table of the crosswalk. {_expected()}")
    if not found:
        names = ", ".join(file.name for file in files)
        raise UnreadableInput(f"{names}: no table of the crosswalk inside. {_expected()}")
    found.sort(key=lambda table: LAYOUTS.index(table.layout))
    for one, other in pairwise(found):
        if one.layout is other.layout:
            raise BadUsage(
                f"{one.member.name} and {other.member.name} are the same table, "
                f"{one.layout.name}. Give the files of one crosswalk, each once."
            )
    return found


def _table(member: Member) -> CrosswalkTable:
    stated: dict[str, str] = {}
    for number, cells in enumerate(read_cells(member), start=1):
        names = {_column(cell) for cell in cells}
        for layout in LAYOUTS:
            if layout.required <= names:
                return CrosswalkTable(member, layout, number, tuple(cells), stated)
        if number >= HEADER_WITHIN:
            break
        if len(cells) > 1 and cells[0].strip():
            stated[cells[0].strip().lower()] = cells[1].strip()
    raise UnreadableInput(
        f"{member.name}: no header of the crosswalk in the first {HEADER_WITHIN} rows. "
        f"{_expected()}"
    )


def _column(cell: str) -> str:
    name = " ".join(cell.split()).lower()
    return _SOC_VERSION.sub(r"o*net-soc \2", name)


def _expected() -> str:
    return (
        "The official CSV files have the columns O*NET Id, O*NET Title, ESCO or ISCO URI, Type "
        "of Match; or ESCO/ISCO Code, O*NET-SOC 2019 Code, O*NET-SOC 2019 Title."
    )
