"""W3C's Protocol tests through the real service; `docs/conformance.md` lists what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from tests.conformance.conftest import Publish
from tests.conformance.suite import definitions

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
LISTED = re.compile(r"^\| `(protocol/[^`]+)` \| (\S[^|]*) \|$", re.MULTILINE)
PRESUMED = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
"""The graphs that the suite takes for granted."""


@pytest.fixture(scope="module")
def runner(suites: Path) -> Any:
    """What the suite's own runner defines."""
    return definitions(suites / "02-protocol" / "run.py")


@pytest.fixture(scope="module")
def endpoint(
    runner: Any,
    publish: Publish,
    serve: Callable[[Path], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The service over the graphs that the suite presumes, none of them a current one."""
    graphs = {
        PRESUMED.format(number): list(ox.parse(path=file, format=ox.RdfFormat.N_TRIPLES))
        for number in range(4)
        if (file := Path(runner.DATA, "protocol", f"data{number}.nt")).exists()
    }
    data = publish(tmp_path_factory.mktemp("protocol"), graphs, current=False)
    with serve(data) as address:
        yield f"{address}/sparql"


def test_requests_are_answered_as_w3c_expects_but_for_those_listed(
    runner: Any, endpoint: str
) -> None:
    """Nothing is loaded or cleared before a test, as the runner would: the service is read-only."""

    def target(path: str, body: bytes, headers: dict[str, str]) -> str:
        query = urlsplit(path).query
        return f"{endpoint}?{query}" if query else endpoint

    graph = _manifest(runner)
    tests = graph.instances(runner.MF + "ProtocolTest")
    failed = {}
    for test in tests:
        name = f"protocol/{test.value.split('#')[-1]}"
        wrong = runner.run_requests(graph, test, target, {}, None, name)
        if wrong is not True:
            failed[name] = wrong
    page = PAGE.read_text(encoding="utf-8")
    listed = dict(LISTED.findall(page))
    assert {name: wrong for name, wrong in failed.items() if name not in listed} == {}
    assert listed.keys() - failed.keys() == set(), "answered as W3C expects: list them no more"
    assert f"| {len(tests) - len(listed)} of {len(tests)};" in page


def _manifest(runner: Any) -> Any:
    """Return the runner's view of the suite; its own way to read it leaves the file open."""
    path = Path(runner.DATA, "protocol", "manifest.ttl")
    graph = runner.G.__new__(runner.G)
    graph.s = ox.Store()
    graph.s.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    return graph
