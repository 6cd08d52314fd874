"""Inferring mappings over HTTP: what the function returns, and clear refusals."""

from __future__ import annotations

import pytest
from httpx import Client

from kgqual.answering import OpenSnapshot
from kgqual.mapping.inference import Asked, infer
from kgqual.web.routes.mapping_infer import LISTED, MOST

ADDRESS = "/mappings/infer"


def test_it_is_what_the_function_returns(client: Client, shipped_snapshot: OpenSnapshot) -> None:
    asked = {"from": "NQF", "to": "DQR"}
    found = client.post(ADDRESS, json=asked)
    expected = infer(shipped_snapshot.on(), Asked.model_validate(asked))
    assert found.json() == expected.model_dump(mode="json")
    assert found.json()["from"]["iri"] == "https://w3id.org/kgqual/id/nqf/2016"
    assert found.json()["snapshot"] == found.headers["X-Kgqual-Snapshot"]
    assert found.headers["Cache-Control"] == "no-store"


def test_every_link_has_source_date_and_strength(client: Client) -> None:
    found = client.post(ADDRESS, json={"subject": "NQF 6", "to": "DQR"}).json()
    (mapping,) = found["mappings"]
    assert mapping["strength"] == "editorial"
    first = mapping["chain"][0]
    assert first["source"]["title"] == "National Qualifications Framework – Kazakhstan"
    assert (first["source"]["locator"], first["source"]["date"]) == ("§7.2, §8.1", "2025")
    assert [step["strength"] for step in mapping["chain"]] == ["editorial", "official", "official"]


def test_as_of_another_day(client: Client) -> None:
    found = client.post(ADDRESS, json={"subject": "DQR 6"}, params={"as-of": "2026-01-01"})
    assert found.json()["as_of"] == "2026-01-01"


def test_a_part_is_sent_and_all_is_counted(client: Client) -> None:
    asked = {"from": "onet", "to": "WorldSkills 2026"}
    whole = client.post(ADDRESS, json=asked).json()
    part = client.post(ADDRESS, json={**asked, "limit": 5, "offset": 10}).json()
    assert part["mappings"] == whole["mappings"][10:15]
    assert part["total"] == whole["total"] == len(whole["mappings"]) < LISTED


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        ("tsv", "text/tab-separated-values", "#curie_map:"),
        ("jsonld", "application/ld+json", "{"),
        ("ttl", "text/turtle", "@prefix"),
    ],
)
def test_as_sssom_by_name_or_by_accept(
    client: Client, name: str, media_type: str, begins: str
) -> None:
    asked = {"from": "NQF", "to": "DQR"}
    by_name = client.post(ADDRESS, json=asked, params={"format": name})
    assert by_name.headers["Content-Type"].partition(";")[0] == media_type
    assert by_name.text.startswith(begins)
    assert by_name.text.count("MappingChaining") == 3
    by_accept = client.post(ADDRESS, json=asked, headers={"Accept": media_type})
    assert by_accept.text == by_name.text


def test_another_format_is_refused(client: Client) -> None:
    wrong = client.post(ADDRESS, json={"from": "NQF"}, params={"format": "xml"})
    assert (wrong.status_code, "json, tsv, jsonld, ttl" in wrong.json()["detail"]) == (400, True)
    wrong = client.post(ADDRESS, json={"from": "NQF"}, headers={"Accept": "image/png"})
    assert wrong.status_code == 406


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "the body: Invalid JSON"),
        (b"[]", "the body: Input should be an object"),
        (b"{}", "either a scheme (from) or one thing (subject)"),
        (b'{"from": "NQF", "too": "DQR"}', "too: Extra inputs are not permitted"),
        (b'{"from": "Nowhere"}', "'Nowhere' names no set"),
        (f'{{"from": "NQF", "limit": {MOST + 1}}}'.encode(), "5,000 at most"),
        (b'{"from": "NQF", "limit": -1}', "limit: Input should be greater"),
    ],
)
def test_what_is_asked_wrongly_is_a_problem(client: Client, body: bytes, said: str) -> None:
    found = client.post(ADDRESS, content=body, headers={"Content-Type": "application/json"})
    assert found.status_code == 400
    assert found.headers["Content-Type"] == "application/problem+json"
    assert said in found.json()["detail"]
