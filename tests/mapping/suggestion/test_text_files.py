"""Files of texts: tables in many dialects, lines, and what is wrong with a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.errors import BadSource, UnreadableInput
from kgqual.mapping.suggestion.text_files import is_text_file, read_text_file, read_texts

Wordings = list[list[tuple[str, str, str]]]


def wordings(text: str, name: str, language: str = "") -> Wordings:
    """Return title, description and language of each wording of each text of a file."""
    texts = read_texts(text.encode(), name, language)
    return [[(w.title, w.description, w.language) for w in one.wordings] for one in texts]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "title,description,lang\nWelder,joins metal,en\n"),
        ("a.csv", "\ufefflang;description;Title\r\nen;joins metal;Welder\r\n"),
        ("a.csv", 'code,preferredLabel,definition,language\n7212,"Welder","joins\nmetal",EN\n'),
        ("a.tsv", "label\tdesc\tlang\nWelder\tjoins metal\ten\n"),
        ("a.txt", "title\tdescription\tlang\nWelder\tjoins metal\ten\n"),
        ("a.csv", "title_en,description_en,other\nWelder,joins metal,7\n"),
    ],
)
def test_a_table_names_its_columns(name: str, text: str) -> None:
    assert wordings(text, name) == [[("Welder", "joins metal", "en")]]


def test_a_title_in_several_languages_has_a_column_for_each() -> None:
    text = "title_ru,title_kk\nСварщик,Дәнекерлеуші\nПовар,\n"
    assert wordings(text, "a.csv") == [
        [("Сварщик", "", "ru"), ("Дәнекерлеуші", "", "kk")],
        [("Повар", "", "ru")],
    ]


def test_what_is_no_table_has_a_text_in_each_line() -> None:
    assert wordings("Welder\n\n Cook, head \nWelder\n", "a.txt", "en") == [
        [("Welder", "", "en")],
        [("Cook, head", "", "en")],
    ]


def test_an_id_is_kept_and_an_iri_is_what_the_text_is_called() -> None:
    text = "id,title\nisco:C7212,Welder\n7,Cook\n"
    welder, cook = read_texts(text.encode(), "a.csv")
    assert welder.iri == "http://data.europa.eu/esco/isco/C7212"
    assert (cook.id, cook.iri.rpartition("/")[0]) == ("7", "https://w3id.org/kgqual/id/text")


def test_every_wrong_row_is_listed_with_its_place() -> None:
    text = "id,title,lang\n,Welder,kz\n,,en\nisco:C5,Cook,\nisco:C5,Baker,\n,a,b,c\n"
    with pytest.raises(BadSource) as refused:
        read_texts(text.encode(), "a.csv")
    assert [str(problem) for problem in refused.value.problems] == [
        "a.csv, row 2, column lang: 'kz' is no language: Kazakh is kk.",
        "a.csv, row 3, column title: a text needs a title: the words that terms are looked for.",
        "a.csv, row 5, column id: repeats the id of row 4 with other words.",
        "a.csv, row 6: has 4 cells under 3 names.",
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"job,salary\nWelder,7\n", "names no column of titles. Call it `title`"),
        ("a.csv", b'title\n"Welder\n', "Check the quotation marks"),
        ("a.csv", b"title\n\xff\n", "row 2: not UTF-8"),
        ("a.txt", b"\n\n", "holds no text"),
        ("a.csv", b"title\n", "holds no text"),
    ],
)
def test_a_file_that_is_none_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_texts(data, name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_text_file(tmp_path / "none.csv")


def test_a_set_is_told_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("Welder\n", encoding="utf-8")
    assert is_text_file("jobs.csv")
    assert is_text_file(str(tmp_path / "texts"))
    assert not is_text_file("ESCO skills")
    assert not is_text_file("http://data.europa.eu/esco/concept-scheme/isco")
