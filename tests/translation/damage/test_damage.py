"""How surely blocking checks stop damaged titles, and how rarely they stop what is in order.

Measured on the real titles that were held out (see ``titles``), each damaged in every way that it
can be (see ``ways``) and once left as it is. Recall is the part of the cases made for a check in
which it finds something; precision the part of its findings that are in such cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import pytest
from tests.translation.checks.judging import subject
from tests.translation.damage.titles import Title, development, held_out
from tests.translation.damage.ways import WAYS

from kgqual.translation.checks import CHECKS, Severity, Subject, across

BLOCKING = {id: check for id, check in CHECKS.items() if check.severity is Severity.BLOCKING}
FIGURES = {
    "empty": (220, 220, 0),
    "invisible": (880, 880, 0),
    "encoding": (363, 363, 0),
    "mixed-scripts": (961, 961, 0),
    "alphabet": (1017, 1017, 0),
    "one-preferred": (220, 220, 0),
    "same-preferred": (220, 220, 0),
}
"""Of each blocking check: cases made for it, those it finds, and false alarms."""


def judged(texts: tuple[str, ...], *titles: Title) -> set[str]:
    """The blocking checks that find something in preferred terms, held against what titles say."""
    asked = subject(
        *texts,
        source=tuple(title.english for title in titles if title.english),
        russian=tuple(title.russian for title in titles if title.russian),
    )
    return {id for id, check in BLOCKING.items() if any(check.findings(asked))}


def beside(text: str, other: Title) -> set[str]:
    """The checks that find something between a title and another concept of its scheme."""
    asked = [placed("one", text), placed("other", other.kazakh)]
    return {finding.check for finding in across(asked) if finding.blocks}


def placed(concept: str, text: str) -> Subject:
    return subject(text, concept=concept, source=(concept,), schemes=("titles",))


@cache
def measured() -> Mapping[str, tuple[int, int, int]]:
    """Of each blocking check: cases made for it, those it finds, and false alarms."""
    cases, found, false = Counter[str](), Counter[str](), Counter[str]()
    titles = held_out()
    for title, other in pairwise((*titles, titles[0])):
        false.update(judged((title.kazakh,), title) | beside(title.kazakh, other))
        cases["one-preferred"] += 1
        told = judged((title.kazakh, other.kazakh), title, other)
        found["one-preferred"] += "one-preferred" in told
        false.update(told - {"one-preferred"})
        for way in WAYS:
            damaged = other if way.check == "same-preferred" else title
            text = way.damaged(damaged.kazakh)
            if text is None:
                continue
            told = judged((text,), damaged) | beside(text, other)
            cases[way.check] += 1
            found[way.check] += way.check in told
            false.update(told - {way.check} - way.also)
    return {id: (cases[id], found[id], false[id]) for id in BLOCKING}


def test_the_titles_were_not_used_before() -> None:
    assert not {title.kazakh for title in held_out()} & development()
    assert (len(held_out()), len(development())) == (220, 159)


def test_twenty_ways_are_stopped() -> None:
    stopped = [way for way in WAYS if way.check]
    assert len(stopped) == 20
    assert len({way.id for way in WAYS}) == len(WAYS)
    assert {way.check for way in stopped} | {"one-preferred"} == set(BLOCKING)


def test_the_figures_are_those_of_the_documentation() -> None:
    assert measured() == FIGURES


@pytest.mark.parametrize("check", list(BLOCKING))
def test_recall_and_precision(check: str) -> None:
    cases, found, false = measured()[check]
    assert cases > 100
    assert found / cases >= 0.95
    assert found / (found + false) >= 0.90
