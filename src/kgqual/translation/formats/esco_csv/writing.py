"""Translations into ESCO's tables, in a zip."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from kgqual.editorial.translations.fields import Field
from kgqual.errors import BadUsage
from kgqual.sources.characters import code_point
from kgqual.translation.formats.esco_csv.columns import BESIDE, BESIDE_COLUMNS, COLUMNS, FIELDS
from kgqual.translation.formats.esco_csv.frames import Frame
from kgqual.translation.record import Heading, Record

_COLUMN = {field: column for column, field in FIELDS.items()}
_UNHELD = re.compile("[\x00\ud800-\udfff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""When all files of the zip are from, so that the same translations make the same bytes."""
Rows = dict[str, dict[str, str]]
"""URI → column → cell."""


def write(
    heading: Heading, records: Iterable[Record], frames: Mapping[str, Frame], file: BinaryIO
) -> None:
    """Write a zip of the tables that a language has texts in; see :class:`EscoCsv`."""
    tables: dict[str, Rows] = defaultdict(dict)
    made: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        made[record.concept].append(record)
    written = {concept: some for concept, some in made.items() if any(one.target for one in some)}
    for concept in sorted(written):
        if concept not in frames:
            raise BadUsage(f"{concept} is no concept of this release of ESCO: it has no row there.")
        frame = frames[concept]
        tables[frame.table][concept] = {**frame.cells, **_texts(written[concept])}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in COLUMNS:
            if rows := tables.get(table):
                name = f"{table}_{heading.language}.csv"
                _add(archive, name, _header(table, rows), rows.values())
        beside = (row for concept in sorted(written) for row in _beside(written[concept]))
        _add(archive, f"{BESIDE}_{heading.language}.csv", BESIDE_COLUMNS, beside)


def _texts(records: Sequence[Record]) -> dict[str, str]:
    return {_COLUMN[record.field]: _cell(record) for record in records if record.target}


def _cell(record: Record) -> str:
    texts, where = record.target, f"{record.field} of {record.concept}"
    if found := next(filter(None, map(_UNHELD.search, texts)), None):
        raise BadUsage(f"{where} contains {code_point(found[0])}, which no table of ESCO holds.")
    if not record.field.many and len(texts) > 1:
        raise BadUsage(f"{where} has {len(texts)} texts; a table of ESCO holds one.")
    if record.field.many and any("\n" in text for text in texts):
        raise BadUsage(f"{where} has a term with a line end, which separates terms in ESCO.")
    return "\n".join(texts)


def _header(table: str, rows: Rows) -> list[str]:
    """Return the columns of a table, and after them those that only later releases have."""
    known = COLUMNS[table]
    filled = {column for row in rows.values() for column, cell in row.items() if cell}
    return [*known, *sorted(filled - set(known))]


def _beside(records: Sequence[Record]) -> Iterator[dict[str, str]]:
    for record in sorted(records, key=lambda one: [*Field].index(one.field)):
        row = record.concept, record.field, record.source_hash, record.base, record.state
        yield dict(zip(BESIDE_COLUMNS, row, strict=True))


def _add(
    archive: zipfile.ZipFile, name: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with (
        archive.open(entry, "w") as data,
        io.TextIOWrapper(data, encoding="utf-8", newline="") as text,
    ):
        writer = csv.DictWriter(text, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
