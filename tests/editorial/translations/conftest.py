"""Two people who translate a few concepts, and their requests."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.database import FILE
from kgqual.editorial.translations import Act, Edit, Field, Move, Translations, source_hash

COOK, BAKER = (f"https://example.org/occupation/{name}" for name in ("cook", "baker"))
PREFERRED, ALTERNATIVE, DESCRIPTION = Field.PREFERRED, Field.ALTERNATIVE, Field.DESCRIPTION
SOURCES = {PREFERRED: ("cook",), ALTERNATIVE: ("chef", "kitchen cook"), DESCRIPTION: ("Cooks.",)}
_numbers = itertools.count()


def key() -> str:
    """Return a key that no other request has."""
    return f"request-{next(_numbers)}"


def edit(version: int = 0, concept: str = COOK, **other: object) -> Edit:
    """Return the preferred term to be saved as ``аспаз``, or what else is said of the request.

    Keyword arguments that are texts, such as ``altLabel=("…",)``, name the fields to be saved.
    """
    texts = {Field(name): other.pop(name) for name in [*other] if name in [*Field]}
    texts = texts or {PREFERRED: ("аспаз",)}
    values = {
        "key": key(),
        "language": "kk",
        "concept": concept,
        "version": version,
        "texts": texts,
        "hashes": {field: source_hash(SOURCES[field]) for field in texts},
        "sources": {field: SOURCES[field] for field in texts},
    }
    return Edit(**(values | other))  # type: ignore[arg-type]


def move(act: Act, version: int, concept: str = COOK, comment: str = "") -> Move:
    """Return a step of all fields of a concept."""
    return Move(key(), act, "kk", concept, version, comment=comment)


Step = Callable[..., object]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database without anything in it: copying is sooner than making one."""
    folder = tmp_path_factory.mktemp("empty")
    made = Editorial(folder)
    made.people.all()
    made.close()
    return folder / FILE


@pytest.fixture
def editorial(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path
) -> Iterator[Editorial]:
    """People's work, empty: in SQLite, where a test does not ask for PostgreSQL as well."""
    server = getattr(request, "param", "sqlite") == "postgresql"
    if not server:
        shutil.copy(empty_database, tmp_path / FILE)
    opened = Editorial(tmp_path, request.getfixturevalue("postgresql")() if server else "")
    yield opened
    opened.close()


in_both = pytest.mark.parametrize("editorial", ["sqlite", "postgresql"], indirect=True)
"""What a test asks for that is about the database itself."""


@pytest.fixture
def translations(editorial: Editorial) -> Translations:
    """Translations, none so far."""
    return editorial.translations


@pytest.fixture
def aigul(editorial: Editorial) -> Person:
    """A translator."""
    return editorial.people.add("Aigul", Role.TRANSLATOR)[0]


@pytest.fixture
def bolat(editorial: Editorial) -> Person:
    """A reviewer."""
    return editorial.people.add("Bolat", Role.REVIEWER)[0]


@pytest.fixture
def step(translations: Translations) -> Step:
    """``step(person, act)`` takes all fields of the cook a step further, as it stands."""

    def made(person: Person, act: Act, comment: str = "") -> object:
        version = translations.concept("kk", COOK).version
        return translations.record(person, [move(act, version, comment=comment)])[0]

    return made
