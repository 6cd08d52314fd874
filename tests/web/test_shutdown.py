"""A real service process: its port, its signals, its end."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
from tests.web.running import COMMAND, PATIENCE, Running, running

EVERYTHING = {"query": "SELECT ?s ?p ?o { ?s ?p ?o }", "format": "csv"}
ENDLESS = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}


def all_end(processes: list[psutil.Process]) -> bool:
    """Whether all end soon."""
    _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    return not alive


def family(service: Running) -> list[psutil.Process]:
    """Return the service's process and its descendants."""
    process = psutil.Process(service.process.pid)
    return [process, *process.children(recursive=True)]


def refuses(address: str) -> bool:
    """Whether nobody listens there."""
    try:
        httpx.get(f"{address}health")
    except httpx.ConnectError:
        return True
    except httpx.TransportError:
        pass  # taken just before the end
    return False


def test_running_and_waiting_queries_are_answered_before_the_end(served_data: Path) -> None:
    with running(served_data, workers="1") as service, ThreadPoolExecutor() as threads:
        expected = httpx.get(f"{service.address}sparql", params=EVERYTHING, timeout=60).text
        processes = family(service)
        with httpx.stream(
            "GET", f"{service.address}sparql", params=EVERYTHING, timeout=60
        ) as answer:
            chunks = answer.iter_text()
            received = next(chunks)
            waits = threads.submit(
                httpx.get, f"{service.address}sparql", params={"query": "ASK {}"}, timeout=60
            )
            validates = threads.submit(
                httpx.post,
                f"{service.address}validation",
                content="<urn:a> <urn:b> <urn:c> .",
                headers={"content-type": "text/turtle"},
                timeout=60,
            )
            time.sleep(0.5)
            service.signal_all(signal.SIGTERM)
            service.wait_for("Stopping when all is answered")
            deadline = time.monotonic() + PATIENCE
            while not refuses(service.address):
                assert time.monotonic() < deadline, "it still takes connections"
                time.sleep(0.05)
            assert service.process.poll() is None
            received += "".join(chunks)
        assert received == expected
        assert waits.result().status_code == 200
        assert validates.result().status_code == 200, validates.result().text
        assert service.process.wait(PATIENCE) == 0
        assert all_end(processes)


def test_a_second_signal_ends_at_once(served_data: Path) -> None:
    with running(served_data) as service, ThreadPoolExecutor() as threads:
        processes = family(service)
        asked = threads.submit(
            httpx.get, f"{service.address}sparql", params=ENDLESS, timeout=PATIENCE
        )
        time.sleep(0.5)
        service.signal_all(signal.SIGINT)
        service.wait_for("Stopping when all is answered")
        assert service.process.poll() is None
        started = time.monotonic()
        service.signal_all(signal.SIGTERM)
        assert service.process.wait(PATIENCE) == 1
        assert time.monotonic() - started < 30
        error = asked.exception()
        assert isinstance(error, httpx.TransportError) or asked.result().status_code >= 500
        assert all_end(processes)


def test_a_taken_port_is_said_and_the_address_is_not(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [COMMAND, "--data", tmp_path, "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ran.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened on" in ran.stderr
    assert "--port" in ran.stderr
    assert "served at" not in ran.stderr


def test_without_a_snapshot_it_runs_and_says_what_is_missing(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        assert "kgqual build" in service.wait_for("No snapshot in")
        assert httpx.get(f"{service.address}health").status_code == 200
        assert httpx.get(f"{service.address}ready").status_code == 503
