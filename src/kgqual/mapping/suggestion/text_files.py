"""Files of texts: a table with named columns (CSV, TSV), or a text in each line.

A table names its columns in the first row, in whatever order and spelling of :data:`COLUMNS`:
``title``, and where they are known ``description``, ``lang`` and ``id``. A title or description in
several languages has a column for each, ``title_ru``; other columns are not read. What is no table
by its name (``.csv``, ``.tsv``) or its first row is read as lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kgqual.answering.scheme_names import folded
from kgqual.errors import BadSource, UnreadableInput
from kgqual.languages import language_tag
from kgqual.limits import current
from kgqual.mapping.suggestion.texts import AskedText, asked_text
from kgqual.model import Location, Problem

COLUMNS: Mapping[str, Sequence[str]] = {
    "title": (
        *("title", "text", "label", "name", "prefLabel", "preferredLabel", "subject_label"),
        *("query", "название", "наименование", "атауы"),
    ),
    "description": ("description", "definition", "desc", "описание", "определение", "сипаттамасы"),
    "lang": ("lang", "language", "язык", "тілі"),
    "id": ("id", "iri", "uri", "conceptUri", "subject_id", "curie", "code", "код"),
}
"""What a column holds → the names that are understood; of a name only letters and digits count."""
TABLES = {".csv": ",;\t", ".tsv": "\t", ".tab": "\t"}
"""Ending of a table's name → what may part its columns."""
_ANY = ",;\t"
_NAMES = {folded(name): column for column, names in COLUMNS.items() for name in names}
_IN_LANGUAGE = re.compile(r"(?P<name>.+?)[_@ ]\(?(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)?")


@dataclass(frozen=True)
class _Column:
    """A column that is read: what it holds, and the language that its name states."""

    holds: str
    language: str = ""


class _Row(NamedTuple):
    """What a row says: titles and descriptions by language, the id, and where it stands."""

    number: int
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = MappingProxyType({})
    id: str = ""


def is_text_file(name: str) -> bool:
    """Whether a text is the name of a file of texts: by its ending, or because there is one."""
    path = Path(name)
    try:
        return path.suffix.lower() in (*TABLES, ".txt") or path.is_file()
    except OSError:  # too long for the name of a file
        return False


def read_text_file(path: Path, language: str = "") -> list[AskedText]:
    """Return the texts of a file; ``language`` is the one of texts that state none.

    Raises UnreadableInput for a file that cannot be read or has no column of titles, BadSource
    with every wrong row.
    """
    try:
        if path.stat().st_size > (most := current().document_bytes):
            raise UnreadableInput(f"{path}: has more than {most:,} bytes.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read ({error.strerror}).") from error
    return read_texts(data, path.name, language)


def read_texts(data: bytes, name: str, language: str = "") -> list[AskedText]:
    """Return the texts of a file that was called ``name``. Raises as ``read_text_file``."""
    text = _decoded(data, name)
    return _Reading(name, language).texts(text)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{name}, row {row}: not UTF-8. Save it as UTF-8.") from error


class _Reading:
    """One file while it is read; what is wrong is collected."""

    def __init__(self, name: str, language: str) -> None:
        self._name = name
        self._language = language
        self._problems: list[Problem] = []
        self._first: dict[str, tuple[int, AskedText]] = {}

    def texts(self, text: str) -> list[AskedText]:
        """Return the texts, each once. Raises UnreadableInput or BadSource."""
        suffix = Path(self._name).suffix.lower()
        header, delimiter = _header(text, TABLES.get(suffix, _ANY))
        if header is None and suffix in TABLES:
            raise UnreadableInput(
                f"{self._name}: the first row names no column of titles. Call it `title`; "
                f"{', '.join(COLUMNS['title'])} are understood too. A file of lines ends in .txt."
            )
        self._take(_lines(text) if header is None else self._rows(text, header, delimiter))
        if self._problems:
            raise BadSource(f"{self._name} has rows that cannot be read.", self._problems)
        if not self._first:
            raise UnreadableInput(f"{self._name}: holds no text.")
        return [asked for _, asked in self._first.values()]

    def _take(self, rows: Iterable[_Row]) -> None:
        for row in rows:
            try:
                asked = asked_text(self._in(row.titles), self._in(row.descriptions), row.id)
            except ValueError as error:
                self._refuse(row.number, "title", f"{error}.")
                continue
            first, other = self._first.setdefault(asked.iri, (row.number, asked))
            if other.wordings != asked.wordings:
                self._refuse(row.number, "id", f"repeats the id of row {first} with other words.")

    def _in(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        return {tag or self._language: text for tag, text in texts.items()}

    def _rows(self, text: str, header: Mapping[int, _Column], delimiter: str) -> Iterator[_Row]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        width = len(next(reader))
        try:
            for number, cells in enumerate(reader, start=2):
                if any(cell.strip() for cell in cells[width:]):
                    self._refuse(number, "", f"has {len(cells)} cells under {width} names.")
                elif any(cell.strip() for cell in cells):
                    yield self._row(cells, header, number)
        except csv.Error as error:
            raise UnreadableInput(
                f"{self._name}, after row {reader.line_num}: {error}. Check the quotation marks."
            ) from error

    def _row(self, cells: Sequence[str], header: Mapping[int, _Column], number: int) -> _Row:
        found = {column: cells[at].strip() for at, column in header.items() if at < len(cells)}
        stated = found.get(_Column("lang"), "")
        try:
            language = language_tag(stated)
        except ValueError as error:
            self._refuse(number, "lang", f"{error}.")
            language = ""
        texts: dict[str, dict[str, str]] = {"title": {}, "description": {}}
        for column, cell in found.items():
            if column.holds in texts and cell:
                texts[column.holds][column.language or language] = cell
        return _Row(number, texts["title"], texts["description"], found.get(_Column("id"), ""))

    def _refuse(self, row: int, column: str, reason: str) -> None:
        self._problems.append(Problem(Location(self._name, row=row, column=column), reason))


def _header(text: str, delimiters: str) -> tuple[Mapping[int, _Column] | None, str]:
    """Return the columns that the first row names, by place, and what parts them.

    The columns are None when none of them holds titles.
    """
    for delimiter in delimiters:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        columns: dict[int, _Column] = {}
        for at, cell in enumerate(cells):
            column = _column(cell)
            if column and column not in columns.values():
                columns[at] = column
        if any(column.holds == "title" for column in columns.values()):
            return columns, delimiter
    return None, ""


def _lines(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _Row(number, {"": line})


def _column(cell: str) -> _Column | None:
    if holds := _NAMES.get(folded(cell)):
        return _Column(holds)
    named = _IN_LANGUAGE.fullmatch(cell.strip())
    holds = _NAMES.get(folded(named["name"])) if named else None
    if named and holds in ("title", "description"):
        return _Column(holds, named["tag"].lower())
    return None
