"""``Client``: the same answers from a service and from the directory that it serves."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgqual import Client
from kgqual.errors import BadQuery, BadUsage, QueryTimeout
from kgqual.store.snapshot import NoSnapshot, Snapshots

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.rq"))
EDITIONS = """
SELECT ?edition { ?edition <http://purl.org/dc/terms/isVersionOf> <https://w3id.org/kgqual/id/nqf> }
"""
NQF = "https://w3id.org/kgqual/graph/framework/nqf-2016"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
LITERALS = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda d: f"{d:f}"),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda f: f"{f:e}"),
    st.sampled_from(["true", "false", "UNDEF", "<urn:x>"]),
    st.dates().map(lambda d: f'"{d}"^^<http://www.w3.org/2001/XMLSchema#date>'),
    st.datetimes(timezones=st.none() | st.timezones()).map(
        lambda t: f'"{t.isoformat()}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    ),
    TEXTS.map(lambda t: '"' + t.replace("\\", "\\\\").replace('"', '\\"') + '"@kk'),
)


def test_it_is_found_in_the_package_and_loaded_only_then() -> None:
    program = (
        "import sys, kgqual\n"
        "assert 'kgqual.client' not in sys.modules\n"
        "from kgqual import Client\n"
        "assert Client.__name__ == 'Client' and 'pandas' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_the_same_answer_both_ways(
    remote: Client, local: Client, path: Path
) -> None:
    query = path.read_text(encoding="utf-8")
    found = local.rows(query, languages=True)
    assert found
    assert remote.rows(query, languages=True) == found
    assert remote.snapshot == local.snapshot


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(LITERALS, min_size=1, max_size=4))
def test_whatever_the_literals_both_ways_agree(
    remote: Client, local: Client, literals: list[str]
) -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ {' '.join(literals)} }} }}"
    found = local.rows(query, languages=True)
    assert len(found) == len(literals)
    assert remote.rows(query, languages=True) == found


def test_rows_hold_python_values(client: Client) -> None:
    query = (EXAMPLES[0].parent / "10-credits.rq").read_text(encoding="utf-8")
    academic, vocational = client.rows(query)
    assert (academic["credits"], academic["ects"]) == (60, Decimal(60))
    assert (vocational["ects"], vocational["ectsByHoursMax"]) == (None, Decimal("57.6"))


def test_a_graph_is_one_of_rdflib_with_literals_as_written(client: Client) -> None:
    level = "https://w3id.org/kgqual/id/nqf/2016/level/4"
    described = client.construct(f"DESCRIBE <{level}>")
    notation = rdflib.SKOS.notation
    assert described.value(rdflib.URIRef(level), notation) == rdflib.Literal("4")
    made = client.construct('CONSTRUCT { <urn:a> <urn:p> "2016-1"^^<urn:t>, "ә"@kk, [] } {}')
    assert {(str(o), getattr(o, "language", None)) for o in made.objects()} > {
        ("2016-1", None),
        ("ә", "kk"),
    }


def test_an_ask_is_answered_with_a_boolean(client: Client) -> None:
    assert client.holds(f"ASK {{ GRAPH <{NQF}> {{ ?s ?p ?o }} }}") is True
    assert client.holds("ASK { <urn:none> ?p ?o }") is False


def test_as_of_a_day_answers_what_was_valid_then(client: Client) -> None:
    def editions(**options: str) -> list[object]:
        return [row["edition"] for row in client.rows(EDITIONS, **options)]  # type: ignore[arg-type]

    assert "https://w3id.org/kgqual/id/nqf/2016" in editions()
    assert editions(as_of="2013-06-01") == ["https://w3id.org/kgqual/id/nqf/2012"]


def test_graphs_are_chosen_by_name(client: Client) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert client.rows(GRAPHS, named_graphs=[NQF]) == [{"g": NQF}]
    assert client.rows(everything, named_graphs=[NQF]) == [{"n": 0}]
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{NQF}> {{ ?s ?p ?o }} }}"
    assert client.rows(everything, default_graphs=NQF) == client.rows(inside)


def test_a_text_that_is_no_query_is_refused(client: Client) -> None:
    with pytest.raises(BadQuery, match="Not a valid SPARQL query"):
        client.rows("SELEC ?s")
    with pytest.raises(BadQuery, match="SERVICE"):
        client.rows("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(BadQuery):
        client.rows("DROP ALL")


def test_the_wrong_method_names_the_right_one(client: Client) -> None:
    with pytest.raises(BadUsage, match="ASK: ask it with `holds`"):
        client.rows("ASK {}")
    with pytest.raises(BadUsage, match="ask it with `construct`"):
        client.select("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(BadUsage, match="ask it with `select`"):
        client.construct("SELECT * {}")
    with pytest.raises(BadUsage, match="ask it with `select`"):
        client.holds("SELECT * {}")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"as_of": "yesterday"}, "'yesterday' is not a day"),
        ({"as_of": "2013-06-01", "default_graphs": [NQF]}, "not both"),
        ({"named_graphs": ["the current one"]}, "not the IRI of a graph"),
        ({"timeout": 0}, "timeout=0"),
    ],
)
def test_a_wrong_argument_is_refused_before_anything_is_asked(
    client: Client, options: dict[str, object], reason: str
) -> None:
    with pytest.raises(BadUsage, match=reason):
        client.rows("no query", **options)  # type: ignore[arg-type]


def test_a_query_that_takes_too_long_is_stopped(client: Client) -> None:
    with pytest.raises(QueryTimeout, match=r"longer than 0\.3 s"):
        client.rows(CARTESIAN, timeout=0.3)
    assert client.holds("ASK {}")


def test_an_answer_can_be_asked_of_a_named_snapshot(address: str, served_data: Path) -> None:
    kept = Snapshots(served_data).current().id
    for where in (address, served_data):
        with Client(where, snapshot=kept[:6]) as client:
            assert client.holds("ASK {}")
            assert client.snapshot == kept


def test_without_an_address_the_snapshot_of_this_machine_is_asked(
    served_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGQUAL_DATA", str(served_data))
    with Client() as client:
        assert client.snapshot == Snapshots(served_data).current().id


def test_a_directory_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="kgqual build"):
        Client(tmp_path)
