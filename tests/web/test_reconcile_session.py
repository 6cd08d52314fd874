"""A session as OpenRefine 3.9 holds it with a service, request by request, over the shipped data.

What it sends was read from its source: ``recon-manager.js`` (the manifest),
``GuessTypesOfColumnCommand`` and ``StandardReconConfig`` (batches), ``suggest-4_3a.js``,
``recon-renderer.js`` (preview), ``add-column-by-reconciliation.js`` and
``ReconciledDataExtensionJob`` (data extension).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from httpx import Client, Response
from jsonschema import Draft202012Validator

FORMS = json.loads(Path(__file__).with_name("reconciliation_api.json").read_text(encoding="utf-8"))
BROWSER = {
    "Accept": "application/json, text/javascript, */*; q=0.01",
    "Origin": "http://127.0.0.1:3333",
    "Referer": "http://127.0.0.1:3333/",
}
"""What jQuery in OpenRefine's page sends."""
SERVER = {
    "Accept-Encoding": "gzip, x-gzip, deflate",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "User-Agent": "OpenRefine/3.9.5 [da4a04b]",
}
"""What OpenRefine's own process sends."""
WEB = "https://w3id.org/kgqual/id/worldskills/2026/17"
DEVELOPER = "https://w3id.org/kgqual/id/tvet/qualification/4S06130103"

Valid = Callable[[Response, str], Any]


@pytest.fixture
def valid() -> Valid:
    """``valid(response, form)`` → the JSON of an answer that has that form and is open to all."""

    def checked(response: Response, form: str) -> Any:
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        found = response.json()
        Draft202012Validator({**FORMS, "$ref": f"#/$defs/{form}"}).validate(found)
        return found

    return checked


def posted(client: Client, address: str, name: str, value: Mapping[str, Any]) -> Response:
    """Post one form element, as ``HttpClient.postNameValue`` does."""
    body = urlencode({name: json.dumps(value, ensure_ascii=False, separators=(",", ":"))})
    return client.post(address, content=body, headers=SERVER)


def encode_uri(address: str) -> str:
    """Return what JavaScript's ``encodeURI`` returns."""
    return quote(address, safe="!#$&'()*+,-./:;=?@_~")


def manifest(client: Client) -> Any:
    """Return what OpenRefine keeps of the service."""
    return client.get("/reconcile", headers=BROWSER).json()


