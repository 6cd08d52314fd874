"""How fast labels are found, and how surely when they are mistyped, beside SQLite's FTS5.

    python benchmarks/search.py DATA_DIR

DATA_DIR holds a snapshot with ESCO v1.1.1 whose index was built. Labels are drawn at random, always
the same, and mistyped: one letter in eight changed, left out, doubled or swapped with the next. The
peer has the same keys of the same labels, by trigrams and by words, and orders what it finds with
the same measure of likeness; it is a table without types, codes or centrality.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import httpx

from kgqual.folding import label_key, trigrams
from kgqual.search import Index, build
from kgqual.search.likeness import likeness
from kgqual.search.similar import CANDIDATES
from kgqual.search.things import Thing, read
from kgqual.store.snapshot import Snapshot, Snapshots

SAMPLE = 400
PEER_SAMPLE = 60
"""Of these, those that the peer is asked as well: it takes its time."""
ALPHABET = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщыьэюя"
Finder = Callable[[str], Sequence[str]]
"""Text → the IRIs or keys found, the best first."""
Times = list[tuple[float, float]]
"""Of each call the seconds that passed, and those of processor time."""


def main(data: Path, service: str | None) -> None:
    """Print what was measured, one claim per line."""
    snapshot = Snapshots(data).current()
    things = read(snapshot.current_graphs)
    chance = random.Random(2026)
    labels = [
        (thing.iri, text)
        for thing in things
        for text, language, _ in thing.labels
        if language in ("en", "ru", "kk") and len(label_key(text)) > 3
    ]
    print(f"{len(things):,} things, {sum(len(thing.labels) for thing in things):,} labels")
    _building(snapshot)
    index = Index.open(snapshot.search_path)
    drawn = chance.sample(labels, SAMPLE)
    queries = {
        "whole": [(iri, text) for iri, text in drawn],
        "begun": [(iri, text[: chance.randint(2, 8)]) for iri, text in drawn],
        "mistyped": [(iri, _mistyped(text, chance)) for iri, text in drawn],
    }
    with tempfile.TemporaryDirectory() as folder:
        peer = _Peer(Path(folder, "peer.sqlite"), things)
        for name, texts in queries.items():
            _compare(name, texts, index, peer)
    if service:
        _over_http(service, [text for texts in queries.values() for _, text in texts])


def _building(snapshot: Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "search")
        started = time.perf_counter(), time.process_time()
        build(path, snapshot.current_graphs)
        wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
        size = sum(file.stat().st_size for file in path.iterdir())
    print(f"building: {wall:.1f} s, {cpu:.1f} s of processor time, {size / 2**20:.0f} MiB")


def _compare(name: str, texts: list[tuple[str, str]], index: Index, peer: _Peer) -> None:
    searched, found = _timed(lambda text: [hit.iri for hit in index.search(text).hits], texts)
    suggested, _ = _timed(lambda text: [hit.iri for hit in index.suggest(text)], texts)
    some = texts[:PEER_SAMPLE]
    theirs, known = _timed(peer.begun if name == "begun" else peer.similar, some)
    print(
        f"{name}: search {_spread(searched)}, suggest {_spread(suggested)}, "
        f"recall@10 {_recall(found, texts):.3f}; FTS5 {_spread(theirs)}, "
        f"recall@10 {_recall(known, some):.3f}"
    )


def _timed(find: Finder, texts: Iterable[tuple[str, str]]) -> tuple[Times, list[Sequence[str]]]:
    times, found = [], []
    for _, text in texts:
        started, used = time.perf_counter(), time.thread_time()
        found.append(find(text))
        times.append((time.perf_counter() - started, time.thread_time() - used))
    return times, found


def _recall(found: Sequence[Sequence[str]], texts: Sequence[tuple[str, str]]) -> float:
    pairs = zip(found, texts, strict=True)
    return sum(iri in iris[:10] for iris, (iri, _) in pairs) / len(texts)


def _spread(times: Times) -> str:
    """Say the median, and at 95 % the time and that of the processor, which load changes less."""
    walls, used = (sorted(each) for each in zip(*times, strict=True))
    last = int(len(times) * 0.95)
    return (
        f"{walls[len(times) // 2] * 1000:.1f} ms "
        f"(95 %: {walls[last] * 1000:.1f}, processor {used[last] * 1000:.1f})"
    )


def _mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 8)):
        place = chance.randrange(len(letters) - 1)
        match chance.randrange(4):
            case 0:
                letters[place] = chance.choice(ALPHABET)
            case 1:
                del letters[place]
            case 2:
                letters.insert(place, letters[place])
            case _:
                letters[place : place + 2] = letters[place : place + 2][::-1]
    return "".join(letters)


class _Peer:
    """The same keys in SQLite: FTS5 by trigrams, and by words with prefixes."""

    def __init__(self, path: Path, things: Sequence[Thing]) -> None:
        started = time.perf_counter()
        self._connection = sqlite3.connect(path)
        run = self._connection.execute
        run("CREATE VIRTUAL TABLE grams USING fts5(key, iri UNINDEXED, tokenize='trigram')")
        run("CREATE VIRTUAL TABLE words USING fts5(key, iri UNINDEXED, prefix='2 3')")
        rows = [
            (key, thing.iri)
            for thing in things
            for key in dict.fromkeys(label_key(text) for text, _, _ in thing.labels)
        ]
        for table in ("grams", "words"):
            insert = f"INSERT INTO {table} VALUES (?, ?)"
            self._connection.executemany(insert, rows)
        self._connection.commit()
        took, size = time.perf_counter() - started, path.stat().st_size
        print(f"building the peer: {took:.1f} s, {size / 2**20:.0f} MiB")

    def similar(self, text: str) -> list[str]:
        """Return the things with the likest labels."""
        key = label_key(text)
        shared = " OR ".join(_quoted(part) for part in trigrams(key))
        rows = self._connection.execute(
            "SELECT key, iri FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?",
            (shared, CANDIDATES),
        )
        ranked = sorted(rows, key=lambda row: -likeness(key, row[0]))
        return list(dict.fromkeys(iri for _, iri in ranked))

    def begun(self, text: str) -> list[str]:
        """Return things with a label that has the words, the last of them begun."""
        words = " AND ".join(_quoted(word) for word in label_key(text).split())
        rows = self._connection.execute(
            "SELECT iri FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?",
            (f"{words}*", CANDIDATES),
        )
        return list(dict.fromkeys(iri for (iri,) in rows))


def _quoted(text: str) -> str:
    return f'"{text}"'


def _over_http(service: str, texts: Sequence[str]) -> None:
    with httpx.Client(base_url=service) as client:
        for path in ("/search", "/suggest"):
            asked = [("", text) for text in texts]

            def ask(text: str, path: str = path) -> list[str]:
                client.get(path, params={"q": text}).raise_for_status()
                return []

            times, _ = _timed(ask, asked)
            print(f"{path} over HTTP: {_spread(times)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
