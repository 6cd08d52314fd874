"""Queries stored to be cited: one permalink for a question, and what became of its answer."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from httpx import Client, ReadTimeout, Response
from pyoxigraph import Literal, NamedNode, Triple

from kgqual import __version__
from kgqual.namespaces import DCAT, SKOS, SPDX, graph
from kgqual.settings import ServiceSettings
from kgqual.store.keeping import KEPT
from kgqual.store.snapshot import Snapshot

COOK = NamedNode("http://example.org/cook")
LABELS = (
    "# en: Labels of 100% of cooks\n"
    f"SELECT ?label {{ <{COOK.value}> <{SKOS.prefLabel.value}> ?label }}"
)
IN_ENGLISH = {"Accept": "text/html", "Accept-Language": "en"}

Publish = Callable[..., Snapshot]
Service = Callable[..., AbstractContextManager[Client]]


def labelled(*labels: str) -> dict[tuple[str, str], tuple[str, list[Triple]]]:
    triples = [Triple(COOK, SKOS.prefLabel, Literal(label)) for label in labels]
    return {("nco", "2017"): ("", triples)}


@pytest.fixture
def publish(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Publish:
    """Publish a snapshot with these labels in it."""
    return lambda *labels: publish_releases(tmp_path / "data", labelled(*labels))


@pytest.fixture
def service(serve: Callable[..., AbstractContextManager[str]], tmp_path: Path) -> Service:
    """Serve what was published; settings may be given."""

    @contextmanager
    def service(**settings: Any) -> Iterator[Client]:
        limits = ServiceSettings(**{"workers": 1, "query_timeout": 20, **settings})
        with serve(tmp_path / "data", limits) as address, Client(base_url=address) as client:
            yield client

    return service


@pytest.fixture(scope="module")
def data(
    publish_releases: Callable[..., Snapshot], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A directory with one small snapshot."""
    data = tmp_path_factory.mktemp("queries") / "data"
    publish_releases(data, labelled("cook", "chef"))
    return data


@pytest.fixture(scope="module")
def client(data: Path, serve: Callable[..., AbstractContextManager[str]]) -> Iterator[Client]:
    """A client of a service over ``data``."""
    with serve(data) as address, Client(base_url=address, timeout=30) as client:
        yield client


def store(client: Client, query: str = LABELS, **more: object) -> dict[str, Any]:
    answer = client.post("/queries", json={"query": query, **more})
    assert answer.status_code in (200, 201), answer.text
    stored: dict[str, Any] = answer.json()
    return stored


def stored_files(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "queries").glob("*"))


def counting(joined: int) -> str:
    """Return a query that takes longer the more triples there are, and more so the more joined."""
    patterns = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(joined))
    return f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}"


def become_current(client: Client, snapshot: Snapshot) -> None:
    while client.get("/ready").json()["snapshot"] != snapshot.id:
        time.sleep(0.05)


