"""Exporting and importing the preferred terms of all ESCO, in every format.

    python benchmarks/translation_exchange.py DATA_DIR

DATA_DIR holds a snapshot with ESCO v1.1.1, some 18,000 concepts; its own translations are not
touched. Each format is written by `kgqual translate export` from a database in which every concept
has a Kazakh term (made of the English one), and read by `kgqual translate import` into an empty
one: every row is new. Times are those of whole commands, with what it takes to start them and to
read ESCO. Goal: 30 s for each. At last the whole import is taken back, in this process: nobody can
save meanwhile.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field
from kgqual.store.snapshot import Snapshots
from kgqual.translation.formats import FORMATS
from kgqual.translation.units import Units
from measuring import Run, measured

GOAL = 30.0
KGQUAL = Path(sys.executable).parent / "kgqual"


def main(data: Path) -> None:
    """Measure and print a line for each format."""
    with tempfile.TemporaryDirectory() as folder:
        full = f"sqlite:///{folder}/full.sqlite"
        rows = fill(data, Editorial(data, full))
        print(f"{rows:,} rows; goal: {GOAL:g} s for each command")
        for name, format in FORMATS.items():
            path = Path(folder) / f"{name}{format.suffix}"
            terms = ("--format", name, "--field", "prefLabel")
            show(f"{name:8} export", translate(data, full, "export", "-o", path, *terms))
            empty = f"sqlite:///{folder}/{name}.sqlite"
            show(f"{name:8} import", translate(data, empty, "import", path, "--lang", "kk"))
            taken = len(Editorial(data, empty).translations.all("kk"))
            if taken != rows:
                print(f"! {name}: {taken:,} translations came through")
        undo(Editorial(data, empty))


def fill(data: Path, editorial: Editorial) -> int:
    """Give every concept a term; return of how many rows an export will be."""
    with OpenSnapshot.of(Snapshots(data).current()) as opened:
        concepts = Units.of(opened.on()).concepts
    person, _ = editorial.people.add("Benchmark", Role.TRANSLATOR)
    edits = [
        Edit(
            key=f"benchmark-{number}",
            language="kk",
            concept=concept.iri,
            version=0,
            texts={Field.PREFERRED: (f"{concept.term} қазақша",)},
            hashes={Field.PREFERRED: concept.units[Field.PREFERRED].hash},
            sources={Field.PREFERRED: concept.units[Field.PREFERRED].texts},
        )
        for number, concept in enumerate(concepts.values())
        if Field.PREFERRED in concept.units
    ]
    editorial.translations.record(person, edits)
    editorial.close()
    return len(edits)


def translate(data: Path, database: str, *arguments: str | Path) -> Run:
    """Run `kgqual translate …` over a database and return what it used."""
    os.environ["KGQUAL_DATABASE"] = database
    return measured([KGQUAL, "--quiet", "--data", data, "translate", *arguments])


def undo(editorial: Editorial) -> None:
    """Take back all that was imported, and print how long that holds up others who write."""
    translations = editorial.translations
    [*_, newest] = translations.history("kk", next(iter(translations.all("kk"))))
    person = next(one for one in editorial.people.all() if one.name == newest.person)
    started, used = time.perf_counter(), time.process_time()
    undone = translations.undo_all(person, str(uuid4()), newest.batch or "")
    wall, cpu = time.perf_counter() - started, time.process_time() - used
    print(f"undoing {len(undone):,} changes: {wall:.1f} s, {cpu:.1f} CPU s")
    editorial.close()


def show(name: str, run: Run) -> None:
    """Print what a command used, marked where the goal was missed."""
    missed = " !" if run.wall > GOAL else ""
    print(f"{name}: {run.wall:.1f} s, {run.cpu:.1f} CPU s, peak {run.peak:.0f} MiB{missed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
