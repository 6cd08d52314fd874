"""Questions from Python: the same envelope from a service and from a snapshot on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kgqual import Client
from kgqual.answering import Graph
from kgqual.answering.arguments import arguments
from kgqual.client.asking import texts
from kgqual.errors import BadUsage, Busy, EngineError, QueryTimeout
from kgqual.questions import questions

LEVEL = "level-correspondence"


def test_an_answer_has_typed_items_with_their_steps(client: Client) -> None:
    answer = client.ask(LEVEL, framework="DQR", level=6, to="EQF")
    assert answer.answer is not None
    (found,) = answer.answer
    assert found.level.label["ru"] == "Уровень 6 ЕРК"
    assert answer.steps[found.steps[0]].source.title.startswith("EU Vocabularies")
    assert answer.snapshot == client.snapshot


def test_a_thing_of_an_answer_is_an_argument_of_the_next(client: Client) -> None:
    first = client.ask(LEVEL, framework="DQR", level="6", to="EQF")
    assert first.answer is not None
    level = first.answer[0].level
    second = client.ask(LEVEL, framework="EQF", level=level, to="DQR")
    assert "http://data.europa.eu/snb/qdr/c_6919ed25" in {i.level.iri for i in second.answer or ()}


def test_an_abstention_is_an_answer(client: Client) -> None:
    answer = client.ask(LEVEL, framework="DQR", level="4", to="NQF")
    assert answer.abstained
    assert answer.leads


@pytest.mark.parametrize("day", ["2020-01-01", date(2020, 1, 1)])
def test_as_of_another_day(client: Client, day: str | date) -> None:
    assert client.ask(LEVEL, framework="DQR", level="6", as_of=day).as_of == "2020-01-01"


def test_wrong_usage_is_refused_alike(client: Client) -> None:
    with pytest.raises(BadUsage, match="no question"):
        client.ask("meaning-of-life")
    with pytest.raises(BadUsage, match="needs level"):
        client.ask(LEVEL, framework="DQR")
    with pytest.raises(BadUsage, match="no argument levle"):
        client.ask(LEVEL, framework="DQR", level="6", levle="6")
    with pytest.raises(BadUsage, match="not a day"):
        client.ask(LEVEL, framework="DQR", level="6", as_of="soon")


def test_an_argument_that_python_has_a_keyword_for() -> None:
    def way(graph: Graph, from_: str, to: date | None = None) -> None:
        """Stand for a question from one thing to another."""

    taken = replace(questions()[LEVEL], arguments=arguments(way))
    assert texts(taken, {"from_": "a", "to": date(2020, 1, 1)}) == {"from": "a", "to": "2020-01-01"}


def test_a_named_snapshot_is_asked(address: str, local: Client) -> None:
    with Client(address, snapshot=local.snapshot[:6]) as client:
        answer = client.ask(LEVEL, framework="DQR", level="6", to="EQF")
    assert answer.snapshot == local.snapshot
    with Client(address, snapshot="0000000") as client, pytest.raises(BadUsage, match="0000000"):
        client.ask(LEVEL, framework="DQR", level="6")


def test_after_closing_it_answers_again(local: Client) -> None:
    before = local.ask(LEVEL, framework="DQR", level="6")
    local.close()
    assert local.ask(LEVEL, framework="DQR", level="6") == before


def test_what_is_no_service_of_kgqual_is_not_asked(address: str) -> None:
    with Client(f"{address}/query") as client, pytest.raises(BadUsage, match="no service of"):
        client.ask(LEVEL, framework="DQR", level="6")


def test_a_service_that_is_not_there_or_another_one_is_an_error(address: str) -> None:
    with Client("http://127.0.0.1:9/") as client, pytest.raises(EngineError, match="not answer"):
        client.ask(LEVEL, framework="DQR", level="6")
    with Client(f"{address}/static/sparql") as client, pytest.raises(BadUsage, match="nothing at"):
        client.ask(LEVEL, framework="DQR", level="6")


class Other(BaseHTTPRequestHandler):
    """A service of another make, which answers every question with a status of its path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"answer": 42}')

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
    ("status", "error", "said"),
    [(200, EngineError, "as a service of kgqual"), (503, Busy, "503"), (504, QueryTimeout, "504")],
)
def test_what_another_service_answers_is_no_answer(
    other: str, status: int, error: type[EngineError], said: str
) -> None:
    with Client(f"{other}/{status}/sparql") as client, pytest.raises(error, match=said):
        client.ask(LEVEL, framework="DQR", level="6")


def test_a_look_up_for_recognition_is_the_same_everywhere(remote: Client, local: Client) -> None:
    found, again = (
        client.recognise(country="DE", qualification="Bachelor of Science", year=2021, credits=180)
        for client in (local, remote)
    )
    assert found.answer is not None
    assert found.answer[0].level.code == "6"
    assert again == found
    assert remote.snapshot == found.snapshot


def test_wrong_fields_of_a_look_up_are_refused_alike(client: Client) -> None:
    with pytest.raises(BadUsage, match="qualification: is missing"):
        client.recognise(country="DE")
    with pytest.raises(BadUsage, match="'XX'"):
        client.recognise(country="XX", qualification="Bachelor")
