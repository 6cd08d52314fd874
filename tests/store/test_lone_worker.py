"""One worker for a program that waits: it is stopped for certain, and crashes alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kgqual.errors import BadQuery, EngineError, QueryTimeout
from kgqual.store.dataset import CURRENT
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.store.workers import Request
from kgqual.store.workers.lone import LoneWorker

LABELS = "SELECT ?label { ?s ?p ?label FILTER(isLiteral(?label)) } ORDER BY ?label"
CARTESIAN = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(20))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CARTESIAN} }}"
CHAINED = "SELECT * { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(7_000)) + " }"

ASKING = """
from pathlib import Path
from kgqual.store.dataset import CURRENT
from kgqual.store.interface import Format
from kgqual.store.workers import Request
from kgqual.store.workers.lone import LoneWorker
worker = LoneWorker(Path({store!r}))
def ask(query):
    with worker.run(Request(query, CURRENT, Format.CSV, None), None) as (_, parts):
        return b"".join(parts)
"""


@pytest.fixture
def worker(snapshot: Snapshot) -> Iterator[LoneWorker]:
    made = LoneWorker(snapshot.store_path)
    yield made
    made.close()


def asked(worker: LoneWorker, query: str, timeout: float | None = None) -> bytes:
    request = Request(query, CURRENT, Format.CSV, Format.NTRIPLES)
    with worker.run(request, timeout) as (_, parts):
        return b"".join(parts)


def test_one_process_answers_query_after_query(worker: LoneWorker) -> None:
    assert asked(worker, LABELS).splitlines()[1:] == [
        b"head chef",
        "Аспаз".encode(),
        "Повар".encode(),
    ]
    before = worker.process_id
    assert asked(worker, "ASK {}") == b"true"
    with pytest.raises(BadQuery):
        asked(worker, "SELEC")
    assert worker.process_id == before


def test_a_long_answer_comes_in_parts(served_data: Path) -> None:
    worker = LoneWorker(Snapshots(served_data).current().store_path)
    request = Request("SELECT * { ?s ?p ?o }", CURRENT, Format.CSV, None)
    with worker.run(request, 60) as (media_type, parts):
        sizes = [len(part) for part in parts]
    assert media_type == Format.CSV.media_type
    assert sum(sizes) > 1_000_000
    assert max(sizes) < sum(sizes) / 4
    assert asked(worker, "ASK {}") == b"true"
    worker.close()


def test_a_query_past_its_time_is_stopped_at_once(worker: LoneWorker) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"longer than 0\.3 s"):
        asked(worker, ENDLESS, 0.3)
    assert time.monotonic() - began < 30
    assert asked(worker, "ASK {}") == b"true"


@pytest.mark.skipif(sys.platform == "win32", reason="a stack overflow is another signal there")
def test_a_query_that_crashes_the_engine_ends_only_its_worker(worker: LoneWorker) -> None:
    with pytest.raises(EngineError, match="ended its worker"):
        asked(worker, CHAINED)
    assert asked(worker, "ASK {}") == b"true"


def test_an_answer_that_is_not_read_to_its_end_ends_the_query(worker: LoneWorker) -> None:
    request = Request(f"SELECT * {{ {CARTESIAN} }}", CURRENT, Format.CSV, None)
    with worker.run(request, None) as (_, parts):
        assert next(parts)
    assert worker.process_id is None
    assert asked(worker, "ASK {}") == b"true"


def test_a_worker_that_was_killed_while_it_waited_is_replaced(worker: LoneWorker) -> None:
    assert asked(worker, "ASK {}") == b"true"
    assert worker.process_id
    os.kill(worker.process_id, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    time.sleep(0.2)
    assert asked(worker, "ASK {}") == b"true"


def test_a_worker_takes_no_module_from_the_folder_it_is_started_in(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "signal.py").write_text("raise SystemExit('not the one')", encoding="utf-8")
    program = tmp_path / "elsewhere" / "ask.py"
    program.parent.mkdir()
    program.write_text(
        f"{ASKING.format(store=str(snapshot.store_path))}\nprint(ask('ASK {{}}'))", encoding="utf-8"
    )
    command = [sys.executable, str(program)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert ran.stdout == "b'true'\n", ran.stderr


def test_threads_that_share_a_worker_get_each_their_own_answer(worker: LoneWorker) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda n: asked(worker, f"SELECT ({n} AS ?n) {{}}"), range(100))
        assert [int(answer.split()[1]) for answer in found] == list(range(100))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_a_forked_process_asks_a_worker_of_its_own(snapshot: Snapshot, tmp_path: Path) -> None:
    program = f"""
import os
{ASKING.format(store=str(snapshot.store_path))}
ask("ASK {{}}")
theirs = worker.process_id
child = os.fork()
assert ask("SELECT (%d AS ?n) {{}}" % child).split()[1] == str(child).encode()
assert (worker.process_id == theirs) == bool(child)
if child:
    assert os.waitpid(child, 0)[1] == 0
    assert ask("ASK {{}}") == b"true"
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_a_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be opened"):
        asked(LoneWorker(tmp_path / "none"), "ASK {}")


def test_ctrl_c_ends_the_query_and_leaves_nothing_behind(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"  # without `if __name__ == "__main__"`, as people write them
    script.write_text(
        f"""
{ASKING.format(store=str(snapshot.store_path))}
ask("ASK {{}}")
print(worker.process_id, flush=True)
try:
    ask({ENDLESS!r})
except KeyboardInterrupt:
    print("stopped", worker.process_id, flush=True)
""",
        encoding="utf-8",
    )
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        child = int(running.stdout.readline())
        time.sleep(0.3)  # the query runs
        running.send_signal(signal.SIGINT)
        assert running.stdout.read() == "stopped None\n"
    assert running.returncode == 0
    assert not Path(f"/proc/{child}").exists()
