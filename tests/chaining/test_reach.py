"""What follows for a thing, compared with all the chains there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator

from hypothesis import given
from hypothesis import strategies as some

from kgqual.chaining import CARRYING, Best, Move, Reach, Step, Worth, composed
from kgqual.chaining.search import order
from kgqual.namespaces import EQF, SKOS

THINGS = [f"https://example.org/{name}" for name in "abcd"] + [EQF["1"].value]
A, B, C, D, ONE = THINGS
STATEMENTS = some.dictionaries(
    some.builds(
        Step,
        some.sampled_from(THINGS),
        some.sampled_from(sorted(CARRYING)),
        some.sampled_from(THINGS),
    ).filter(lambda step: step.subject != step.object),
    some.builds(Worth, some.integers(0, 3), some.sampled_from([None, 0.5, 0.9])),
    max_size=8,
)


def best(statements: dict[Step, Worth], to: str = "", without: Collection[Step] = ()) -> Best:
    leading: defaultdict[str, list[Step]] = defaultdict(list)
    for walked in sorted({walked for s in statements for walked in (s, s.reverse)}):
        leading[walked.start].append(walked)
    reach = Reach([A], lambda thing: leading[thing], lambda thing: to in ("", thing))
    return Best(reach, worth_in(statements), without)


def worth_in(statements: dict[Step, Worth]) -> Callable[[Step], Worth]:
    return lambda step: statements.get(step) or statements[step.reverse]


def every(statements: dict[Step, Worth]) -> Iterator[tuple[Step, ...]]:
    """Yield every chain from A from which a mapping follows and that visits no thing twice."""
    walkable = [walked for s in statements for walked in (s, s.reverse)]
    waiting: list[tuple[Step, ...]] = [()]
    while waiting:
        chain = waiting.pop()
        at, seen = chain[-1].end if chain else A, {A, *(step.end for step in chain)}
        for step in walkable:
            if step.start == at and step.end not in seen:
                longer = (*chain, step)
                if isinstance(composed(*longer), Move):
                    waiting.append(longer)
                    yield longer


@given(STATEMENTS)
def test_all_that_follows_is_found_by_its_best_chain(statements: dict[Step, Worth]) -> None:
    worth = worth_in(statements)
    expected: dict[tuple[str, Move | str], tuple[int, float, int]] = {}
    for chain in every(statements):
        if any(step.relation.maps for step in chain):
            key = (chain[-1].end, composed(*chain))
            rank = order([worth(step) for step in chain])
            expected[key] = min(expected.get(key, rank), rank)
    found = {
        (one.end, one.move): order([worth(step) for step in one.steps])
        for one in best(statements).followed(A)
        if one.end != A
    }
    assert found == expected


def test_a_hierarchy_alone_is_no_mapping() -> None:
    up = Step(A, SKOS.broader.value, B)
    match = Step(B, SKOS.exactMatch.value, C)
    worths = {up: Worth(0), match: Worth(1)}
    assert best(worths).followed(A) == [(C, Move.WIDER, (up, match))]


def test_without_some_steps_another_chain_counts() -> None:
    short, first, second = (
        Step(A, SKOS.exactMatch.value, C),
        Step(A, SKOS.exactMatch.value, B),
        Step(B, SKOS.exactMatch.value, C),
    )
    worths = dict.fromkeys((short, first, second), Worth(1))
    assert best(worths, C).followed(A) == [(C, Move.SAME, (short,))]
    assert best(worths, C, {short}).followed(A) == [(C, Move.SAME, (first, second))]


def test_what_is_refused_comes_with_the_rule_and_the_chain() -> None:
    first, second = Step(A, SKOS.closeMatch.value, B), Step(B, SKOS.closeMatch.value, C)
    worths = {first: Worth(1), second: Worth(2)}
    assert best(worths, C).followed(A) == []
    assert best(worths, C).stopped(A) == [(C, "close-close", (first, second))]
