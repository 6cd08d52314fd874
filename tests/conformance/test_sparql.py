"""W3C's SPARQL queries through the real service; `docs/conformance.md` lists what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from httpx import Client
from tests.conformance.conftest import Publish
from tests.conformance.suite import Suite, failure

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
LISTED = re.compile(r"^\| `(sparql1[01]/[^`]+)` \| (\S[^|]*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def suite(suites: Path) -> Suite:
    return Suite(suites / "01-sparql" / "run.py")


@pytest.fixture(scope="module")
def client(
    suite: Suite,
    publish: Publish,
    serve: Callable[[Path], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Client]:
    """A client of the service over every file of the suite, none of them a current graph."""
    data = publish(tmp_path_factory.mktemp("w3c"), suite.graphs(), current=False)
    with serve(data) as address, Client(base_url=address, timeout=30) as client:
        yield client


def test_queries_are_answered_as_w3c_expects_but_for_those_listed(
    suite: Suite, client: Client
) -> None:
    found = {case.name: failure(suite, case, client) for case in suite.cases}
    failed = {name: wrong for name, wrong in found.items() if wrong}
    listed = dict(LISTED.findall(PAGE.read_text(encoding="utf-8")))
    assert {name: wrong for name, wrong in failed.items() if name not in listed} == {}
    assert listed.keys() - failed.keys() == set(), "answered as W3C expects: list them no more"


def test_the_page_counts_the_tests(suite: Suite) -> None:
    page = PAGE.read_text(encoding="utf-8")
    total, listed = len(suite.cases), len(LISTED.findall(page))
    updates = sum(number for kind, number in suite.left_out.items() if "Update" in kind)
    assert f"| {total - listed} of {total};" in page
    assert f"| none of {updates} is run:" in page
