"""CSV files and XLSX sheets as rows: separators, encodings, first rows, damage."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kgqual.errors import UnreadableInput
from kgqual.model import SourceFile
from kgqual.sources.tables import Cells, read_cells

TABLE = [["code", "title_ru"], ["01", "А; Б"], ["02", "Two\nlines"]]


def read(path: Path) -> list[Cells]:
    file = SourceFile(path.name, str(path), "", 0)
    return [replace(cells, rows=iter(list(cells.rows))) for cells in read_cells(file)]


def read_text(folder: Path, text: str, name: str = "groups.csv") -> list[Cells]:
    path = folder / name
    path.write_bytes(text.encode())
    return read(path)


def workbook(path: Path, *rows: list[str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "groups"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "text",
    [
        'code,title_ru\n01,А; Б\n02,"Two\nlines"\n',
        '\ufeffcode;title_ru\r\n01;"А; Б"\r\n02;"Two\nlines"\r\n',
        'code\ttitle_ru\n\n01\tА; Б\n \t \n02\t"Two\nlines"',
    ],
)
def test_csv_in_the_forms_that_spreadsheets_write(tmp_path: Path, text: str) -> None:
    [cells] = read_text(tmp_path, text)
    assert [list(cells.header), *(list(row) for _, row in cells.rows)] == TABLE


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    [text] = read_text(tmp_path, 'code,title_ru\n01,"Two\nlines"\n\n02,b\n')
    assert [where.row for where, _ in text.rows] == [2, 4]
    [sheet] = read(workbook(tmp_path / "g.xlsx", TABLE[0], ["01", "a"], [], ["02", "b"]))
    assert [where.row for where, _ in sheet.rows] == [2, 4]


@pytest.mark.parametrize("text", ["", "\ufeff", " \n", "\ncode\n2\n", ",,\ncode\n2\n"])
def test_a_first_row_without_names_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"groups\.csv: the first row must name the columns"):
        read_text(tmp_path, text)


def test_a_sheet_that_begins_below_its_first_row_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "g.xlsx", [], *TABLE)
    with pytest.raises(UnreadableInput, match=r"sheet groups: the first row must name the columns"):
        read(path)


def test_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "g.xlsx")) == []


@pytest.mark.parametrize("header", ['"co"de,title_ru', 'code,"title_ru'])
def test_quotation_marks_in_the_first_row_are_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(UnreadableInput, match="Check the quotation marks"):
        read_text(tmp_path, f"{header}\n2,a\n")


@pytest.mark.parametrize("content", [b"", b"\x00\xff<<", b"<worksheet><sheetData>"])
def test_a_damaged_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    whole = workbook(tmp_path / "whole.xlsx", *TABLE)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if "sheet1" in name else old.read(name))
    with pytest.raises(UnreadableInput, match=r"broken\.xlsx: not a readable XLSX workbook"):
        read(broken)
