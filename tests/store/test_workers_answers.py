"""Small answers are given again without a worker; everything else is asked anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.store.pooling import ONE, Seen, body, request, rows, with_pool

from kgqual.errors import BadQuery
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Outcome, QueryPool, Request
from kgqual.store.workers.answers import LONGEST

REMEMBERING = replace(ONE, remembered=2 * LONGEST)
SMALL = request("SELECT ?s { ?s ?p ?o } LIMIT 1")
GRAPH = "https://w3id.org/kgqual/graph/none/1"


def outcomes(snapshot: Snapshot, *asked: Request) -> list[Outcome]:
    """How queries ended that were asked one after the other."""
    seen = Seen()

    async def use(pool: QueryPool) -> None:
        for one in asked:
            await body(pool, one)

    with_pool(snapshot, use, REMEMBERING, seen)
    return [ended.outcome for ended in seen.queries]


def test_the_same_question_gets_the_same_answer_without_a_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> list[bytes]:
        return [await body(pool, SMALL) for _ in range(3)]

    seen = Seen()
    assert len(set(with_pool(snapshot, use, REMEMBERING, seen))) == 1
    assert [ended.outcome for ended in seen.queries] == [Outcome.OK] + 2 * [Outcome.REMEMBERED]


@pytest.mark.parametrize(
    "other",
    [
        request("SELECT ?s { ?s ?p ?o } LIMIT 2"),
        replace(SMALL, results=Format.JSON),
        replace(SMALL, coding="gzip"),
        replace(SMALL, base="https://example.org/"),
        replace(SMALL, dataset=Dataset(default=(GRAPH,))),
        replace(SMALL, checksum=True),
    ],
    ids=["text", "format", "coding", "base", "graphs", "checksum"],
)
def test_a_question_that_differs_in_anything_is_asked(snapshot: Snapshot, other: Request) -> None:
    assert outcomes(snapshot, SMALL, other) == [Outcome.OK, Outcome.OK]


def test_who_asks_makes_no_difference(snapshot: Snapshot) -> None:
    named = replace(SMALL, id="another request")
    assert outcomes(snapshot, SMALL, named) == [Outcome.OK, Outcome.REMEMBERED]


@pytest.mark.parametrize(
    "long",
    [
        replace(SMALL, base=f"https://example.org/{'a' * LONGEST}"),
        replace(SMALL, dataset=Dataset(default=(GRAPH,) * LONGEST)),
        replace(SMALL, dataset=Dataset(named=(GRAPH,) * LONGEST)),
    ],
    ids=["base", "graphs", "named graphs"],
)
def test_what_is_asked_at_length_is_not_kept(snapshot: Snapshot, long: Request) -> None:
    assert outcomes(snapshot, long, long) == [Outcome.OK, Outcome.OK]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?now) {}",
        "SELECT (rand() AS ?r) {}",
        "SELECT (STRUUID() AS ?id) {}",
        rows(7),
    ],
    ids=["the time", "chance", "a new name", "long"],
)
def test_what_changes_or_is_long_is_asked_again(snapshot: Snapshot, text: str) -> None:
    assert outcomes(snapshot, request(text), request(text)) == [Outcome.OK, Outcome.OK]


def test_what_was_not_asked_for_longest_goes_first(snapshot: Snapshot) -> None:
    one, two, three = (request(f"ASK {{ FILTER({number} = {number}) }}") for number in (1, 2, 3))
    ended = outcomes(snapshot, one, two, one, three, one, two)
    assert ended == [
        Outcome.OK,
        Outcome.OK,
        Outcome.REMEMBERED,
        Outcome.OK,
        Outcome.REMEMBERED,
        Outcome.OK,
    ]


def test_an_error_is_not_kept(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> None:
        for _ in range(2):
            with pytest.raises(BadQuery):
                await body(pool, request("SELECT"))

    seen = Seen()
    with_pool(snapshot, use, REMEMBERING, seen)
    assert [ended.outcome for ended in seen.queries] == [Outcome.REFUSED, Outcome.REFUSED]


def test_without_room_nothing_is_kept(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> None:
        for _ in range(2):
            await body(pool, SMALL)

    seen = Seen()
    with_pool(snapshot, use, ONE, seen)
    assert [ended.outcome for ended in seen.queries] == [Outcome.OK, Outcome.OK]
