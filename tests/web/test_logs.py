"""The log of a service: a line for each request, nothing personal, a number to quote."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from tests.web.running import COMMAND, Running, running

from kgqual.store.snapshot import Snapshots
from kgqual.web.metrics import Metrics
from kgqual.web.observing import Observing

QUERY = "ASK { <https://example.org/of-a-person> ?p ?o }"
FIELDS = {
    "time",
    "level",
    "event",
    "id",
    "method",
    "route",
    "status",
    "outcome",
    "seconds",
    "bytes",
    "snapshot",
    "query",
}


@pytest.fixture(scope="module")
def service(served_data: Path) -> Iterator[Running]:
    with running(served_data, log_format="json") as service:
        yield service


def told(service: Running, answer: httpx.Response) -> dict[str, Any]:
    """Return the line of the log about the request that got ``answer``."""
    while '"request"' not in service.wait_for(answer.headers["x-request-id"]):
        pass
    number = answer.headers["x-request-id"]
    (line,) = (r for r in service.logged if r["event"] == "request" and r["id"] == number)
    return line


def test_a_request_is_one_line(service: Running, served_data: Path) -> None:
    answer = httpx.get(f"{service.address}sparql", params={"query": QUERY})
    line = told(service, answer)
    assert set(line) == FIELDS
    assert line["event"] == "request"
    assert line["level"] == "info"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/sparql", 200)
    assert (line["outcome"], line["bytes"]) == ("ok", len(answer.content))
    assert 0 < line["seconds"] < 60
    assert line["snapshot"] == Snapshots(served_data).current().id
    assert line["query"] == hashlib.sha256(QUERY.encode()).hexdigest()


def test_nothing_personal_is_written(service: Running) -> None:
    secret = "somebody-in-particular"
    answers = [
        httpx.get(f"{service.address}{path}", headers={"user-agent": secret, "referer": secret})
        for path in (
            f"id/{secret}",
            f"sparql?query=ASK%7B{secret}",
            f"search?q={secret}",
            f"questions/decode-code?code={secret}",
            f"recognition?country=DE&institution={secret}&qualification={secret}",
        )
    ]
    answers.append(httpx.post(f"{service.address}sparql", content=secret))
    for answer in answers:
        told(service, answer)
    text = "\n".join(line for line in service.lines if "is served at" not in line)
    assert secret not in text
    assert "127.0.0.1" not in text


def test_a_problem_names_the_request(service: Running) -> None:
    answer = httpx.get(f"{service.address}sparql", params={"query": "ASK {"})
    assert answer.json()["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert told(service, answer)["outcome"] == "refused"
    page = httpx.get(f"{service.address}nowhere", headers={"accept": "text/html"})
    assert page.headers["x-request-id"] in page.text


def test_clients_do_not_choose_the_number(service: Running) -> None:
    chosen = "11111111-1111-4111-8111-111111111111"
    answer = httpx.get(f"{service.address}health", headers={"x-request-id": chosen})
    assert answer.headers["x-request-id"] != chosen


def test_what_a_client_hangs_up_on_is_told(service: Running) -> None:
    everything = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }", "format": "csv"}
    with httpx.stream("GET", f"{service.address}sparql", params=everything) as answer:
        next(answer.iter_bytes())
    line = told(service, answer)
    assert (line["status"], line["outcome"]) == (200, "gone")


def test_an_answer_broken_off_is_one_warning(service: Running) -> None:
    endless = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }", "format": "csv", "timeout": "3"}
    with (
        pytest.raises(httpx.RemoteProtocolError),
        httpx.stream("GET", f"{service.address}sparql", params=endless) as answer,
    ):
        answer.read()
    line = told(service, answer)
    assert (line["level"], line["outcome"]) == ("warning", "broken")
    assert not [line for line in service.lines if "Traceback" in line]


def test_the_request_that_ended_a_process_is_named(service: Running) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = httpx.get(f"{service.address}sparql", params={"query": query, "timeout": "0.5"})
    assert answer.status_code == 504
    line = told(service, answer)
    assert (line["level"], line["outcome"]) == ("warning", "timeout")
    (ended,) = (r for r in service.logged if r.get("cause") and r["id"] == line["id"])
    assert (ended["level"], ended["cause"], ended["query"]) == (
        "warning",
        "deadline",
        line["query"],
    )


def test_every_line_is_json_from_the_first(service: Running) -> None:
    assert [line["event"].split()[0] for line in service.logged[:2]] == ["Serving", "kgqual"]
    assert len(service.logged) == len(service.lines)


def test_a_log_that_cannot_be_written_stops_no_answer() -> None:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a word."""
        await PlainTextResponse("well")(scope, receive, send)

    metrics = Metrics()
    with Path("/dev/full").open("w", buffering=1, encoding="utf-8") as full:
        journal = structlog.wrap_logger(structlog.WriteLogger(full))
        transport = httpx.ASGITransport(Observing(answer, metrics, journal))

        async def ask() -> str:
            """Return what is answered."""
            async with httpx.AsyncClient(transport=transport) as client:
                return (await client.get("http://service/")).text

        assert asyncio.run(ask()) == "well"
        with contextlib.suppress(OSError):
            full.close()
    assert metrics.registry.get_sample_value("kgqual_log_lines_lost_total") == 1


def test_a_terminal_gets_text(served_data: Path) -> None:
    controller, terminal = os.openpty()
    process = subprocess.Popen(
        [COMMAND, "--data", served_data, "serve", "--port", "0"],
        stderr=terminal,
        env={**os.environ, "NO_COLOR": "1"},
    )
    os.close(terminal)
    try:
        said = b""
        while b"Ctrl-C" not in said:
            said += os.read(controller, 1000)
        address = said.partition(b"served at ")[2].split()[0].decode()
        httpx.get(f"{address}health")
        while b"/health" not in said:
            said += os.read(controller, 1000)
        (line,) = (line for line in said.decode().splitlines() if "/health" in line)
        assert "info" in line
        assert "status=200" in line
        assert "{" not in line
    finally:
        process.terminate()
        process.wait(60)
        os.close(controller)
