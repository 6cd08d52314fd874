"""Publishing one approved term with all of ESCO loaded, beside building everything.

    python benchmarks/translation_publishing.py DATA_DIR

DATA_DIR holds a snapshot with ESCO v1.1.1 that this kgqual built; a copy of it is worked on. A term
is approved and published where nothing else is translated, and again where every concept has an
approved term. It is one from the middle of the queue: of what more than three thousand things name,
such as a great scheme, the whole graph is validated. Times are those of whole commands. Goal: 15 s
for one term.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.translations import Edit, Field, State
from kgqual.store.snapshot import Snapshots
from kgqual.translation.units import Concept, Units
from measuring import Run, measured

GOAL = 15.0
KGQUAL = Path(sys.executable).parent / "kgqual"


def main(source: Path) -> None:
    """Measure and print a line for each publication, and for a build."""
    with tempfile.TemporaryDirectory() as folder:
        data = copied(source, Path(folder) / "data")
        os.environ["KGQUAL_DATABASE"] = f"sqlite:///{folder}/people.sqlite"
        editorial = Editorial(data, os.environ["KGQUAL_DATABASE"])
        person, _ = editorial.people.add("Benchmark", Role.REVIEWER)
        with OpenSnapshot.of(Snapshots(data).current()) as opened:
            concepts = list(Units.of(opened.on()).by_impact)
        one = [concepts[len(concepts) // 2]]
        approve(editorial, person, one, "бір")
        show("one term, the first", run(data, "translate", "publish"), GOAL)
        approve(editorial, person, concepts, "барлығы")
        show(f"{len(concepts):,} terms at once", run(data, "translate", "publish"))
        approve(editorial, person, one, "тағы біреу")
        show("one term more", run(data, "translate", "publish"), GOAL)
        approve(editorial, person, one, "соңғы")
        show("a build with one term more", run(data, "build"))
        editorial.close()


def copied(source: Path, data: Path) -> Path:
    """Copy a data directory with no more than its current snapshot."""
    current = Snapshots(source).current().path
    kept = shutil.ignore_patterns("snapshots", ".unfinished-*")
    shutil.copytree(source, data, ignore=kept)
    shutil.copytree(current, data / "snapshots" / current.name)
    return data


def approve(editorial: Editorial, person: Person, concepts: list[Concept], word: str) -> None:
    """Approve a term for each concept, made of its English one."""
    known = editorial.translations.all("kk")
    edits = [
        Edit(
            key=f"benchmark-{len(word)}-{number}",
            language="kk",
            concept=concept.iri,
            version=known[concept.iri].version if concept.iri in known else 0,
            texts={Field.PREFERRED: (f"{concept.term} {word}",)},
            hashes={Field.PREFERRED: concept.units[Field.PREFERRED].hash},
            sources={Field.PREFERRED: concept.units[Field.PREFERRED].texts},
            state=State.APPROVED,
        )
        for number, concept in enumerate(concepts)
        if Field.PREFERRED in concept.units
    ]
    editorial.translations.record(person, edits)


def run(data: Path, *arguments: str) -> Run:
    """Run a command over the copy and return what it used."""
    return measured([KGQUAL, "--quiet", "--data", data, *arguments])


def show(name: str, used: Run, goal: float = float("inf")) -> None:
    """Print what a command used, marked where the goal was missed."""
    missed = " !" if used.wall > goal else ""
    print(f"{name}: {used.wall:.1f} s, {used.cpu:.1f} CPU s, peak {used.peak:.0f} MiB{missed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
