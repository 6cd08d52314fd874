"""Requests to /sparql that are odd, too long, or ask for what is refused: each is told why."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from httpx import Client, QueryParams, Response

from kgqual.web.parameters import MAX_BODY

ASK = "ASK {}"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"


def post(client: Client, body: bytes, content_type: str = QUERY, **headers: str) -> Response:
    fields = {"content-type": content_type, **headers}
    return client.post("/sparql", content=body, headers=fields)


def refused(response: Response, status: int, *reasons: str) -> None:
    """Assert that it is a problem which says why."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    for reason in reasons:
        assert reason in problem["detail"]


@pytest.mark.parametrize(
    "query_string",
    [
        "query=ASK+%7B%7D",
        "query=ASK%20%7b%7d",
        "query=ASK%20{}",
        "QUERY=no&query=ASK {}".replace(" ", "%20"),
        "&&query=ASK%20{}&=&x",
        "query=ASK%20{FILTER(%221%25%22=%22%D1%96%22||true)}",
    ],
)
def test_every_way_to_encode_an_address_is_read(client: Client, query_string: str) -> None:
    response = client.get(f"/sparql?{query_string}")
    assert response.status_code == 200, response.text
    assert response.json()["boolean"] is True


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "us-ascii"])
@pytest.mark.parametrize("media_type", [QUERY, FORM, QUERY.upper()])
def test_a_charset_may_be_said_when_it_is_utf_8(
    client: Client, media_type: str, charset: str
) -> None:
    body = b"ASK {}" if media_type != FORM else b"query=ASK%20%7B%7D"
    response = post(client, body, f"{media_type};charset={charset}")
    assert response.json()["boolean"] is True


def test_a_text_beyond_ascii_arrives_as_it_was_sent(client: Client) -> None:
    query = 'SELECT ("біліктілік 資格 🎓" AS ?x) {}'
    answers = [
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        post(client, query.encode()),
    ]
    for answer in answers:
        assert answer.json()["results"]["bindings"][0]["x"]["value"] == "біліктілік 資格 🎓"


class TestWrongText:
    """What cannot be decoded is refused, never guessed."""

    @pytest.mark.parametrize("wrong", ["%", "%2", "%ZZ", "100%25%"])
    def test_a_percent_sign_that_encodes_nothing(self, client: Client, wrong: str) -> None:
        refused(client.get(f"/sparql?query=ASK%20{{}}&x={wrong}"), 400, "percent-encoded", "%25")
        body = f"query=ASK%20%7B%7D&x={wrong}".encode()
        refused(post(client, body, FORM), 400, "form is not percent-encoded")

    @pytest.mark.parametrize("wrong", ["%FF", "%C3%28", "%ED%A0%80", "%F8%88%80%80%80"])
    def test_what_is_not_utf_8_when_decoded(self, client: Client, wrong: str) -> None:
        refused(client.get(f"/sparql?query=ASK%20{{}}{wrong}"), 400, "address is not UTF-8")
        refused(post(client, f"query=ASK{wrong}".encode(), FORM), 400, "form is not UTF-8")

    def test_bytes_that_are_not_utf_8(self, client: Client) -> None:
        refused(post(client, b"ASK {} # \xe9"), 400, "body is not UTF-8", "byte 9")

    def test_another_charset(self, client: Client) -> None:
        body = "ASK {}".encode("utf-16")
        refused(post(client, body, f"{QUERY}; charset=utf-16"), 415, "charset=utf-16", "UTF-8")
        refused(post(client, b"query=ASK%20{}", f"{FORM}; charset=latin1"), 415, "latin1")

    def test_a_compressed_body(self, client: Client) -> None:
        response = post(client, b"\x1f\x8b", **{"content-encoding": "gzip"})
        refused(response, 415, "gzip")
        assert response.headers["accept-encoding"] == "identity"

    def test_a_null_byte(self, client: Client) -> None:
        refused(client.get("/sparql?query=ASK%20{}%00"), 400, "Not a valid SPARQL query")


