"""The review as reviewers use it: pages, decisions, lists, over a service as it is served.

    python benchmarks/review.py DATA_DIR [REVIEWERS]

DATA_DIR holds a snapshot with ESCO v1.1.1; its own review is not touched. A queue suggests five
occupations for each ESCO skill, 13,896 items. Reviewers (2, if not said otherwise) go through it at
the same time without a pause, each over a connection of its own: they load the page of an item,
decide, and go on where the answer says; beside them the other pages are loaded one after the other.
Before that each action is done alone, for the processor time that the service takes for it. Goal:
150 ms at 95 % for each.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
from pyoxigraph import Literal, NamedNode

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.reviews import Extension, Offered, Suggestion
from kgqual.namespaces import KQ, SEMAPV, SKOS
from kgqual.store.snapshot import Snapshots

GOAL = 0.150
SECONDS = 10.0
CANDIDATES = 5
REPEATS = 30
"""Times that each action is done alone."""
QUEUE = "skills"
OTHERS = ("/review", f"/review/{QUEUE}", f"/review/{QUEUE}?show=mine&page=100")
ITEM, DECISION = "page of an item", "decision"
BATCH = f"/review/{QUEUE}/batch?above=0.9"
THINGS = """
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name WHERE { ?thing a esco:%s ; skos:prefLabel ?name FILTER(LANG(?name) = "en") }
ORDER BY ?thing
"""
Times = dict[str, list[float]]


def main(data: Path, reviewers: int = 2) -> None:
    """Measure and print what each action takes."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/editorial.sqlite"
        tokens = prepare(data, database, reviewers)
        times: Times = defaultdict(list)
        with served(data, database) as (address, process):
            costs = alone(address, tokens[0], process)
            end = time.monotonic() + SECONDS
            walking = [
                threading.Thread(target=review, args=(address, token, end, times))
                for token in tokens
            ]
            for thread in walking:
                thread.start()
            read(address, tokens[0], end, times)
            for thread in walking:
                thread.join()
    print("action | 50 % | 95 % | slowest | times | processor ms, alone")
    for action, taken in sorted(times.items()):
        print(action, *_figures(taken), f"{costs[action]:.1f}", sep=" | ")


def prepare(data: Path, database: str, reviewers: int) -> list[str]:
    """Load the queue; return the tokens of the reviewers."""
    with OpenSnapshot.of(Snapshots(data).current()) as opened:
        skills, occupations = (_things(opened, name) for name in ("Skill", "Occupation"))
    suggestions = [
        _suggestion(skill, occupations[(number * 7 + place) % len(occupations)], place)
        for number, skill in enumerate(skills)
        for place in range(CANDIDATES)
    ]
    work = Editorial(data, database)
    about = {"subject_source": "http://data.europa.eu/esco/concept-scheme/skills"}
    offered = Offered(QUEUE, "benchmark.sssom.tsv", "0" * 64, "Skills", "urn:x", suggestions, about)
    started = time.perf_counter()
    loaded = work.reviews.load(offered)
    print(f"loaded {loaded.suggestions:,} suggestions in {time.perf_counter() - started:.1f} s")
    tokens = [work.people.add(f"Reviewer {n}", Role.MAPPER)[1] for n in range(reviewers)]
    work.close()
    return tokens


def _things(opened: OpenSnapshot, name: str) -> list[tuple[str, str]]:
    rows = opened.store.query(THINGS % name).rows()
    return [
        (iri.value, label.value)
        for iri, label in rows
        if isinstance(iri, NamedNode) and isinstance(label, Literal)
    ]


def _suggestion(subject: tuple[str, str], object: tuple[str, str], place: int) -> Suggestion:
    features = "; ".join(f"feature_{n}={0.04 * n:.2f}" for n in range(24))
    return Suggestion(
        subject=subject[0],
        predicate=SKOS.closeMatch.value,
        object=object[0],
        justification=SEMAPV.CompositeMatching.value,
        subject_label=subject[1],
        object_label=object[1],
        confidence=0.95 - place / 10,
        slots={"match_string": [subject[1]], "mapping_tool": "benchmark"},
        extensions={"features": Extension(KQ.iri + "features", features)},
    )


