"""The CSV files of a release as rows of cells, with the row of whatever is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kgqual.errors import UnreadableInput
from kgqual.sources.archives import Member
from kgqual.sources.csv_rows import read_rows

AS_DOWNLOADED = "Give the file as it was downloaded, or save it as UTF-8."


def read_cells(member: Member) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, the header first.

    Raises UnreadableInput as :func:`read_rows` does, for quotation marks that do not close, and
    for NUL characters.
    """
    rows = 0
    try:
        for cells in read_rows(member, advice=AS_DOWNLOADED):
            rows += 1
            if any("\0" in cell for cell in cells):
                raise UnreadableInput(
                    f"{member.name}, row {rows}: it contains NUL characters; the file is damaged. "
                    "Download it again."
                )
            yield cells
    except csv.Error as error:
        raise UnreadableInput(
            f"{member.name}, row {rows + 1}: {error}. The file may be cut off, or not be CSV."
        ) from error
