"""Memories and glossaries in the database: what is in use, who brought it, and what stays."""

from __future__ import annotations

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from kgqual.editorial import Editorial, NotAllowed, Person, Role
from kgqual.editorial.references import Brought, Entry, Kind, Segment
from kgqual.editorial.references.tables import SEGMENTS
from kgqual.errors import BadUsage

MANAGE = Segment("en", "manage staff", "персоналды басқару")
WELD = Segment("ru", "сварка", "дәнекерлеу")
STANDARD = Entry(
    {"en": ("professional standard", "occupational standard"), "ru": ("профстандарт",)},
    translations=("кәсіптік стандарт",),
    forbidden=("кәсіби стандарт",),
    note="acts of 2012 say otherwise",
    source="adilet V2300033401",
)


@pytest.fixture
def aliya(editorial: Editorial) -> Person:
    """A translator."""
    return editorial.people.add("Алия", Role.TRANSLATOR)[0]


def memory(*segments: Segment, name: str = "old", sha256: str = "1" * 64) -> Brought[Segment]:
    return Brought("kk", name, f"{name}.tmx", sha256, segments)


def test_a_memory_is_read_as_it_was_added(editorial: Editorial, aliya: Person) -> None:
    added = editorial.references.add_memory(aliya, memory(MANAGE, WELD))

    [held] = editorial.references.in_use(Kind.MEMORY, "kk")
    assert added.reference == held
    assert (held.name, held.file, held.rows, held.person) == ("old", "old.tmx", 2, "Алия")
    assert editorial.references.segments(held) == [MANAGE, WELD]
    assert editorial.references.in_use(Kind.MEMORY, "ru") == []
    assert editorial.references.in_use(Kind.GLOSSARY, "kk") == []


def test_a_glossary_is_read_as_it_was_added(editorial: Editorial, aliya: Person) -> None:
    glossary = Brought("kk", "law", "law.tbx", "2" * 64, [STANDARD])
    editorial.references.add_glossary(aliya, glossary)

    [held] = editorial.references.in_use(Kind.GLOSSARY, "kk")
    [entry] = editorial.references.entries(held)
    assert entry.glossary == "law"
    assert entry.terms == STANDARD.terms
    assert (entry.translations, entry.forbidden) == (STANDARD.translations, STANDARD.forbidden)
    assert (entry.note, entry.source) == (STANDARD.note, STANDARD.source)


def test_the_same_file_is_added_once(editorial: Editorial, aliya: Person) -> None:
    first = editorial.references.add_memory(aliya, memory(MANAGE))
    again = editorial.references.add_memory(aliya, memory(MANAGE))

    assert again.already
    assert again.reference == first.reference
    assert len(editorial.references.all()) == 1


def test_a_file_takes_the_place_of_the_one_of_its_name(editorial: Editorial, aliya: Person) -> None:
    first = editorial.references.add_memory(aliya, memory(MANAGE)).reference
    second = editorial.references.add_memory(aliya, memory(WELD, sha256="3" * 64))

    assert second.replaced == first
    assert editorial.references.in_use(Kind.MEMORY, "kk") == [second.reference]
    gone = editorial.references.all()[0]
    assert gone.removed is not None
    assert editorial.references.segments(gone) == [MANAGE], "it stays on record"


def test_what_is_removed_is_used_no_more(editorial: Editorial, aliya: Person) -> None:
    editorial.references.add_memory(aliya, memory(MANAGE))

    gone = editorial.references.remove(aliya, Kind.MEMORY, "kk", "old")

    assert gone.removed is not None
    assert editorial.references.in_use(Kind.MEMORY, "kk") == []
    with pytest.raises(BadUsage, match="no memory 'old' for 'kk'"):
        editorial.references.remove(aliya, Kind.MEMORY, "kk", "old")


def test_the_database_itself_keeps_the_rows(editorial: Editorial, aliya: Person) -> None:
    editorial.references.add_memory(aliya, memory(MANAGE))

    with (
        pytest.raises(DBAPIError, match="only come"),
        editorial.database.writing() as connection,
    ):
        connection.execute(delete(SEGMENTS))


@pytest.mark.parametrize("name", ["", "a\nb\x07", "x" * 101])
def test_a_name_must_show_in_a_line(editorial: Editorial, aliya: Person, name: str) -> None:
    with pytest.raises(BadUsage, match="cannot name a memory"):
        editorial.references.add_memory(aliya, memory(MANAGE, name=name))


def test_a_file_without_segments_is_none(editorial: Editorial, aliya: Person) -> None:
    with pytest.raises(BadUsage, match=r"old.tmx: there is nothing for 'kk' in it"):
        editorial.references.add_memory(aliya, memory())


def test_a_reviewer_of_mappings_changes_none(editorial: Editorial, anna: Person) -> None:
    with pytest.raises(NotAllowed, match="Anna may not change memories"):
        editorial.references.add_memory(anna, memory(MANAGE))
