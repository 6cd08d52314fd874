"""Rows of a concept table that repeat a URI: which of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.cells import read_cells
from kgqual.sources.kinds.esco.columns import parse_date
from kgqual.sources.kinds.esco.sheet import TableFile


@dataclass(frozen=True)
class Repeat:
    """A row that does not count: by a rule, or (``rule`` empty) as a contradiction of ``row``."""

    uri: str
    row: int
    rule: str


@dataclass(frozen=True)
class _Seen:
    row: int
    content: int
    modified: datetime


def repeats(file: TableFile) -> Mapping[int, Repeat]:
    """Return the rows that do not count because another row describes the same concept.

    Of two rows the one modified last counts; of two that are equal, the first. Two that differ
    and are not told apart by their dates contradict each other.
    """
    found: dict[int, Repeat] = {}
    seen: dict[str, _Seen] = {}
    rows = read_cells(file.member)
    header = next(rows, [])
    if file.layout.uri not in header:
        return found
    uri_at = header.index(file.layout.uri)
    date_at = header.index("modifiedDate") if "modifiedDate" in header else None
    for row, cells in enumerate(rows, start=2):
        if len(cells) != len(header):
            continue
        uri = cells[uri_at]
        modified = _moment(cells[date_at] if date_at is not None else "")
        if modified is None:
            continue
        this = _Seen(row, hash(tuple(cells)), modified)
        other = seen.setdefault(uri, this)
        if other is this:
            continue
        if other.content == this.content:
            found[row] = Repeat(uri, other.row, rules.REPEATED_ROW)
        elif other.modified < this.modified:
            found[other.row] = Repeat(uri, row, rules.REPEATED_URI)
            seen[uri] = this
        else:
            later = other.modified > this.modified
            found[row] = Repeat(uri, other.row, rules.REPEATED_URI if later else "")
    return found


def _moment(text: str) -> datetime | None:
    """Return the date, the earliest possible when blank, None when the row will be refused."""
    date = parse_date(text.strip()) if text.strip() else datetime.min
    return date.replace(tzinfo=UTC) if date and not date.tzinfo else date
