"""Classifier codes: which ones the shipped tables know, and what is wrong with a bad one.

A bad code is refused with what probably happened to it and the code that was probably meant;
the correction is for the person who filled the table and is never applied.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgqual.namespaces import expand
from kgqual.resources import shipped
from kgqual.sources.template import Column

ISCED_F_TABLE = ("isced-f", "2013", "fields")
ISCO_TABLE = ("isco", "08", "groups")
TVET_TABLE = ("tvet", "2018-partial", "specialities")
ESCO_VERSION = "1.1.0"
"""The ESCO release whose occupation codes are shipped: the one that O*NET is mapped to."""
SECTIONS_TABLE = ("worldskills", "2026", "sections")

LATIN = {
    "А": "A",
    "В": "B",
    "Д": "D",
    "Е": "E",
    "М": "M",
    "Р": "R",
    "С": "S",
    "Х": "X",
    "Ѕ": "S",
}
"""Cyrillic letters typed in codes, with the Latin letter of the code that they stand for."""


def known_tables() -> tuple[Path, ...]:
    """Return the shipped tables against which codes of other classifiers are checked."""
    tables = (ISCED_F_TABLE, ISCO_TABLE, TVET_TABLE, SECTIONS_TABLE)
    return tuple(_path(*table) for table in tables)


def _path(kind: str, version: str, table: str) -> Path:
    return shipped("ontology") / "tables" / kind / version / f"{table}.csv"


@cache
def known_codes(kind: str, version: str, table: str) -> frozenset[str]:
    """Return the codes in one of the ``known_tables`` that has a column of codes."""
    with _path(kind, version, table).open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


@cache
def known_sections() -> frozenset[tuple[str, str, str]]:
    """Return the competition, skill and number of the WorldSkills sections that are shipped."""
    with _path(*SECTIONS_TABLE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return frozenset((row["competition"], row["skill"], row["section"]) for row in rows)


def _esco_occupations_path() -> Path:
    return shipped("ontology") / "codes" / f"esco-occupations-{ESCO_VERSION}.csv"


@cache
def esco_occupations() -> Mapping[str, str]:
    """Return code → IRI of the occupations of ESCO, in ``ESCO_VERSION``."""
    with _esco_occupations_path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: expand(row["occupation"]).value for row in rows}


def is_study_field(code: str) -> bool:
    """Tell whether ``code`` is a field of ISCED-F 2013."""
    return code in known_codes(*ISCED_F_TABLE)


@dataclass(frozen=True)
class CodeColumn(Column):
    """A column of codes: kept as text, and a refused code comes with a diagnosis.

    ``diagnose`` gets a code that does not match ``pattern`` and returns whole sentences, or ''.
    """

    code: bool = True
    diagnose: Callable[[str], str] = lambda code: ""

    def fault(self, item: str) -> str | None:
        """Return why ``item`` is not acceptable here and what was probably meant, or None."""
        if not self.pattern or self._regex.fullmatch(item):
            return None
        diagnosis = self._typing_slip(item) or self.diagnose(item)
        return f"{item!r} is not {self.expects}. {diagnosis}".strip()

    def _typing_slip(self, item: str) -> str:
        """Say which letter, space or case is wrong where a clean code can be recognised."""
        cyrillic = [letter for letter in item if "\u0400" <= letter <= "\u04ff"]
        compact = "".join(item.split())
        latin = "".join(LATIN.get(letter, letter) for letter in compact.upper())
        meant = f" Perhaps {latin} is meant." if self._regex.fullmatch(latin) else ""
        if cyrillic:
            return f"It contains the Cyrillic letter {cyrillic[0]}; type the Latin one.{meant}"
        if meant and compact != item:
            return f"It contains a space.{meant}"
        if meant:
            return f"Letters in codes are capitals.{meant}"
        return ""
