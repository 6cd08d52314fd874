"""Opening an SSSOM/TSV file: its metadata, its columns, and its rows as records.

sssom-pydantic reads and checks the slots; it takes a quarter of a second to import, so that
happens when a file is opened.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgqual.errors import UnreadableInput
from kgqual.model import Location, SourceFile
from kgqual.sources.kinds.sssom.opened import (
    Opened,
    described,
    refuse,
    taken_apart,
    text_of,
    wrong_metadata,
)
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from sssom_pydantic.io import ReadUnprocessedStreamTuple
    from sssom_pydantic.models import Record

UNDEFINED_COLUMN = "a column that neither SSSOM nor the set defines is not read"
SUFFIX = ".tsv"

_SHIELDS = {"\\\\": "\ufdd0", "\\|": "\ufdd1"}
"""What is escaped in lists → a character that no text holds: Unicode reserves it for such use."""
_ESCAPED = re.compile(r"\\[\\|]")
_WRITTEN = {shield: escaped for escaped, shield in _SHIELDS.items()}
_MEANT = {shield: escaped[1] for escaped, shield in _SHIELDS.items()}


@dataclass(frozen=True)
class Table(Opened):
    """An SSSOM/TSV file with its metadata read; its rows are read once, by ``records``."""

    _text: str
    _front: int
    _rows: ReadUnprocessedStreamTuple

    def records(self, log: Log) -> Iterator[tuple[Location, Record]]:
        """Yield the place and content of every row that SSSOM accepts; refuse the others."""
        from sssom_pydantic.models import Record

        escaped = "\\" in self._text
        self._check_columns(log)
        for line, record in self._rows.records:
            log.read += 1
            where = Location(self.file.name, row=self._front + line + 1)  # 1 is the header
            if isinstance(record, Record):
                yield where, _unshielded(record) if escaped else record
            else:
                refuse(record.exception, where, log)

    def _check_columns(self, log: Log) -> None:
        """Refuse or note what the library would pass over without a word."""
        from sssom_pydantic.constants import PROPAGATABLE
        from sssom_pydantic.models import Record

        header = Location(self.file.name, row=self._front + 1)
        columns = self._columns(header, log)
        defined = {slot.name for slot in self.mapping_set.extension_definitions or ()}
        for name in columns:
            if name not in Record.model_fields and name not in defined:
                log.note(UNDEFINED_COLUMN, f"{self.file.name}: {name}")
        given = self.about.model_dump(exclude_none=True)
        for name in sorted(PROPAGATABLE.intersection(columns, given)):
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


def opened(file: SourceFile, beside: SourceFile | None) -> Table:
    """Return a table with its metadata, which are in itself or in a file ``beside`` it.

    Raises UnreadableInput when the metadata are wrong.
    """
    from sssom_pydantic.io import read_unprocessed_iterable

    text = text_of(file)
    front = "".join(_front_matter(text))
    stated = _yaml(file, re.sub(r"^#+", "", front, flags=re.MULTILINE))
    if beside:
        stated |= _yaml(beside, text_of(beside))
    about = described(file, stated)
    mapping_set, converter = taken_apart(file, about)
    # The text is in memory, so the rows can still be read when the context has ended.
    with read_unprocessed_iterable(
        io.StringIO(_shielded(text[len(front) :])),
        metadata=about.model_copy(update={"other": None}),
    ) as rows:
        return Table(file, about, mapping_set, converter, text, front.count("\n"), rows)


def _yaml(file: SourceFile, text: str) -> dict[str, object]:
    import yaml

    try:
        stated = yaml.safe_load(text) or {}
    except (ValueError, yaml.YAMLError) as error:
        raise wrong_metadata(file, error) from error
    if not isinstance(stated, dict):
        raise wrong_metadata(file, "they are no list of names and values")
    return stated


def _front_matter(text: str) -> Iterator[str]:
    for line in io.StringIO(text):
        if not line.startswith("#"):
            return
        yield line


def _shielded(rows: str) -> str:
    """Return rows in which escaped characters are hidden from the library, which splits at them."""
    return _ESCAPED.sub(lambda found: _SHIELDS[found[0]], rows) if "\\" in rows else rows


def _unshielded(record: Record) -> Record:
    """Return a record with what was escaped in lists, and with the rest as it was written."""
    from sssom_pydantic.constants import MULTIVALUED

    changed: dict[str, object] = {}
    for slot, value in record:
        if isinstance(value, str):
            changed[slot] = _with(_WRITTEN, value)
        elif isinstance(value, list) and slot in MULTIVALUED:
            changed[slot] = [_with(_MEANT, item) for item in value]
        elif slot == "extensions" and value:
            changed[slot] = {
                name: one.model_copy(update={"value": _with(_WRITTEN, one.value)})
                if isinstance(one.value, str)
                else one
                for name, one in value.items()
            }
    return record.model_copy(update=changed)


def _with(shields: Mapping[str, str], text: str) -> str:
    for shield, meant in shields.items():
        text = text.replace(shield, meant)
    return text
