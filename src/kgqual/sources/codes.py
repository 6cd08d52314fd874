"""Classifier codes: which ones the shipped tables know, and what is wrong with a bad one.

A bad code is refused with what probably happened to it and the code that was probably meant;
the correction is for the person who filled the table and is never applied.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgqual.resources import shipped
from kgqual.sources.template import Column

ISCED_F_TABLE = ("isced-f", "2013", "fields")
ISCO_TABLE = ("isco", "08", "groups")
TVET_TABLE = ("tvet", "2018-partial", "specialities")

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
    return tuple(_path(*table) for table in (ISCED_F_TABLE, ISCO_TABLE, TVET_TABLE))


def _path(kind: str, version: str, table: str) -> Path:
    return shipped("ontology") / "tables" / kind / version / f"{table}.csv"


@cache
def known_codes(kind: str, version: str, table: str) -> frozenset[str]:
    """Return the codes in one of the ``known_tables``."""
    with _path(kind, version, table).open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


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
