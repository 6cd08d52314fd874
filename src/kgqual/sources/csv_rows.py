"""CSV as a stream of rows, none longer, wider or of another encoding than it may be.

A row is bounded while it is read, so that a file of one endless line is refused after the first
part of it. csv's own bound on cells, which real files pass, is lifted instead.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from typing import IO

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.sources.archives import Member

NOT_UTF_8 = re.compile("[\udc80-\udcff]")
"""What ``surrogateescape`` makes of bytes that are not UTF-8."""

csv.field_size_limit(min(sys.maxsize, 0x7FFFFFFF))


def first_line(member: Member) -> str:
    """Return the first line of a file, or the beginning of it when it is too long."""
    with member.open() as data, _decoded(data) as text:
        return text.readline(current().row_characters)


def read_rows(member: Member, delimiter: str = ",", advice: str = "") -> Iterator[list[str]]:
    """Yield the rows of a CSV file, the header first; empty lines are empty rows.

    Raises csv.Error for quotation marks that do not close, and UnreadableInput for a damaged
    archive, another encoding than UTF-8 (with or without a byte order mark; ``advice`` then says
    what to do), or a table that passes a limit.
    """
    limits = current()
    with member.open() as data, _decoded(data) as text:
        lines = _Lines(text, member.name, advice)
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            if number > limits.rows:
                raise UnreadableInput(f"{member.name}: more than {limits.rows:,} rows.")
            if len(cells) > limits.columns:
                raise UnreadableInput(
                    f"{member.name}, row {number}: {len(cells):,} cells; "
                    f"{limits.columns:,} at most."
                )
            lines.next_row()
            yield cells


class _Lines:
    """The lines of a file for csv to read, within the limits."""

    def __init__(self, text: io.TextIOWrapper, name: str, advice: str) -> None:
        self._text = text
        self._name = name
        self._advice = advice
        self._most = current().row_characters
        self._length = 0
        self._row = 1

    def next_row(self) -> None:
        """Begin to count the characters of another row."""
        self._row += 1
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._most - self._length + 1)
        self._length += len(line)
        if not line:
            raise StopIteration
        if self._length > self._most:
            raise UnreadableInput(
                f"{self._name}, row {self._row}: longer than {self._most:,} characters. A "
                "quotation mark may not be closed."
            )
        if not line.isascii() and NOT_UTF_8.search(line):
            raise UnreadableInput(f"{self._name}, row {self._row}: not UTF-8. {self._advice}")
        return line


def _decoded(data: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(data, encoding="utf-8-sig", errors="surrogateescape", newline="")
