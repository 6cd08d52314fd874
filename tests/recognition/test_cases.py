"""Recognition cases as a table: what is answered, what is a lead, and why there is no answer.

What is expected follows from the sources (column ``because``): title → levels in the tables of
qualifications, levels → EQF and EQF → NQF in the mapping sets.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.recognition.conftest import Look

from kgqual.model import Strength
from kgqual.namespaces import thing
from kgqual.recognition import Recognition
from kgqual.recognition.outcome import Corresponding
from kgqual.recognition.wording import say

with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
INPUT = ("country", "qualification", "framework", "level", "award_type", "year")
QUALIFICATION = thing("qualification").value + "/"


def test_there_are_at_least_fifty_cases() -> None:
    assert len(CASES) >= 50
    assert all(case["because"] for case in CASES)
    assert sum(not case["answer"] for case in CASES) >= 20


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c['country']} {c['qualification']} {c['level']}{c['year']}"
)
def test_case(look: Look, case: Mapping[str, str]) -> None:
    found = look(**{name: case[name] for name in INPUT})
    assert _named(found) in case["names"].split("|")
    assert [item.level.code for item in found.answer or ()] == _listed(case["answer"])
    assert [_lead(one.answer) for one in found.leads] == _listed(case["leads"])
    assert _fits(found.reason, case["reason"])
    evaluated = [one.level.code for one in found.evaluations]
    assert sorted(evaluated) == _listed(case["evaluated"])
    _holds_together(found)


def _holds_together(found: Recognition) -> None:
    """Check what is true of every outcome: no answer rests on what nobody verified."""
    assert found.abstained is (found.answer is None) is (found.reason is not None)
    if found.abstained:
        assert found.steps == ()
        assert found.strength is None
        return
    assert found.strength is Strength.weakest(step.strength for step in found.steps)
    assert found.strength is not Strength.UNVERIFIED
    assert all(step.source.title for step in found.steps)
    evaluations = {one.step.subject for one in found.evaluations}
    assert evaluations.isdisjoint(step.subject for step in found.steps)


def _named(found: Recognition) -> str:
    return found.match.iri.removeprefix(QUALIFICATION) if found.match else ""


def _lead(item: Corresponding) -> str:
    return f"{item.level.code} {item.route}"


def _listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _fits(reason: str | None, key: str) -> bool:
    """Return whether a reason is the one of the key, whatever it is filled with."""
    if reason is None or not key:
        return reason is None and not key
    names = ("country", "title", "qualification", "year", "stated", "award")
    form = say(f"reason.{key}", **dict.fromkeys(names, "\x00"))["en"]
    return re.fullmatch(re.escape(form).replace("\x00", ".*"), reason) is not None
