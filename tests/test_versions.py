"""Which version of a source counts (kgqual.versions)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kgqual.versions import as_of, current, first_day, last_day


@dataclass(frozen=True)
class Release:
    version: str
    complete: bool = True
    series: str = "esco"
    issued: str = ""
    valid_from: str = ""
    valid_until: str = ""


def names(releases: list[Release]) -> list[str]:
    return [release.version for release in releases]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-03-16", date(2016, 3, 16), date(2016, 3, 16)),
    ],
)
def test_a_date_covers_as_much_as_it_states(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["16.03.2016", "2016-13", "2016-3-1", "", "201603", "20160316", "2016-W11", "٢٠١٦"]
)
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        first_day(text)


def test_the_newest_version_is_current_by_number_not_by_letters() -> None:
    assert names(current([Release("1.1.10"), Release("1.1.9"), Release("1.0")])) == ["1.1.10"]


def test_a_partial_release_never_displaces_a_complete_one() -> None:
    partial = Release("1.2.1", complete=False)
    assert names(current([Release("1.1.1"), partial])) == ["1.1.1"]
    assert names(current([partial])) == ["1.2.1"]


def test_the_version_added_with_current_is_current() -> None:
    releases = [Release("1.1.0"), Release("1.1.1")]
    assert names(current(releases, frozenset({"esco@1.1.0"}))) == ["1.1.0"]


def test_series_do_not_displace_each_other() -> None:
    assert len(current([Release("2016", series="framework/nqf"), Release("1.1.1")])) == 2


NQF = [
    Release("nqf-2012", valid_from="2012-09-28", valid_until="2015-11-25"),
    Release("nqf-2016", valid_from="2016-03-16"),
]


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2012, 9, 27), []),
        (date(2012, 9, 28), ["nqf-2012"]),
        (date(2015, 11, 25), ["nqf-2012"]),
        (date(2016, 1, 1), []),
        (date(2026, 11, 21), ["nqf-2016"]),
    ],
)
def test_as_of_a_day_the_version_valid_then_counts(day: date, valid: list[str]) -> None:
    assert names(as_of(NQF, day)) == valid


def test_without_validity_a_version_counts_from_the_end_of_its_stated_publication() -> None:
    releases = [Release("1.1.0", issued="2022-01-27"), Release("1.1.1", issued="2022")]
    assert names(as_of(releases, date(2022, 6, 1))) == ["1.1.0"]
    assert names(as_of(releases, date(2023, 1, 1))) == ["1.1.1"]


def test_an_undated_version_counts_only_where_no_dated_one_does() -> None:
    undated = Release("2017")
    assert names(as_of([undated], date(1990, 1, 1))) == ["2017"]
    assert names(as_of([undated, Release("2016", issued="2016")], date(2020, 1, 1))) == ["2016"]
