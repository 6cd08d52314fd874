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

OLD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:gone skos:prefLabel "telegraphist"@en ; skos:inScheme ex:scheme .
ex:kept skos:prefLabel "cook, 2020"@en ; skos:inScheme ex:scheme .
"""
NEW = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:kept skos:prefLabel "cook"@en ; skos:inScheme ex:scheme ;
    skos:note "<script>alert(1)</script>" ; skos:related <javascript:alert(1)> .
"""
HUB = "@prefix ex: <https://example.org/> .\n" + "".join(
    f"ex:thing-{number} ex:leadsTo ex:hub .\n" for number in range(1, 1203)
)


@pytest.fixture(scope="session")
def client(serve: Serve, served_data: Path) -> Iterator[Client]:
    """A client of the service over everything kgqual ships."""
    with serve(served_data) as address, Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="session")
def versioned_data(served_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sources and two versions of a small one, of which the older is superseded."""
    data = tmp_path_factory.mktemp("versioned") / "data"
    shutil.copytree(served_data, data)
    made = tmp_path_factory.mktemp("sources")
    for version, text in (("2020", OLD), ("2025", NEW + HUB)):
        file = made / f"jobs-{version}.ttl"
        file.write_text(text, encoding="utf-8")
        options = Options(version=version, title=f"Jobs of {version}", valid_from=version)
        pipeline.add(data, "rdf", [file], options)
    pipeline.build(data)
    return data


@pytest.fixture(scope="session")
def versioned(serve: Serve, versioned_data: Path) -> Iterator[Client]:
    """A client of the service over ``versioned_data``."""
    with serve(versioned_data) as address, Client(base_url=address) as client:
        yield client
