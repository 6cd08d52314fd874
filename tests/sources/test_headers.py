"""Headers: every column may be headed in Kazakh, Russian or English, in CSV and in XLSX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Triple

from kgqual.errors import UnreadableInput
from kgqual.sources.headers import comparable, headers
from kgqual.sources.kinds import KINDS, importer
from kgqual.sources.log import Log
from kgqual.sources.template import LANGUAGES, Column, Table

ReadSource = Callable[..., tuple[set[Triple], Log]]
Example = Callable[..., Path]
Workbook = Callable[..., Path]
MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
LATIN_NAMES = {"ECTS", "EQF", "ISCED", "F", "ISCO", "WorldSkills"}
"""Words that Kazakh and Russian write in Latin letters: they are names."""


def every_table() -> Iterator[tuple[str, Table]]:
    """Yield kind and table for every table of every template."""
    for kind in KINDS:
        if template := importer(kind).template:
            for table in template.tables:
                yield f"{kind}.{table.name}", table


TABLES = dict(every_table())


def in_language(language: str, table: Table) -> list[str]:
    """Return the usual headers of a table in one language."""
    if language == "en":
        return [column.name for column in table.columns]
    return [getattr(column.translated, language)[0] for column in table.columns]


# What headers.csv lists


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_kazakh_and_a_russian_header(name: str) -> None:
    lacking = [
        column.name
        for column in TABLES[name].columns
        if not (column.translated.kk and column.translated.ru)
    ]
    assert lacking == [], "add them to src/kgqual/sources/headers.csv"


@pytest.mark.parametrize("name", TABLES)
def test_no_header_heads_two_columns_of_a_table(name: str) -> None:
    heads: dict[str, set[str]] = {}
    for column in TABLES[name].columns:
        for header in column.headers:
            heads.setdefault(comparable(header), set()).add(column.name)
    assert {header: names for header, names in heads.items() if len(names) > 1} == {}


def test_every_listed_header_is_of_some_column() -> None:
    columns = {column.name for table in TABLES.values() for column in table.columns}
    assert headers().keys() - columns == set()


def test_headers_are_clean_and_of_one_script() -> None:
    for name, of_column in headers().items():
        for header in (*of_column.kk, *of_column.ru):
            assert header == unicodedata.normalize("NFC", " ".join(header.split())), name
            assert not MIXED.search(header), f"{name}: {header} mixes Latin and Cyrillic letters"
            assert set(re.findall(r"[A-Za-z]+", header)) <= LATIN_NAMES, f"{name}: {header}"


def test_no_russian_header_has_kazakh_letters() -> None:
    kazakh = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
    russian = {header for of_column in headers().values() for header in of_column.ru}
    assert {header for header in russian if set(header) & kazakh} == set()


def test_texts_in_three_languages_are_told_apart() -> None:
    assert headers()["title_kk"].kk[0] == "Атауы (қазақша)"
    assert headers()["title_en"].ru[0] == "Название (на английском)"


# Spellings


@pytest.mark.parametrize(
    "written",
    ["title_kk", "Title kk", "АТАУЫ (ҚАЗАҚША)", "Атауы қазақша", " название  на казахском "],
)
def test_spellings_of_one_header(written: str) -> None:
    column = TABLES["law.acts"].column(written)
    assert column is not None
    assert column.name == "title_kk"


def test_io_is_written_with_or_without_dots() -> None:
    assert comparable("Кем ведётся") == comparable("кем ведется")


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert comparable(unicodedata.normalize("NFD", "Ұйым кредитi й")) == comparable(
        "ұйым кредитi й"
    )


@given(st.sampled_from(sorted(TABLES)), st.data())
def test_any_case_of_any_header_finds_its_column(name: str, data: st.DataObject) -> None:
    column: Column = data.draw(st.sampled_from(TABLES[name].columns))
    header = data.draw(st.sampled_from(column.headers))
    for written in (header.upper(), header.lower(), f" {header.replace(' ', '_')} "):
        assert TABLES[name].column(written) == column


# Reading


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_reads_alike_in_every_language(
    language: str, example: Example, read_source: ReadSource
) -> None:
    folder = example("standard")
    before, _ = read_source("standard", folder)
    for path in folder.iterdir():
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        table = TABLES[f"standard.{path.stem}"]
        named = dict(
            zip((c.name for c in table.columns), in_language(language, table), strict=True)
        )
        header = ",".join(named[name] for name in first.split(","))
        path.write_text(f"{header}\n{rest}", encoding="utf-8")
    after, log = read_source("standard", folder)
    assert log.problems == []
    assert after == before


def test_a_sheet_may_have_kazakh_and_russian_headers(
    workbook: Workbook, read_source: ReadSource
) -> None:
    header = ["Код", "Атауы (қазақша)", "Название (на русском)"]
    row = ["06130100", "Бағдарламалық қамтамасыз ету", "Программное обеспечение"]
    _, log = read_source("tvet", workbook(specialities=[header, row]))
    assert (log.kept, log.problems) == (1, [])


def test_a_mistake_names_the_column_as_it_is_written(
    tmp_path: Path, read_source: ReadSource
) -> None:
    (tmp_path / "specialities.csv").write_text(
        "КОД,Название на русском\n0613010,Программное обеспечение\n,Пустой код\n", encoding="utf-8"
    )
    _, log = read_source("tvet", tmp_path)
    assert [(p.where.row, p.where.column) for p in log.problems] == [(2, "КОД"), (3, "КОД")]


def test_a_repeated_key_names_the_column_as_it_is_written(
    tmp_path: Path, read_source: ReadSource
) -> None:
    (tmp_path / "specialities.csv").write_text("Коды\n06130100\n06130100\n", encoding="utf-8")
    _, log = read_source("tvet", tmp_path)
    assert [p.reason for p in log.problems] == [
        "repeats Коды '06130100' of specialities.csv, row 2; keep one of the two."
    ]


def test_checks_between_rows_name_the_column_as_it_is_written(
    example: Example, read_source: ReadSource
) -> None:
    folder = example(
        "standard",
        functions="Профессиональный стандарт,Карточка профессии,Номер,Название (на русском)\n"
        "EXAMPLE-1,another,1,Функция\n",
    )
    _, log = read_source("standard", folder)
    assert str(log.problems[0]) == (
        "functions.csv, row 2, column Карточка профессии: EXAMPLE-1, another is not in the cards "
        "table."
    )


def test_two_headers_of_one_column_are_refused(tmp_path: Path, read_source: ReadSource) -> None:
    (tmp_path / "specialities.csv").write_text("code,Код\n06130100,06130100\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="'code' and 'Код' are both the column code"):
        read_source("tvet", tmp_path)


def test_a_missing_column_is_named_in_every_language(
    tmp_path: Path, read_source: ReadSource
) -> None:
    (tmp_path / "specialities.csv").write_text("Атауы (қазақша),Цвет\nа,б\n", encoding="utf-8")
    with pytest.raises(UnreadableInput) as refused:
        read_source("tvet", tmp_path)
    assert "Missing columns: code / Коды / Код / Код." in str(refused.value)
    assert "Unknown columns: 'Цвет'." in str(refused.value)
