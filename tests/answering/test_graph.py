"""What is computed once for a snapshot: by one thread, for its graphs, as long as it is open."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.answering.graph import EARLIER_DAYS, Memory


class Made:
    """Something that can be followed until it is freed."""


def test_of_many_threads_one_makes_and_all_get_the_same() -> None:
    memory, start, made = Memory(), threading.Barrier(8), []

    def make() -> Made:
        made.append(Made())
        return made[-1]

    def take(_: int) -> Made:
        start.wait()
        return memory.once("skills", make)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(take, range(8)))
    assert len(made) == 1
    assert found == made * 8


def test_what_fails_is_tried_again() -> None:
    memory = Memory()

    def fail() -> Made:
        raise ValueError("not this time")

    with pytest.raises(ValueError, match="not this time"):
        memory.once("skills", fail)
    assert memory.once("skills", lambda: 1) == 1


def test_it_is_freed_with_the_snapshot(shipped_snapshot: OpenSnapshot) -> None:
    opened = OpenSnapshot(shipped_snapshot.snapshot, shipped_snapshot.store)
    kept = weakref.ref(opened.on().once("skills", Made))
    assert kept() is opened.on().once("skills", Made)
    del opened
    gc.collect()
    assert kept() is None


def test_other_graphs_have_memories_of_their_own(shipped_snapshot: OpenSnapshot) -> None:
    opened = OpenSnapshot(shipped_snapshot.snapshot, shipped_snapshot.store)
    now = opened.on().once("skills", Made)
    assert opened.on(date(2013, 1, 1)).once("skills", Made) is not now
    assert opened.on().once("skills", Made) is now


def test_of_earlier_days_only_what_was_asked_for_last_is_kept(
    shipped_snapshot: OpenSnapshot,
) -> None:
    opened = OpenSnapshot(shipped_snapshot.snapshot, shipped_snapshot.store)
    first = weakref.ref(opened.on(date(1990, 1, 1)).once("skills", Made))
    assert first() is opened.on(date(1990, 1, 1)).once("skills", Made)
    datasets = {opened.on(day).dataset for day in (date(year, 1, 1) for year in range(1991, 2027))}
    assert len(datasets) > EARLIER_DAYS
    for year in range(1991, 2027):
        opened.on(date(year, 1, 1)).once("skills", Made)
    gc.collect()
    assert first() is None
