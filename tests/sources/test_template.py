"""What every template refuses alike, whatever kind of source it is of (nco stands for all)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Triple

from kgqual.sources.log import Log

Read = Callable[..., tuple[set[Triple], Log]]


def problems(read_source: Read, folder: Path, name: str, text: str) -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    _, log = read_source("nco", path)
    return [str(problem) for problem in log.problems]


@pytest.mark.parametrize(("cells", "count"), [("2,a", 2), ("2", 1), ("2,a,,x", 4)])
def test_a_ragged_row_is_refused(read_source: Read, tmp_path: Path, cells: str, count: int) -> None:
    text = f"code,title_ru,locator\n1,Руководители,\n{cells}\n"
    assert problems(read_source, tmp_path, "groups.csv", text) == [
        f"groups.csv, row 3: the row has {count} cells under 3 column names."
    ]


def test_blank_cells_after_the_last_column_do_not_matter(read_source: Read, tmp_path: Path) -> None:
    assert problems(read_source, tmp_path, "groups.csv", "code,title_ru\n2,a,, ,\n") == []


@pytest.mark.parametrize(
    "address",
    ["http://[example.org", "http://example.org/%zz", "http://example.org:port/", "http://a b/"],
)
@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("documents.csv", "id,title,url\nd,Document,{}\n", "url"),
        ("documents.csv", "id,title,licence\nd,Document,{}\n", "licence"),
        ("groups.csv", "code,title_ru,source\n2,Специалисты,d|{}\n", "source"),
    ],
)
def test_a_malformed_address_is_refused(
    read_source: Read, tmp_path: Path, name: str, text: str, column: str, address: str
) -> None:
    [problem] = problems(read_source, tmp_path, name, text.format(address))
    assert problem.startswith(f"{name}, row 2, column {column}: {address!r} is not")


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1f", "\ufffe"])
def test_a_control_character_is_refused(read_source: Read, tmp_path: Path, character: str) -> None:
    [problem] = problems(read_source, tmp_path, "groups.csv", f"code,title_ru\n2,А{character}Б\n")
    assert f"column title_ru: contains the control character U+{ord(character):04X}" in problem


def test_digits_are_not_taken_for_a_code_that_lost_its_zero(
    read_source: Read, tmp_path: Path
) -> None:
    [problem] = problems(read_source, tmp_path, "documents.csv", "id,title,date\nd,D,201\n")
    assert "zero" not in problem


@pytest.mark.parametrize("date", ["2016-13", "2016-00-01", "2016-12-32", "16.03.2016", "٢٠١٦"])
def test_a_date_that_cannot_be_is_refused(read_source: Read, tmp_path: Path, date: str) -> None:
    [problem] = problems(read_source, tmp_path, "documents.csv", f"id,title,date\nd,D,{date}\n")
    assert f"column date: {date!r} is not a date" in problem
