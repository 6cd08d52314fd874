"""Releases of ESCO side by side: a day, a release by name, and two joined; by both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kgqual import Client
from kgqual.store.snapshot import Snapshot

Serve = Callable[[Path], AbstractContextManager[str]]

OLD, NEW = ("https://w3id.org/kgqual/graph/esco/" + version for version in ("1.1.0", "1.1.1"))
OCCUPATIONS = "SELECT (COUNT(*) AS ?n) { ?o a <http://data.europa.eu/esco/model#Occupation> }"
RETIRED = f"""
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name {{
  GRAPH <{OLD}> {{ ?o a esco:Occupation ; skos:prefLabel ?name }}
  FILTER NOT EXISTS {{ GRAPH <{NEW}> {{ ?o a esco:Occupation }} }}
}}
"""


@pytest.fixture(scope="module")
def both(serve: Serve, escos: Snapshot) -> Iterator[tuple[Client, Client]]:
    data = escos.path.parents[1]
    with serve(data) as address, Client(address) as remote, Client(data) as local:
        yield remote, local


def test_today_the_current_release_answers(both: tuple[Client, Client]) -> None:
    for client in both:
        assert client.rows(OCCUPATIONS) == [{"n": 3007}]
        assert client.rows(OCCUPATIONS, as_of="2026-11-22") == [{"n": 3007}]


def test_as_of_a_day_the_release_of_that_day_answers(both: tuple[Client, Client]) -> None:
    for client in both:
        assert client.rows(OCCUPATIONS, as_of="2022-06-01") == [{"n": 3008}]


def test_a_release_is_asked_by_its_name(both: tuple[Client, Client]) -> None:
    query = OCCUPATIONS.replace("{ ?o", f"FROM <{OLD}> {{ ?o")
    for client in both:
        assert client.rows(OCCUPATIONS, default_graphs=[OLD]) == [{"n": 3008}]
        assert client.rows(query) == [{"n": 3008}]
        assert client.rows(query, as_of="2026-11-22") == [{"n": 3007}], "the day goes first"
        inside = OCCUPATIONS.replace("{ ?o", "{ GRAPH ?g { ?o") + " }"
        assert client.rows(inside, named_graphs=[NEW]) == [{"n": 3007}]


def test_two_releases_are_joined_whatever_the_day(both: tuple[Client, Client]) -> None:
    for client in both:
        assert client.rows(RETIRED) == [{"name": "therapeutic radiographer"}]
        assert client.rows(RETIRED, as_of="2013-06-01") == client.rows(RETIRED)
        assert client.rows(RETIRED, named_graphs=[OLD, NEW]) == client.rows(RETIRED)
