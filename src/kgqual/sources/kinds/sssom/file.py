"""Opening an SSSOM/TSV file: its metadata, its columns, and its rows as records.

sssom-pydantic reads and checks the slots; it takes a quarter of a second to import, so that
happens when a file is opened.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import Location, SourceFile
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from curies import Converter
    from pydantic import ValidationError
    from sssom_pydantic.api import MappingSet
    from sssom_pydantic.io import ParseError, ReadUnprocessedStreamTuple
    from sssom_pydantic.models import Record

UNDEFINED_COLUMN = "a column that neither SSSOM nor the set defines is not read"
METADATA_SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True)
class Opened:
    """An SSSOM file with its metadata read; its rows are read once, by ``records``."""

    file: SourceFile
    mapping_set: MappingSet
    converter: Converter
    _text: str
    _metadata: str
    _rows: ReadUnprocessedStreamTuple

    def records(self, log: Log) -> Iterator[tuple[Location, Record]]:
        """Yield the place and content of every row that SSSOM accepts; refuse the others."""
        from sssom_pydantic.models import Record

        self._check_columns(log)
        for line, record in self._rows.records:
            log.read += 1
            where = Location(self.file.name, row=line + 1)  # the library counts from the header
            if isinstance(record, Record):
                yield where, record
            else:
                _refuse(record, where, log)

    def _check_columns(self, log: Log) -> None:
        """Refuse or note what the library would pass over without a word."""
        from sssom_pydantic.constants import PROPAGATABLE
        from sssom_pydantic.models import Record

        header = Location(self.file.name, row=sum(1 for _ in _front_matter(self._text)) + 1)
        columns = self._columns(header, log)
        defined = {slot.name for slot in self.mapping_set.extension_definitions or ()}
        for name in columns:
            if name not in Record.model_fields and name not in defined:
                log.note(UNDEFINED_COLUMN, f"{self.file.name}: {name}")
        for name in sorted(PROPAGATABLE.intersection(columns, _slots_given(self._metadata))):
            log.refuse(
                header.at(name), "is given for the whole set and as a column; keep one of the two."
            )

    def _columns(self, header: Location, log: Log) -> list[str]:
        """Return the names of the columns; refuse rows with more cells than names."""
        columns: list[str] = []
        rows = csv.reader(io.StringIO(self._text), delimiter="\t", strict=True)
        try:
            for number, row in enumerate(rows, start=1):
                if number == header.row:
                    columns = [cell.strip() for cell in row]
                elif columns and any(cell.strip() for cell in row[len(columns) :]):
                    where = Location(self.file.name, row=number)
                    log.refuse(
                        where, f"the row has {len(row)} cells under {len(columns)} column names."
                    )
        except csv.Error as error:
            raise UnreadableInput(
                f"{self.file.name}, after row {rows.line_num}: {error}. Check the quotation marks "
                "there."
            ) from error
        if not columns:
            raise UnreadableInput(f"{header}: the row must name the columns; there is none.")
        return columns


def opened(files: Sequence[SourceFile]) -> Opened:
    """Return the one SSSOM file among ``files``, with its metadata.

    Raises UnreadableInput when there is not exactly one table, or its metadata are wrong.
    """
    from pydantic import ValidationError
    from sssom_pydantic.io import read_unprocessed_iterable
    from yaml import YAMLError

    table, beside = _table_and_metadata(files)
    text = _text(table)
    metadata = _text(beside) if beside else "".join(_front_matter(text))
    try:
        # The text is in memory, so the rows can still be read when the context has ended.
        with read_unprocessed_iterable(
            io.StringIO(text), metadata_path=Path(beside.path) if beside else None
        ) as rows:
            _check_extensions(table, rows.mapping_set)
            return Opened(table, rows.mapping_set, rows.converter, text, metadata, rows)
    except ValidationError as error:
        faults = "; ".join(f"{name}: {reason}" for name, reason in _faults(error))
        raise UnreadableInput(f"{table.name}: the set's metadata are wrong: {faults}.") from error
    except (ValueError, YAMLError) as error:
        raise UnreadableInput(f"{table.name}: the set's metadata are wrong: {error}") from error


def _check_extensions(table: SourceFile, described: MappingSet) -> None:
    """Refuse types of extension slots that the library would stumble over row by row."""
    from curies.vocabulary import XSD_TO_PARSER, linkml_uri_or_curie

    readable = {*XSD_TO_PARSER, linkml_uri_or_curie}
    for slot in described.extension_definitions or ():
        if slot.datatype not in readable:
            known = ", ".join(sorted(datatype.curie for datatype in readable))
            raise UnreadableInput(
                f"{table.name}: the slot {slot.name!r} is of type {slot.datatype.curie}; the "
                f"types that can be read are {known}."
            )


def _table_and_metadata(files: Sequence[SourceFile]) -> tuple[SourceFile, SourceFile | None]:
    tables = [file for file in files if file.name.endswith(".tsv")]
    beside = [file for file in files if file.name.endswith(METADATA_SUFFIXES)]
    if len(tables) != 1 or len(beside) > 1 or len(files) > 2:
        names = ", ".join(file.name for file in files)
        raise UnreadableInput(
            f"{names}: an SSSOM source is one .tsv file, and the .yml file with its metadata "
            "where they are not in the .tsv itself."
        )
    return tables[0], beside[0] if beside else None


def _text(file: SourceFile) -> str:
    if file.size > (most := current().document_bytes):
        raise UnreadableInput(f"{file.name}: has {file.size:,} bytes; {most:,} at most.")
    data = Path(file.path).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{file.name}, row {row}: not UTF-8.") from error


def _front_matter(text: str) -> Iterator[str]:
    for line in io.StringIO(text):
        if not line.startswith("#"):
            return
        yield line


def _slots_given(metadata: str) -> set[str]:
    return set(re.findall(r"^#?\s*(\w+):", metadata, re.MULTILINE))


def _faults(error: ValidationError) -> list[tuple[str, str]]:
    """Return slot and reason of everything a validation found wrong."""
    return [
        (
            str(fault["loc"][0]) if fault["loc"] else "",
            "is missing" if fault["type"] == "missing" else fault["msg"],
        )
        for fault in error.errors()
    ]


def _refuse(record: ParseError, where: Location, log: Log) -> None:
    from pydantic import ValidationError

    if isinstance(record.exception, ValidationError):
        for column, reason in _faults(record.exception):
            log.refuse(where.at(column), f"{reason}.")
    else:
        log.refuse(where, f"{record.exception}.")


def mapping_set(files: Sequence[SourceFile]) -> MappingSet:
    """Return the metadata of the one mapping set in ``files``."""
    return opened(files).mapping_set
