"""What was looked up is remembered, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from kgqual.answering.remembering import Remembered


def test_only_what_is_not_known_is_read_and_the_order_is_that_of_the_iris() -> None:
    asked: list[Sequence[str]] = []

    def read(iris: Sequence[str]) -> dict[str, str]:
        asked.append(iris)
        return {iri: iri.upper() for iri in iris}

    kept = Remembered(3, read)
    assert list(kept.of(["b", "a"]).items()) == [("a", "A"), ("b", "B")]
    assert kept.of(["c", "b"]) == {"b": "B", "c": "C"}
    assert kept.of(["a", "b"]) == {"a": "A", "b": "B"}
    assert asked == [["a", "b"], ["c"]]


def test_more_than_there_is_room_for_is_answered_all_the_same() -> None:
    kept = Remembered(2, lambda iris: {iri: iri.upper() for iri in iris})
    assert kept.of("abcde") == {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}
    assert kept.of("ae") == {"a": "A", "e": "E"}


def test_nothing_is_read_for_nothing() -> None:
    assert Remembered[str](2, lambda iris: {"": iris[0]}).of([]) == {}
