"""Answers of /sparql that clients keep: asked again with their ETag, a 304 without running."""

from __future__ import annotations

import pytest
from httpx import Client, Response

PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
CODES = PREFIX + "SELECT ?code { ?s skos:notation ?code } ORDER BY ?code LIMIT 3"
NQF = "https://w3id.org/kgqual/graph/framework/nqf-2016"


def get(client: Client, query: str = CODES, tag: str = "", **parameters: str) -> Response:
    headers = {"if-none-match": tag} if tag else {}
    return client.get("/sparql", params={"query": query, **parameters}, headers=headers)


def tag_of(response: Response) -> str:
    assert response.status_code == 200, response.text
    return response.headers["etag"]


def test_an_answer_asked_again_is_not_sent_again(client: Client) -> None:
    first = get(client)
    again = get(client, tag=tag_of(first))
    assert again.status_code == 304
    assert again.content == b""
    for name in ("etag", "cache-control", "vary", "x-kgqual-snapshot"):
        assert again.headers[name] == first.headers[name]
    assert first.headers["etag"].startswith('W/"')
    assert first.headers["cache-control"] == "no-cache"
    assert "content-type" not in again.headers


def test_the_query_is_not_run_for_it(client: Client) -> None:
    """Within a millionth of a second no worker sorts that much, and long answers are not kept."""
    long = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?o LIMIT 10000"
    tags = f'W/"{"0" * 32}", {tag_of(get(client, long))}'
    late = get(client, long, timeout="0.000001")
    assert late.status_code == 504
    assert "etag" not in late.headers
    assert get(client, long, tag=tags, timeout="0.000001").status_code == 304


@pytest.mark.parametrize("tag", ['"x"', "nonsense", 'W/"0"'])
def test_another_tag_is_answered(client: Client, tag: str) -> None:
    assert get(client, tag=tag).status_code == 200


def test_a_head_request_is_revalidated_as_well(client: Client) -> None:
    head = client.head("/sparql", params={"query": CODES})
    assert tag_of(head) == tag_of(get(client))
    known = {"if-none-match": tag_of(head)}
    assert client.head("/sparql", params={"query": CODES}, headers=known).status_code == 304


def test_what_the_answer_depends_on_is_in_the_tag(client: Client, versioned: Client) -> None:
    tags = [
        tag_of(get(client)),
        tag_of(get(client, CODES + " ")),
        tag_of(get(client, format="xml")),
        tag_of(get(client, **{"default-graph-uri": NQF})),
        tag_of(get(client, **{"named-graph-uri": NQF})),
        tag_of(get(client, **{"as-of": "2010-01-01"})),
        tag_of(get(versioned)),
        tag_of(client.get("/sparql", params={"query": CODES}, headers={"accept": "text/csv"})),
        tag_of(client.get("/sparql", params={"query": CODES}, headers={"accept-encoding": "gzip"})),
    ]
    assert len(set(tags)) == len(tags)


def test_what_it_does_not_depend_on_is_not(client: Client) -> None:
    headers = {"accept": "application/sparql-results+json;q=0.9, text/turtle;q=0.1"}
    other = client.get("/sparql", params={"query": CODES, "timeout": "9"}, headers=headers)
    assert tag_of(other) == tag_of(get(client))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (now() AS ?x) {}",
        "SELECT (RAND() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (StrUUID() AS ?x) {}",
        "ASK { FILTER(2<NOW()&&?x>1) }",
    ],
)
def test_an_answer_that_changes_by_itself_has_no_tag(client: Client, query: str) -> None:
    response = get(client, query)
    assert response.status_code == 200
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["?now", '"NOW()"', "<urn:RAND()>", "skos:UUID"])
def test_a_name_that_looks_so_does_not_matter(client: Client, name: str) -> None:
    assert get(client, PREFIX + f"SELECT ?now {{ ?now skos:notation {name} }}").headers["etag"]


def test_a_posted_query_has_no_tag(client: Client) -> None:
    """HTTP knows no 304 for POST."""
    known = {"if-none-match": tag_of(get(client))}
    response = client.post("/sparql", data={"query": CODES}, headers=known)
    assert response.status_code == 200
    assert "etag" not in response.headers


def test_the_description_is_revalidated(client: Client) -> None:
    first = client.get("/sparql", headers={"accept": "text/turtle"})
    known = {"accept": "text/turtle", "if-none-match": tag_of(first)}
    assert client.get("/sparql", headers=known).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [("/sparql?query=SELEC", 400), ("/id/nowhere", 404), ("/sparql?query=ASK{}", 200)],
)
def test_a_star_is_no_tag(client: Client, address: str, status: int) -> None:
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == status
