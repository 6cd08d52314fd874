"""The best chains between two things, compared with all the chains there are."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as some

from kgqual.chaining import Step, View, Worth, combined_confidence, refused_by
from kgqual.chaining.search import order
from kgqual.namespaces import EQF, KQ, SKOS

THINGS = [f"https://example.org/{name}" for name in "abc"] + [EQF["1"].value, EQF["2"].value]
A, B, C, ONE, TWO = THINGS
PREDICATES = [
    node.value
    for node in (SKOS.closeMatch, SKOS.exactMatch, SKOS.broader, KQ.studyField, KQ.codePrefix)
]
WORTHS = some.builds(Worth, some.integers(0, 3), some.sampled_from([None, 0.5, 0.9]))
STATEMENTS = some.dictionaries(
    some.builds(
        Step, some.sampled_from(THINGS), some.sampled_from(PREDICATES), some.sampled_from(THINGS)
    ).filter(lambda step: step.subject != step.object),
    WORTHS,
    max_size=9,
)


def every(statements: dict[Step, Worth], start: str, end: str) -> Iterator[tuple[Step, ...]]:
    """Yield every chain that the rules do not refuse and that visits no thing twice."""
    walkable = [walked for s in statements for walked in (s, s.reverse)]
    waiting: list[tuple[Step, ...]] = [()]
    while waiting:
        chain = waiting.pop()
        at = chain[-1].end if chain else start
        if at == end:
            yield chain
            continue
        seen = {start, *(step.end for step in chain)}
        longer = [(*chain, s) for s in walkable if s.start == at and s.end not in seen]
        waiting += [found for found in longer if refused_by(found) is None]


@given(STATEMENTS)
def test_no_chain_is_better_than_the_first(statements: dict[Step, Worth]) -> None:
    def worth(step: Step) -> Worth:
        return statements.get(step) or statements[step.reverse]

    wanted = [order([worth(s) for s in chain]) for chain in every(statements, A, B)]
    found = View(statements).chains(A, B).best(worth, ranks=range(4), limit=3)
    orders = [order([worth(s) for s in chain]) for chain in found]
    assert orders == sorted(orders)
    assert orders[:1] == sorted(wanted)[:1]
    assert all(refused_by(chain) is None for chain in found)
    assert len(set(found)) == len(found)
    assert all(len({A, *(step.end for step in chain)}) == len(chain) + 1 for chain in found)


def test_strength_comes_before_confidence_and_confidence_before_length() -> None:
    short = [Worth(2)]
    assert order([Worth(1, 0.2), Worth(1)]) < order(short)
    assert order([Worth(2, 0.9), Worth(2, 0.9)]) < order([Worth(2, 0.5)])
    assert order(short) < order([Worth(2), Worth(2)])


def test_a_confidence_that_nobody_states_lowers_nothing() -> None:
    assert combined_confidence([0.5, None, 0.5]) == 0.25
    assert combined_confidence([None]) is None


def test_only_chains_of_the_strengths_asked_for_are_found() -> None:
    strong, weak = Step(A, SKOS.closeMatch.value, B), Step(A, SKOS.exactMatch.value, C)
    also = Step(C, SKOS.exactMatch.value, B)
    chains = View([strong, weak, also]).chains(A, B)
    worths = {strong: Worth(1), weak: Worth(6), also: Worth(0)}
    assert chains.best(worths.__getitem__, ranks={0, 1}, limit=5) == [(strong,)]
    assert chains.best(worths.__getitem__, ranks={6}, limit=5) == [(weak, also)]


def test_of_several_statements_between_two_things_the_strongest_counts() -> None:
    strong, weak = Step(A, SKOS.closeMatch.value, B), Step(A, SKOS.exactMatch.value, B)
    chains = View([strong, weak]).chains(A, B)
    assert chains.steps == {strong, weak}
    worths = {strong: Worth(1), weak: Worth(6)}
    assert chains.best(worths.__getitem__, ranks=range(7), limit=5) == [(strong,)]


def test_a_chain_passes_no_thing_twice() -> None:
    """A thing can be reached by chains that may go on differently; a loop changes nothing."""
    there, round_about = Step(A, SKOS.exactMatch.value, C), Step(C, SKOS.closeMatch.value, ONE)
    back, on = Step(ONE, SKOS.exactMatch.value, C), Step(C, SKOS.exactMatch.value, B)
    chains = View([there, round_about, back, on]).chains(A, B)
    found = chains.best(lambda step: Worth(1), ranks={1}, limit=5)
    assert found == [(there, on)]


def test_a_shortest_way_is_found_whatever_the_rules_say() -> None:
    up, down = Step(A, SKOS.broader.value, C), Step(B, SKOS.broader.value, C)
    view = View([up, down])
    assert not view.chains(A, B).steps
    assert view.shortest(A, B) == (up, down.reverse)
    assert view.shortest(A, ONE) == ()
