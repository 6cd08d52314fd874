"""CSV for people: one field of one concept a row, opened by any spreadsheet.

It is UTF-8 with a byte order mark, without which Excel takes Kazakh letters for others. A cell that
a spreadsheet would run as a formula has a ``'`` before it; reading takes it away. Files that
come back may be separated by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kgqual.harmless import no_formula
from kgqual.translation.formats import rows
from kgqual.translation.record import Heading, Record, Unread


class Csv:
    """CSV in the layout of :mod:`.rows`."""

    name = "csv"
    suffix = ".csv"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write a header and the records in their order; the file stays open."""
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(rows.COLUMNS)
        for record in records:
            writer.writerow(map(no_formula, rows.to_row(record)))
        text.detach()

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield the rows of a CSV file. Raises UnreadableInput for a file that is none."""
        yield from rows.read(path)


FORMAT = Csv()