class TestStoring:
    def test_the_first_time_it_is_created_and_then_found(self, client: Client) -> None:
        query = f"{LABELS} # the first time"
        first, again = (client.post("/queries", json={"query": query}) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.headers["Location"] == again.headers["Location"]
        assert first.json() == again.json() == client.get(first.headers["Location"]).json()

    def test_it_says_what_was_asked_and_answered(self, client: Client) -> None:
        before = datetime.now(UTC).isoformat()[:10]
        stored = store(client)
        assert stored["query"] == LABELS
        assert (stored["default-graph-uri"], stored["named-graph-uri"]) == ([], [])
        assert stored["as-of"] is None
        [result] = stored["results"]
        assert result["snapshot"] == client.get("/ready").json()["snapshot"]
        assert result["asked"][:10] in (before, datetime.now(UTC).isoformat()[:10])
        assert (result["kind"], result["rows"], result["kgqual"]) == ("solutions", 2, __version__)
        assert (result["kept"], stored["changed"]) == (True, False)

    @pytest.mark.parametrize(
        "posted",
        [
            {"json": {"query": LABELS, "named-graph-uri": graph("nco", "2017").value}},
            {"data": {"query": LABELS, "named-graph-uri": graph("nco", "2017").value}},
            {
                "content": LABELS,
                "headers": {"Content-Type": "application/sparql-query"},
                "params": {"named-graph-uri": graph("nco", "2017").value},
            },
        ],
        ids=["json", "form", "query"],
    )
    def test_json_a_form_and_a_query_say_the_same(
        self, client: Client, posted: dict[str, Any]
    ) -> None:
        stored = client.post("/queries", **posted).json()
        asked = {
            "query": LABELS,
            "default-graph-uri": [],
            "named-graph-uri": [graph("nco", "2017").value],
            "as-of": None,
        }
        canonical = json.dumps(asked, sort_keys=True, separators=(",", ":"))
        assert stored["id"] == hashlib.sha256(canonical.encode()).hexdigest()[:32]
        assert stored["results"][0]["rows"] == 0, "the default graph is empty"

    def test_the_same_day_is_the_same_question(self, client: Client) -> None:
        assert (
            store(client, **{"as-of": "20200131"})["url"]
            == store(client, **{"as-of": "2020-01-31"})["url"]
        )

    def test_a_browser_is_sent_to_the_page(self, client: Client) -> None:
        sent = client.post("/queries", data={"query": LABELS}, headers=IN_ENGLISH)
        assert sent.status_code == 303
        assert client.get(sent.headers["Location"], headers=IN_ENGLISH).status_code == 200

    def test_many_at_once_are_one(self, client: Client) -> None:
        query = f"{LABELS} # many at once"
        with ThreadPoolExecutor(8) as threads:
            answers = list(
                threads.map(lambda _: client.post("/queries", json={"query": query}), range(8))
            )
        assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
        assert len({answer.headers["Location"] for answer in answers}) == 1
        assert all(len(answer.json()["results"]) == 1 for answer in answers)


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "status", "detail"),
        [
            ({"query": "SELEC"}, 400, "Not a valid SPARQL query"),
            ({"query": "INSERT DATA { <a:b> <a:c> 1 }"}, 400, "INSERT is an update"),
            ({"query": "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400, "SERVICE"),
            ({"update": "CLEAR ALL"}, 400, "takes no updates"),
            ({}, 400, "query is missing"),
            ({"query": "ASK {}", "as-of": "soon"}, 400, "as-of='soon'"),
            ({"query": "ASK {}", "default-graph-uri": ["here"]}, 400, "'here' is not the IRI"),
            ({"query": "ASK {}", "as-of": "2020-01-01", "named-graph-uri": "a:b"}, 400, "not both"),
            ({"query": "ASK {}", "snapshot": "zzz"}, 404, "Kept are"),
            ({"query": "ASK {}", "timeout": 0}, 400, "timeout='0'"),
            ({"query": ["ASK {}", "ASK { }"]}, 400, "2 times"),
            ({"query": {"text": "ASK {}"}}, 400, "is a text"),
            ({"query": "ASK {}", "sparql": 1}, 400, "Unknown members: sparql"),
            ({"query": "ASK { ?s ?p '\ud800' }"}, 400, "half a character"),
            ({"query": f"ASK {{}} # {'x' * (64 << 10)}"}, 413, "65536 bytes"),
            ({"query": "ASK {" * 9000 + "}" * 9000}, 400, ""),
            (["ASK {}"], 400, "not a JSON object"),
        ],
    )
    def test_only_what_ran_is_stored(
        self, client: Client, data: Path, body: object, status: int, detail: str
    ) -> None:
        before = stored_files(data)
        sent = json.dumps(body)
        answer = client.post("/queries", content=sent, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.headers["Content-Type"]) == (
            status,
            "application/problem+json",
        )
        assert detail in answer.json()["detail"]
        assert stored_files(data) == before
        assert store(client)["changed"] is False, "the next one is stored"

    @pytest.mark.parametrize(
        ("content", "status"), [(b"{", 400), (b"[" * 100_000, 400), (b'"' * (1 << 21), 413)]
    )
    def test_what_is_no_json_is_said(self, client: Client, content: bytes, status: int) -> None:
        json_header = {"Content-Type": "application/json"}
        assert client.post("/queries", content=content, headers=json_header).status_code == status

    def test_other_types_are_415_and_say_which_are_taken(self, client: Client) -> None:
        answer = client.post("/queries", content="ASK {}", headers={"Content-Type": "text/plain"})
        assert answer.status_code == 415
        assert "application/json" in answer.headers["Accept-Post"]

    def test_what_ran_too_long_is_not_stored(self, client: Client, data: Path) -> None:
        before = stored_files(data)
        answer = client.post("/queries", json={"query": counting(60), "timeout": 0.3})
        assert answer.status_code == 504
        assert stored_files(data) == before

    def test_a_client_that_goes_away_ends_its_query(self, client: Client) -> None:
        with pytest.raises(ReadTimeout):
            client.post("/queries", json={"query": counting(60)}, timeout=0.4)
        until = time.monotonic() + 15
        while "requests_in_flight 1.0" not in client.get("/metrics").text:
            assert time.monotonic() < until, "it still runs"

    def test_no_more_than_may_be(self, publish: Publish, service: Service) -> None:
        publish("cook", "chef")
        with service(stored_queries=1) as client:
            store(client)
            answer = client.post("/queries", json={"query": counting(60)})
            assert answer.status_code == 507, "it is not even run"
            assert "KGQUAL_STORED_QUERIES" in answer.json()["detail"]
            assert client.post("/queries", json={"query": LABELS}).status_code == 200

    @pytest.mark.parametrize("id", ["0" * 32, "..%2Fcurrent", "lock", "%00"])
    def test_what_is_not_stored_is_404(self, client: Client, id: str) -> None:
        store(client)
        assert client.get(f"/queries/{id}").status_code == 404
        assert client.get("/queries").status_code == 405


class TestChange:
    def test_another_snapshot_may_answer_the_same_or_not(
        self, publish: Publish, service: Service
    ) -> None:
        first = publish("cook", "chef")
        with service() as client:
            labels, any_label = store(client), store(client, "ASK { ?s ?p 'cook' }")
            second = publish("cook", "head chef")
            become_current(client, second)
            now = client.get(labels["url"])
            assert now.headers["X-Kgqual-Snapshot"] == second.id
            assert now.json()["changed"] is True
            assert now.json()["cited"] == first.id
            assert now.json()["newest"]["snapshot"] == second.id
            assert now.json()["newest"]["rows"] == 2
            assert client.get(any_label["url"]).json()["changed"] is False

    def test_each_snapshot_keeps_its_record_and_can_be_cited(
        self, publish: Publish, service: Service
    ) -> None:
        first = publish("cook")
        with service() as client:
            stored = store(client)
            second = publish("cook", "chef")
            become_current(client, second)
            answer = client.post("/queries", json={"query": LABELS})
            assert (answer.status_code, answer.headers["Location"]) == (200, stored["url"])
            assert [r["snapshot"] for r in answer.json()["results"]] == [first.id, second.id]
            assert [r["rows"] for r in answer.json()["results"]] == [1, 2]
            assert answer.json()["cited"] == second.id
            assert answer.json()["changed"] is False
            cited = client.get(stored["url"], params={"snapshot": first.id[:8]}).json()
            assert (cited["cited"], cited["changed"]) == (first.id, True)
            assert client.get(stored["url"], params={"snapshot": "zzz"}).status_code == 404
            third = client.post("/queries", json={"query": "ASK {}", "snapshot": first.id[:8]})
            assert third.json()["results"][0]["snapshot"] == first.id

    def test_a_pruned_snapshot_is_compared_by_checksum(
        self, publish: Publish, service: Service
    ) -> None:
        first = publish("cook")
        with service() as client:
            stored = store(client)
            for number in range(KEPT):
                newest = publish("cook", f"chef {number}")
            become_current(client, newest)
            now = client.get(stored["url"]).json()
            assert now["changed"] is True
            assert (now["results"][0]["kept"], now["results"][0]["answer"]) == (False, None)
            page = client.get(stored["url"], headers=IN_ENGLISH).text
            assert "kept no more" in page
            gone = client.get(f"{stored['url']}/answer", params={"snapshot": first.id})
            assert gone.status_code == 410
            again = publish("cook")
            assert again == first
            become_current(client, first)
            assert client.get(stored["url"]).json()["changed"] is False

    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("SELECT (NOW() AS ?now) {}", "volatile"),
            ("SELECT (RAND() > 2 AS ?no) {}", "volatile"),
            ("SELECT (BNODE() AS ?node) {}", "blank-nodes"),
        ],
    )
    def test_what_cannot_be_compared_is_said(self, client: Client, query: str, reason: str) -> None:
        stored = client.get(store(client, query)["url"]).json()
        assert (stored["changed"], stored["reason"]) == (None, reason)
        assert stored["explanation"]
        page = client.get(stored["url"], headers=IN_ENGLISH).text
        assert "Whether the answer changed cannot be said" in page

    def test_when_it_cannot_be_run_now_that_is_said(
        self, publish: Publish, service: Service
    ) -> None:
        publish("cook")
        slow = (
            "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12)) + "}"
        )
        with service() as client:
            url = store(client, slow)["url"]
        publish(*map(str, range(30)))
        with service(query_timeout=0.5) as client:
            client.timeout = 60
            stored = client.get(url.replace(url.partition("/queries")[0], "")).json()
        assert (stored["changed"], stored["reason"]) == (None, "failed")
        assert "ran longer than" in stored["explanation"]

    def test_what_the_engine_may_choose_is_said(self, client: Client) -> None:
        stored = store(client, "SELECT ?s { ?s ?p ?o } LIMIT 1")
        assert stored["arbitrary"] == ["LIMIT"]
        page = client.get(stored["url"], headers=IN_ENGLISH).text
        assert "LIMIT: which rows are taken is left to the engine" in page


