"""What schemes are called, and how a scheme and a code are named together: ``DQR 6``, ``EQF6``.

Case, spaces and punctuation of a scheme's name do not matter. Between it and the code the word for
a level may stand, and they may stand the other way round: ``Уровень 6 ЕРК``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from kgqual.answering.graph import Graph
from kgqual.answering.query import Query

_NAMES = Query.beside(__file__)
_LEVEL_WORD = re.compile(r"\b(level|уровень|деңгейі?)\b", re.IGNORECASE)
_JOINED = re.compile(r"(.*[^\W\d_])(\d.*)")


@cache
def _given() -> Mapping[str, str]:
    """Return the names that people use for schemes which do not state them as codes."""
    text = Path(__file__).with_name("schemes.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return {folded(name): iri for name, iri in names.items()}


class SchemeNames:
    """The schemes of a graph by what they are called."""

    def __init__(self, graph: Graph) -> None:
        self._iris = graph.once("scheme names", partial(_read, graph))

    @property
    def iris(self) -> frozenset[str]:
        """The IRIs of all of them."""
        return frozenset(iri for iris in self._iris.values() for iri in iris)

    def named(self, name: str) -> list[str]:
        """Return the IRIs of the schemes with that name, in order."""
        return list(self._iris.get(folded(name), ()))

    def with_code(self, text: str) -> Iterator[tuple[list[str], str]]:
        """Yield the schemes that a part of ``text`` names, with the rest as a code of them.

        Longer names come first: ``NQF 2016 4`` is level 4 of an edition before all else.
        """
        words = text.split(" ")
        splits = [
            (" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1)
        ]
        if joined := _JOINED.fullmatch(text):
            splits.append((joined[1], joined[2]))
        for left, right in splits:
            for name, code in ((left, right), (right, left)):
                if schemes := self.named(name):
                    yield schemes, plain_code(code)


def plain_code(text: str) -> str:
    """Return the code of a level without the word for a level around it."""
    return _LEVEL_WORD.sub("", text).strip(" -")


def folded(name: str) -> str:
    """Return what counts of a name: its letters and digits, in small letters."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _read(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows(_NAMES):
        found[folded(row["name"])].add(row["scheme"])
    for name, iri in _given().items():
        found[name].add(iri)
    return {name: tuple(sorted(iris)) for name, iris in found.items()}
