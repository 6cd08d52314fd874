"""Learn the numbers by which suggestions are ranked and trusted, and write them.

    python benchmarks/learn_matching.py DATA_DIR

DATA_DIR is as in ``crosswalks.py``, with the corpora of MELO in German and Bulgarian. The result,
``src/kgqual/matching/fusion.json``, is the same each time. The other direction of O*NET, from ESCO,
is not learned from: ``matching.py`` shows on it how far what was learned carries.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

import kgqual.matching
from crosswalks import Task, tasks
from kgqual.matching import Matching
from learning import Example, Examples, learned

LEARNED = {
    "title": ("O*NET→ESCO, titles", "MELO usa_en", "MELO deu_de", "MELO bgr_bg"),
    "described": ("O*NET→ESCO, title and description",),
}
"""Profile → the tasks that it is learned from."""
_WRITTEN = Path(kgqual.matching.__file__).with_name("fusion.json")


def main(data: Path) -> None:
    """Learn the profiles from all texts and write them with where they come from."""
    wanted = {name for names in LEARNED.values() for name in names}
    found = {task.name: examples(task) for task in tasks(data) if task.name in wanted}
    if missing := wanted - found.keys():
        sys.exit(f"{data} lacks the files of {', '.join(sorted(missing))}: see crosswalks.py")
    document = {
        "about": {
            "learned_by": "benchmarks/learn_matching.py",
            "from": _sources(data),
            "texts": {name: len(each) for name, (_, each) in sorted(found.items())},
        },
        "profiles": {
            profile: asdict(learned(found[names[0]][0], [found[name][1] for name in names]))
            for profile, names in LEARNED.items()
        },
    }
    _WRITTEN.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")


def examples(task: Task) -> tuple[Sequence[str], Examples]:
    """Return the names of the features, and the candidates of each text of ``task``."""
    names: Sequence[str] = ()
    found = []
    pools = Matching.over(task.terms).pools(task.texts)
    for pool, right, group in zip(pools, task.right, task.groups, strict=True):
        names = list(pool.features)
        values = np.column_stack([pool.features[name] for name in names])
        found.append(Example(values, np.isin(pool.numbers, list(right)), group))
    return names, found


def _sources(data: Path) -> Mapping[str, str]:
    """Return the hash of every file that is learned from, by its path."""
    paths = [
        *data.glob("melo/usa_en.zip"),
        *data.glob("onet/*.zip"),
        *data.glob("esco/*1.1.0*-*en*"),
    ]
    paths += [*data.glob("melo/deu_q_de_c_de/*.tsv"), *data.glob("melo/bgr_q_bg_c_bg/*.tsv")]
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
