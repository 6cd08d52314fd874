"""How fast a memory of 100,000 segments answers, and how surely, beside comparing with them all.

    python benchmarks/translation_memory.py DATA_DIR

DATA_DIR holds a snapshot with ESCO. The segments are its English terms and descriptions, each with
itself as its translation. Those asked about are drawn at random, always the same, and changed: a
word is left out, put in, exchanged or misspelt. The goal is an answer within 30 ms, 95 times in
100. The peer is rapidfuzz over the folded sources of all; which segments are the most alike is said
by comparing with all as the memory compares.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.references import Brought, Segment
from kgqual.folding import fold
from kgqual.store.snapshot import Snapshots
from kgqual.translation.memory import LEAST, Memories
from kgqual.translation.memory.likeness import Normal, likeness, normal
from kgqual.translation.units import Units

SEGMENTS, SAMPLE, PEER_SAMPLE = 100_000, 400, 40
GOAL = 0.030
"""Seconds within which 95 of 100 look-ups answer."""
SHOWN = 5
R = TypeVar("R")
TERM = 80
"""Characters up to which a text is asked about as a term."""


def main(data: Path) -> None:
    """Print what was measured, one claim per line."""
    with OpenSnapshot.of(Snapshots(data).current()) as snapshot:
        units = Units.of(snapshot.on())
    every = {
        text for one in units.concepts.values() for u in one.units.values() for text in u.texts
    }
    chance = random.Random(2026)
    texts = chance.sample(sorted(every), SEGMENTS)
    terms = [text for text in texts if len(text) <= TERM]
    longer = [text for text in texts if len(text) > TERM]
    print(f"{SEGMENTS:,} segments, {len(longer):,} of them of more than {TERM} characters")
    with tempfile.TemporaryDirectory() as folder:
        memories = _filled(Path(folder), texts)
        peer = [fold(text) for text in texts]
        for name, some in (("terms", terms), ("longer texts", longer)):
            asked = [_changed(chance.choice(some), texts, chance) for _ in range(SAMPLE)]
            _report(name, memories, asked, texts, peer)


def _filled(folder: Path, texts: Sequence[str]) -> Memories:
    editorial = Editorial(folder)
    person, _ = editorial.people.add("Somebody", Role.TRANSLATOR)
    segments = [Segment("en", text, text) for text in texts]
    started = time.perf_counter()
    editorial.references.add_memory(person, Brought("kk", "esco", "esco.tmx", "", segments))
    print(f"adding: {time.perf_counter() - started:.1f} s")
    memories = Memories(editorial)
    started = time.perf_counter()
    memories.search(texts[0], "kk")
    print(f"the first look-up, which reads all: {time.perf_counter() - started:.1f} s")
    return memories


def _report(
    name: str, memories: Memories, asked: Sequence[str], texts: Sequence[str], peer: Sequence[str]
) -> None:
    ours, found = _timed(lambda text: memories.search(text, "kk", limit=SHOWN), asked)
    theirs, _ = _timed(
        lambda text: process.extract(
            fold(text), peer, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=100 * LEAST
        ),
        asked[:PEER_SAMPLE],
    )
    normals = [normal(text, "en") for text in texts]
    recalls = [
        _recall([match.score for match in matches], _best(text, normals))
        for text, matches in zip(asked[:PEER_SAMPLE], found, strict=False)
    ]
    at_95 = ours[int(len(ours) * 0.95)]
    print(
        f"{name}: {ours[len(ours) // 2] * 1000:.1f} ms, 95 %: {at_95 * 1000:.1f} ms "
        f"(goal: under {GOAL * 1000:.0f}); all by rapidfuzz, 95 %: "
        f"{theirs[int(len(theirs) * 0.95)] * 1000:.1f} ms; of the best {SHOWN} "
        f"{sum(recalls) / len(recalls):.3f} found"
    )


def _timed(look: Callable[[str], R], texts: Iterable[str]) -> tuple[list[float], list[R]]:
    """Return the seconds that each call took, in their order of length, and what they gave."""
    times, found = [], []
    for text in texts:
        started = time.perf_counter()
        found.append(look(text))
        times.append(time.perf_counter() - started)
    return sorted(times), found


def _best(text: str, normals: Sequence[Normal]) -> list[float]:
    asked = normal(text, "en")
    scores = (likeness(asked, other) for other in normals)
    return sorted((score for score in scores if score >= LEAST), reverse=True)[:SHOWN]


def _recall(found: Sequence[float], best: Sequence[float]) -> float:
    """Return which part of the best scores were found."""
    left = list(found)
    hits = 0
    for score in best:
        if score in left:
            left.remove(score)
            hits += 1
    return hits / len(best) if best else 1.0


def _changed(text: str, texts: Sequence[str], chance: random.Random) -> str:
    """Return a text with a word left out, put in, exchanged or misspelt."""
    words = text.split()
    place = chance.randrange(len(words))
    other = chance.choice(chance.choice(texts).split())
    match chance.randrange(4):
        case 0 if len(words) > 1:
            del words[place]
        case 1:
            words.insert(place, other)
        case 2:
            words[place] = other
        case _:
            letter = chance.randrange(len(words[place]))
            words[place] = (
                words[place][:letter] + chance.choice("aeiou") + words[place][letter + 1 :]
            )
    return " ".join(words)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
