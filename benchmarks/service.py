"""The SPARQL service against other servers with the same triples, in one run.

    python benchmarks/service.py DATA_DIR [mix] [look-ups] [million] [flood] [isolation]

DATA_DIR holds a snapshot with ESCO v1.1.1; without the name of a claim all are measured. The
peers hold the triples of its default graph: `oxigraph serve-read-only`, `rdflib-endpoint`, and
Virtuoso 7 where it is installed. Before anything is timed, their answers are compared with ours.
Goals:

- twelve queries: 20 times as fast as rdflib-endpoint, within 1.3 × of oxigraph serve;
- small look-ups of 8 clients: 0.4 of oxigraph serve's requests per second;
- a million rows as CSV: 0.8 of oxigraph serve's bytes per second, the memory of the serving
  process flat;
- isolation: a look-up by the worker takes 2 ms more than in this process, at most;
- a look-up takes twice as long at most while others flood the service with heavy queries.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from agreement import RESULTS, accept, canonical, difference
from asking import Load, load
from isolation import isolation
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshots
from peers import Peer, peers
from steadiness import CLIENTS, LOOK_UPS, flood, million

MIX = sorted((Path(__file__).parent / "mix").glob("*.rq"))
ROUNDS = 5
SLOW = 2.0
"""Seconds after which a query is not repeated."""
SECONDS = 4.0


def main(data: Path, *claims: str) -> None:
    """Measure and print what each claim comes to."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # it is a file
    snapshot = Snapshots(data).current()
    if not claims or {*claims} - {"isolation"}:
        with tempfile.TemporaryDirectory() as folder:
            triples = Path(folder) / "current.nt"
            with triples.open("wb") as out:
                answer = snapshot.open().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
                answer.serialize(Format.NTRIPLES, out)
            with peers(data, triples, Path(folder)) as found:
                for name, measure in CLAIMS.items():
                    if not claims or name in claims:
                        measure(found)
    if not claims or "isolation" in claims:
        isolation(snapshot, LOOK_UPS[0])


def mix(found: Sequence[Peer]) -> None:
    """Compare the answers to the twelve queries; time them in rounds, one peer after another.

    On a machine that does other things as well, the processor time says more than the clock.
    """
    seconds, processor = [0.0 for _ in found], [0.0 for _ in found]
    print("milliseconds", *(peer.name for peer in found), sep=" | ")
    for path in MIX:
        medians, used = _timed(found, path.read_text(encoding="utf-8"))
        print(path.stem, *(f"{median * 1000:.1f}" for median in medians), sep=" | ")
        seconds = [total + new for total, new in zip(seconds, medians, strict=True)]
        processor = [total + new for total, new in zip(processor, used, strict=True)]
    for name, totals in (("total", seconds), ("total, processor", processor)):
        print(name, *(f"{total * 1000:.0f}" for total in totals), sep=" | ")
        print("compared with ours", *(f"{total / totals[0]:.2f} ×" for total in totals), sep=" | ")


def _timed(found: Sequence[Peer], query: str) -> tuple[list[float], list[float]]:
    """Return the median seconds of each peer, and its processor seconds for one answer.

    Says so when an answer is not ours.
    """
    media_type = accept(query)
    times: list[list[float]] = [[] for _ in found]
    used = [peer.processor() for peer in found]
    for number in range(ROUNDS + 1):
        answers = []
        for peer, taken in zip(found, times, strict=True):
            if taken and taken[0] > SLOW:
                continue
            request = peer.request(query, media_type)
            with peer.connect() as connection:
                started = time.perf_counter()
                answers.append(connection.ask(request))
                taken.append(time.perf_counter() - started)
        if number == 0:
            ours = canonical(answers[0], media_type)
            for peer, answer in zip(found[1:], answers[1:], strict=True):
                if wrong := difference(ours, canonical(answer, media_type)):
                    print(f"! {peer.name} answers otherwise: {wrong}")
    medians = [statistics.median(taken[1:] or taken) for taken in times]
    spent = [
        (peer.processor() - before) / len(taken)
        for peer, before, taken in zip(found, used, times, strict=True)
    ]
    return medians, spent


def look_ups(found: Sequence[Peer]) -> None:
    """Small look-ups of several clients at once: the best of three rounds."""
    reached: dict[str, Load] = {}
    processor: dict[str, float] = {}
    for _ in range(3):
        for peer in found:
            if peer.name == "rdflib-endpoint" and peer.name in reached:
                continue
            requests = [peer.request(query, RESULTS) for query in LOOK_UPS]
            before = peer.processor()
            now = load(peer.port, requests, CLIENTS, SECONDS)
            if peer.name not in reached or now.rate > reached[peer.name].rate:
                reached[peer.name] = now
                processor[peer.name] = (peer.processor() - before) / len(now.latencies)
    ours = reached[found[0].name].rate
    for name, best in reached.items():
        slowest = best.latencies[int(len(best.latencies) * 0.95)]
        print(
            f"{CLIENTS} clients, {name}: {best.rate:.0f} requests/s, 95 % within "
            f"{slowest * 1000:.1f} ms, {processor[name] * 1000:.2f} ms of processor time each; "
            f"ours is {ours / best.rate:.2f} of it"
        )


CLAIMS = {"look-ups": look_ups, "million": million, "flood": flood, "mix": mix}

if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
