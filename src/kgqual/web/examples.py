"""The example queries that kgqual ships, for the query page and the home page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kgqual.resources import shipped

_TITLE = re.compile(r"#\s*(en|ru|kk)\s*:\s*(.+)")


@dataclass(frozen=True)
class Example:
    """One query: its file name without suffix, its title by language, its text."""

    name: str
    title: Mapping[str, str]
    text: str


@cache
def examples() -> tuple[Example, ...]:
    """Return the example queries in the order of their file names.

    The title is in the opening comment: ``# en: …``, ``# ru: …``, ``# kk: …``, or its first
    line for all three.
    """
    files = sorted(shipped("examples").glob("*.rq"))
    return tuple(_read(path.stem, path.read_text(encoding="utf-8")) for path in files)


def _read(name: str, text: str) -> Example:
    comments = [line for line in text.splitlines() if line.startswith("#")]
    found = {m[1]: m[2].strip() for line in comments if (m := _TITLE.match(line))}
    first = comments[0].lstrip("# ").strip() if comments else name
    return Example(name, {lang: found.get(lang, first) for lang in ("kk", "ru", "en")}, text)