@contextmanager
def served(data: Path, database: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the data directory with a review of its own; yield the address and the process."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = [Path(sys.executable).parent / "kgqual", "--data", data, "serve", "--port", str(port)]
    settings = os.environ | {"KGQUAL_DATABASE": database, "KGQUAL_LOG_LEVEL": "error"}
    process = subprocess.Popen([str(part) for part in command], env=settings)
    address = f"http://127.0.0.1:{port}"
    try:
        while not _is_ready(address):
            time.sleep(0.2)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/ready", timeout=5).is_success
    except httpx.TransportError:
        return False


def alone(address: str, token: str, process: psutil.Process) -> dict[str, float]:
    """Return the milliseconds of processor time that the service takes for each action."""
    costs = {}
    with _client(address, token) as client:
        for action, do in _actions(client).items():
            do(1)
            before = process.cpu_times()
            for number in range(2, REPEATS + 2):
                do(number)
            after = process.cpu_times()
            used = after.user + after.system - before.user - before.system
            costs[action] = used / REPEATS * 1000
    return costs


def _actions(client: httpx.Client) -> dict[str, Callable[[int], object]]:
    """Return what can be done about an item or a queue, by name."""
    pages: dict[str, Callable[[int], object]] = {
        path: partial(_get, client, path) for path in (*OTHERS, BATCH)
    }
    return pages | {
        ITEM: lambda number: _get(client, f"/review/{QUEUE}/items/{number}?show=mine"),
        DECISION: lambda number: _decide(client, number),
    }


def review(address: str, token: str, end: float, times: Times) -> None:
    """Go through the queue as a browser does: the page, the decision, the next page."""
    with _client(address, token) as client:
        number = REPEATS * 2
        while time.monotonic() < end:
            started = time.perf_counter()
            _get(client, f"/review/{QUEUE}/items/{number}?show=mine")
            times[ITEM].append(time.perf_counter() - started)
            number = _decide(client, number, times)


def read(address: str, token: str, end: float, times: Times) -> None:
    """Load the other pages, one after the other."""
    with _client(address, token) as client:
        while time.monotonic() < end:
            for path in (*OTHERS, BATCH):
                started = time.perf_counter()
                _get(client, path)
                times[path].append(time.perf_counter() - started)


def _decide(client: httpx.Client, number: int, times: Times | None = None) -> int:
    """Decide about an item; return the number of the next one."""
    seen = client.get(f"/review/{QUEUE}/items/{number}").json()
    choice = {
        "key": str(uuid4()),
        "item": number,
        "subject": seen["subject"]["iri"],
        "verdict": ("accept", "broader", "no-match")[number % 3],
        "suggestion": seen["suggestions"][0]["id"],
    }
    started = time.perf_counter()
    answer = client.post(f"/review/{QUEUE}/decisions?show=mine", json=choice)
    if times is not None:
        times[DECISION].append(time.perf_counter() - started)
    following = str(answer.raise_for_status().json()["next"])
    return int(following.partition("/items/")[2].partition("?")[0])


def _get(client: httpx.Client, path: str, number: int = 0) -> None:
    client.get(path, headers={"Accept": "text/html"}).raise_for_status()


def _client(address: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    return httpx.Client(base_url=address, headers=headers, timeout=60)


def _figures(taken: Sequence[float]) -> Iterator[str]:
    ordered = sorted(taken)
    high = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    yield f"{ordered[len(ordered) // 2] * 1000:.1f}"
    yield f"{high * 1000:.1f}{'' if high <= GOAL else ' !'}"
    yield f"{ordered[-1] * 1000:.1f}"
    yield str(len(ordered))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
