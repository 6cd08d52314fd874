"""Which codes the tables know that kgqual ships."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kgqual.namespaces import expand
from kgqual.resources import shipped

ISCED_F_TABLE = ("isced-f", "2013", "fields")
ISCO_TABLE = ("isco", "08", "groups")
TVET_TABLE = ("tvet", "2018-partial", "specialities")
ESCO_VERSION = "1.1.0"
"""The ESCO release whose occupation codes are shipped: the one that O*NET is mapped to."""
SECTIONS_TABLE = ("worldskills", "2026", "sections")


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
