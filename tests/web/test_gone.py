"""A thing that an older snapshot knew and the one that is served does not: 410, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx import Client

from kgqual.namespaces import DCTERMS, SKOS, thing
from kgqual.store.snapshot import Snapshot

OLD, NEW = thing("award", "old/one.ttl"), thing("award", "new")


@pytest.fixture(scope="module")
def before(
    publish_releases: Callable[..., Snapshot], tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """The snapshot that was served before another."""
    data = tmp_path_factory.mktemp("gone")
    kept = ox.Triple(NEW, SKOS.prefLabel, ox.Literal("New award", language="en"))
    gone = [
        ox.Triple(OLD, SKOS.prefLabel, ox.Literal("Old award", language="en")),
        ox.Triple(OLD, DCTERMS.isReplacedBy, NEW),
        ox.Triple(OLD, DCTERMS.isReplacedBy, ox.NamedNode("javascript:alert(1)")),
    ]
    older = publish_releases(data, {("nco", "1"): ("", [*gone, kept])})
    publish_releases(data, {("nco", "2"): ("", [kept])})
    assert isinstance(older, Snapshot)
    return older


@pytest.fixture(scope="module")
def service(
    serve: Callable[[Path], AbstractContextManager[str]], before: Snapshot
) -> Iterator[Client]:
    """A client of the service over both, of which the newer is served."""
    with serve(before.path.parents[1]) as address, Client(base_url=address) as service:
        yield service


@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_it_is_410_and_links_to_where_it_was(
    service: Client, before: Snapshot, suffix: str
) -> None:
    response = service.get("/id/award/old%2Fone.ttl" + suffix)  # the IRI itself ends like a suffix
    assert response.status_code == 410
    problem = response.json()
    assert before.id in problem["detail"]
    links = {link["rel"]: link["href"] for link in problem["links"]}
    assert links["successor-version"] == "/id/award/new"
    for rel, address in links.items():
        assert f'<{address}>; rel="{rel}"' in response.headers["link"]
        assert service.get(address).status_code == 200
    then = service.get(links["predecessor-version"])
    assert then.headers["x-kgqual-snapshot"] == before.id
    assert '"Old award"@en' in then.text


def test_a_page_says_so_in_the_language_of_the_reader(service: Client, before: Snapshot) -> None:
    headers = {"accept": "text/html", "accept-language": "ru"}
    page = service.get("/resource", params={"uri": OLD.value}, headers=headers)
    assert page.status_code == 410
    assert "Посмотреть, что заняло его место" in page.text
    assert f"snapshot={before.id}" in page.text
    assert 'href="javascript' not in page.text


def test_what_never_was_is_404_and_so_is_what_a_named_snapshot_lacks(
    service: Client, before: Snapshot
) -> None:
    assert service.get("/id/award/never").status_code == 404
    newest = service.get("/ready").json()["snapshot"]
    asked = {"uri": OLD.value, "snapshot": newest}
    assert service.get("/resource", params=asked).status_code == 404


def test_links_of_an_older_description_stay_in_that_snapshot(
    service: Client, before: Snapshot
) -> None:
    asked = {"uri": OLD.value, "snapshot": before.id}
    answer = service.get("/resource", params=asked, headers={"accept": "text/turtle"})
    assert answer.headers["content-location"].endswith(f"&snapshot={before.id}")
    assert service.get(answer.headers["content-location"]).status_code == 200


def test_an_older_snapshot_that_is_damaged_is_passed_over(
    publish_releases: Callable[..., Snapshot],
    serve: Callable[[Path], AbstractContextManager[str]],
    tmp_path: Path,
) -> None:
    label = ox.Triple(OLD, SKOS.prefLabel, ox.Literal("Old award", language="en"))
    older = publish_releases(tmp_path, {("nco", "1"): ("", [label])})
    other = ox.Triple(NEW, SKOS.prefLabel, ox.Literal("New award", language="en"))
    publish_releases(tmp_path, {("nco", "2"): ("", [other])})
    (older.store_path / "CURRENT").unlink()
    with serve(tmp_path) as address, Client(base_url=address) as service:
        assert service.get("/resource", params={"uri": OLD.value}).status_code == 404
