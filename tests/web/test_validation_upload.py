"""POST /validation: files that anybody may send, and what they may do: nothing but be judged."""

from __future__ import annotations

import csv
import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from httpx import Client, Response

from kgqual.namespaces import SH
from kgqual.settings import ServiceSettings
from kgqual.validation.shapes import shipped_shapes
from kgqual.web.wording import say

Serve = Callable[[Path, ServiceSettings], AbstractContextManager[str]]
TURTLE, HTML = {"accept": "text/turtle"}, {"accept": "text/html"}
SMALL = 200_000

LEVEL = """
@prefix kq: <https://w3id.org/kgqual/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/level> a kq:FrameworkLevel ; skos:prefLabel "Level <b>5</b>"@en ;
    skos:inScheme <https://w3id.org/kgqual/id/nqf/2016> .
"""
"""A level that lacks its notation, of a framework that only the served graph describes."""
AS_NTRIPLES = (
    "<https://example.org/level> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<https://w3id.org/kgqual/ontology#FrameworkLevel> .\n"
)
AS_RDFXML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:kq="https://w3id.org/kgqual/ontology#">
<kq:FrameworkLevel rdf:about="https://example.org/level"/></rdf:RDF>"""
AS_JSONLD = '{"@id": "https://example.org/level", "@type": "https://w3id.org/kgqual/ontology#FrameworkLevel"}'
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PREFIXES
    + "ex:Shape a sh:NodeShape ; sh:targetNode ex:level ; sh:property ex:Shape-p .\n"
    + "ex:Shape-p sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning .\n"
)
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:e="https://example.org/"><rdf:Description rdf:about="https://example.org/x">'
    "<e:p>&j;</e:p></rdf:Description></rdf:RDF>"
)
EXPLODING = (
    PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:level ; sh:property "
    '[ sh:path ex:text ; sh:pattern "^(a?){60}(a|aa)+(a*)*$" ] .'
)
STEALING = (
    PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:level ; sh:sparql [ sh:select "
    '"SELECT $this WHERE { SERVICE <http://127.0.0.1:1/> { $this ?p ?o } }" ] .'
)
RECURSIVE = PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:level ; sh:node ex:S ."


@pytest.fixture(scope="module")
def limited(serve: Serve, served_data: Path) -> Iterator[Client]:
    """A client of a service with low limits."""
    settings = ServiceSettings(
        workers=1, validation_bytes=SMALL, validation_timeout=12, validation_memory=2 << 30
    )
    with serve(served_data, settings) as address, Client(base_url=address, timeout=90) as client:
        yield client


def _send(client: Client, data: str, shapes: str = "", **options: Any) -> Response:
    files = [("data", ("data.ttl", data.encode(), "text/turtle"))]
    if shapes:
        files.append(("shapes", ("shapes.ttl", shapes.encode(), "text/turtle")))
    return client.post("/validation", files=files, **options)


def _problem(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    return str(problem["detail"])


def test_a_file_is_judged_by_the_shapes_of_the_graph_in_its_context(client: Client) -> None:
    found = _send(client, LEVEL).json()
    assert found["validated"] == ["data.ttl"]
    assert {one["focus_node"]["value"] for one in found["results"]} == {"https://example.org/level"}
    shapes = {group["name"] for group in found["groups"]}
    assert "kqsh:FrameworkLevel-notation" in shapes
    assert "kqsh:FrameworkLevel-inScheme" not in shapes


def test_with_shapes_a_file_is_judged_by_these_alone(client: Client) -> None:
    response = _send(client, LEVEL, SHAPES, headers=TURTLE)
    table = ox.Store()
    table.load(response.content, format=ox.RdfFormat.TURTLE)
    shapes = [str(quad.object) for quad in table.quads_for_pattern(None, SH.sourceShape, None)]
    assert shapes == ["<https://example.org/Shape-p>"]


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/turtle", LEVEL),
        ("text/turtle; charset=utf-8", LEVEL),
        ("application/n-triples", AS_NTRIPLES),
        ("application/n-quads", AS_NTRIPLES),
        ("application/trig", LEVEL),
        ("application/rdf+xml", AS_RDFXML),
        ("application/ld+json", AS_JSONLD),
    ],
)
def test_the_content_type_of_a_body_says_its_syntax(
    client: Client, media_type: str, text: str
) -> None:
    headers = {"content-type": media_type}
    found = client.post("/validation", content=text.encode(), headers=headers).json()
    assert "kqsh:FrameworkLevel-notation" in {group["name"] for group in found["groups"]}


@pytest.mark.parametrize(
    ("name", "media_type", "text"),
    [
        ("level.ttl", "application/octet-stream", LEVEL),
        ("C:\\my files\\level.TTL", "", LEVEL),
        ("level.owl", "application/octet-stream", AS_RDFXML),
        ("level.xml", "text/xml", AS_RDFXML),
        ("level.json", "application/json", AS_JSONLD),
        ("level.txt", "text/turtle", LEVEL),
        ("../../level", "application/n-triples", AS_NTRIPLES),
    ],
)
def test_the_name_of_a_file_says_its_syntax_when_its_content_type_does_not(
    client: Client, name: str, media_type: str, text: str
) -> None:
    files = {"data": (name, text.encode(), media_type)}
    found = client.post("/validation", files=files).json()
    assert found["totals"]["violation"] > 0
    assert re.fullmatch(r"[\w.-]*level[\w.-]*", found["validated"][0])


def test_several_files_are_one_graph(client: Client) -> None:
    notation = '<https://example.org/level> <http://www.w3.org/2004/02/skos/core#notation> "5" .'
    files = [
        ("data", ("a.ttl", LEVEL.encode(), "text/turtle")),
        ("data", ("a.ttl", notation.encode(), "text/turtle")),
    ]
    found = client.post("/validation", files=files).json()
    assert found["validated"] == ["a.ttl", "a.ttl"]
    assert "kqsh:FrameworkLevel-notation" not in {group["name"] for group in found["groups"]}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_browser_gets_a_page_in_its_language(client: Client, language: str) -> None:
    response = _send(client, LEVEL, params={"lang": language}, headers=HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert say(language, "validation.file_title") in response.text
    notation = next(s for s in shipped_shapes().table.using(SH.path) if "Level-notation" in str(s))
    assert shipped_shapes().messages(notation)[language] in response.text
    assert shipped_shapes().hints(notation)[language] in response.text
    assert "<b>5</b>" not in response.text
    assert "uri=https%3A%2F%2Fexample.org%2Flevel" not in response.text


def test_csv_and_a_clean_file(client: Client) -> None:
    rows = csv.DictReader(io.StringIO(_send(client, LEVEL, params={"format": "csv"}).text))
    assert {row["severity"] for row in rows} >= {"violation"}
    clean = _send(client, "<urn:a> <urn:b> <urn:c> .", SHAPES.replace("minCount 1", "minCount 0"))
    assert clean.json()["conforms"] is True
    assert clean.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("data", "shapes", "named"),
    [
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> oops .", "", r"data\.ttl.*line 2"),
        (LEVEL, "\n\n<urn:a> oops .", r"shapes\.ttl.*line 3"),
        (
            LEVEL,
            PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:level ; sh:in 5 .",
            "list|sh:in",
        ),
        (LEVEL, STEALING, "another endpoint"),
        (LEVEL, RECURSIVE, "contain themselves"),
    ],
    ids=["data", "shapes", "no list", "SERVICE", "recursive"],
)
def test_what_cannot_be_read_is_400_and_says_where(
    limited: Client, data: str, shapes: str, named: str
) -> None:
    detail = _problem(_send(limited, data, shapes), 400)
    assert re.search(named, detail), detail
    assert "/tmp" not in detail


@pytest.mark.parametrize(
    ("options", "status", "named"),
    [
        ({"files": {"picture": ("a.ttl", b"", "text/turtle")}}, 400, "picture"),
        ({"files": {"shapes": ("a.ttl", b"#", "text/turtle")}}, 400, "data"),
        ({"files": {"data": ("", b"", "application/octet-stream")}}, 400, "data"),
        ({"files": [("data", ("a.ttl", b"#", ""))] * 30}, 400, "20 files"),
        ({"files": {"data": ("a.pdf", b"%PDF", "application/pdf")}}, 415, "a.pdf"),
        ({"content": b"a", "headers": {"content-type": "text/plain"}}, 415, "text/plain"),
        ({"content": b""}, 400, "data"),
        ({"content": b"a"}, 415, "none"),
        ({"content": b"a", "headers": {"content-type": "multipart/form-data"}}, 400, "boundary"),
        (
            {"content": b"a", "headers": {"content-type": "multipart/form-data; boundary=b"}},
            400,
            "broken",
        ),
    ],
)
def test_a_request_that_is_wrong_says_how(
    limited: Client, options: dict[str, Any], status: int, named: str
) -> None:
    assert named in _problem(limited.post("/validation", **options), status)


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_413(limited: Client, announced: bool) -> None:
    text = b"#" * (50 * SMALL)
    parts = (text[n : n + 100_000] for n in range(0, len(text), 100_000))
    headers = {"content-type": "text/turtle"}
    response = limited.post("/validation", content=text if announced else parts, headers=headers)
    assert "200,000 bytes" in _problem(response, 413)
    form = limited.post("/validation", files={"data": ("a.ttl", text, "text/turtle")})
    assert form.status_code == 413


def test_eleven_mebibytes_are_too_large_by_default(client: Client) -> None:
    files = {"data": ("a.ttl", b"#" * (11 << 20), "text/turtle")}
    assert "10,485,760 bytes" in _problem(client.post("/validation", files=files), 413)


def test_a_browser_gets_an_error_as_a_page(limited: Client) -> None:
    text = "#" * (2 * SMALL)
    response = _send(limited, text, params={"lang": "kk"}, headers=HTML)
    assert response.status_code == 413
    assert say("kk", "problem.413") in response.text


@pytest.mark.parametrize(
    ("media_type", "text", "statuses"),
    [
        ("application/rdf+xml", BILLION_LAUGHS, {400}),
        ("text/turtle", "<urn:a> <urn:b> " + "(" * 60_000 + ")" * 60_000 + " .", {200, 504}),
        ("text/turtle", "<urn:a> <urn:b> " + "[ <urn:b> " * 15_000 + "]" * 15_000, {400, 504}),
        ("application/ld+json", '{"a":' * 30_000 + "1" + "}" * 30_000, {400, 504}),
        (
            "application/ld+json",
            '{"@context": "http://127.0.0.1:1/context.jsonld", "@id": "urn:a"}',
            {400},
        ),
    ],
    ids=["billion laughs", "nested lists", "nested nodes", "nested JSON", "remote context"],
)
def test_a_hostile_file_stops_nothing_but_its_own_validation(
    limited: Client, media_type: str, text: str, statuses: set[int]
) -> None:
    headers = {"content-type": media_type}
    response = limited.post("/validation", content=text.encode(), headers=headers)
    assert response.status_code in statuses, response.text[:500]
    assert _send(limited, LEVEL, SHAPES).status_code == 200


def test_deeply_nested_shapes_are_stopped_or_refused(limited: Client) -> None:
    deep = PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:level ; sh:not " + "[ sh:not " * 8_000
    response = _send(limited, LEVEL, deep + "[ sh:class ex:C ]" + " ]" * 8_000 + " .")
    assert response.status_code in (400, 504)
    assert limited.get("/ready").status_code == 200


@pytest.fixture
def impatient(serve: Serve, served_data: Path) -> Iterator[Client]:
    """A client of a service that gives a validation three seconds."""
    settings = ServiceSettings(workers=1, validation_timeout=3)
    with serve(served_data, settings) as address, Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.alone
def test_an_exploding_pattern_is_stopped_while_others_are_answered(impatient: Client) -> None:
    data = f'<https://example.org/level> <https://example.org/text> "{"a" * 5_000}!" .'
    answers: list[Response] = []
    sender = threading.Thread(target=lambda: answers.append(_send(impatient, data, EXPLODING)))
    started = time.monotonic()
    sender.start()
    time.sleep(1)
    assert impatient.get("/health").status_code == 200
    assert impatient.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    assert impatient.get("/validation").status_code == 200
    busy = _send(impatient, LEVEL)
    assert "same time" in _problem(busy, 503)
    assert int(busy.headers["retry-after"]) > 0
    sender.join()
    assert time.monotonic() - started < 20
    assert "3 seconds" in _problem(answers[0], 504)
    assert _send(impatient, LEVEL, SHAPES).status_code in (200, 504)


def test_a_client_that_goes_away_half_way_leaves_nothing_behind(limited: Client) -> None:
    address = urlsplit(str(limited.base_url))
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(
            b"POST /validation HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
            b"Content-Length: 100000\r\n\r\n<urn:a> <urn:b>"
        )
    assert _send(limited, LEVEL, SHAPES).status_code == 200


def test_nothing_of_an_upload_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert _send(client, LEVEL, SHAPES).status_code == 200
    assert _send(client, "oops").status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_the_description_names_the_files_and_the_answers(client: Client) -> None:
    described = client.get("/openapi.json").json()["paths"]["/validation"]
    post = described["post"]
    form = post["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert set(form["properties"]) == {"data", "shapes"}
    assert "application/rdf+xml" in post["requestBody"]["content"]
    assert set(post["responses"]) >= {"200", "400", "408", "413", "415", "503", "504"}
    names = {parameter["name"] for parameter in described["get"]["parameters"]}
    assert names == {"shape", "graph", "severity", "snapshot", "limit", "offset", "format"}
    assert "text/turtle" in described["get"]["responses"]["200"]["content"]
