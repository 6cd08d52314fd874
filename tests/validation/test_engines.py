"""Which engine judges, and that it says so."""

from __future__ import annotations

import re
from functools import partial

import pytest
from tests.validation.turtle import data, shapes

from kgqual.confined import Allowance, LimitMet, run
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.validation.engines import validate
from kgqual.validation.report import as_turtle

SIMPLE = "ex:S sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 ."
COMPONENT = """
ex:Component a sh:ConstraintComponent ; sh:parameter [ sh:path ex:least ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER(?value >= ?least) }" ] .
ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; ex:least 5 ] .
"""


@pytest.mark.parametrize(
    ("given", "judged_by", "engine", "reason"),
    [
        ("ex:a a ex:C .", SIMPLE, "compiled", ""),
        ('ex:a a ex:C ; ex:q "01"^^xsd:integer .', SIMPLE, "pyshacl", '1 triples have .*"01"'),
        ("ex:a ex:p 4 .", COMPONENT, "pyshacl", "ConstraintComponent"),
    ],
)
def test_auto_takes_the_fast_engine_or_says_why_not(
    given: str, judged_by: str, engine: str, reason: str
) -> None:
    report = validate(data(given), shapes(judged_by))
    assert len(report.results) == 1
    assert report.engine == engine
    assert re.search(reason, report.reason)


def test_both_engines_give_one_report() -> None:
    given = data("ex:a a ex:C . ex:b a ex:C ; ex:p ex:a .")
    fast, slow = (validate(given, shapes(SIMPLE), name) for name in ("compiled", "pyshacl"))
    assert [result.key for result in fast.results] == [result.key for result in slow.results]


def test_an_engine_that_was_asked_for_is_not_replaced() -> None:
    with pytest.raises(BadUsage, match=r"compiled engine cannot judge this: .*ConstraintComponent"):
        validate(data("ex:a ex:p 4 ."), shapes(COMPONENT), "compiled")
    with pytest.raises(BadUsage, match="oxigraph is no engine"):
        validate(data(""), shapes(SIMPLE), "oxigraph")


@pytest.mark.parametrize("engine", ["auto", "compiled", "pyshacl"])
def test_what_is_refused_is_refused_by_every_engine(engine: str) -> None:
    with pytest.raises(UnreadableInput, match="contain themselves"):
        validate(data(""), shapes("ex:a sh:node ex:a ."), engine)


def exploding(_: bytes, engine: str) -> bytes:
    """Match a pattern that takes Python longer than the world lasts."""
    given = data(f'ex:a ex:p "{"a" * 60}!" .')
    only = shapes('ex:S sh:targetObjectsOf ex:p ; sh:pattern "^(a|a)+(a|a)+$" .')
    return as_turtle(validate(given, only, engine))


def swelling(_: bytes, triples: int) -> bytes:
    """Validate more triples than fit."""
    many = (f"ex:a{number} a ex:C ." for number in range(triples))
    return as_turtle(validate(data("\n".join(many)), shapes(SIMPLE), "pyshacl"))


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_a_pattern_that_explodes_is_stopped_at_the_deadline(engine: str) -> None:
    with pytest.raises(LimitMet, match="takes longer than 3 seconds"):
        run(partial(exploding, engine=engine), b"", name="x", allowance=Allowance(seconds=3))


def test_data_that_do_not_fit_are_stopped_at_the_limit_of_memory() -> None:
    allowed = Allowance(seconds=60, memory=400 << 20)
    with pytest.raises(LimitMet, match="takes more than 400 MiB of memory"):
        run(partial(swelling, triples=150_000), b"", name="x", allowance=allowed)
    report = run(partial(swelling, triples=10), b"", name="x", allowance=allowed)
    assert b"sh:ValidationReport" in report
