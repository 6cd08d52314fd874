"""The questions, the pages, reconciliation and recognition, over a service as it is served.

    python benchmarks/questions.py DATA_DIR [questions] [pages] [reconcile] [recognition]

DATA_DIR holds a snapshot with ESCO v1.1.1; without the name of a claim all are measured. Beside
the service stands `oxigraph serve-read-only` with the same triples: a question is compared with
its main query, sent there as text. Goals, at four clients that keep their connections:

- each question: 150 ms at 95 %; path and related-occupations 400 ms;
- a page, one client: 300 ms at 95 %, and 100 kB with its style and script, compressed;
- batch recognition: 500 rows/s.

How many cells per second are reconciled, in batches as OpenRefine sends them, has no goal.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
from pyoxigraph import Literal

from asked import SEED, Draw, form, request
from asking import Load, load
from kgqual.answering import AnyAnswer, OpenSnapshot, Question
from kgqual.questions import ask, questions
from kgqual.recognition import read_csv, recognise_batch, write_csv
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshots
from peers import Peer, peers

CLIENTS = 4
SECONDS = 4.0
DRAWN = 40
"""Sets of arguments for each question."""
GOAL, SLOW_GOAL = 0.150, 0.400
SLOW = {"path", "related-occupations"}
PAGE_GOAL, PAGE_BYTES = 0.300, 100_000
PAGES = (
    "/",
    "/questions",
    "/catalog",
    "/id/nqf/2016/level/6",
    "/id/tvet/qualification/4S06130103",
    "/id/worldskills/2026/17",
    "/resource?uri=http://data.europa.eu/esco/isco/C2512",
)
BATCH = 50
CELLS = 1_000
ROWS, ROWS_GOAL = 3_000, 500
JSON, HTML = "application/json", "text/html"
OCCUPATIONS = """
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name WHERE { ?thing a esco:Occupation ; skos:prefLabel ?name } ORDER BY ?name
"""

TITLES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX elm: <http://data.europa.eu/snb/model/elm/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code ?title
WHERE {
  ?thing a elm:Qualification ; skos:prefLabel ?title ; dcterms:spatial ?country .
  ?country skos:notation ?code FILTER(STRLEN(?code) = 2)
}
ORDER BY ?code ?title
"""


def main(data: Path, *claims: str) -> None:
    """Measure and print what each claim comes to."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # it is a file
    snapshot = Snapshots(data).current()
    with OpenSnapshot.of(snapshot) as opened, tempfile.TemporaryDirectory() as folder:
        triples = Path(folder) / "current.nt"
        with triples.open("wb") as out:
            answer = opened.store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
            answer.serialize(Format.NTRIPLES, out)
        with peers(data, triples, Path(folder), all_of_them=False) as found:
            for name, measure in CLAIMS.items():
                if not claims or name in claims:
                    measure(found, opened)


def each_question(found: Sequence[Peer], opened: OpenSnapshot) -> None:
    """Each question at four clients, beside its main query asked of the bare engine."""
    ours, engine = found
    draw = Draw(opened.store)
    print("question | 50 % | 95 % | processor ms | its query, 95 % | ratio | abstentions")
    for name, question in questions().items():
        drawn = list(draw.arguments(question, DRAWN))
        answers = [ask(opened.on(), name, arguments) for arguments in drawn]
        path = f"/questions/{name}"
        wanted = [request(ours.port, path, JSON, arguments) for arguments in drawn]
        reached, processor = _loaded(ours, wanted)
        slowest = SLOW_GOAL if name in SLOW else GOAL
        print(
            name,
            f"{_at(reached, 0.5):.1f}",
            f"{_at(reached, 0.95):.1f}{_missed(_at(reached, 0.95) / 1000, slowest)}",
            f"{processor * 1000:.1f}",
            _beside(engine, answers, reached),
            sum(answer.abstained for answer in answers),
            sep=" | ",
        )


def _beside(engine: Peer, answers: Sequence[AnyAnswer], ours: Load) -> str:
    """Return how long the questions' queries take as text, and how much longer we take."""
    texts = dict.fromkeys(answer.query for answer in answers if answer.query)
    wanted = [engine.request(text, "application/sparql-results+json") for text in texts]
    if not wanted:
        return "– | –"
    theirs = load(engine.port, wanted, CLIENTS, SECONDS)
    return f"{_at(theirs, 0.95):.1f} | {_at(ours, 0.95) / _at(theirs, 0.95):.1f} ×"


def each_page(found: Sequence[Peer], opened: OpenSnapshot) -> None:
    """The server's time for each page, and what a browser that has nothing of it yet transfers."""
    ours = found[0]
    examples = [_page_of(question) for question in questions().values()]
    print("page | 50 % | 95 % | processor ms | kB")
    for address in (*PAGES, *examples):
        reached, processor = _loaded(ours, [request(ours.port, address, HTML, {})], clients=1)
        size = _transferred(ours, address)
        slow = _missed(_at(reached, 0.95) / 1000, PAGE_GOAL)
        large = _missed(size, PAGE_BYTES)
        print(
            address[:60],
            f"{_at(reached, 0.5):.1f}",
            f"{_at(reached, 0.95):.1f}{slow}",
            f"{processor * 1000:.1f}",
            f"{size / 1000:.1f}{large}",
            sep=" | ",
        )


