"""Items as rows: nothing of an item is lost, and the columns do not depend on the answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kgqual.answering import AnyAnswer, Item, Named, Source, Step
from kgqual.model import Strength
from kgqual.presentation.table import BETWEEN, header, rows, write_csv
from kgqual.questions import questions


class Part(Item):
    """A part of an item."""

    of: Named
    note: str | None = None


class Sample(Item):
    """An item with a field of every kind."""

    thing: Named
    others: tuple[Named, ...] = ()
    parts: tuple[Part, ...] = ()
    count: int = 0
    certain: bool = False


def step(locator: str) -> Step:
    source = Source(iri="https://example.org/report", title="Report", locator=locator, date="2025")
    return Step(
        strength=Strength.OFFICIAL,
        source=source,
        subject="https://example.org/a",
        predicate="https://example.org/p",
        object="https://example.org/b",
        statement={"en": "A p B."},
    )


def answered(*items: Item, steps: tuple[Step, ...] = ()) -> AnyAnswer:
    return AnyAnswer(
        question="sample", arguments={}, as_of="2026-11-22", snapshot="0", answer=items, steps=steps
    )


A = Named(iri="https://example.org/a", label={"en": "A", "kk": "А"}, code="01")
B = Named(iri="https://example.org/b", label={"en": "B"})


def test_a_thing_has_its_iri_its_code_and_its_names_in_columns_of_their_own() -> None:
    item = Sample(thing=A, others=(A, B), count=3, certain=True, strength=Strength.OFFICIAL)
    (row,) = rows(Sample, answered(item))
    cells = dict(zip(header(Sample), row, strict=True))
    assert cells["thing"] == "https://example.org/a"
    assert (cells["thing_code"], cells["thing_en"], cells["thing_ru"]) == ("01", "A", "")
    assert cells["others"] == f"https://example.org/a{BETWEEN}https://example.org/b"
    assert (cells["count"], cells["certain"]) == ("3", "true")
    assert cells["strength"] == "official"


def test_what_lies_inside_has_both_names() -> None:
    item = Sample(thing=A, parts=(Part(of=B, note="first"), Part(of=A)))
    (row,) = rows(Sample, answered(item))
    cells = dict(zip(header(Sample), row, strict=True))
    assert cells["parts_of_en"] == "B | A"
    assert cells["parts_note"] == "first"


def test_sources_are_those_of_the_items_own_steps_each_once() -> None:
    steps = (step("§1"), step("§2"), step("§2"))
    (row,) = rows(Sample, answered(Sample(thing=A, steps=(1, 2)), steps=steps))
    assert row[-1] == "Report, §2, 2025 <https://example.org/report>"


def test_no_cell_is_a_formula() -> None:
    text = io.StringIO()
    write_csv(Sample, answered(Sample(thing=Named(iri="https://example.org/a", code="=1+1"))), text)
    (cells,) = csv.DictReader(io.StringIO(text.getvalue()))
    assert cells["thing_code"] == "'=1+1"


def leaves(value: Any) -> Iterator[str]:
    """Yield the texts and numbers that lie anywhere in a JSON value."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", questions())
def test_a_row_holds_all_that_an_item_says(name: str, asking: Callable[..., AnyAnswer]) -> None:
    question = questions()[name]
    columns = header(question.item)
    assert len(columns) == len(set(columns))
    answer = asking(name, **question.example)
    for item, row in zip(answer.answer or (), rows(question.item, answer), strict=True):
        said = {part for cell in row for part in cell.split(BETWEEN)}
        item_says = item.model_dump(mode="json", exclude={"steps"})
        assert [leaf for leaf in leaves(item_says) if leaf and leaf not in said] == []
