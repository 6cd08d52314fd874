"""The memory of a language: approved translations and files, as the database is now."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.references import Brought, Kind, Segment
from kgqual.editorial.translations import Act, Edit, Field, Move, Saved, State, source_hash
from kgqual.translation.differences import Change
from kgqual.translation.memory import Match, Memories

Approve = Callable[..., Saved]


@pytest.fixture
def editorial(tmp_path: Path) -> Iterator[Editorial]:
    opened = Editorial(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def bolat(editorial: Editorial) -> Person:
    return editorial.people.add("Bolat", Role.REVIEWER)[0]


@pytest.fixture
def saved(editorial: Editorial, bolat: Person) -> Approve:
    """``saved("http://…/staff", "manage staff", "персоналды басқару")`` saves it as approved."""
    numbers = itertools.count()

    def save(
        concept: str,
        source: str,
        *texts: str,
        field: Field = Field.PREFERRED,
        state: State = State.APPROVED,
    ) -> Saved:
        version = editorial.translations.concept("kk", concept).version
        edit = Edit(
            key=f"saved-{next(numbers):04}",
            language="kk",
            concept=concept,
            version=version,
            texts={field: texts},
            hashes={field: source_hash([source])},
            sources={field: (source,)},
            state=state,
        )
        return editorial.translations.save(bolat, edit)

    return save


def memory(*segments: Segment, sha256: str = "1" * 64) -> Brought[Segment]:
    return Brought("kk", "old", "old.tmx", sha256, segments)


def found(matches: list[Match]) -> list[tuple[float, str]]:
    return [(match.score, match.target) for match in matches]


STAFF = "http://example.org/staff"


def test_an_approved_text_is_remembered_with_who_approved_it(
    editorial: Editorial, saved: Approve
) -> None:
    saved(STAFF, "manage staff", "персоналды басқару")

    [match] = Memories(editorial).search("manage the staff", "kk", least=0.5)

    assert match.target == "персоналды басқару"
    assert (match.origin.memory, match.origin.concept, match.origin.field) == (
        "",
        STAFF,
        "prefLabel",
    )
    assert match.origin.person == "Bolat"
    assert [(piece.change, piece.text) for piece in match.pieces] == [
        (Change.SAME, "manage "),
        (Change.INSERTED, "the "),
        (Change.SAME, "staff"),
    ]


def test_drafts_and_unaligned_terms_are_not(editorial: Editorial, saved: Approve) -> None:
    saved(STAFF, "manage staff", "персоналды басқару", state=State.DRAFT)
    saved("http://example.org/team", "lead team", "топты басқару", field=Field.ALTERNATIVE)

    memories = Memories(editorial)

    assert memories.search("manage staff", "kk") == []
    assert memories.search("lead team", "kk") == []


def test_it_follows_approvals(editorial: Editorial, bolat: Person, saved: Approve) -> None:
    memories = Memories(editorial)
    assert memories.search("manage staff", "kk") == []

    saved(STAFF, "manage staff", "персоналды басқару")
    assert found(memories.search("manage staff", "kk")) == [(1.0, "персоналды басқару")]

    saved(STAFF, "manage staff", "қызметкерлерді басқару")
    assert found(memories.search("manage staff", "kk")) == [(1.0, "қызметкерлерді басқару")]

    version = editorial.translations.concept("kk", STAFF).version
    withdrawal = Move("withdrawal-1", Act.WITHDRAW, "kk", STAFF, version, comment="wrong")
    editorial.translations.record(bolat, [withdrawal])
    assert memories.search("manage staff", "kk") == []


def test_a_draft_after_an_approval_changes_nothing(editorial: Editorial, saved: Approve) -> None:
    memories = Memories(editorial)
    saved(STAFF, "manage staff", "персоналды басқару")
    memories.search("manage staff", "kk")

    saved(STAFF, "manage staff", "кадрларды басқару", state=State.DRAFT)

    assert found(memories.search("manage staff", "kk")) == [(1.0, "персоналды басқару")]


def test_it_follows_files(editorial: Editorial, bolat: Person) -> None:
    memories = Memories(editorial)
    english, russian = Segment("en", "weld", "дәнекерлеу"), Segment("ru", "сварка", "пісіру")
    editorial.references.add_memory(bolat, memory(english, russian))
    assert found(memories.search("weld", "kk")) == [(1.0, "дәнекерлеу")]
    assert found(memories.search("сварка", "kk", source_language="ru")) == [(1.0, "пісіру")]
    assert memories.search("сварка", "kk") == []
    assert memories.search("weld", "ky") == []

    editorial.references.add_memory(bolat, memory(Segment("en", "weld", "пісіру"), sha256="2" * 64))
    assert found(memories.search("weld", "kk")) == [(1.0, "пісіру")]

    editorial.references.remove(bolat, Kind.MEMORY, "kk", "old")
    assert memories.search("weld", "kk") == []


def test_one_translation_is_named_once_and_others_of_the_text_too(
    editorial: Editorial, bolat: Person, saved: Approve
) -> None:
    segments = Segment("en", "weld", "дәнекерлеу"), Segment("en", "weld", "пісіру")
    editorial.references.add_memory(bolat, memory(*segments))
    saved("http://example.org/weld", "weld", "дәнекерлеу")

    matches = Memories(editorial).search("weld", "kk")

    assert found(matches) == [(1.0, "дәнекерлеу"), (1.0, "пісіру")]
    assert matches[0].origin.memory == "", "approved last"


def test_no_more_than_asked_for_and_nothing_less_alike(editorial: Editorial, bolat: Person) -> None:
    segments = [Segment("en", f"weld {n} pipes", f"{n} құбыр") for n in range(9)]
    editorial.references.add_memory(bolat, memory(*segments))
    memories = Memories(editorial)

    assert len(memories.search("weld 4 pipes", "kk", limit=3)) == 3
    assert found(memories.search("weld 4 pipes", "kk", least=1)) == [(1.0, "4 құбыр")]


def test_looking_something_up_makes_no_database(tmp_path: Path) -> None:
    assert Memories(Editorial(tmp_path / "nowhere")).search("weld", "kk") == []
    assert not (tmp_path / "nowhere").exists()


def test_what_is_read_beforehand_is_found(
    editorial: Editorial, bolat: Person, saved: Approve
) -> None:
    editorial.references.add_memory(bolat, memory(Segment("ru", "сварка", "дәнекерлеу")))
    saved("http://example.org/weld", "weld", "пісіру")
    memories = Memories(editorial)

    memories.prepare()

    assert found(memories.search("сварка", "kk", source_language="ru")) == [(1.0, "дәнекерлеу")]
    assert found(memories.search("weld", "kk")) == [(1.0, "пісіру")]


def test_many_may_ask_while_others_approve(editorial: Editorial, saved: Approve) -> None:
    memories = Memories(editorial)
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(20):
            wrong.extend(
                m for m in memories.search("task", "kk") if not m.target.startswith("міндет")
            )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        saved(f"http://example.org/{number}", f"task {number}", f"міндет {number}")
    for thread in threads:
        thread.join()

    assert wrong == []
    assert found(memories.search("task 19", "kk"))[0] == (1.0, "міндет 19")
