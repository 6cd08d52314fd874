"""Typed columns as data frames of pandas or polars, whichever is installed and asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgqual.client.columns import Column, ColumnType
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    import pandas
    import polars

_PANDAS = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "Int64",
    ColumnType.DECIMAL: "object",
    ColumnType.NUMBER: "float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "datetime64[s]",
    ColumnType.TIME: "datetime64[us]",
    ColumnType.MOMENT: "datetime64[us, UTC]",
}
DECIMAL_DIGITS = 38
"""Digits of a decimal number that polars holds."""


def pandas_frame(columns: Sequence[Column], snapshot: str) -> pandas.DataFrame:
    """Return the columns as a pandas DataFrame, the snapshot in its ``attrs``.

    Decimal numbers are ``Decimal`` objects, dates ``datetime64`` at midnight, which pandas has
    instead. Raises BadUsage when pandas is not installed.
    """
    library = _library("pandas")
    made = {
        column.name: library.Series(column.values, dtype=_PANDAS[column.type]) for column in columns
    }
    frame: pandas.DataFrame = library.DataFrame(made)
    frame.attrs["snapshot"] = snapshot
    return frame


def polars_frame(columns: Sequence[Column]) -> polars.DataFrame:
    """Return the columns as a polars DataFrame.

    Decimal numbers are of polars' type of that name; where one has more digits than that holds,
    the column is text. Raises BadUsage when polars is not installed.
    """
    library = _library("polars")
    types = {
        ColumnType.TEXT: library.String,
        ColumnType.INTEGER: library.Int64,
        ColumnType.NUMBER: library.Float64,
        ColumnType.BOOLEAN: library.Boolean,
        ColumnType.DATE: library.Date,
        ColumnType.TIME: library.Datetime("us"),
        ColumnType.MOMENT: library.Datetime("us", "UTC"),
    }
    made = {}
    for column in columns:
        type, values = types.get(column.type), column.values
        if column.type is ColumnType.DECIMAL and (scale := _scale(values)) is not None:
            type = library.Decimal(DECIMAL_DIGITS, scale)
        elif column.type is ColumnType.DECIMAL:
            type, values = library.String, [None if v is None else f"{v:f}" for v in values]
        made[column.name] = library.Series(column.name, values, dtype=type)
    frame: polars.DataFrame = library.DataFrame(made)
    return frame


def _scale(values: Sequence[Any]) -> int | None:
    """Return the digits after the point that ``values`` need, None when they need too many."""
    parts = [value.as_tuple() for value in values if value is not None]
    after = max((-part.exponent for part in parts), default=0)
    before = max((len(part.digits) + part.exponent for part in parts), default=0)
    return after if before + after <= DECIMAL_DIGITS else None


def require(name: str) -> None:
    """Raise BadUsage when the library of that name is not installed, before anything is asked."""
    _library(name)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise BadUsage(
            f"{name} is not installed: `pip install 'kgqual[{name}]'`, or ask with `rows`, which "
            "needs nothing."
        ) from error
