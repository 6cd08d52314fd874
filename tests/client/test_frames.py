"""Data frames of pandas and polars: what type each column gets, and what is missing."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas
import polars
import pytest

from kgqual import Client
from kgqual.errors import BadUsage

TYPED = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT * {
  VALUES (?text ?integer ?huge ?decimal ?double ?boolean ?day ?time ?moment) {
    ("деңгей"@kk 4 18446744073709551616 57.60 1.5e0 true "2016-03-16"^^xsd:date
     "2016-03-16T10:20:30"^^xsd:dateTime "2016-03-16T10:20:30+05:00"^^xsd:dateTime)
    (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF)
  }
}
"""
VALUES = {
    "text": "деңгей",
    "integer": 4,
    "huge": Decimal(2**64),
    "decimal": Decimal("57.6"),
    "double": 1.5,
    "boolean": True,
    "day": date(2016, 3, 16),
    "time": datetime(2016, 3, 16, 10, 20, 30),
    "moment": datetime(2016, 3, 16, 5, 20, 30, tzinfo=UTC),
}


def test_pandas_columns_are_typed(client: Client) -> None:
    frame = client.select(TYPED)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "text": "string",
        "integer": "Int64",
        "huge": "object",
        "decimal": "object",
        "double": "float64",
        "boolean": "boolean",
        "day": "datetime64[s]",
        "time": "datetime64[us]",
        "moment": "datetime64[us, UTC]",
    }
    assert frame.loc[0].to_dict() == {**VALUES, "day": pandas.Timestamp(2016, 3, 16)}
    assert frame.loc[1].isna().all()
    assert frame.attrs == {"snapshot": client.snapshot}


def test_polars_columns_are_typed(client: Client) -> None:
    frame = client.select(TYPED, frame="polars")
    assert dict(frame.schema) == {
        "text": polars.String,
        "integer": polars.Int64,
        "huge": polars.Decimal(38, 0),
        "decimal": polars.Decimal(38, 1),
        "double": polars.Float64,
        "boolean": polars.Boolean,
        "day": polars.Date,
        "time": polars.Datetime("us"),
        "moment": polars.Datetime("us", "UTC"),
    }
    assert frame.row(0, named=True) == VALUES
    assert set(frame.row(1)) == {None}


def test_a_number_too_long_for_polars_is_text_there(local: Client) -> None:
    digits = "1" * 39
    query = f"SELECT * {{ VALUES ?x {{ {digits} 0.5 UNDEF }} }}"
    assert local.select(query, frame="polars")["x"].to_list() == [digits, "0.5", None]
    assert local.select(query)["x"].tolist() == [Decimal(digits), Decimal("0.5"), None]


def test_no_solution_is_a_frame_with_its_columns(local: Client) -> None:
    query = "SELECT ?a ?b { ?a <urn:none> ?b }"
    assert list(local.select(query).columns) == ["a", "b"]
    assert local.select(query, frame="polars").shape == (0, 2)


def test_a_column_of_several_types_stays_as_written(local: Client) -> None:
    query = 'SELECT * { VALUES ?x { 135 "unknown" } }'
    with pytest.warns(UserWarning, match="x are of several types") as warned:
        frame = local.select(query)
    assert frame["x"].tolist() == ["135", "unknown"]
    assert warned[0].filename == __file__, "the warning points at the line that asked"
    assert local.rows(query) == [{"x": 135}, {"x": "unknown"}]


def test_languages_are_columns_of_their_own(client: Client) -> None:
    values = '("level"@en "4") ("деңгей"@kk "4") ("x" "4")'
    query = f"SELECT ?label ?code {{ VALUES (?label ?code) {{ {values} }} }}"
    frame = client.select(query, languages=True)
    assert list(frame.columns) == ["label", "label@lang", "code"]
    assert frame["label@lang"].tolist() == ["en", "kk", pandas.NA]
    assert client.rows(query, languages=True)[1] == {
        "label": "деңгей",
        "label@lang": "kk",
        "code": "4",
    }


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_before_anything_is_asked(
    local: Client, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BadUsage, match=rf"pip install 'kgqual\[{library}\]'"):
        local.select("no query", frame=library)
    assert local.rows("SELECT (1 AS ?x) {}") == [{"x": 1}]
