"""Real Kazakh titles: those of Kazakhstan's classifiers that kgqual ships.

``development.txt`` lists the titles that were read while the checks were written: the first four
rows and every fourth of the tables of higher education and vocational training. All others are
held out: nobody looked at them before the checks were measured on them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kgqual.resources import shipped

_TABLES = (
    *("he/2020/areas.csv", "he/2020/directions.csv", "he/2020/groups.csv"),
    *("tvet/2018-partial/specialities.csv", "tvet/2018-partial/qualifications.csv"),
)


class Title(NamedTuple):
    """A title, with the same in Russian and English where the table has it."""

    kazakh: str
    russian: str
    english: str


@cache
def development() -> frozenset[str]:
    """The titles that were read while the checks were written."""
    path = Path(__file__).with_name("development.txt")
    return frozenset(path.read_text(encoding="utf-8").splitlines())


@cache
def held_out() -> tuple[Title, ...]:
    """The titles that were not, each once, in the order of the alphabet."""
    found: dict[str, Title] = {}
    for name in _TABLES:
        with (shipped("ontology") / "tables" / name).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                title = Title(row["title_kk"], row["title_ru"], row.get("title_en", ""))
                if title.kazakh and title.kazakh not in development():
                    found.setdefault(title.kazakh, title)
    return tuple(found[text] for text in sorted(found))
