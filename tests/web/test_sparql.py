"""/sparql as the SPARQL 1.1 Protocol asks for it."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from httpx import Client, Response

LEVELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code WHERE {
  ?level skos:inScheme <https://w3id.org/kgqual/id/nqf/2016> ; skos:notation ?code
} ORDER BY ?code
"""
ASK = "ASK { <https://w3id.org/kgqual/id/nqf/2016/level/4> ?p ?o }"
LEVEL_4 = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "CONSTRUCT { ?level skos:notation ?code } WHERE { "
    "BIND(<https://w3id.org/kgqual/id/nqf/2016/level/4> AS ?level) ?level skos:notation ?code }"
)
NQF = "https://w3id.org/kgqual/graph/framework/nqf-2016"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def get(client: Client, query: str, accept: str = "*/*", **parameters: str) -> Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"accept": accept})


def codes(response: Response) -> list[str]:
    assert response.status_code == 200, response.text
    rows = json.loads(response.content)["results"]["bindings"]
    return [row["code"]["value"] for row in rows]


def test_a_query_by_get_by_form_and_as_a_body_has_the_same_answer(client: Client) -> None:
    expected = ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert codes(get(client, LEVELS)) == expected
    assert codes(client.post("/sparql", data={"query": LEVELS})) == expected
    headers = {"content-type": "application/sparql-query"}
    assert codes(client.post("/sparql", content=LEVELS, headers=headers)) == expected


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_solutions_come_in_the_format_accepted(
    client: Client, accept: str, media_type: str
) -> None:
    response = get(client, LEVELS, accept)
    assert response.headers["content-type"].partition(";")[0] == media_type
    if media_type == "text/csv":
        assert [row[0] for row in csv.reader(io.StringIO(response.text))][:3] == ["code", "1", "2"]
    elif media_type.startswith("application/"):
        found = ox.QueryResultsFormat.from_media_type(media_type)
        assert found
        solutions = ox.parse_query_results(response.content, format=found)
        assert isinstance(solutions, ox.QuerySolutions)
        assert len(list(solutions)) == 8


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"],
)
def test_graphs_come_in_the_format_accepted(client: Client, media_type: str) -> None:
    response = get(client, LEVEL_4, media_type)
    assert response.headers["content-type"].partition(";")[0] == media_type
    found = ox.RdfFormat.from_media_type(media_type)
    assert found
    (quad,) = ox.parse(response.content, format=found)
    assert quad.object == ox.Literal("4")


@pytest.mark.parametrize(
    ("name", "query", "media_type"),
    [
        ("csv", LEVELS, "text/csv"),
        ("xml", LEVELS, "application/sparql-results+xml"),
        ("xml", LEVEL_4, "application/rdf+xml"),
        ("json", ASK, "application/sparql-results+json"),
        ("json", LEVEL_4, "application/ld+json"),
        ("turtle", LEVEL_4, "text/turtle"),
        ("application/n-triples", LEVEL_4, "application/n-triples"),
    ],
)
def test_format_serves_clients_that_cannot_say_accept(
    client: Client, name: str, query: str, media_type: str
) -> None:
    response = get(client, query, "text/html", format=name)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_an_ask_is_answered_with_a_boolean(client: Client) -> None:
    assert get(client, ASK).json()["boolean"] is True


def test_relative_iris_are_resolved_against_the_endpoint(client: Client) -> None:
    response = get(client, "SELECT (<#x> AS ?code) {}")
    assert codes(response) == [f"{client.base_url}/sparql#x"]


