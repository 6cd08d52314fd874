"""Whether the service stays itself under strain: streaming a million rows, flooded with queries."""

from __future__ import annotations

import math
import multiprocessing
import threading
import time
from collections.abc import Sequence

import psutil

from agreement import RESULTS
from asking import Connection, Refused
from peers import Peer

CLIENTS = 8
LOOK_UPS = [
    f"SELECT ?p ?o {{ <http://data.europa.eu/esco/isco/C25{code}> ?p ?o }}"
    for code in (11, 12, 13, 14, 19, 21, 22, 23, 29)
]
MILLION = "SELECT ?s ?p ?o { { ?s ?p ?o } UNION { ?s ?p ?o } } LIMIT 1000000"
HEAVY = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c LIMIT 1",
    'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?c FILTER REGEX(STR(?c), "(a+)+$") }',
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?b ?f FILTER (?c < ?f) }",
)
"""Each would run for minutes."""


def million(found: Sequence[Peer]) -> None:
    """A million rows as CSV: bytes per second, and the growth of the serving process."""
    rates = {}
    for peer in found[:2]:
        request = peer.request(MILLION, "text/csv")
        seconds, grown, count = [], 0, 0
        before = peer.processor()
        for _ in range(3):
            with peer.connect() as connection, _Memory(peer.process.pid) as memory:
                started = time.perf_counter()
                count = connection.count(request)
                seconds.append(time.perf_counter() - started)
            grown = max(grown, memory.grown)
        rates[peer.name] = count / min(seconds)
        print(
            f"a million rows, {peer.name}: {count / 1e6:.0f} MB, "
            f"{rates[peer.name] / 1e6:.1f} MB/s, "
            f"{(peer.processor() - before) / 3:.1f} s of processor time, "
            f"memory of the process + {grown / 2**20:.1f} MiB"
        )
    ours, theirs = rates.values()
    print(f"ours is {ours / theirs:.2f} of {found[1].name}'s bytes per second")


class _Memory:
    """Watches how far a process's resident memory grows. Use as a context manager."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._before = self._most = self._process.memory_info().rss

    @property
    def grown(self) -> int:
        """Bytes of growth since the beginning, at its highest."""
        return self._most - self._before

    def __enter__(self) -> _Memory:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self._most = max(self._most, self._process.memory_info().rss)


def flood(found: Sequence[Peer]) -> None:
    """Our look-ups alone, and while 8 clients send heavy queries that never end by themselves."""
    peer = found[0]
    requests = [peer.request(query, RESULTS) for query in LOOK_UPS]
    alone = _one_by_one(peer, requests)
    context = multiprocessing.get_context("fork")
    clients = [
        context.Process(target=_flooding, args=(peer, number), daemon=True)
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    try:
        time.sleep(2)
        flooded = _one_by_one(peer, requests)
    finally:
        for client in clients:
            client.terminate()
            client.join()
    for name, share in (("median", 0.5), ("95 %", 0.95)):
        before, during = (times[int(len(times) * share)] * 1000 for times in (alone, flooded))
        print(
            f"a look-up, {name}: {before:.2f} ms alone, {during:.2f} ms during a flood, "
            f"{during / before:.2f} ×"
        )


def _one_by_one(peer: Peer, requests: Sequence[bytes]) -> list[float]:
    """Return the seconds of each look-up, from fast to slow; of a refused one, infinity."""
    times = []
    with peer.connect() as connection:
        for number in range(200):
            time.sleep(0.02)
            started = time.perf_counter()
            try:
                connection.count(requests[number % len(requests)])
            except Refused:
                times.append(math.inf)
            else:
                times.append(time.perf_counter() - started)
    return sorted(times)


def _flooding(peer: Peer, number: int) -> None:
    while True:
        request = peer.request(HEAVY[number % len(HEAVY)], RESULTS)
        request = request.replace(b" HTTP/1.1", b"&timeout=5 HTTP/1.1", 1)
        try:
            with Connection(peer.port) as connection:
                connection.count(request)
        except Refused:
            time.sleep(0.1)
        number += 1
