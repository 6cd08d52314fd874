"""``POST /mappings/suggest``: what it takes, in which forms, and what it refuses."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx import Client, Response
from sssom_pydantic.io import read_unprocessed_iterable
from sssom_pydantic.models import Record

WEB = "http://data.europa.eu/esco/isco/C2513"
TEXT = "Web and multimedia developers"
FORM = "application/x-www-form-urlencoded"


def post(client: Client, body: object = None, **options: Any) -> Response:
    """Post JSON, or what ``options`` of httpx say."""
    if body is not None:
        options["json"] = body
    return client.post("/mappings/suggest", **options)


def best(response: Response) -> list[str]:
    """Return the IRI of the best candidate for each text."""
    assert response.status_code == 200, response.text
    return [result["candidates"][0]["iri"] for result in response.json()["results"]]


def detail(response: Response, status: int = 400) -> str:
    """Return what a problem says."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    said: str = response.json()["detail"]
    return said


def test_a_text_is_answered_with_a_ranking(client: Client) -> None:
    response = post(client, {"text": TEXT, "to": "ISCO", "lang": "en", "limit": 3})
    answer = response.json()
    assert best(response) == [WEB]
    assert [one["rank"] for one in answer["candidates"]] == [1, 2, 3]
    first = answer["candidates"][0]
    assert first["features"]["exact"] == 1
    assert 0 < first["confidence"] <= 1
    assert (first["code"], first["label"]["en"]) == ("2513", TEXT)
    assert answer["mapping"]["object_id"] == WEB
    assert answer["snapshot"] == response.headers["x-kgqual-snapshot"]
    assert answer["to"]["releases"][0]["graph"] == "https://w3id.org/kgqual/graph/isco/08"
    assert answer["results"][0]["candidates"] == answer["candidates"]


def test_a_list_is_answered_text_by_text(client: Client) -> None:
    texts = [TEXT, {"title": "zxqv jjkw", "id": "7"}]
    answer = post(client, {"texts": texts, "to": "isco-08", "lang": "en"}).json()
    found, nothing = answer["results"]
    assert found["mapping"]["object_id"] == WEB
    assert nothing["id"] == "7"
    assert nothing["mapping"]["object_id"] == "https://w3id.org/sssom/NoTermFound"
    assert nothing["no_term_found"] == nothing["mapping"]["confidence"] > 0.5
    assert "candidates" not in answer


@pytest.mark.parametrize(
    "options",
    [
        {"data": {"text": TEXT, "to": "ISCO"}},
        {"content": json.dumps({"text": TEXT, "to": "ISCO"})},
        {"content": json.dumps({"text": TEXT, "to": "ISCO"}), "headers": {"Content-Type": FORM}},
        {"params": {"to": "ISCO"}, "json": TEXT},
        {"params": {"to": "ISCO"}, "json": [TEXT]},
        {"params": {"to": "ISCO", "text": TEXT}, "json": {}},
        {
            "params": {"to": "ISCO"},
            "content": f"title,lang\n{TEXT},en\n",
            "headers": {"Content-Type": "text/csv; charset=utf-8"},
        },
        {
            "params": {"to": "ISCO"},
            "content": f"{TEXT}\n",
            "headers": {"Content-Type": "text/plain"},
        },
    ],
)
def test_texts_may_be_posted_in_many_forms(client: Client, options: dict[str, Any]) -> None:
    assert best(post(client, **options)) == [WEB]


def test_a_text_may_stand_in_the_address(client: Client) -> None:
    """The answer can be linked to, and kept: it changes with the snapshot and the day."""
    asked = {"text": TEXT, "to": "ISCO", "lang": "en", "limit": "2"}
    response = client.get("/mappings/suggest", params=asked)
    assert best(response) == [WEB]
    assert response.json() == post(client, asked).json()
    known = {"If-None-Match": response.headers["etag"]}
    assert client.get("/mappings/suggest", params=asked, headers=known).status_code == 304
    several = client.get("/mappings/suggest", params={"text": [TEXT, "Bakers"], "to": "ISCO"})
    assert len(best(several)) == 2


