"""ESCO's own CSV layout: ``occupations_kk.csv``, ``skills_kk.csv`` … as a release has them.

The tables are the official ones, so that whoever reads ESCO reads these; they hold the concepts
that have a text in the language. What ESCO has no column for (which source a text was made from,
how far it has come) stands in ``translations_kk.csv`` beside them. Tables without that
file are read too: the official ones of another language are translations into it.

Cells are as ESCO writes them, and nothing in them guards against formulas: these are files for
programs; ``csv`` and ``xlsx`` are those for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from kgqual.translation.formats.esco_csv.frames import Frame, frames
from kgqual.translation.formats.esco_csv.reading import is_table, read
from kgqual.translation.formats.esco_csv.writing import write
from kgqual.translation.record import Heading, Record, Unread

__all__ = ["FORMAT", "EscoCsv", "frames", "is_table"]


class EscoCsv:
    """ESCO's tables; ``frames`` says of each concept to be written what does not depend on texts.

    Without them files are read, and nothing can be written.
    """

    name = "esco-csv"
    suffix = ".zip"

    def __init__(self, frames: Mapping[str, Frame] | None = None) -> None:
        self._frames = frames or {}

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write a zip with the tables of a language, their rows by URI as in ESCO's own.

        Raises BadUsage for a term with a line end, several preferred terms, a character that no
        table holds, or a concept that the frames do not know.
        """
        write(heading, records, self._frames, file)

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield what a zip, a folder or one table holds. Raises UnreadableInput for no table."""
        yield from read(path)


FORMAT = EscoCsv()