class TestAnswer:
    def test_a_shell_finds_the_recorded_checksum(self, client: Client, tmp_path: Path) -> None:
        stored = store(client)
        answer = client.get(stored["results"][0]["answer"], params={"format": "tsv"})
        (tmp_path / "answer.tsv").write_bytes(answer.content)
        command = "(head -n 1 answer.tsv; tail -n +2 answer.tsv | LC_ALL=C sort) | sha256sum"
        ran = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
        assert ran.stdout.split()[0] == stored["results"][0]["sha256"]

    def test_the_same_and_the_newest_snapshot_answer(
        self, publish: Publish, service: Service
    ) -> None:
        first = publish("cook")
        with service() as client:
            url = store(client)["url"]
            second = publish("chef")
            become_current(client, second)

            def answer(snapshot: str | None) -> Response:
                asked = {} if snapshot is None else {"snapshot": snapshot}
                return client.get(f"{url}/answer", params=asked, headers={"Accept": "text/csv"})

            for snapshot, label, id in (
                ("same", "cook", first.id),
                (None, "cook", first.id),
                (first.id[:6], "cook", first.id),
                ("newest", "chef", second.id),
                (second.id, "chef", second.id),
            ):
                assert answer(snapshot).text == f"label\r\n{label}\r\n"
                assert answer(snapshot).headers["X-Kgqual-Snapshot"] == id

    def test_the_dataset_is_that_of_the_question(self, client: Client) -> None:
        iri = graph("nco", "2017").value
        url = store(client, "ASK { GRAPH ?g { ?s ?p ?o } }", **{"default-graph-uri": [iri]})["url"]
        assert client.get(f"{url}/answer").json()["boolean"] is False
        url = store(client, "ASK { ?s ?p ?o }", **{"default-graph-uri": [iri]})["url"]
        assert client.get(f"{url}/answer").json()["boolean"] is True


