"""Content codings: what a client likes best and never what it refuses; the content is the same."""

from __future__ import annotations

import gzip

import pytest
from httpx import Client, Response
from hypothesis import given
from hypothesis import strategies as st

from kgqual.web.compression import CODINGS, Coding, coding

LEVELS = "?s a <https://w3id.org/kgqual/ontology#FrameworkLevel> ; ?p ?o"
ALL = {"query": f"SELECT * {{ {LEVELS} }} ORDER BY ?s ?p ?o LIMIT 500", "format": "csv"}
ONE = {"query": "SELECT ?s { ?s ?p ?o } LIMIT 1", "format": "csv"}
TRIPLES = {"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 500"}
PAGES = ["/", "/sparql", "/catalog", "/openapi.json", "/static/kgqual.css", "/id/nqf/2016.ttl"]
NAMES = st.sampled_from(["gzip", "zstd", "identity", "*", "br", "x"])
QUALITIES = st.dictionaries(NAMES, st.integers(0, 1000).map(lambda q: q / 1000), max_size=6)


def get(client: Client, path: str, accepted: str, **parameters: str) -> Response:
    return client.get(path, params=parameters, headers={"accept-encoding": accepted})


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("", Coding("", True)),
        ("gzip", Coding("gzip", True)),
        ("GZip", Coding("gzip", True)),
        ("gzip, deflate, br, zstd", Coding("zstd", True)),
        ("zstd;q=0.5, gzip;q=0.8", Coding("gzip", True)),
        ("identity, gzip;q=0.5", Coding("", True)),
        ("*", Coding("", True)),
        ("gzip;q=0, *", Coding("", True)),
        ("identity;q=0, *", Coding("zstd", False)),
        ("identity;q=0, gzip", Coding("gzip", False)),
        ("*;q=0, gzip", Coding("gzip", False)),
        ("identity;q=0", Coding("", False)),
        ("*;q=0", Coding("", False)),
        ("br", Coding("", True)),
        (";;q=x,", Coding("", True)),
    ],
)
def test_the_coding_by_quality(field: str, chosen: Coding) -> None:
    assert coding(field) == chosen


@given(QUALITIES)
def test_what_is_refused_is_never_chosen_and_nothing_is_liked_better(
    qualities: dict[str, float],
) -> None:
    field = ", ".join(f"{name};q={quality}" for name, quality in qualities.items())
    chosen, plain = coding(field)
    liked = {name: qualities.get(name, qualities.get("*", 0.0)) for name in CODINGS}
    if chosen:
        assert liked[chosen] > 0
        assert all(liked[chosen] >= qualities.get(name, 0) for name in (*CODINGS, "identity"))
    elif not plain:
        assert not any(liked.values())
    refused = qualities.get("identity", qualities.get("*", 1.0)) == 0
    assert plain is not refused


@pytest.mark.parametrize("parameters", [ALL, TRIPLES], ids=["solutions", "graph"])
@pytest.mark.parametrize("name", CODINGS)
def test_an_answer_is_compressed(client: Client, name: str, parameters: dict[str, str]) -> None:
    plain = get(client, "/sparql", "identity", **parameters)
    coded = get(client, "/sparql", name, **parameters)
    assert coded.headers["content-encoding"] == name
    assert coded.content == plain.content
    assert coded.num_bytes_downloaded < plain.num_bytes_downloaded / 2
    for response in (plain, coded):
        assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("name", CODINGS)
def test_a_small_answer_is_not(client: Client, name: str) -> None:
    response = get(client, "/sparql", name, **ONE)
    assert "content-encoding" not in response.headers
    assert int(response.headers["content-length"]) == len(response.content)


def test_a_small_answer_is_when_the_client_refuses_plain_ones(client: Client) -> None:
    response = get(client, "/sparql", "gzip, identity;q=0", **ONE)
    assert response.headers["content-encoding"] == "gzip"
    assert response.content == get(client, "/sparql", "identity", **ONE).content


@pytest.mark.parametrize("path", ["/sparql", "/"])
def test_a_client_that_refuses_all_is_told(client: Client, path: str) -> None:
    response = get(client, path, "*;q=0")
    assert response.status_code == 406
    assert "gzip" in response.json()["detail"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", CODINGS)
def test_everything_else_is_compressed_as_well(client: Client, path: str, name: str) -> None:
    accept = {"accept": "text/html, */*;q=0.5"}
    plain = client.get(path, headers={**accept, "accept-encoding": "identity"})
    coded = client.get(path, headers={**accept, "accept-encoding": name})
    assert coded.headers["content-encoding"] == name
    assert coded.content == plain.content
    for response in (plain, coded):
        assert "accept-encoding" in response.headers["vary"].lower()


def test_a_coded_file_has_a_weak_tag_and_no_ranges(client: Client) -> None:
    """Its bytes are made anew each time; those of the plain file are not."""
    plain = get(client, "/static/kgqual.css", "identity")
    coded = get(client, "/static/kgqual.css", "gzip")
    assert plain.headers["accept-ranges"] == "bytes"
    assert "accept-ranges" not in coded.headers
    assert coded.headers["etag"] == f"W/{plain.headers['etag']}"
    known = {"if-none-match": coded.headers["etag"], "accept-encoding": "gzip"}
    assert client.get("/static/kgqual.css", headers=known).status_code == 304


def test_a_range_of_a_file_is_not_compressed(client: Client) -> None:
    headers = {"range": "bytes=0-2047", "accept-encoding": "gzip"}
    response = client.get("/static/kgqual.css", headers=headers)
    assert response.status_code == 206
    assert "content-encoding" not in response.headers
    whole = get(client, "/static/kgqual.css", "identity").content
    assert response.content == whole[:2048]


def test_head_says_what_get_would(client: Client) -> None:
    headers = {"accept-encoding": "gzip"}
    head = client.head("/sparql", params=ALL, headers=headers)
    assert head.headers["content-encoding"] == "gzip"
    assert head.content == b""


def test_what_is_sent_is_gzip_for_anybody(client: Client) -> None:
    headers = {"accept-encoding": "gzip"}
    with client.stream("GET", "/sparql", params=ALL, headers=headers) as response:
        sent = b"".join(response.iter_raw())
    assert gzip.decompress(sent) == get(client, "/sparql", "identity", **ALL).content
