"""How fast all checks run over the preferred terms of ESCO, and over its descriptions.

    python benchmarks/translation_checks.py DATA_DIR

DATA_DIR holds a snapshot with ESCO. No Kazakh ESCO is there to be checked, so each English text
gets a Kazakh one of like length: words of titles of Kazakhstan's classifiers, drawn at random,
always the same. One in twenty has Latin letters. The goal is that 17,000 terms take less than 10 s,
with everything that compares concepts and with the glossary.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.editorial.translations import By, Entry, Field, State, Translation
from kgqual.resources import shipped
from kgqual.store.snapshot import Snapshots
from kgqual.translation.checking import Checking
from kgqual.translation.checks import CHECKS
from kgqual.translation.glossary import Glossary
from kgqual.translation.glossary.glossaries import shipped as shipped_terms
from kgqual.translation.units import Units

LABELS, GOAL = 17_000, 10.0
DAMAGED, LATIN = 0.05, str.maketrans("іаео", "iaeo")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def main(data: Path) -> None:
    """Print what was measured, one claim per line."""
    with OpenSnapshot.of(Snapshots(data).current()) as snapshot:
        units = Units.of(snapshot.on())
    glossary = Glossary("kk", shipped_terms("kk"))
    for fields in ((Field.PREFERRED,), (Field.DESCRIPTION,)):
        checking = Checking(units, "kk", _translated(units, fields), glossary)
        _report(fields[0], checking)
    _one(checking)


def _report(field: Field, checking: Checking) -> None:
    started = time.process_time()
    found = Counter(judged.finding.check for judged in checking.all())
    seconds = time.process_time() - started
    count = len(checking.translations)
    each = seconds / count
    print(
        f"{field}: {len(CHECKS)} checks over {count:,} texts in {seconds:.1f} s of processor time, "
        f"{each * 1000:.2f} ms each; {LABELS:,} in {each * LABELS:.1f} s (goal: {GOAL:.0f} s)"
    )
    print("  found: " + ", ".join(f"{n:,} × {check}" for check, n in found.most_common()))


def _one(checking: Checking) -> None:
    """Print how long a page waits for the checks of one concept beside all others."""
    times = []
    for iri in sorted(checking.translations)[:200]:
        started = time.process_time()
        checking.of(iri, {Field.PREFERRED: ("нан пісіру",)})
        times.append(time.process_time() - started)
    times.sort()
    print(f"one concept: {times[100] * 1000:.1f} ms, 95 %: {times[190] * 1000:.1f} ms")


def _translated(units: Units, fields: Sequence[Field]) -> Mapping[str, Translation]:
    words, chance = _words(), random.Random(2026)
    by = By("Benchmark", FIRST, 1)
    translations = {}
    for iri, concept in units.concepts.items():
        entries = {
            field: Entry(
                (_drawn(words, len(unit.texts[0]), chance),),
                State.DRAFT,
                False,
                unit.hash,
                FIRST,
                by,
            )
            for field in fields
            if (unit := concept.units.get(field))
        }
        if entries:
            translations[iri] = Translation("kk", iri, 1, entries)
    return translations


def _drawn(words: Sequence[str], length: int, chance: random.Random) -> str:
    """Return words, together about as long as wanted."""
    text = chance.choice(words)
    while len(text) < 0.8 * length:
        text += f" {chance.choice(words)}"
    return text.translate(LATIN) if chance.random() < DAMAGED else text


def _words() -> list[str]:
    path = shipped("ontology") / "tables" / "he" / "2020" / "groups.csv"
    with path.open(encoding="utf-8") as lines:
        titles = {row["title_kk"].lower() for row in csv.DictReader(lines)}
    return sorted({word for title in titles for word in title.split()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
