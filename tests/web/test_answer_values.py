"""Numbers of a table as bars."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from kgqual.web.answer_values import Measure, Values


class Covered(BaseModel):
    """An item with a part of one, and with a number of things."""

    coverage: float
    occupations: int


@pytest.mark.parametrize(("column", "parts"), [(0, [0.5, 0.25]), (1, [1.0, 0.5])])
def test_half_of_something_is_half_a_bar_and_the_most_of_things_a_full_one(
    column: int, parts: list[float]
) -> None:
    items = [Covered(coverage=0.5, occupations=4), Covered(coverage=0.25, occupations=2)]
    cells = [row[column] for row in Values("en").table(items).rows]
    assert [cell.part for cell in cells if isinstance(cell, Measure)] == parts
