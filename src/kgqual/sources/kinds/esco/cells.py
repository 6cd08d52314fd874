"""The CSV files of a release as rows of cells, with the row of whatever is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager

from kgqual.errors import UnreadableInput
from kgqual.sources.archives import Member

MAX_CELL = 16 * 2**20
"""Characters in one cell; the top concepts of one scheme take more than csv's default 131,072."""


def read_cells(member: Member) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, the header first.

    Raises UnreadableInput for a damaged file, another encoding than UTF-8 (with or without a
    byte order mark), or quotation marks that do not close.
    """
    rows = 0
    with member.open() as data, _long_cells():
        lines = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
        try:
            for cells in csv.reader(lines, strict=True):
                rows += 1
                yield cells
        except csv.Error as error:
            raise UnreadableInput(
                f"{member.name}, row {rows + 1}: {error}. The file may be cut off, or not be CSV."
            ) from error
        except UnicodeDecodeError as error:
            raise UnreadableInput(
                f"{member.name}, row {_undecodable_row(member)}: not UTF-8. "
                "Give the file as it was downloaded, or save it as UTF-8."
            ) from error


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(MAX_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _undecodable_row(member: Member) -> int:
    with member.open() as data:
        content = data.read()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = content[: error.start].decode("utf-8-sig")
        return max(1, sum(1 for _ in csv.reader(io.StringIO(text, newline=""))))
    return 1
