"""Recognition over HTTP: one look-up by GET or POST, a statement to print, a table of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
from httpx import Client

from kgqual.answering import OpenSnapshot
from kgqual.recognition import FIELDS, FOUND, Application, recognise
from kgqual.settings import ServiceSettings

ADDRESS, BATCH = "/recognition", "/recognition/batch"
BACHELOR = {"country": "DE", "qualification": "Bachelor of Science", "year": "2021"}
JSON = {"Accept": "application/json"}
AS_CSV = {"Content-Type": "text/csv"}


class TestOne:
    def test_it_is_what_the_function_returns(
        self, client: Client, shipped_snapshot: OpenSnapshot
    ) -> None:
        found = client.get(ADDRESS, params=BACHELOR, headers=JSON)
        expected = recognise(shipped_snapshot.on(), Application.of(BACHELOR))
        assert found.json() == expected.model_dump(mode="json")
        assert found.json()["snapshot"] == found.headers["X-Kgqual-Snapshot"]

    def test_posted_as_json_or_as_a_form_it_is_the_same(self, client: Client) -> None:
        expected = client.get(ADDRESS, params=BACHELOR, headers=JSON).json()
        posted = client.post(ADDRESS, json={**BACHELOR, "year": 2021}, headers=JSON)
        assert posted.json() == expected
        assert posted.headers["Cache-Control"] == "no-store"
        assert client.post(ADDRESS, data=BACHELOR, headers=JSON).json() == expected

    def test_who_has_it_gets_it_no_second_time(self, client: Client) -> None:
        tag = client.get(ADDRESS, params=BACHELOR, headers=JSON).headers["ETag"]
        again = client.get(ADDRESS, params=BACHELOR, headers={**JSON, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")

    def test_as_of_another_day(self, client: Client) -> None:
        then = client.get(ADDRESS, params={**BACHELOR, "as-of": "2026-06-01"}, headers=JSON).json()
        assert then["as_of"] == "2026-06-01"
        assert then["permalink"].count("as-of=2026-06-01") == 1

    def test_its_permalink_leads_to_the_same_answer(self, client: Client) -> None:
        found = client.get(ADDRESS, params=BACHELOR, headers=JSON).json()
        again = client.get(found["permalink"], headers=JSON).json()
        assert again == found

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"country": "DE"}, "qualification: is missing."),
            ({**BACHELOR, "country": "XX"}, "no country with the code 'XX'"),
            ({**BACHELOR, "colour": "red"}, "colour: is not a field"),
            ({**BACHELOR, "purpose": "fun"}, "'fun' is not a purpose"),
            ({**BACHELOR, "as-of": "soon"}, "not a date"),
            ({**BACHELOR, "format": "yaml"}, "there are json"),
        ],
    )
    def test_what_is_wrong_is_said(self, client: Client, given: dict[str, str], said: str) -> None:
        refused = client.get(ADDRESS, params=given, headers=JSON)
        assert refused.status_code == 400
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert said in refused.json()["detail"]

    @pytest.mark.parametrize("body", ["{", "[1]", "null"])
    def test_a_body_that_holds_no_fields_is_refused(self, client: Client, body: str) -> None:
        posted = client.post(
            ADDRESS, content=body, headers={**JSON, "Content-Type": "application/json"}
        )
        assert posted.status_code == 400

    def test_openapi_describes_the_fields_and_what_comes_back(self, client: Client) -> None:
        described = client.get("/openapi.json").json()["paths"][ADDRESS]
        parameters = {one["name"]: one for one in described["get"]["parameters"]}
        assert parameters.keys() >= {*FIELDS, "as-of", "snapshot", "format"}
        assert [name for name in FIELDS if parameters[name]["required"]] == [
            "country",
            "qualification",
        ]
        schema = described["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema["$ref"].endswith("/Recognition")
        posted = described["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert posted["properties"].keys() == set(FIELDS)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Recognition look-up: statement"),
        ("kk", "Тану туралы анықтама"),
        ("ru", "Справка для признания"),
    ],
)
def test_the_statement_speaks_the_readers_language(
    client: Client, language: str, title: str
) -> None:
    asked = {**BACHELOR, "format": "statement"}
    page = client.get(ADDRESS, params=asked, headers={"Accept-Language": language})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Language"] == language
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert f"<h1>{title}</h1>" in page.text
    assert f"{client.base_url}/recognition?country=DE" in page.text.replace("&amp;", "&")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


class TestATable:
    def test_every_row_comes_back_with_what_was_found(self, client: Client) -> None:
        table = "id,country,qualification\n7,DE,Bachelor of Science\n8,XX,Bachelor\n9,,\n"
        answer = client.post(BATCH, content=table, headers=AS_CSV)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        good, unknown, empty = rows_of(answer.text)
        assert list(good) == ["id", "country", "qualification", *FOUND]
        assert (good["id"], good["nqf_level"], good["strength"]) == ("7", "6", "editorial")
        assert (unknown["id"], unknown["error_column"]) == ("8", "country")
        assert "is missing" in empty["error"]

    def test_thousands_of_rows_begin_to_come_before_the_last_is_found(self, client: Client) -> None:
        rows = 2_000
        table = "country,qualification\n" + "DE,Bachelor of Science\n" * rows
        headers = {**AS_CSV, "Accept-Encoding": "identity"}
        with client.stream("POST", BATCH, content=table, headers=headers) as answer:
            parts = list(answer.iter_text())
        assert len(parts) > 5
        assert len(rows_of("".join(parts))) == rows

    @pytest.mark.parametrize(
        ("body", "headers", "status"),
        [
            (b"title\nBachelor\n", AS_CSV, 400),
            (b"country,qualification\nDE,\xff\n", AS_CSV, 400),
            (b'country,qualification\nDE,"open\n', AS_CSV, 400),
            (b"", AS_CSV, 400),
            (b"country,qualification\n", {"Content-Type": "application/json"}, 415),
        ],
    )
    def test_what_is_no_table_is_refused_before_anything_is_sent(
        self, client: Client, body: bytes, headers: dict[str, str], status: int
    ) -> None:
        assert client.post(BATCH, content=body, headers=headers).status_code == status


@pytest.fixture(scope="module")
def small(serve: Any, served_data: Path) -> Iterator[str]:
    """A service that takes small tables only."""
    limits = ServiceSettings(workers=1, batch_bytes=200_000, batches=1)
    serving: AbstractContextManager[str] = serve(served_data, limits)
    with serving as address:
        yield address


def test_a_table_that_is_too_long_is_refused(small: str) -> None:
    table = "country,qualification\n" + "DE,Bachelor\n" * 30_000
    assert httpx.post(f"{small}{BATCH}", content=table, headers=AS_CSV).status_code == 413


def test_of_more_tables_at_a_time_than_may_be_the_last_is_asked_to_come_back(small: str) -> None:
    table = "country,qualification\n" + "DE,Bachelor of Science\n" * 5_000

    def post(_: int) -> int:
        return httpx.post(f"{small}{BATCH}", content=table, headers=AS_CSV, timeout=60).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(post, range(2))) == [200, 503]
    assert post(0) == 200  # the slot is free again


def test_as_linked_data_it_is_read_by_any_reader_of_rdf(client: Client) -> None:
    asked = {**BACHELOR, "format": "jsonld"}
    answer = client.get(ADDRESS, params=asked)
    assert answer.headers["Content-Type"] == "application/ld+json"
    triples = list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.JSON_LD))
    permalink = client.get(ADDRESS, params=BACHELOR, headers=JSON).json()["permalink"]
    statement = pyoxigraph.NamedNode(str(client.base_url).rstrip("/") + permalink)
    assert statement in {quad.subject for quad in triples}


def test_a_browser_gets_the_form_and_what_is_wrong_with_it(client: Client) -> None:
    browser = {"Accept": "text/html"}
    assert "<form" in client.get(ADDRESS, headers=browser).text
    wrong = client.get(ADDRESS, params={"country": "DE"}, headers=browser)
    assert wrong.status_code == 400
    assert wrong.headers["Content-Type"].startswith("text/html")
