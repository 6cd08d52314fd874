"""The glossary of a language follows what is added and removed; some terms come with kgqual."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.references import Brought, Entry, Kind
from kgqual.translation.glossary import Glossaries
from kgqual.translation.glossary.glossaries import SHIPPED, shipped


@pytest.fixture
def editorial(tmp_path: Path) -> Iterator[Editorial]:
    opened = Editorial(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def aliya(editorial: Editorial) -> Person:
    return editorial.people.add("Алия", Role.TRANSLATOR)[0]


def test_every_shipped_term_says_where_it_is_from() -> None:
    assert len(shipped("kk")) == 22
    assert all(e.source and e.glossary == SHIPPED and e.terms["en"] for e in shipped("kk"))
    assert shipped("ru") == ()


def test_it_is_there_before_anybody_has_written(tmp_path: Path) -> None:
    glossaries = Glossaries(Editorial(tmp_path / "nowhere"))

    [hit] = glossaries.of("kk").hits("Postgraduate education")

    assert hit.entry.translations == ("жоғары оқу орнынан кейінгі білім",)
    assert not (tmp_path / "nowhere").exists(), "looking something up makes no database"


def test_it_follows_what_is_added_and_removed(editorial: Editorial, aliya: Person) -> None:
    glossaries = Glossaries(editorial)
    before = glossaries.of("kk")
    assert glossaries.of("kk") is before

    entry = Entry({"en": ("staff",)}, ("персонал",), source="the team")
    editorial.references.add_glossary(aliya, Brought("kk", "ours", "f.csv", "1" * 64, [entry]))
    [hit] = glossaries.of("kk").hits("staff")
    assert (hit.entry.glossary, hit.entry.source) == ("ours", "the team")

    editorial.references.remove(aliya, Kind.GLOSSARY, "kk", "ours")
    assert glossaries.of("kk").hits("staff") == []
