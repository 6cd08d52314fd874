"""Who may write: names, roles and tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from kgqual.editorial import Editorial, Role
from kgqual.editorial.schema import REVISION
from kgqual.errors import BadUsage


def test_a_token_names_its_person(editorial: Editorial) -> None:
    anna, token = editorial.people.add("Anna", Role.MAPPER)
    _, other = editorial.people.add("Болат", Role.MAPPER)
    assert editorial.people.with_token(token) == anna
    assert anna.reviews_mappings
    assert token != other
    assert len(token) > 40
    for wrong in ("", "Anna", token[:-1], f"{token} ", "\udcff"):
        assert editorial.people.with_token(wrong) is None


def test_no_token_is_kept(tmp_path: Path) -> None:
    editorial = Editorial(tmp_path)
    _, token = editorial.people.add("Anna", Role.MAPPER)
    editorial.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Anna" in kept
    assert token.encode() not in kept


def test_who_is_removed_stays_on_record_and_may_do_nothing(editorial: Editorial) -> None:
    _, token = editorial.people.add("Anna", Role.MAPPER)
    removed = editorial.people.remove("anna")
    assert removed.removed is not None
    assert not removed.reviews_mappings
    assert editorial.people.with_token(token) is None
    assert editorial.people.all() == [removed]


def test_who_comes_back_is_the_same_person_with_another_token(editorial: Editorial) -> None:
    first, old = editorial.people.add("Anna", Role.MAPPER)
    editorial.people.remove("Anna")
    again, new = editorial.people.add("Anna", Role.MAPPER)
    assert again == first
    assert editorial.people.with_token(new) == first
    assert editorial.people.with_token(old) is None


def test_a_name_is_taken_however_it_is_written(editorial: Editorial) -> None:
    editorial.people.add("Әсел  Йо", Role.MAPPER)
    with pytest.raises(BadUsage, match="Әсел Йо is there already"):
        editorial.people.add("әсел И\u0306О", Role.MAPPER)


@pytest.mark.parametrize("name", ["", " ", "a|b", "a\nb\x07", "x" * 101, "\u202eanna"])
def test_what_is_no_name(editorial: Editorial, name: str) -> None:
    with pytest.raises(BadUsage, match="is no name"):
        editorial.people.add(name, Role.MAPPER)


def test_people_are_named_by_an_iri(editorial: Editorial) -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert editorial.people.add("Josiah", Role.MAPPER, orcid)[0].iri == orcid
    assert editorial.people.add("Anna K", Role.MAPPER)[0].iri == (
        "https://w3id.org/kgqual/id/reviewer/Anna%20K"
    )
    with pytest.raises(BadUsage, match="is not an IRI"):
        editorial.people.add("Zhan", Role.MAPPER, "0000-0002-1825-0097 ")


def test_nobody_of_that_name(editorial: Editorial) -> None:
    editorial.people.add("Anna", Role.MAPPER)
    with pytest.raises(BadUsage, match=r"no user 'Bolat'\. There is: Anna"):
        editorial.people.remove("Bolat")


def test_the_order_of_people_is_that_of_their_names(editorial: Editorial) -> None:
    for name in ("berik", "Anna", "Дана", "Әсел"):
        editorial.people.add(name, Role.MAPPER)
    names = [person.name for person in editorial.people.all()]
    assert names[:2] == ["Anna", "berik"]
    assert set(names) == {"Anna", "berik", "Дана", "Әсел"}


def test_a_database_says_which_tables_it_has(editorial: Editorial) -> None:
    editorial.people.all()
    with editorial.database.reading() as connection:
        found = connection.execute(text("SELECT version_num FROM kgqual_schema"))
        assert found.scalar_one() == REVISION
