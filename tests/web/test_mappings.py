"""Mappings over HTTP: lists with filters, one by one, as SSSOM, and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpx import Client

from kgqual.mapping.reading import files_at, read
from kgqual.web.routes.validation import TOTAL_HEADER

LEVELS = {"from": "NQF", "to": "EQF"}


def test_a_list_says_the_basis_of_each_mapping(client: Client) -> None:
    found = client.get("/mappings", params={**LEVELS, "limit": 3})
    page = found.json()
    assert (page["total"], page["limit"], page["offset"]) == (8, 3, 0)
    assert found.headers[TOTAL_HEADER] == "8"
    first = page["mappings"][0]
    assert first["subject"]["label"]["en"] == "NQF level 1"
    assert first["object"]["iri"] == "http://data.europa.eu/snb/eqf/1"
    assert first["predicate"]["iri"].endswith("closeMatch")
    assert (first["strength"], first["confidence"]) == ("unverified", None)
    assert first["source"]["locator"] == "§8.1"
    assert first["mapping_set"]["iri"].endswith("/nqf-eqf")


def test_pages_follow_each_other_to_the_end(client: Client) -> None:
    seen, address = [], "/mappings?from=NQF&to=EQF&limit=3"
    while address:
        page = client.get(address)
        seen += [one["iri"] for one in page.json()["mappings"]]
        address = page.json()["next"]
        assert (f"<{address}>" in page.headers.get("link", "")) == bool(address)
    assert len(set(seen)) == 8


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"subject": "WorldSkills 17"}, 3),
        ({"subject": "WorldSkills 17", "object": "isco:C2513"}, 1),
        ({"predicate": "exactMatch"}, 220),
        ({"to": "onet"}, 62),
        ({"set": ["nqf-eqf", "nqf-nco"]}, 18),
        ({"from": "EQF"}, 0),
    ],
)
def test_filters(asked: dict[str, str | list[str]], total: int, client: Client) -> None:
    assert client.get("/mappings", params=asked).json()["total"] == total


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"set": "nope"}, "There are: eu-nqf-eqf"), ({"subject": "qwertyuiop"}, "names nothing")],
)
def test_a_name_of_nothing_is_a_problem(asked: dict[str, str], said: str, client: Client) -> None:
    found = client.get("/mappings", params=asked)
    assert found.status_code == 400
    assert said in found.json()["detail"]


def test_each_mapping_has_an_address(client: Client) -> None:
    [one] = client.get("/mappings", params={**LEVELS, "limit": 1}).json()["mappings"]
    address = f"/mappings/{one['iri'].rpartition('/')[2]}"
    assert client.get(address).json() == one
    page = client.get(address, headers={"Accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (
        303,
        address.replace("/mappings/", "/id/mapping/"),
    )
    assert client.get("/mappings/nope").status_code == 404


@pytest.mark.parametrize(("accept", "suffix"), [
    ("text/tab-separated-values", "tsv"), ("application/ld+json", "jsonld"), ("text/turtle", "ttl"),
])  # fmt: skip
def test_sssom_by_content_negotiation(
    accept: str, suffix: str, client: Client, tmp_path: Path
) -> None:
    found = client.get("/mappings", params=LEVELS, headers={"Accept": accept})
    assert found.headers["content-type"].startswith(accept)
    path = tmp_path / f"levels.sssom.{suffix}"
    path.write_bytes(found.content)
    assert len(read(files_at([path])[0]).rows) == 8


def test_the_whole_as_one_table(client: Client, tmp_path: Path) -> None:
    found = client.get("/mappings.sssom.tsv")
    path = tmp_path / "all.sssom.tsv"
    path.write_bytes(found.content)
    everything = read(files_at([path])[0])
    assert len(everything.rows) == client.get("/mappings").json()["total"]
    again = client.get("/mappings.sssom.tsv", headers={"If-None-Match": found.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("language", "heading"), [("kk", "Сәйкестіктер"), ("ru", "Сопоставления"), ("en", "Mappings")]
)
def test_the_page(language: str, heading: str, client: Client) -> None:
    asked = {"lang": language, "set": "worldskills-esco", "limit": "5"}
    page = client.get("/mappings", params=asked, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.text
    assert 'rel="next"' in page.text
    assert "§13.2" in page.text
