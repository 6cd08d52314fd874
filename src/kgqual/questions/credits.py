"""What a number of credits is in another system of credits, or in hours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal as Choice
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Evidence, Findings, Graph, Item, Link, Query, Reason, question
from kgqual.answering.documentation import Documentation
from kgqual.answering.sentences import filled
from kgqual.errors import BadUsage
from kgqual.namespaces import KQ, RDF, thing

QUERY = Query.beside(__file__)
_TEXTS = Documentation.beside(__file__)
_MOST = 1_000_000
_HUNDREDTHS = 100
"""Results are given to the hundredth: the least rounded down, the most rounded up."""

Unit = Choice["tvet", "he", "ects", "hours"]
"""Credits of vocational education, of higher education, of the ECTS; academic hours."""


class Amount(Item):
    """What the amount comes to: a range, whose ends are equal where the sources leave no room.

    ``way`` is ``rate`` where a source states the rate between the two, ``hours`` where kgqual
    computes it from the hours that the sources state for each.
    """

    least: Decimal
    most: Decimal
    unit: Unit
    way: Choice["rate", "hours"]


class _Range(NamedTuple):
    """The least and the most of something, and what states it."""

    least: Fraction
    most: Fraction
    links: tuple[Link, ...] = ()

    def times(self, other: _Range) -> _Range:
        """Multiply by a range of positive numbers."""
        return _Range(self.least * other.least, self.most * other.most, self.links + other.links)

    def over(self, other: _Range) -> _Range:
        """Divide by a range of positive numbers."""
        return _Range(self.least / other.most, self.most / other.least, self.links + other.links)


@question
def credits(graph: Graph, amount: Decimal, from_: Unit, to: Unit) -> Findings[Amount]:
    """Return what ``amount`` credits or hours come to, as a range without false precision.

    Raises BadUsage for an amount that is not positive or beyond a million, and for one unit twice.
    """
    if not 0 < amount <= _MOST:
        raise BadUsage(f"amount={amount} must be more than 0 and at most {_MOST}.")
    if from_ == to:
        raise BadUsage(f"from and to are both {to}: choose two different units.")
    given = _Range(Fraction(amount), Fraction(amount))
    rates = _Rates(graph)
    evidence = Evidence[Amount](graph)
    if stated := rates.stated(given, from_, to):
        evidence.answer(_amount(stated, to, "rate"), stated.links)
    if "hours" not in (from_, to) and (hours := rates.hours(from_)) and (each := rates.hours(to)):
        found = given.times(hours).over(each)
        result = _amount(found, to, "hours")
        evidence.answer(result, [*found.links, rates.computed(amount, from_, result)])
    return evidence.findings(Reason("no-rate", **{"from": _unit(from_), "to": _unit(to)}))


def _amount(found: _Range, unit: Unit, way: Choice["rate", "hours"]) -> Amount:
    least = math.floor(found.least * _HUNDREDTHS)
    most = math.ceil(found.most * _HUNDREDTHS)
    return Amount(least=_decimal(least), most=_decimal(most), unit=unit, way=way)


def _decimal(hundredths: int) -> Decimal:
    whole, rest = divmod(hundredths, _HUNDREDTHS)
    return Decimal(f"{whole}.{rest:02}".rstrip("0").rstrip("."))


def _unit(unit: Unit) -> Mapping[str, str]:
    return _TEXTS.statements[unit]


class _Rates:
    """The rates that the sources state."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._stated: dict[tuple[str, NamedNode], Link] = {}
        for row in graph.solutions(QUERY):
            rate, system, p, value = row["rate"], row["system"], row["p"], row["value"]
            assert isinstance(rate, NamedNode) and isinstance(system, NamedNode)
            assert isinstance(p, NamedNode) and isinstance(value, Literal)
            unit = system.value.removeprefix(thing("credit").value + "/")
            words = _TEXTS.statements[p.value.removeprefix(KQ.iri)]
            said = filled(words, {"unit": _TEXTS.statements[unit], "value": value.value})
            self._stated[unit, p] = Link(rate.value, p, value, statement=said)

    def stated(self, given: _Range, from_: Unit, to: Unit) -> _Range | None:
        """Return the result where a source states the rate between the two units."""
        if from_ == "hours":
            each = self.hours(to)
            return given.over(each) if each else None
        if to == "hours":
            each = self.hours(from_)
            return given.times(each) if each else None
        if from_ == "ects":
            each = self._range(to, KQ.ectsPerCredit)
            return given.over(each) if each else None
        each = self._range(from_, KQ.ectsPerCredit) if to == "ects" else None
        return given.times(each) if each else None

    def hours(self, unit: Unit) -> _Range | None:
        """Return the hours of one credit; those of the ECTS stand beside the national rate."""
        if unit == "ects":
            return self._range("he", KQ.hoursPerEctsMin, KQ.hoursPerEctsMax)
        return self._range(unit, KQ.hoursPerCredit)

    def computed(self, amount: Decimal, from_: Unit, result: Amount) -> Link:
        """Return the step of the arithmetic, over the graphs that hold the rates."""
        national = result.unit if from_ == "ects" else from_
        words = filled(
            _TEXTS.statements["computed"],
            {
                "amount": str(amount),
                "from": _unit(from_),
                "range": _between(result.least, result.most),
                "to": _unit(result.unit),
            },
        )
        return Link(
            thing("credit", national).value,
            RDF.value,
            Literal(f"{_between(result.least, result.most)} {result.unit}"),
            computed_from=tuple(self._holders()),
            statement=words,
        )

    def _range(self, unit: str, *predicates: NamedNode) -> _Range | None:
        links = tuple(self._stated[unit, p] for p in predicates if (unit, p) in self._stated)
        if len(links) < len(predicates):
            return None
        values = [Fraction(link.fact.object.value) for link in links]
        return _Range(min(values), max(values), links)

    def _holders(self) -> Iterable[str]:
        return (iri for iri, entry in self._graph.entries.items() if entry.kind == "law")


def _between(least: Decimal, most: Decimal) -> str:
    return f"{least}" if least == most else f"{least}–{most}"
