"""What Prometheus scrapes: counted by route and outcome, without anything that clients send."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
from httpx import Client
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from kgqual.store.snapshot import Snapshots

Serve = Callable[[Path], AbstractContextManager[str]]
Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]

PAGE = Path(__file__).parents[2] / "docs" / "operator.md"
ROW = re.compile(r"^\| `(kgqual_\w+)` \| (\w+) \|([^|]*)\|", re.MULTILINE)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def figures(client: Client) -> Figures:
    """Return every sample of ``/metrics``, by its name and labels, when nothing else is asked.

    A request is counted when it is over, which can be after its client has the last byte.
    """
    idle = re.compile(r"^kgqual_http_requests_in_flight 1\.0$", re.MULTILINE)
    while not idle.search(client.get("/metrics").text):
        time.sleep(0.01)
    return samples(client)


def samples(client: Client) -> Figures:
    """Return every sample of ``/metrics``, by its name and labels, as things are."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def grown(before: Figures, after: Figures, name: str, **labels: str) -> float:
    """Return by how much a figure grew."""
    key = (name, frozenset(labels.items()))
    return after[key] - before.get(key, 0)


def test_requests_are_counted_by_route_method_and_status(client: Client) -> None:
    before = figures(client)
    plain = {"accept-encoding": "identity"}
    size = len(client.get("/id/nqf/2016.ttl", headers=plain).content)
    size += len(client.get("/id/nqf/2016/level/4.ttl", headers=plain).content)
    client.head("/id/nqf/2016.ttl")
    client.get("/id/no/such/thing")
    client.get("/static/kgqual.css")
    client.get("/openapi.json")
    after = figures(client)
    total, route = "kgqual_http_requests_total", "/id/{path}"
    assert grown(before, after, total, route=route, method="GET", status="200") == 2
    assert grown(before, after, total, route=route, method="HEAD", status="200") == 1
    assert grown(before, after, total, route=route, method="GET", status="404") == 1
    files = {"route": "/static/{path}", "method": "GET", "status": "200"}
    assert grown(before, after, total, **files) == 1
    described = {"route": "/openapi.json", "method": "GET", "status": "200"}
    assert grown(before, after, total, **described) == 1
    assert grown(before, after, "kgqual_http_request_seconds_count", route=route) == 4
    assert grown(before, after, "kgqual_http_response_bytes_total", route=route) > size


def test_clients_cannot_make_new_figures(client: Client) -> None:
    client.request("BREW", "/nothing/of/the/kind")
    before = figures(client)
    for number in range(3):
        client.request("BREW", f"/nothing/{number}", headers={"user-agent": f"me {number}"})
    assert figures(client).keys() == before.keys()


def test_queries_are_timed_by_outcome(client: Client) -> None:
    before = figures(client)
    asked = {
        "ok": [{"query": "ASK { FILTER(1 = 1) }"}, {"query": "SELECT * { ?s ?p ?o } LIMIT 3"}],
        "remembered": [{"query": "ASK { FILTER(1 = 1) }"}],
        "refused": [{"query": "ASK {"}],
        "timeout": [{"query": ENDLESS, "timeout": "0.2"}],
    }
    for queries in asked.values():
        for parameters in queries:
            client.get("/sparql", params=parameters)
    after = figures(client)
    for outcome, queries in asked.items():
        counted = grown(before, after, "kgqual_query_seconds_count", outcome=outcome)
        assert counted == len(queries), outcome
    assert grown(before, after, "kgqual_query_seconds_sum", outcome="timeout") > 0.19
    assert grown(before, after, "kgqual_query_wait_seconds_count") == 5
    assert grown(before, after, "kgqual_query_workers_ended_total", cause="deadline") == 1
    client.get("/sparql", headers={"accept": "text/turtle"})
    assert grown(after, figures(client), "kgqual_query_seconds_count", outcome="ok") == 0


def test_the_processes_are_counted_by_what_they_do(client: Client) -> None:
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(client.get, "/sparql", params={"query": ENDLESS, "timeout": "2"})
        busy = ("kgqual_query_workers", frozenset({("state", "busy")}))
        while not (now := samples(client))[busy]:
            assert not asked.done(), "it was never busy"
        assert asked.result().status_code == 504
    idle = now["kgqual_query_workers", frozenset({("state", "idle")})]
    assert now[busy] + idle >= 1
    assert now["kgqual_queries_waiting", frozenset()] == 0
    assert now["kgqual_query_workers_memory_bytes", frozenset()] > 1 << 20


def test_the_snapshot_is_named_with_its_age(client: Client, served_data: Path) -> None:
    snapshot = Snapshots(served_data).current()
    now = samples(client)
    assert now["kgqual_snapshot_info", frozenset({("snapshot", snapshot.id)})] == 1
    assert now["kgqual_snapshot_triples", frozenset()] == snapshot.manifest.triples
    age = time.time() - snapshot.published
    assert 0 <= age - now["kgqual_snapshot_age_seconds", frozenset()] < 5


def test_openmetrics_is_there_for_those_who_ask(client: Client) -> None:
    accept = {"accept": "application/openmetrics-text; version=1.0.0, text/plain; q=0.5"}
    answer = client.get("/metrics", headers=accept)
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    families = openmetrics(answer.text)  # type: ignore[no-untyped-call]
    assert "kgqual_query_seconds" in {family.name for family in families}
    plain = client.get("/metrics")
    assert plain.headers["content-type"].startswith("text/plain")


def test_services_in_one_process_count_for_themselves(
    serve: Serve, client: Client, tmp_path: Path
) -> None:
    client.get("/catalog")
    catalogue = ("kgqual_http_request_seconds_count", frozenset({("route", "/catalog")}))
    with serve(tmp_path) as address, httpx.Client(base_url=address) as other:
        assert catalogue in figures(client)
        assert catalogue not in figures(other)


def test_the_documented_figures_are_the_exposed_ones(client: Client) -> None:
    client.get("/health")
    exposed = {}
    for family in text_string_to_metric_families(client.get("/metrics").text):
        if family.name.startswith("kgqual_") and not family.name.endswith("_created"):
            suffix = "_total" if family.type == "counter" else ""
            labels = {name for sample in family.samples for name in sample.labels} - {"le"}
            exposed[family.name + suffix] = (family.type, labels)
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    documented = {name: (kind, set(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}
    assert documented == exposed
