"""The ways from a level to the Kazakhstan framework, and for whom they are."""

from __future__ import annotations

import pytest

from kgqual.answering import Link, OpenSnapshot
from kgqual.namespaces import KQ, thing
from kgqual.recognition.levels import Ways, held
from kgqual.recognition.reading import register_of
from kgqual.recognition.register import Level, Register

BACHELOR = thing("qualification", "DEU", "bachelor").value


@pytest.fixture
def register(shipped_snapshot: OpenSnapshot) -> Register:
    return register_of(shipped_snapshot.on())


def _degree(award: str) -> Link:
    return Link(BACHELOR, KQ.awardType, thing("award", award).value)


@pytest.mark.parametrize(
    ("award", "ends"),
    [("bachelor", {"eqf": "6", "qf-ehea": "6"}), ("doctor", {"eqf": "6", "qf-ehea": ""})],
)
def test_the_cycle_has_to_be_that_of_the_degree(
    register: Register, award: str, ends: dict[str, str]
) -> None:
    steps = {**register.steps, _degree(award): register.steps[_degree("bachelor")]}
    ways = Ways(register, _degree(award)).found(register.placed[BACHELOR], steps)
    assert {way.kind: way.end.rpartition("/")[2] for way in ways} == ends


def test_without_a_level_there_is_no_way(register: Register) -> None:
    assert Ways(register, None).found((), register.steps) == []


@pytest.mark.parametrize(
    ("from_", "until", "year", "holds"),
    [
        ("", "2018-12-31", 2018, True),
        ("", "2018-12-31", 2019, False),
        ("2019", "", 2018, False),
        ("2019", "", 2019, True),
        ("2019", "2018-12-31", None, True),
    ],
)
def test_a_level_holds_from_and_until_the_years_stated(
    from_: str, until: str, year: int | None, holds: bool
) -> None:
    assert held(Level("6", "", "", "", from_, until), year) is holds
