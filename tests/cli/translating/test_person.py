"""Who makes the changes of a command."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kgqual.cli.translating.person import person
from kgqual.editorial import Editorial, Role
from kgqual.errors import BadUsage


@pytest.fixture
def editorial(tmp_path: Path) -> Iterator[Editorial]:
    with closing(Editorial(tmp_path)) as opened:
        yield opened


def test_a_person_is_named_in_any_case(editorial: Editorial) -> None:
    aliya, _ = editorial.people.add("Алия", Role.TRANSLATOR)
    assert person(editorial, "алия") == aliya


def test_whoever_is_logged_in_is_a_reviewer_from_the_first_time_on(editorial: Editorial) -> None:
    first = person(editorial, "")

    assert first.name == f"{getpass.getuser()} (command line)"
    assert first.role is Role.REVIEWER
    assert person(editorial, "") == first


def test_a_name_must_be_that_of_somebody_who_is_still_there(editorial: Editorial) -> None:
    editorial.people.add("Bob", Role.TRANSLATOR)
    editorial.people.remove("Bob")

    with pytest.raises(BadUsage, match=r"There is no user .Bob.\. There is: nobody"):
        person(editorial, "Bob")
