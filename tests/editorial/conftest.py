"""People's work in real databases: SQLite files, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.reviews import NO_TERM, Choice, Offered, Suggestion, Verdict
from kgqual.namespaces import SEMAPV, SKOS

CLOSE = SKOS.closeMatch.value
UNPRIVILEGED = None if os.geteuid() else "nobody"
"""Who runs the server: PostgreSQL refuses to run as root."""


def postgresql_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, which Debian keeps off the PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    return installed[-1].parent if installed else Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """A PostgreSQL server that listens on a socket only; databases are made by the tests."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="kgqual-postgresql-") as folder:
        home = Path(folder)
        if UNPRIVILEGED:
            shutil.chown(home, UNPRIVILEGED)

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(home / "cluster"), *arguments]
            subprocess.run(command, user=UNPRIVILEGED, cwd=home, check=True, capture_output=True)

        run("initdb", "-U", "kgqual", "--auth=trust", "--no-sync", "--locale=C", "-E", "UTF8")
        listening = f"-k {home} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", listening, "start")
        try:
            yield URL.create(
                "postgresql+psycopg",
                username="kgqual",
                database="postgres",
                query={"host": str(home)},
            )
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def postgresql(postgresql_server: URL) -> Iterator[Callable[[], str]]:
    """``postgresql()`` → the URL of a new schema: it is made sooner than a database."""
    numbers = itertools.count()
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")

    def made() -> str:
        name = f"test_{next(numbers)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        url = postgresql_server.set(drivername="postgresql")
        url = url.update_query_dict({"options": f"-csearch_path={name}"})
        return url.render_as_string(hide_password=False)

    yield made
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def editorial(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editorial]:
    """People's work, empty, in each kind of database."""
    url = request.getfixturevalue("postgresql")() if request.param == "postgresql" else ""
    opened = Editorial(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def anna(editorial: Editorial) -> Person:
    """A reviewer."""
    return editorial.people.add("Anna", Role.MAPPER)[0]


@pytest.fixture
def bolat(editorial: Editorial) -> Person:
    """Another reviewer."""
    return editorial.people.add("Bolat", Role.MAPPER)[0]


def suggestion(
    subject: str, object: str, confidence: float | None = None, predicate: str = CLOSE
) -> Suggestion:
    """A suggestion between things of two small schemes; ``-`` for that nothing fits."""
    return Suggestion(
        subject=f"https://example.org/from/{subject}",
        predicate=predicate,
        object=NO_TERM if object == "-" else f"https://example.org/to/{object}",
        justification=SEMAPV.LexicalMatching.value,
        subject_label=subject,
        object_label="" if object == "-" else object,
        confidence=confidence,
    )


COOKS = (
    suggestion("cook", "chef", 0.9),
    suggestion("cook", "kitchen assistant", 0.4),
    suggestion("cook", "-", 0.05),
    suggestion("baker", "pastry maker", 0.85),
    suggestion("baker", "baker", 0.95),
    suggestion("herder", "stock breeder", 0.5),
    suggestion("herder", "-", 0.6),
)
"""Suggestions for three items."""


def offered(*suggestions: Suggestion, name: str = "cooks") -> Offered:
    """A file of suggestions; the same suggestions make the same file."""
    return Offered(
        name=name,
        file=f"{name}.sssom.tsv",
        sha256=sha256("".join(one.digest for one in suggestions).encode()).hexdigest(),
        title="Cooks to kitchens",
        mapping_set=f"https://example.org/mappings/{name}",
        suggestions=suggestions,
        about={"subject_source": "https://example.org/from"},
    )


@pytest.fixture
def keys() -> Callable[[], str]:
    """``keys()`` → a key that no other decision has."""
    numbers = itertools.count()
    return lambda: f"decision-{next(numbers)}"


Decide = Callable[..., int]


@pytest.fixture
def decide(editorial: Editorial, keys: Callable[[], str]) -> Decide:
    """``decide(person, verdict, "cook", "chef")`` → the id of the decision."""

    def made(
        person: Person, verdict: Verdict, subject: str, object: str = "", *, queue: str = "cooks"
    ) -> int:
        iri = f"https://example.org/from/{subject}"
        number = next(i.number for i in editorial.reviews.items(queue) if i.subject == iri)
        found = editorial.reviews.item(queue, number).candidates
        chosen = [
            c.suggestion.id for c in found if c.offered and c.suggestion.object_label == object
        ]
        choice = Choice(keys(), queue, iri, verdict, chosen[0] if object else None)
        return editorial.reviews.decide(person, choice).decision.id

    return made
