"""How fast mappings are suggested, at the size of ESCO.

    python benchmarks/suggesting.py DATA_DIR [--model]

DATA_DIR holds a snapshot with ESCO v1.1.1. What is asked are labels of its occupations, drawn at
random and always the same, and as many sections of WorldSkills standards as there are; what is
suggested are its skills. With ``--model`` meanings are compared as well, by the model of the extra
``model``, which first reads the labels of all skills unless it has done so. How good suggestions
are is measured by ``matching.py``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kgqual.matching import Encoder, Matching, Sets, Text, build
from kgqual.namespaces import ESCO, KQ
from kgqual.store.snapshot import Snapshot, Snapshots
from learn_matching import installed_model
from measuring import median

ONE_BY_ONE, TOGETHER = 300, 1_000


def main(data: Path, encoder: Encoder | None) -> None:
    """Print what was measured, one claim per line."""
    snapshot = Snapshots(data).current()
    _building(snapshot)
    started = time.perf_counter()
    sets = Sets.open(snapshot.matching_path, encoder)
    opened = time.perf_counter()
    sets.make_ready(ESCO.Skill.value)
    read = time.perf_counter()
    if encoder:
        print(f"reading the labels of all skills: {read - opened:.1f} s")
    skills = sets.matching(ESCO.Skill.value)
    labels = sum(len(term.labels) for term in skills.terms)
    print(
        f"opening: {opened - started:.1f} s; making ready {len(skills.terms):,} skills with "
        f"{labels:,} labels: {time.perf_counter() - read:.1f} s"
    )
    texts = _texts(sets)
    _one_by_one(skills, texts[:ONE_BY_ONE])
    _together(skills, texts[:TOGETHER])


def _building(snapshot: Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "matching")
        started = time.perf_counter(), time.process_time()
        build(path, snapshot.current_graphs)
        wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
        size = sum(file.stat().st_size for file in path.iterdir())
    print(f"building: {wall:.1f} s, {cpu:.1f} s of processor time, {size / 2**20:.0f} MiB")


def _texts(sets: Sets) -> Sequence[Text]:
    kinds = (ESCO.Occupation.value, KQ.WorldSkillsSection.value)
    texts = [
        Text(label.text, language=label.language)
        for kind in kinds
        for term in sets.terms(kind)
        for label in term.labels
    ]
    random.Random(2026).shuffle(texts)
    return texts


def _one_by_one(skills: Matching, texts: Sequence[Text]) -> None:
    walls, used = [], []
    for text in texts:
        started = time.perf_counter(), time.process_time()
        skills.suggest([text])
        walls.append((time.perf_counter() - started[0]) * 1000)
        used.append((time.process_time() - started[1]) * 1000)
    late = sorted(walls)[int(len(walls) * 0.95)]
    print(
        f"one text: {median(walls):.1f} ms (95 %: {late:.1f}), "
        f"of the processor {median(used):.1f} ms"
    )


def _together(skills: Matching, texts: Sequence[Text]) -> None:
    started = time.perf_counter(), time.process_time()
    skills.suggest(texts)
    wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    print(f"{len(texts):,} texts at once: {wall:.1f} s, {cpu:.1f} s of processor time")


if __name__ == "__main__":
    main(Path(sys.argv[1]), installed_model() if "--model" in sys.argv[2:] else None)
