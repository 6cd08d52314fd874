"""The volume of a qualification in credits, in both directions, by the question ``credits``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from threading import Lock

from cachetools import LRUCache

from kgqual.answering.envelope import Text
from kgqual.answering.graph import Graph
from kgqual.questions import named
from kgqual.questions.credits import Unit, credits
from kgqual.recognition.outcome import Credits
from kgqual.recognition.wording import say

_READINGS: tuple[tuple[Unit, Unit], ...] = (
    ("ects", "he"),
    ("ects", "tvet"),
    ("ects", "hours"),
    ("he", "ects"),
    ("tvet", "ects"),
)
"""The document's credits as ECTS in those of Kazakhstan, and as those of Kazakhstan in ECTS."""
_KEPT = 1024


def volumes(graph: Graph, amount: Decimal) -> tuple[Credits, ...]:
    """Return what a number of credits comes to, read as ECTS and as credits of Kazakhstan.

    The last results are kept: a batch has few numbers of credits.
    """
    kept, lock = graph.once("recognition volumes", _nothing)
    with lock:
        found = kept.get(amount)
    if found is None:
        found = tuple(_volumes(graph, amount))
        with lock:
            kept[amount] = found
    return found


def _nothing() -> tuple[LRUCache[Decimal, tuple[Credits, ...]], Lock]:
    return LRUCache(_KEPT), Lock()


def _volumes(graph: Graph, amount: Decimal) -> Iterator[Credits]:
    for unit, to in _READINGS:
        found = credits(graph, amount, unit, to)
        for item in found.items:
            low, high = (f"{end:f}" for end in (item.least, item.most))
            yield Credits(
                amount=amount,
                from_=unit,
                to=to,
                low=item.least,
                high=item.most,
                way=item.way,
                explanation=say(
                    f"credits.{item.way}",
                    amount=f"{amount.normalize():f}",
                    unit=_called(unit),
                    range=low if low == high else f"{low}–{high}",
                    to=_called(to),
                ),
                steps=tuple(found.steps[index] for index in item.steps),
            )


def _called(unit: Unit) -> Text:
    """Return what the question calls a unit."""
    return named("credits").documentation.statements[unit]