class TestTooLong:
    """Bodies have a limit, whether or not they say how long they are."""

    def test_a_body_without_its_length(self, client: Client) -> None:
        def parts() -> Iterator[bytes]:
            for _ in range(MAX_BODY // (1 << 16) + 1):
                yield b" " * (1 << 16)

        answer = client.post("/sparql", content=parts(), headers={"content-type": QUERY})
        refused(answer, 413, str(MAX_BODY))

    def test_a_body_within_the_limit(self, client: Client) -> None:
        assert post(client, b"ASK {}".ljust(MAX_BODY)).json()["boolean"] is True


class TestTwice:
    """What may be given once and is given twice has no meaning."""

    @pytest.mark.parametrize("name", ["query", "timeout", "as-of", "snapshot"])
    def test_in_the_address(self, client: Client, name: str) -> None:
        parameters = QueryParams([("query", ASK), (name, "1"), (name, "1")])
        refused(client.get("/sparql", params=parameters), 400, f"{name} is given", "times")

    def test_in_the_address_and_in_the_body(self, client: Client) -> None:
        headers = {"content-type": QUERY}
        response = client.post("/sparql", params={"query": ASK}, content=ASK, headers=headers)
        refused(response, 400, "query is given 2 times")


class TestReadOnly:
    """Updates and the Graph Store Protocol are refused by policy, and told what is possible."""

    @pytest.mark.parametrize(
        "name",
        ["update", "using-graph-uri", "using-named-graph-uri", "graph", "default"],
    )
    @pytest.mark.parametrize("query", [{}, {"query": ASK}])
    def test_parameters(self, client: Client, name: str, query: dict[str, str]) -> None:
        refused(client.get("/sparql", params={**query, name: ""}), 400, f"{name}=", "read-only")
        refused(client.post("/sparql", data={**query, name: "x"}), 400, f"{name}=", "read-only")

    def test_an_update_as_the_body(self, client: Client) -> None:
        response = post(client, b"DROP ALL", "application/sparql-update")
        refused(response, 415, "read-only", "application/sparql-update")
        assert response.headers["accept-post"] == f"{FORM}, {QUERY}"

    @pytest.mark.parametrize("media_type", ["text/turtle", "multipart/form-data; boundary=x"])
    def test_a_graph_as_the_body(self, client: Client, media_type: str) -> None:
        refused(post(client, b"<urn:a> <urn:b> 1 .", media_type), 415, "read-only")

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_methods(self, client: Client, method: str) -> None:
        response = client.request(method, "/sparql", params={"default": ""})
        refused(response, 405, f"{method} is not possible", "Graph Store Protocol", "read-only")
        assert response.headers["allow"] == "GET, HEAD, POST"

    @pytest.mark.parametrize(
        "update",
        [
            "LOAD <file:///etc/passwd>",
            "CLEAR ALL",
            "ADD <a> TO <b>",
            "# SELECT\nPREFIX select: <urn:> BASE <urn:a> delete WHERE { ?s ?p ?o }",
        ],
    )
    def test_an_update_as_a_query(self, client: Client, update: str) -> None:
        refused(client.get("/sparql", params={"query": update}), 400, "is an update", "read-only")


@pytest.mark.parametrize("host", ["a b", "<x>", ""])
def test_a_host_that_is_none_is_refused(client: Client, host: str) -> None:
    parts = urlsplit(str(client.base_url))
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", "/sparql?query=ASK%20%7B%7D", headers={"Host": host})
    response = connection.getresponse()
    assert response.status == 400
    assert b"Host" in response.read()
    connection.close()


@pytest.mark.parametrize("query", ["", " ", "# nothing"])
def test_an_empty_query_is_no_query(client: Client, query: str) -> None:
    refused(client.get("/sparql", params={"query": query}), 400, "it is empty")
    refused(post(client, query.encode()), 400, "it is empty")


def test_a_function_that_is_unknown_is_the_clients_mistake(client: Client) -> None:
    query = "SELECT (<https://example.org/f>(1) AS ?x) {}"
    refused(client.get("/sparql", params={"query": query}), 400, "https://example.org/f")
