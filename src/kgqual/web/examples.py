"""The example queries that kgqual ships, for the query page and the home page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from kgqual.resources import shipped

_TITLE = re.compile(r"#\s*(en|ru|kk)\s*:\s*(.+)")
_TOPIC = re.compile(r"#\s*Topic\s*:\s*(\S+)")
OTHER = "other"
"""The topic of a query that names none."""


@dataclass(frozen=True)
class Example:
    """One query: its file name without suffix, its title by language, its topic, its text."""

    name: str
    title: Mapping[str, str]
    topic: str
    text: str

    @property
    def about(self) -> str:
        """What the opening comment says: titles, answers, readers, sources, limits."""
        lines = self.text.splitlines()
        return " ".join(line.strip("# ") for line in takewhile(_is_comment, lines))


@cache
def examples() -> tuple[Example, ...]:
    """Return the example queries in the order of their file names.

    The title is in the opening comment: ``# en: …``, ``# ru: …``, ``# kk: …``, or its first
    line for all three.
    """
    files = sorted(shipped("examples").glob("*.rq"))
    return tuple(_read(path.stem, path.read_text(encoding="utf-8")) for path in files)


def _read(name: str, text: str) -> Example:
    comments = list(takewhile(_is_comment, text.splitlines()))
    topics = (m[1] for line in comments if (m := _TOPIC.match(line)))
    found = {m[1]: m[2].strip() for line in comments if (m := _TITLE.match(line))}
    first = comments[0].lstrip("# ").strip() if comments else name
    title = {lang: found.get(lang, first) for lang in ("kk", "ru", "en")}
    return Example(name, title, next(topics, OTHER), text)


def _is_comment(line: str) -> bool:
    return line.startswith("#")
