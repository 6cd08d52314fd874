"""Asking over HTTP: other endpoints than ours, answers that break off, what errors say."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest

from kgqual import Client
from kgqual.client.endpoint import endpoint_address
from kgqual.errors import BadQuery, Busy, EngineError, QueryTimeout

JSON = "application/sparql-results+json"
ONE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
XML = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
    b'<results><result><binding name="x"><literal>1</literal></binding></result></results></sparql>'
)
TRIPLE = b"<urn:a> <urn:p> <urn:b> .\n"


class Other(BaseHTTPRequestHandler):
    """An endpoint of another make, which answers as the path of its address says."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[dict[str, list[str]]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.asked.append(parse_qs(body) | {"accept": [self.headers["accept"]]})
        answers = {
            "/json": (200, JSON, ONE, len(ONE)),
            "/xml": (200, "application/sparql-results+xml", XML, len(XML)),
            "/short": (200, JSON, ONE[:-10], len(ONE)),
            "/damaged": (200, JSON, ONE[:-10], len(ONE) - 10),
            "/triples": (200, "application/n-triples", TRIPLE, len(TRIPLE)),
            "/short-triples": (200, "application/n-triples", TRIPLE, 2 * len(TRIPLE)),
            "/page": (200, "text/html", b"<p>Welcome</p>", 14),
            "/busy": (503, "text/plain", "Кезек толы".encode(), 19),
            "/wrong": (400, "text/plain", "Parse error: «SELEC»".encode(), 22),
            "/late": (504, "text/plain", b"", 0),
        }
        status, media_type, content, length = answers[self.path.partition("?")[0]]
        self.send_response(status)
        self.send_header("content-type", media_type)
        self.send_header("content-length", str(length))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/sparql"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/sparql"),
        ("https://example.org/kgqual/sparql", "https://example.org/kgqual/sparql"),
        ("https://example.org/query", "https://example.org/query"),
    ],
)
def test_the_address_of_a_service_or_of_an_endpoint_is_taken(given: str, expected: str) -> None:
    assert endpoint_address(given) == expected


@pytest.mark.parametrize("path", ["/json", "/xml"])
def test_an_endpoint_of_another_make_answers_in_its_format(other: str, path: str) -> None:
    with Client(other + path) as client:
        assert client.rows("SELECT ?x {}") == [{"x": "1"}]
        assert client.snapshot == ""


def test_a_query_is_sent_as_one_whatever_its_comments_say(other: str) -> None:
    query = "# move, add, DELETE\nSELECT ?x {}"
    Client(other + "/json").rows(query, named_graphs=["urn:g"], timeout=7)
    assert Other.asked[-1]["query"] == [query]
    assert Other.asked[-1]["named-graph-uri"] == ["urn:g"]
    assert Other.asked[-1]["timeout"] == ["7"]
    assert Other.asked[-1]["accept"][0].startswith(JSON)


def test_an_endpoint_that_does_not_know_as_of_is_not_believed(other: str) -> None:
    with pytest.raises(EngineError, match="does not know as_of"):
        Client(other + "/json").rows("SELECT ?x {}", as_of="2013-06-01")
    with pytest.raises(EngineError, match="did not answer from snapshot abc"):
        Client(other + "/json", snapshot="abc").rows("SELECT ?x {}")


@pytest.mark.parametrize("path", ["/short", "/damaged"])
def test_a_part_of_an_answer_is_no_answer(other: str, path: str) -> None:
    with pytest.raises(EngineError):
        Client(other + path).rows("SELECT ?x {}")


def test_an_error_may_be_let_go_of_in_another_thread(other: str) -> None:
    kept: list[EngineError] = []
    try:
        Client(other + "/damaged").rows("SELECT ?x {}")
    except EngineError as error:
        kept.append(error)
    assert kept
    dropping = threading.Thread(target=kept.clear)  # what the engine read dies in its own thread
    dropping.start()
    dropping.join()


def test_a_part_of_a_graph_is_no_graph(other: str) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert len(Client(other + "/triples").construct(query)) == 1
    with pytest.raises(EngineError, match="did not answer to the end"):
        Client(other + "/short-triples").construct(query)


def test_a_page_is_no_answer(other: str) -> None:
    with pytest.raises(EngineError, match=r"text/html.*address of a SPARQL endpoint"):
        Client(other + "/page").rows("SELECT ?x {}")


@pytest.mark.parametrize(
    ("path", "error", "reason"),
    [
        ("/busy", Busy, "Кезек толы"),
        ("/wrong", BadQuery, "«SELEC»"),
        ("/late", QueryTimeout, "status 504"),
    ],
)
def test_a_refusal_is_an_error_with_what_the_endpoint_says(
    other: str, path: str, error: type[EngineError], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        Client(other + path).rows("SELECT ?x {}")


def test_a_problem_is_told_by_its_detail(address: str) -> None:
    with pytest.raises(BadQuery) as found:
        Client(address).rows("SELEC")
    assert str(found.value).startswith("Not a valid SPARQL query")


def test_an_address_where_nothing_listens_is_named() -> None:
    with pytest.raises(EngineError, match=r"127\.0\.0\.1:9/sparql did not answer"):
        Client("http://127.0.0.1:9").rows("SELECT ?x {}")