def _page_of(question: Question) -> str:
    text = request(0, f"/questions/{question.name}", HTML, question.example).decode()
    return text.split(" ")[1]


def _transferred(peer: Peer, address: str) -> int:
    """Return the bytes of a page, its styles and its scripts."""
    with httpx.Client(base_url=f"http://127.0.0.1:{peer.port}", headers={"Accept": HTML}) as client:
        page = client.get(address)
        page.raise_for_status()
        linked = re.findall(r'(?:rel="stylesheet" href|<script[^>]* src)="([^"]+)"', page.text)
        answers = [page, *(client.get(one) for one in dict.fromkeys(linked))]
    return sum(answer.num_bytes_downloaded for answer in answers)


def reconciliation(found: Sequence[Peer], opened: OpenSnapshot) -> None:
    """A column of occupations in batches, as it is written and with a letter missing in each."""
    drawn = random.Random(SEED)
    right = drawn.sample([name for (name,) in _literals(opened, OCCUPATIONS)], CELLS)
    slips = [_slip(name, drawn) for name in right]
    for title, cells in (("as written", right), ("a letter missing", slips)):
        starts = range(0, CELLS, BATCH)
        wanted = [form(found[0].port, "/reconcile", _batch(cells[n : n + BATCH])) for n in starts]
        with found[0].connect() as connection:
            answers = [json.loads(connection.ask(one)) for one in wanted]
        results = [answer[f"q{n}"]["result"] for answer in answers for n in range(BATCH)]
        first = [result[0]["name"] if result else "" for result in results]
        matched = sum(bool(result) and result[0]["match"] for result in results)
        reached, processor = _loaded(found[0], wanted)
        print(
            f"reconciling, {title}: {reached.rate * BATCH:.0f} cells/s, "
            f"{_at(reached, 0.95):.0f} ms a batch of {BATCH} at 95 %, "
            f"{processor / BATCH * 1000:.2f} ms of processor time a cell; {matched / CELLS:.1%} "
            f"matched, {sum(map(str.__eq__, first, right)) / CELLS:.1%} with the right one first"
        )


def recognition(found: Sequence[Peer], opened: OpenSnapshot) -> None:
    """A CSV of titles of many countries, a third of them with a letter missing, to a CSV."""
    drawn = random.Random(SEED)
    titles = _literals(opened, TITLES)
    rows = ["country,qualification,credits,purpose\n"]
    for number in range(ROWS):
        country, title = drawn.choice(titles)
        title = _slip(title, drawn) if number % 3 == 0 else title
        rows.append(f'{country},"{title.replace(chr(34), "")}",60,study\n')
    columns, given = read_csv(rows)
    started, used = time.perf_counter(), time.process_time()
    written = list(csv.DictReader(write_csv(columns, recognise_batch(opened.on(), given))))
    wall, used = time.perf_counter() - started, time.process_time() - used
    print(
        f"recognising {ROWS} rows: {ROWS / wall:.0f} rows/s{_missed(ROWS_GOAL, ROWS / wall)}, "
        f"{used / ROWS * 1000:.2f} ms of processor time a row; "
        f"{sum(row['abstained'] == 'no' for row in written) / ROWS:.0%} have a level"
    )


def _literals(opened: OpenSnapshot, query: str) -> list[tuple[str, ...]]:
    rows = opened.store.query(query).rows()
    return [tuple(term.value for term in row if isinstance(term, Literal)) for row in rows]


def _slip(name: str, drawn: random.Random) -> str:
    at = drawn.randrange(len(name))
    return name[:at] + name[at + 1 :]


def _batch(cells: Sequence[str]) -> dict[str, str]:
    typed = {"type": "Occupation", "type_strict": "should"}
    queries = {f"q{number}": {"query": cell, **typed} for number, cell in enumerate(cells)}
    return {"queries": json.dumps(queries)}


def _loaded(peer: Peer, requests: Sequence[bytes], clients: int = CLIENTS) -> tuple[Load, float]:
    """Return what the clients reached, and the processor seconds of a request."""
    with peer.connect() as connection:
        connection.ask(requests[0])
    before = peer.processor()
    reached = load(peer.port, requests, clients, SECONDS)
    return reached, (peer.processor() - before) / max(len(reached.latencies), 1)


def _at(reached: Load, part: float) -> float:
    """Return the milliseconds in which a part of the requests was answered."""
    times = reached.latencies
    return times[min(int(len(times) * part), len(times) - 1)] * 1000


def _missed(value: float, goal: float) -> str:
    return "" if value <= goal else " !"


CLAIMS = {
    "questions": each_question,
    "pages": each_page,
    "reconcile": reconciliation,
    "recognition": recognition,
}


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
