"""A little ESCO whose translation somebody begins, in a database of each test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.translation.edits import edit_of

from kgqual.editorial import Editorial, Role
from kgqual.editorial.people import Person
from kgqual.editorial.translations import Field, Saved, State
from kgqual.translation.units import Units

Save = Callable[..., Saved]


@pytest.fixture
def editorial(tmp_path: Path) -> Iterator[Editorial]:
    with closing(Editorial(tmp_path / "editorial")) as opened:
        yield opened


@pytest.fixture
def bolat(editorial: Editorial) -> Person:
    """A reviewer, who may bring texts into any state."""
    return editorial.people.add("Bolat", Role.REVIEWER)[0]


@pytest.fixture
def save(editorial: Editorial, units: Units, bolat: Person) -> Save:
    """``save(concept, {field: texts …}, state)`` as Bolat does it, from the source of today."""

    def saved(
        concept: str, texts: dict[Field, tuple[str, ...]], state: State = State.DRAFT
    ) -> Saved:
        stands = editorial.translations.concept("kk", concept)
        key = f"save-{concept.rpartition('/')[2]}-{stands.version}"
        edit = edit_of(units, concept, texts, key=key, version=stands.version, state=state)
        return editorial.translations.save(bolat, edit)

    return saved
