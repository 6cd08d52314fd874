"""A batch: rows in, the same rows with what was found, errors row by row."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from time import process_time

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.errors import UnreadableInput
from kgqual.recognition import read_csv, recognise_batch, write_csv
from kgqual.recognition.outcome import Recognition

Batch = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def batch(shipped_snapshot: OpenSnapshot) -> Batch:
    def run(text: str) -> list[dict[str, str]]:
        columns, rows = read_csv(text.splitlines(keepends=True))
        return list(
            csv.DictReader(write_csv(columns, recognise_batch(shipped_snapshot.on(), rows)))
        )

    return run


def test_rows_keep_their_columns_and_gain_what_was_found(batch: Batch) -> None:
    (row,) = batch("number,country,qualification\n17,DE,Bachelor of Science\n")
    assert (row["number"], row["qualification"]) == ("17", "Bachelor of Science")
    assert (row["matched"], row["nqf_level"], row["strength"]) == ("Bachelor", "6", "editorial")
    assert (row["home_level"], row["eqf_level"]) == ("DQR Level 6", "EQF level 6")
    assert (row["award"], row["prefix"], row["abstained"]) == ("bachelor", "6B", "no")
    assert row["error"] == ""


def test_a_lead_is_no_level(batch: Batch) -> None:
    (row,) = batch("country,qualification\nDE,Meister\n")
    assert (row["nqf_level"], row["lead_nqf_level"], row["abstained"]) == ("", "6", "yes")
    assert "unverified" in row["reason"]


def test_a_wrong_row_says_which_column_and_does_not_stop_the_others(batch: Batch) -> None:
    rows = batch(
        "country,qualification,year\nDE,Meister,soon\nZZ,Meister,\nDE,,2001\nDE,Meister,2001,x\n"
        "DE,Meister,2001\n"
    )
    assert [row["error_column"] for row in rows] == ["year", "country", "qualification", "row", ""]
    assert rows[0]["error"].startswith("'soon' is refused")
    assert rows[-1]["matched"] == "Meister"


def test_semicolons_and_a_byte_order_mark_are_read(batch: Batch) -> None:
    (row,) = batch("\ufeffcountry;qualification\r\nDE;Meister\r\n")
    assert row["matched"] == "Meister"


def test_no_cell_is_a_formula(batch: Batch) -> None:
    (row,) = batch('country,qualification\nDE,"=HYPERLINK(1)"\n')
    assert row["qualification"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("country,title", "no column qualification"),
        ("", "no column country and no column qualification"),
        ("country,qualification,country", "'country' twice"),
    ],
)
def test_a_header_that_lacks_a_column_is_refused(header: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_csv([header + "\n"])


def test_rows_are_answered_as_they_are_read(shipped_snapshot: OpenSnapshot) -> None:
    def endless() -> Iterator[dict[str, str]]:
        return ({"country": "DE", "qualification": f"Meister {n}"} for n in itertools.count())

    outcomes = recognise_batch(shipped_snapshot.on(), endless())
    found = list(itertools.islice(outcomes, 3))
    assert [outcome.row for outcome in found] == [2, 3, 4]
    assert all(isinstance(outcome.found, Recognition) for outcome in found)


def test_a_row_costs_no_query(shipped_snapshot: OpenSnapshot) -> None:
    given = [
        {"country": country, "qualification": title, "year": str(2000 + n % 20), "field": "0613"}
        for n in range(125)
        for country, title in (
            ("DE", "Bachelor of Science"),
            ("PL", "Dyplom zawodowy"),
            ("NL", "mbo diploma nivau 3"),
            ("RU", "Диплом специалиста"),
        )
    ]
    graph = shipped_snapshot.on()
    list(recognise_batch(graph, given[:4]))
    graph.texts.clear()
    begun = process_time()
    assert len(list(recognise_batch(graph, given))) == 500
    assert process_time() - begun < 3  # 0.6 on a quiet machine; with a query for each row above 6
    assert graph.texts == {}
