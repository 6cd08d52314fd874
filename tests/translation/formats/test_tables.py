"""CSV and XLSX for people bring every text back, and no text runs as a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.translation.records import ESCO, HEADING, records

from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.translation.formats import csv as csv_format
from kgqual.translation.formats import xlsx
from kgqual.translation.record import Format, Record, Unread

TABLES = (csv_format.FORMAT, xlsx.FORMAT)
FORMULAS = ("=1+1", "+1", "-1", "@A1", "=HYPERLINK(A1)", "\t=1", "'=1")
RECORD = Record(
    concept=f"{ESCO}occupation/1",
    field=Field.PREFERRED,
    language="kk",
    source=("welder",),
    source_hash=source_hash(["welder"]),
    target=("дәнекерлеуші",),
    state=State.DRAFT,
    base=source_hash(["дәнекерлеуші"]),
    russian=("сварщик",),
    code="7212.3",
    note="",
)


def written(format: Format, made: list[Record], folder: Path) -> Path:
    path = folder / f"translations{format.suffix}"
    with path.open("wb") as file:
        format.write(HEADING, made, file)
    return path


def returned(format: Format, made: list[Record], folder: Path) -> list[Record | Unread]:
    read = format.read(written(format, made, folder))
    return [replace(row, where="") if isinstance(row, Record) else row for row in read]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@settings(max_examples=50, deadline=None)
@given(made=records(st.text(max_size=8)))
def test_csv_brings_every_text_back(folder: Path, made: list[Record]) -> None:
    assert returned(csv_format.FORMAT, made, folder) == made


@settings(max_examples=6, deadline=None)  # a workbook is read in a process of its own
@given(made=records(st.text(max_size=8)))
def test_a_workbook_brings_every_text_back(folder: Path, made: list[Record]) -> None:
    if made:
        assert returned(xlsx.FORMAT, made, folder) == made


@pytest.mark.parametrize("format", TABLES, ids=lambda format: format.name)
def test_what_spreadsheets_trip_over_comes_back(format: Format, tmp_path: Path) -> None:
    awkward = (*FORMULAS, "  spaces  ", "0007", "1e5", "TRUE", "2026-11-22", "_x0041_", "#N/A")
    made = [replace(RECORD, field=Field.ALTERNATIVE, target=(text,)) for text in awkward]
    assert returned(format, made, tmp_path) == made


def test_no_cell_of_a_csv_begins_as_a_formula(tmp_path: Path) -> None:
    made = [replace(RECORD, target=(text,), note=text, source=(text,)) for text in FORMULAS]
    text = written(csv_format.FORMAT, made, tmp_path).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_every_cell_of_a_workbook_is_a_string_formatted_as_text(tmp_path: Path) -> None:
    made = [replace(RECORD, target=(text,)) for text in FORMULAS]
    sheet = openpyxl.load_workbook(written(xlsx.FORMAT, made, tmp_path)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert sheet.title == "en-kk"


def test_a_csv_that_excel_saved_again_is_read(tmp_path: Path) -> None:
    """With semicolons, without the mark, the columns moved, one left out and one added."""
    path = tmp_path / "back.csv"
    path.write_text(
        "Translation;my words;concept;field\r\n"
        f'"дәнекерлеуші\r\nпісіруші";?;{RECORD.concept};altLabel\r\n',
        encoding="utf-8",
        newline="",
    )
    (row,) = csv_format.FORMAT.read(path)
    assert isinstance(row, Record)
    assert row.target == ("дәнекерлеуші", "пісіруші")
    assert (row.language, row.base, row.source_hash) == ("", "", "")
    assert row.where == "back.csv, row 2"


def test_a_csv_that_was_saved_as_a_workbook_is_read(tmp_path: Path) -> None:
    made = [replace(RECORD, field=Field.ALTERNATIVE, target=(text,)) for text in FORMULAS]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    text = written(csv_format.FORMAT, made, tmp_path).read_text(encoding="utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        sheet.append(row)
    book.save(tmp_path / "saved.xlsx")
    back = [row.target for row in xlsx.FORMAT.read(tmp_path / "saved.xlsx")]  # type: ignore[union-attr]
    assert back == [(text,) for text in FORMULAS]


def test_a_sheet_that_changed_what_was_typed_is_not_believed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["concept", "field", "translation"])
    for typed in (7, True):
        sheet.append([RECORD.concept, "prefLabel", typed])
    book.save(tmp_path / "typed.xlsx")
    number, truth = xlsx.FORMAT.read(tmp_path / "typed.xlsx")
    assert isinstance(number, Unread)
    assert isinstance(truth, Unread)
    assert number.where == "typed.xlsx, sheet Sheet, row 2, column translation"
    assert "the number 7" in number.message("en")
    assert "TRUE" in truth.message("en")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("field", "label", "“label” is none of prefLabel"),
        ("state", "ok", "“ok” is none of untranslated, draft"),
        ("concept", " ", "the row names no concept"),
    ],
)
def test_a_row_that_is_no_translation_says_why(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    row = {"concept": RECORD.concept, "field": "prefLabel", "translation": "т", "state": ""}
    row[column] = value
    path = tmp_path / "wrong.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    (unread,) = csv_format.FORMAT.read(path)
    assert isinstance(unread, Unread)
    assert unread.where == f"wrong.csv, row 2, column {column}"
    assert reason in unread.message("en")
    assert len({unread.message(language) for language in ("en", "kk", "ru")}) == 3


def test_a_text_that_a_comma_cut_in_two_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    header, row = "concept,field,translation", f"{RECORD.concept},altLabel,маман"
    saved_again = f"{header},,\n{row}, шебер,\n{row},,\n"  # by a spreadsheet
    for table in (f"{header}\n{row}, шебер\n{row},,\n", saved_again):
        path.write_text(table, encoding="utf-8")
        cut, whole = csv_format.FORMAT.read(path)
        assert isinstance(cut, Unread)
        assert "“ шебер”" in cut.message("en")
        assert isinstance(whole, Record), "cells without a text say nothing"


def test_another_table_is_refused_with_its_missing_columns(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("concept,label\nx,y\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="missing columns: field, translation"):
        list(csv_format.FORMAT.read(path))


def test_a_text_longer_than_a_cell_is_refused_not_cut(tmp_path: Path) -> None:
    long = replace(RECORD, field=Field.DESCRIPTION, target=("🙂" * 16_384,))
    with pytest.raises(BadUsage, match=r"32,768 characters; a cell of a workbook holds 32,767"):
        written(xlsx.FORMAT, [long], tmp_path)
    assert returned(csv_format.FORMAT, [long], tmp_path) == [long]