def batch(queries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return queries as OpenRefine numbers them."""
    return {f"q{number}": query for number, query in enumerate(queries)}


class TestAddingTheService:
    def test_the_manifest_says_what_there_is(self, client: Client, valid: Valid) -> None:
        found = valid(client.get("/reconcile", headers=BROWSER), "manifest")
        assert found["versions"] == ["0.2"]
        offered = [one["id"] for one in found["defaultTypes"]]
        asked = "Qualification Occupation Skill FrameworkLevel StudyField WorldSkillsSkill"
        assert {*asked.split()} <= {*offered}

    def test_it_points_to_where_the_client_is(self, client: Client) -> None:
        home = str(client.base_url).rstrip("/")
        found = manifest(client)
        for kind, place in found["suggest"].items():
            address = place["service_url"] + place["service_path"]
            assert address == f"{home}/reconcile/suggest/{kind}"
            assert client.get(address).status_code == 200


class TestReconcilingAColumn:
    def test_the_types_of_a_column_are_guessed(self, client: Client, valid: Valid) -> None:
        samples = ["Web Technologies", "Cloud Computing", "Mechatronics"]
        asked = batch([{"query": text, "limit": 3} for text in samples])
        found = valid(posted(client, "/reconcile", "queries", asked), "results")
        first = [found[f"q{number}"]["result"][0] for number in range(3)]
        assert [one["name"] for one in first] == samples
        assert {kind["id"] for one in first for kind in one["type"]} == {"WorldSkillsSkill"}

    def test_a_batch_is_reconciled(self, client: Client, valid: Valid) -> None:
        cells = ["Web Technologies", "Web Technolgies", "no such skill at all"]
        typed = {"type": "WorldSkillsSkill", "type_strict": "should"}
        asked = batch([{"query": text, **typed} for text in cells])
        found = valid(posted(client, "/reconcile", "queries", asked), "results")
        right, mistyped, nothing = (found[f"q{number}"]["result"] for number in range(3))
        assert (right[0]["id"], right[0]["match"]) == (WEB, True)
        assert (mistyped[0]["id"], mistyped[0]["match"]) == (WEB, False)
        assert not any(one["match"] for one in nothing)

    def test_another_column_and_a_reconciled_cell_are_evidence(
        self, client: Client, valid: Valid
    ) -> None:
        germany = "http://publications.europa.eu/resource/authority/country/DEU"
        asked = {
            "query": "Master",
            "type": "Qualification",
            "type_strict": "should",
            "properties": [{"pid": "country", "v": {"id": germany, "name": "Germany"}}],
        }
        found = valid(posted(client, "/reconcile", "queries", batch([asked])), "results")
        best, *others = found["q0"]["result"]
        assert best["id"].endswith("/qualification/DEU/master")
        assert best["match"]
        assert others
        assert not any(one["match"] for one in others)

    def test_the_best_candidate_comes_first_for_those_that_sort_by_score(
        self, client: Client, valid: Valid
    ) -> None:
        asked = batch([{"query": "developer", "limit": 20}])
        found = valid(posted(client, "/reconcile", "queries", asked), "results")
        scores = [one["score"] for one in found["q0"]["result"]]
        assert len(scores) > 3
        assert scores == sorted(scores, reverse=True)


class TestChoosingByHand:
    def test_a_thing_is_suggested_while_it_is_typed(self, client: Client, valid: Valid) -> None:
        place = manifest(client)["suggest"]["entity"]
        address = place["service_url"] + place["service_path"]
        asked = {"prefix": "web tech", "type": "", "prefixed": "true"}  # the old widget's extras
        found = valid(client.get(address, params=asked, headers=BROWSER), "suggested entities")
        assert found["result"][0]["id"] == WEB
        assert found["result"][0]["notable"][0]["id"] == "WorldSkillsSkill"

    def test_a_cursor_goes_on(self, client: Client, valid: Valid) -> None:
        seen: list[str] = []
        cursor: int | None = 0
        for _ in range(3):
            asked = {"prefix": "техник", "cursor": str(cursor)}
            answer = client.get("/reconcile/suggest/entity", params=asked, headers=BROWSER)
            found = valid(answer, "suggested entities")
            seen += [one["id"] for one in found["result"]]
            cursor = found.get("cursor")
        assert len(seen) == len({*seen}) > 20

    def test_types_and_properties_are_suggested_in_any_language(
        self, client: Client, valid: Valid
    ) -> None:
        for prefix in ("qual", "Квали", "білікті"):
            answer = client.get("/reconcile/suggest/type", params={"prefix": prefix})
            found = valid(answer, "suggested types")
            assert "Qualification" in [one["id"] for one in found["result"]]
        answer = client.get("/reconcile/suggest/property", params={"prefix": "стран"})
        (country,) = valid(answer, "suggested properties")["result"]
        assert country["id"] == "country"

    def test_a_preview_fits_into_a_frame_that_may_load_nothing(self, client: Client) -> None:
        template = manifest(client)["preview"]["url"]
        answer = client.get(encode_uri(template.replace("{{id}}", WEB)))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]
        assert "<h1>Web Technologies</h1>" in answer.text
        assert "src=" not in answer.text
        assert "href=" not in answer.text

    def test_the_view_is_the_page_of_the_thing(self, client: Client) -> None:
        template = manifest(client)["view"]["url"]
        address = encode_uri(template.replace("{{id}}", WEB))
        answer = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200
        assert "Web Technologies" in answer.text


class TestFetchingColumns:
    def test_properties_are_proposed_for_a_type(self, client: Client, valid: Valid) -> None:
        place = manifest(client)["extend"]["propose_properties"]
        address = f"{place['service_url']}{place['service_path']}?type=Qualification"
        found = valid(client.get(address, headers=BROWSER), "proposed properties")
        proposed = [one["id"] for one in found["properties"]]
        assert {"code", "country", "indicated_level", "indicated_level_strength"} <= {*proposed}
        assert "isco_group" not in proposed

    def test_without_a_type_all_of_them_are(self, client: Client, valid: Valid) -> None:
        answer = client.get("/reconcile/properties?type=", headers=BROWSER)
        found = valid(answer, "proposed properties")
        assert "isco_group" in [one["id"] for one in found["properties"]]

    def test_the_values_come_with_strength_and_source(self, client: Client, valid: Valid) -> None:
        wanted = ("indicated_level", "indicated_level_strength", "indicated_level_source")
        asked = {"ids": [DEVELOPER, WEB], "properties": [{"id": one} for one in wanted]}
        found = valid(posted(client, "/reconcile", "extend", asked), "extension")
        level, strength, source = (found["rows"][DEVELOPER][one] for one in wanted)
        assert level == [
            {"id": "https://w3id.org/kgqual/id/nqf/2016/level/4", "name": "NQF level 4"}
        ]
        assert strength == [{"str": "published"}]
        assert "§7.2" in source[0]["str"]
        assert found["meta"][0]["type"]["id"] == "FrameworkLevel"
        assert found["rows"][WEB] == {one: [] for one in wanted}

    def test_settings_come_as_the_texts_of_a_form(self, client: Client, valid: Valid) -> None:
        settings = {"limit": "2", "content": "id"}
        asked = {"ids": [WEB], "properties": [{"id": "sections", "settings": settings}]}
        found = valid(posted(client, "/reconcile", "extend", asked), "extension")
        values = [value["str"] for value in found["rows"][WEB]["sections"]]
        assert len(values) == 2
        assert all(value.startswith(f"{WEB}/section/") for value in values)
