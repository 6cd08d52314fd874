"""Which statements may follow each other: ``a -p-> b`` forwards, ``a <-p- b`` backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgqual.chaining import RELATIONS, Rule, Step, refused_by
from kgqual.namespaces import expand

SCHEMES = (
    *("kqid:a", "kqid:b", "eqf:1", "isco:C2", "isced-f:0613", "isced-f:06"),
    "kqid:qf-ehea/2005/cycle/first",
)


def chain(text: str) -> list[Step]:
    """Read ``kqid:x -skos:broader-> kqid:y <-kq:hasSection- kqid:z``."""
    words = text.split()
    things = [expand(word).value for word in words[::2]]
    steps = []
    for start, arrow, end in zip(things, words[1::2], things[1:], strict=False):
        predicate = expand(arrow.strip("<->")).value
        against = arrow.startswith("<")
        ends = (end, start) if against else (start, end)
        steps.append(Step(ends[0], predicate, ends[1], against))
    return steps


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("kqid:a -skos:closeMatch-> kqid:b -skos:closeMatch-> kqid:c", Rule.CLOSE_CLOSE),
        ("kqid:a -skos:closeMatch-> kqid:b <-skos:closeMatch- kqid:c", Rule.CLOSE_CLOSE),
        (
            "kqid:a -skos:closeMatch-> kqid:b -skos:exactMatch-> isco:C2 -skos:closeMatch-> kqid:c",
            Rule.CLOSE_CLOSE,
        ),
        (
            "kqid:a -skos:closeMatch-> kqid:b -skos:broadMatch-> kqid:c -skos:closeMatch-> kqid:d",
            Rule.CLOSE_CLOSE,
        ),
        ("kqid:a -skos:broader-> kqid:b <-skos:broader- kqid:c", Rule.BROAD_NARROW),
        ("kqid:a -skos:broadMatch-> kqid:b -skos:narrowMatch-> kqid:c", Rule.BROAD_NARROW),
        (
            "kqid:a -skos:broader-> kqid:b -skos:exactMatch-> kqid:c <-skos:broader- kqid:d",
            Rule.BROAD_NARROW,
        ),
        ("kqid:a <-skos:broader- kqid:b -skos:broader-> kqid:c", Rule.NARROW_BROAD),
        ("kqid:a <-elm:NQFLevel- kqid:b -elm:EQFLevel-> eqf:4", Rule.NARROW_BROAD),
        (
            "kqid:a -esco:relatedEssentialSkill-> kqid:s <-esco:relatedEssentialSkill- kqid:b",
            Rule.SHARED_VALUE,
        ),
        ("kqid:a -kq:codePrefix-> kqid:p <-kq:codePrefix- kqid:b", Rule.SHARED_VALUE),
        (
            "kqid:occupation -esco:relatedEssentialSkill-> kqid:skill "
            "-esco:relatedOptionalSkill-> kqid:other",
            Rule.NEEDS_NEEDS,
        ),
        (
            "kqid:meister -elm:NQFLevel-> qdr:6 -skos:closeMatch-> eqf:6 "
            "<-skos:closeMatch- kqid:qf-ehea/2005/cycle/first",
            Rule.GENERAL_HIGHER,
        ),
        (
            "kqid:qf-ehea/2005/cycle/first -skos:closeMatch-> eqf:6 <-elm:EQFLevel- kqid:meister",
            Rule.GENERAL_HIGHER,
        ),
        ("kqid:a -kq:studyField-> isced-f:0610 <-kq:studyField- kqid:b", Rule.SHARED_VALUE),
        (
            "kqid:a -kq:studyField-> isced-f:061 <-skos:broader- isced-f:0613 "
            "<-kq:studyField- kqid:b",
            Rule.SHARED_VALUE,
        ),
        ("kqid:a -skos:relatedMatch-> kqid:b -skos:relatedMatch-> kqid:c", Rule.RELATED),
        ("kqid:a -skos:closeMatch-> isco:C2 -skos:relatedMatch-> kqid:c", Rule.RELATED),
    ],
)
def test_a_chain_that_says_nothing_about_its_ends_is_refused(text: str, rule: Rule) -> None:
    assert refused_by(chain(text)) is rule


@pytest.mark.parametrize(
    "text",
    [
        "kqid:a -skos:exactMatch-> kqid:b -skos:closeMatch-> kqid:c -skos:exactMatch-> kqid:d",
        "kqid:a -skos:broadMatch-> kqid:b -skos:broadMatch-> kqid:c -skos:broader-> kqid:d",
        "kqid:level -skos:closeMatch-> eqf:6 <-skos:closeMatch- kqid:other",
        "kqid:section <-kq:hasSection- kqid:skill -skos:closeMatch-> isco:C2513 "
        "-skos:broader-> isco:C25 <-skos:closeMatch- kqid:nco",
        "kqid:speciality -kq:studyField-> isced-f:0613 <-kq:studyField- kqid:direction",
        "qdr:6 -skos:closeMatch-> eqf:6 "
        "<-skos:closeMatch- kqid:qf-ehea/2005/cycle/first <-skos:closeMatch- kqid:nqf/2016/level/6",
        "kqid:doctor -elm:NQFLevel-> kqid:nqf/2016/level/8 "
        "-skos:closeMatch-> kqid:qf-ehea/2005/cycle/third -skos:closeMatch-> eqf:8",
    ],
)
def test_a_chain_that_means_something_is_not(text: str) -> None:
    assert refused_by(chain(text)) is None


steps = some.builds(
    Step,
    some.sampled_from(SCHEMES),
    some.sampled_from(sorted(RELATIONS)),
    some.sampled_from(SCHEMES),
)


@given(some.lists(some.tuples(steps, some.booleans(), some.sampled_from(SCHEMES)), min_size=1))
def test_the_rules_hold_alike_for_a_chain_walked_backwards(
    drawn: list[tuple[Step, bool, str]],
) -> None:
    walked, at = [], expand("kqid:start").value
    for step, against, then in drawn:
        end = expand(then).value
        ends = (end, at) if against else (at, end)
        walked.append(Step(ends[0], step.predicate, ends[1], against))
        at = end
    backwards = [step.reverse for step in reversed(walked)]
    assert (refused_by(walked) is None) == (refused_by(backwards) is None)