def test_an_address_without_a_set_says_what_is_missing(client: Client) -> None:
    assert "'to' is missing" in detail(client.get("/mappings/suggest"))


def test_a_form_may_have_several_texts(client: Client) -> None:
    data = {"text": [TEXT, "Bakers"], "to": "ISCO"}
    assert len(best(post(client, data=data))) == 2


def test_a_set_may_be_asked_whole(client: Client) -> None:
    answer = post(client, {"from": "WorldSkills 2026", "to": "ISCO", "limit": 1}).json()
    assert len(answer["results"]) == 64
    assert answer["from"]["label"]["en"] == "WorldSkills 2026"


@pytest.mark.parametrize(
    "options",
    [{"params": {"format": "tsv"}}, {"headers": {"Accept": "text/tab-separated-values"}}],
)
def test_the_same_is_had_as_sssom(client: Client, options: dict[str, Any]) -> None:
    response = post(client, {"texts": [TEXT], "to": "ISCO", "limit": 2}, **options)
    assert response.headers["content-type"].startswith("text/tab-separated-values")
    with read_unprocessed_iterable(io.StringIO(response.text)) as rows:
        first, *_ = (record for _, record in rows.records)
    assert isinstance(first, Record)
    assert first.object_id == "isco:C2513"


@pytest.mark.parametrize(("format", "says"), [("jsonld", '"@context"'), ("ttl", "sssom:Mapping")])
def test_other_forms_of_sssom_are_had_by_name(client: Client, format: str, says: str) -> None:
    response = post(client, {"text": TEXT, "to": "ISCO"}, params={"format": format})
    assert says in response.text


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"json": {"text": TEXT}}, "'to' is missing"),
        ({"json": {"text": TEXT, "to": "Nowhere"}}, "names no set. A set is"),
        ({"json": {"text": TEXT, "to": "ESCO skills"}}, "kgqual add esco"),
        ({"json": {"text": TEXT, "to": "ISCO", "as-of": "2020"}}, "'as-of' is unknown"),
        ({"json": {"text": TEXT, "to": "ISCO"}, "params": {"format": "xls"}}, "format='xls'"),
        ({"content": "{", "headers": {"Content-Type": "application/json"}}, "is not JSON"),
        ({"content": b"\xff", "headers": {"Content-Type": "text/csv"}}, "not UTF-8"),
        (
            {"content": "title,lang\na,kz\n", "headers": {"Content-Type": "text/csv"}},
            "row 2, column lang: 'kz' is no language",
        ),
    ],
)
def test_what_cannot_be_understood_is_a_problem(
    client: Client, options: dict[str, Any], reason: str
) -> None:
    assert reason in detail(post(client, **options))


def test_another_media_type_is_refused_with_those_there_are(client: Client) -> None:
    response = post(client, content="<a/>", headers={"Content-Type": "application/xml"})
    assert "text/csv" in detail(response, 415)
    assert "application/json" in response.headers["accept-post"]


def test_a_form_that_is_not_offered_is_refused(client: Client) -> None:
    body = {"text": TEXT, "to": "ISCO"}
    assert "text/turtle" in detail(post(client, body, headers={"Accept": "image/png"}), 406)


def test_more_texts_than_are_taken_at_once_are_refused(client: Client) -> None:
    assert "1,000 at once" in detail(post(client, {"texts": ["a"] * 1001, "to": "ISCO"}), 413)


def test_of_two_long_lists_at_a_time_the_second_is_asked_to_come_back(client: Client) -> None:
    asked = {"texts": [f"{TEXT} number {number}" for number in range(100)], "to": "ISCO"}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: post(client, asked), range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 503]
    [refused] = [answer for answer in answers if answer.status_code == 503]
    assert refused.headers["retry-after"]
    assert post(client, asked).status_code == 200  # the slot is free again


def test_openapi_shows_requests_that_work(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    posted = paths["/mappings/suggest"]["post"]["requestBody"]["content"]["application/json"]
    assert len(posted["schema"]["examples"]) == 3
    for example in posted["schema"]["examples"]:
        assert post(client, example).status_code == 200