def test_every_answer_names_its_snapshot_and_may_be_read_from_any_site(client: Client) -> None:
    origin = {"origin": "https://example.org"}
    response = client.get("/sparql", params={"query": ASK}, headers=origin)
    assert response.headers["x-kgqual-snapshot"] == client.get("/ready").json()["snapshot"]
    assert response.headers["access-control-allow-origin"] == "*"
    assert "x-kgqual-snapshot" in response.headers["access-control-expose-headers"].lower()
    preflight = {**origin, "access-control-request-method": "POST"}
    allowed = client.options("/sparql", headers=preflight)
    assert allowed.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELEC ?s", "Not a valid SPARQL query"),
        ("", "Not a valid SPARQL query"),
        ("DROP ALL", "DROP is an update"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_refused_query_is_a_400_problem(client: Client, query: str, reason: str) -> None:
    response = get(client, query)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "https://w3id.org/kgqual/problem/bad-query"
    assert problem["status"] == 400
    assert reason in problem["detail"]


def test_two_queries_in_one_request_are_refused(client: Client) -> None:
    response = client.get("/sparql", params={"query": [ASK, ASK]})
    assert response.status_code == 400
    assert "query is given 2 times" in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"query=" + "ASK {}".encode("utf-16"), "application/x-www-form-urlencoded", 400),
        ("ASK {}".encode("utf-16"), "application/sparql-query", 400),
        (b"query=ASK%20%7B%7D%FF", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%20%7B%7D", "text/plain", 415),
        (b"query=ASK%20%7B%7D", "", 415),
        (b"DROP ALL", "application/sparql-update", 415),
        (b"update=DROP%20ALL", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"x" * ((1 << 20) + 1), "application/sparql-query", 413),
    ],
)
def test_a_wrong_body_is_refused(
    client: Client, body: bytes, content_type: str, status: int
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = client.post("/sparql", content=body, headers=headers)
    assert response.status_code == status
    assert response.json()["status"] == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_say_which_are_possible(client: Client, method: str) -> None:
    response = client.request(method, "/sparql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST"


def test_head_answers_like_get_without_a_body(client: Client) -> None:
    response = client.head("/sparql", params={"query": LEVELS}, headers={"accept": "text/csv"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content == b""


@pytest.mark.parametrize(
    ("query", "accept"),
    [(LEVELS, "image/png"), (LEVELS, "text/turtle"), (LEVEL_4, "text/csv")],
)
def test_a_format_that_cannot_be_had_is_406(client: Client, query: str, accept: str) -> None:
    response = get(client, query, accept)
    assert response.status_code == 406
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unknown_format_is_refused_by_name(client: Client) -> None:
    response = get(client, LEVELS, format="excel")
    assert response.status_code == 400
    assert "'excel'" in response.json()["detail"]
    assert "csv" in response.json()["detail"]


def test_a_query_that_takes_too_long_is_504(client: Client) -> None:
    patterns = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {patterns} }}"
    response = get(client, query, timeout="0.3")
    assert response.status_code == 504
    assert response.json()["type"].endswith("/timeout")
    assert codes(get(client, LEVELS))[0] == "1"


@pytest.mark.parametrize("timeout", ["-1", "0", "soon", "inf", "nan"])
def test_a_wrong_time_limit_is_refused(client: Client, timeout: str) -> None:
    response = get(client, ASK, timeout=timeout)
    assert response.status_code == 400
    assert timeout in response.json()["detail"]


class TestDataset:
    """default-graph-uri, named-graph-uri and as-of."""

    COUNT = "SELECT (COUNT(*) AS ?code) WHERE { ?s ?p ?o }"
    NAMES = "SELECT DISTINCT ?code WHERE { GRAPH ?code { ?s ?p ?o } }"

    def test_the_default_graph_is_that_of_the_current_graphs(self, client: Client) -> None:
        entries = client.get("/ready").json()
        assert 0 < int(codes(get(client, self.COUNT))[0]) <= entries["triples"]
        assert len(codes(get(client, self.NAMES))) == entries["graphs"]

    def test_a_named_default_graph_is_all_that_is_seen(self, client: Client) -> None:
        parameters = {"default-graph-uri": NQF}
        inside = f"SELECT (COUNT(*) AS ?code) WHERE {{ GRAPH <{NQF}> {{ ?s ?p ?o }} }}"
        assert codes(get(client, self.COUNT, **parameters)) == codes(get(client, inside))
        assert codes(get(client, self.NAMES, **parameters)) == []

    def test_a_named_graph_is_reached_by_graph_only(self, client: Client) -> None:
        parameters = {"named-graph-uri": NQF}
        assert codes(get(client, self.COUNT, **parameters)) == ["0"]
        assert codes(get(client, self.NAMES, **parameters)) == [NQF]

    def test_the_protocol_goes_before_from(self, client: Client) -> None:
        query = "SELECT (COUNT(*) AS ?code) FROM <https://example.org/none> WHERE { ?s ?p ?o }"
        assert codes(get(client, query)) == ["0"]
        assert codes(get(client, query, **{"default-graph-uri": NQF})) != ["0"]

    def test_graphs_in_a_form_count_as_those_in_the_address(self, client: Client) -> None:
        form = {"query": self.NAMES, "named-graph-uri": NQF}
        assert codes(client.post("/sparql", data=form)) == [NQF]

    def test_a_graph_that_is_not_there_is_empty(self, client: Client) -> None:
        unknown = {"default-graph-uri": "https://w3id.org/kgqual/graph/esco/9"}
        assert codes(get(client, self.COUNT, **unknown)) == ["0"]

    @pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
    def test_what_is_no_iri_is_no_graph(self, client: Client, parameter: str) -> None:
        response = get(client, self.COUNT, **{parameter: "the current one"})
        assert response.status_code == 400
        assert "'the current one'" in response.json()["detail"]

    def test_as_of_a_day_asks_what_was_valid_then(self, versioned: Client) -> None:
        query = (
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "PREFIX tvet: <https://w3id.org/kgqual/id/tvet/speciality/> "
            "SELECT ?code { tvet:10149900 skos:prefLabel ?code }"
        )
        assert codes(get(versioned, query)) == ["Coaching"]
        assert codes(get(versioned, query, **{"as-of": "2022-05-01"})) == ["Coaching in 2020"]
        assert codes(get(versioned, query, **{"as-of": "2019-12-31"})) == []

    @pytest.mark.parametrize("day", ["yesterday", "2022-02-30", "05/01/2022"])
    def test_a_day_that_is_none_is_refused(self, client: Client, day: str) -> None:
        response = get(client, self.COUNT, **{"as-of": day})
        assert response.status_code == 400
        assert day in response.json()["detail"]

    def test_a_day_and_graphs_contradict_each_other(self, client: Client) -> None:
        parameters = {"as-of": "2022-05-01", "default-graph-uri": NQF}
        assert get(client, self.COUNT, **parameters).status_code == 400