class TestRepresentations:
    def test_it_is_a_page_json_and_rdf(self, client: Client) -> None:
        stored = store(client)
        for accept, begins in (
            ("text/html,*/*;q=0.8", "text/html"),
            ("*/*", "application/json"),
            ("application/json", "application/json"),
            ("text/turtle", "text/turtle"),
            ("application/ld+json", "application/ld+json"),
        ):
            answer = client.get(stored["url"], headers={"Accept": accept})
            assert answer.headers["Content-Type"].startswith(begins)
            assert 'rel="cite-as"' in answer.headers["Link"]
        assert client.get(stored["url"], params={"format": "json"}).json() == stored
        assert client.get(stored["url"], params={"format": "yaml"}).status_code == 400
        assert client.get(stored["url"], headers={"Accept": "image/png"}).status_code == 406

    def test_its_rdf_holds_the_text_and_the_checksum(self, client: Client) -> None:
        stored = store(client)
        text = client.get(stored["url"], params={"format": "ntriples"}).text
        graph = {quad.triple for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)}
        values = {t.object.value for t in graph if t.predicate == SPDX.checksumValue}
        assert values == {stored["results"][0]["sha256"]}
        answer = NamedNode(stored["results"][0]["url"])
        assert Triple(NamedNode(stored["url"]), DCAT.hasVersion, answer) in graph
        assert any(t.object == Literal(LABELS) for t in graph)

    @pytest.mark.parametrize(
        ("language", "says"),
        [
            ("en", "The newest snapshot gives the same answer."),
            ("ru", "Новейший снимок даёт тот же ответ."),
            ("kk", "Ең жаңа түсірім дәл осы жауапты береді."),
        ],
    )
    def test_its_page_speaks_three_languages(
        self, client: Client, language: str, says: str
    ) -> None:
        stored = store(client)
        page = client.get(stored["url"], headers={"Accept": "text/html"}, params={"lang": language})
        assert says in page.text
        assert stored["results"][0]["sha256"] in page.text

    @pytest.mark.parametrize("format", ["json", "turtle", "html"])
    def test_a_host_that_is_none_is_refused(self, client: Client, format: str) -> None:
        path = f"/queries/{store(client)['id']}?format={format}"
        assert client.get(path, headers={"Host": "a b"}).status_code == 400

    def test_a_hostile_text_is_text(self, client: Client) -> None:
        hostile = "# en: </pre><script>alert(1)</script>\\input{x} {{7*7}} \u202e\nASK {}"
        stored = store(client, hostile)
        page = client.get(stored["url"], headers=IN_ENGLISH).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{7*7}}" in page
        assert "\\input" not in stored["cite"]["bibtex"]
        assert "\u202e" not in stored["cite"]["bibtex"] + stored["cite"]["text"]

    def test_a_client_that_has_it_is_told_so(self, publish: Publish, service: Service) -> None:
        publish("cook")
        with service() as client:
            url = store(client)["url"]
            tag = {"If-None-Match": client.get(url).headers["ETag"]}
            same = client.get(url, headers=tag)
            assert (same.status_code, same.content) == (304, b"")
            assert same.headers["X-Kgqual-Snapshot"]
            become_current(client, publish("chef"))
            assert client.get(url, headers=tag).status_code == 200, "it changed"

    def test_it_is_cited_by_the_permalink(self, client: Client) -> None:
        stored = store(client)
        [result] = stored["results"]
        cite = stored["cite"]
        assert client.get(cite["url"]).json()["cited"] == result["snapshot"]
        for part in (cite["url"], result["snapshot"], __version__, result["asked"][:10]):
            assert part in cite["bibtex"] and part in cite["text"]
        assert "title = {{Labels of 100\\% of cooks. Answer of kgqual}}," in cite["bibtex"]
        assert cite["bibtex"].count("{") - cite["bibtex"].count("}") == 0

    @pytest.mark.parametrize(
        ("opening", "title"),
        [
            ("# en: Levels\n# ru: Уровни\n", "Levels"),
            ("#kk : Деңгейлер\n", "Деңгейлер"),
            ("\n# Levels of all\n", "Levels of all"),
            ("", "Answer to a SPARQL query"),
            ("#\n", "Answer to a SPARQL query"),
        ],
    )
    def test_its_title_is_the_first_thing_that_it_says(
        self, client: Client, opening: str, title: str
    ) -> None:
        cited = store(client, f"{opening}ASK {{}}")["cite"]["text"]
        assert cited.startswith(f"kgqual contributors ({datetime.now(UTC).year}). {title}. ")

    def test_head_is_like_get(self, client: Client) -> None:
        stored = store(client)
        head = client.head(stored["url"])
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["X-Kgqual-Snapshot"] == stored["cited"]
