"""The real service over a real snapshot, asked over a real socket."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from httpx import Client

from kgqual import pipeline
from kgqual.sources.adding import Options

Serve = Callable[[Path], AbstractContextManager[str]]

TVET = {
    "2020": "code,title_en\n10149800,Telegraphy\n10149900,Coaching in 2020\n",
    "2025": "code,title_en\n10149900,Coaching\n",
}
UNSAFE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:unsafe skos:note "<script>alert(1)</script>" ; skos:related <javascript:alert(1)> .
"""
HUB = "".join(f"ex:thing-{number} ex:leadsTo ex:hub .\n" for number in range(1, 1203))


@pytest.fixture(scope="session")
def client(serve: Serve, served_data: Path) -> Iterator[Client]:
    """A client of the service over everything kgqual ships."""
    with serve(served_data) as address, Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def versioned_data(served_data: Path, made_once: Callable[..., Path]) -> Path:
    """The shipped sources, two more versions of one of them, and RDF of all sorts."""

    def make(made: Path) -> None:
        data = Path(shutil.copytree(served_data, made / "data"))
        for version, table in TVET.items():
            folder = made / version
            folder.mkdir()
            (folder / "specialities.csv").write_text(table, encoding="utf-8")
            options = Options(version=version, title=f"TVET of {version}", valid_from=version)
            pipeline.add(data, "tvet", [folder / "specialities.csv"], options)
        file = made / "example.ttl"
        file.write_text(UNSAFE + HUB, encoding="utf-8")
        pipeline.add(data, "rdf", [file], Options(version="1"))
        pipeline.build(data)

    return made_once("versioned", make) / "data"


@pytest.fixture(scope="session")
def versioned(serve: Serve, versioned_data: Path) -> Iterator[Client]:
    """A client of the service over ``versioned_data``."""
    with serve(versioned_data) as address, Client(base_url=address, timeout=30) as client:
        yield client
