"""Which format a file is in is known by its name; what XLIFF it is, by its root."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.errors import BadUsage
from kgqual.translation.formats import FORMATS, XLIFF_OF_TOOLS, format_of, named


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("back.CSV", "csv"),
        ("back.xlsx", "xlsx"),
        ("back.tmx", "tmx"),
        ("back.tbx", "tbx"),
        ("back.ttl", "turtle"),
        ("back.zip", "esco-csv"),
        ("occupations_kk.csv", "esco-csv"),
        ("skills.csv", "csv"),
        ("my_skills_kk.csv", "csv"),
    ],
)
def test_the_name_says_the_format(name: str, format: str) -> None:
    assert format_of(Path(name)).name == format


def test_a_folder_holds_tables_of_esco(tmp_path: Path) -> None:
    assert format_of(tmp_path).name == "esco-csv"


@pytest.mark.parametrize(("version", "format"), [("1.2", "xliff"), ("2.1", "xliff2")])
def test_xliff_says_its_version(tmp_path: Path, version: str, format: str) -> None:
    for suffix in (".xlf", *XLIFF_OF_TOOLS):
        path = tmp_path / f"back{suffix.upper()}"
        path.write_text(f'<xliff version="{version}"/>', encoding="utf-8")
        assert format_of(path).name == format


def test_every_format_is_called_by_its_name() -> None:
    expected = ["csv", "xlsx", "xliff", "xliff2", "tmx", "tbx", "turtle", "esco-csv"]
    assert [named(name).name for name in FORMATS] == expected


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(BadUsage, match="'doc' is no format of translations: csv, xlsx"):
        named("doc")
    with pytest.raises(BadUsage, match=r"back.docx: the ending says no format"):
        format_of(Path("back.docx"))
