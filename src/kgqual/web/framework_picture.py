"""Frameworks side by side: their levels as columns, the correspondences of an answer as lines.

The lines have the form of their strength; those of leads are drawn as well, as unverified. What is
drawn is also on the page as text: the picture adds nothing but the view of the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgqual.answering import AnyAnswer, Graph, Query, Step
from kgqual.model import Strength
from kgqual.namespaces import SKOS
from kgqual.web.answer_values import in_words, named, strength
from kgqual.web.queries import page_query
from kgqual.web.showing import Shown

MOST = 6
"""Frameworks in a picture; more cannot be told apart on a page."""
ROW, NODE, GAP, TOP = 40, 128, 96, 44
"""The height of a level's row, the width of a column and of the space between two, the heads."""
INDENT = 8

_LEVELS = Query("framework_levels", page_query("framework_levels"))
_CORRESPONDENCES = frozenset(
    term.value
    for term in (
        SKOS.closeMatch,
        SKOS.exactMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
        SKOS.relatedMatch,
    )
)


@dataclass(frozen=True)
class Box:
    """A level: where its box is, its code, its name; ``linked`` says that a line touches it."""

    x: float
    y: float
    code: str
    title: str
    linked: bool


@dataclass(frozen=True)
class Curve:
    """A correspondence: its line, its strength, and what it says."""

    path: str
    strength: Strength
    title: str


@dataclass(frozen=True)
class Column:
    """A framework: where its column is, the lines of its name."""

    x: float
    lines: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, and the strengths that the legend explains."""

    width: float
    height: float
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    strengths: tuple[Shown, ...]


def picture(graph: Graph, answer: AnyAnswer, language: str) -> Picture | None:
    """Return the picture of an answer's correspondences between levels.

    None when they are not between levels of two to six frameworks.
    """
    chains = _chains(answer)
    steps = [step for chain in chains for step in chain]
    ends = sorted({end for step in steps for end in (step.subject, step.object)})
    if not ends:
        return None
    levels = _levels(graph, ends)
    at = {level: framework for framework, listed in levels.items() for level in listed}
    chains = [
        [step for step in chain if {step.subject, step.object} <= at.keys()] for chain in chains
    ]
    order = _order(chains, at)
    if not 2 <= len(order) <= MOST:
        return None
    return _Drawing(graph, {f: levels[f] for f in order}, language).drawn(chains)


def _chains(answer: AnyAnswer) -> list[list[Step]]:
    """Return the chains of correspondences behind the items and the leads."""
    found = [[answer.steps[i] for i in item.steps] for item in answer.answer or ()]
    found += [list(lead.steps) for lead in answer.leads]
    return [[s for s in chain if s.predicate in _CORRESPONDENCES] for chain in found]


def _levels(graph: Graph, ends: Sequence[str]) -> dict[str, list[str]]:
    """Return framework → its levels, the highest first."""
    ranked: dict[str, list[tuple[tuple[float, str], str]]] = defaultdict(list)
    for row in graph.rows(_LEVELS, some=ends):
        code = row.get("notation", "")
        number = re.search(r"\d+(\.\d+)?", row.get("eqf", "") or code)
        ranked[row["framework"]].append(((float(number[0]) if number else 0, code), row["level"]))
    return {
        framework: [level for _, level in sorted(found, reverse=True)]
        for framework, found in ranked.items()
    }


def _order(chains: Iterable[Sequence[Step]], at: Mapping[str, str]) -> list[str]:
    """Return the frameworks in the order in which the chains walk through them."""
    place: dict[str, int] = {}
    for chain in chains:
        for position, step in enumerate(chain):
            ends = (step.object, step.subject) if step.against else (step.subject, step.object)
            for offset, end in enumerate(ends):
                place[at[end]] = max(place.get(at[end], 0), position + offset)
    return sorted(place, key=lambda framework: (place[framework], framework))


class _Drawing:
    """Places the levels of frameworks, in their order, and draws lines between them."""

    def __init__(self, graph: Graph, levels: Mapping[str, Sequence[str]], language: str) -> None:
        self._levels, self._language = levels, language
        self._names = graph.named([*levels, *(one for listed in levels.values() for one in listed)])
        self._height = ROW * max(len(listed) for listed in levels.values())
        self._slots = [self._height / len(listed) for listed in levels.values()]
        self._place = {
            level: (column, TOP + (row + 0.5) * self._slots[column])
            for column, listed in enumerate(levels.values())
            for row, level in enumerate(listed)
        }

    def drawn(self, chains: Iterable[Iterable[Step]]) -> Picture:
        """Return the picture with a line for each step of the chains."""
        steps = {(s.subject, s.object, s.strength): s for chain in chains for s in chain}
        linked = {end for subject, object, _ in steps for end in (subject, object)}
        drawn = [s for s in steps.values() if self._apart(s)]
        return Picture(
            width=len(self._levels) * (NODE + GAP),
            height=TOP + self._height,
            columns=tuple(self._column(n, f) for n, f in enumerate(self._levels)),
            boxes=tuple(self._box(level, level in linked) for level in self._place),
            curves=tuple(
                Curve(self._path(s), s.strength, in_words(s.statement, self._language).text)
                for s in sorted(drawn, key=lambda s: -s.strength.rank)
            ),
            strengths=tuple(
                strength(one, self._language)
                for one in sorted({s.strength for s in drawn}, key=lambda s: s.rank)
            ),
        )

    def _apart(self, step: Step) -> bool:
        ends = (step.subject, step.object)
        return all(e in self._place for e in ends) and len({self._place[e][0] for e in ends}) == 2

    def _column(self, number: int, framework: str) -> Column:
        name = named(self._names[framework], self._language)
        title = name.code or name.text
        return Column(_left(number), _wrapped(title), name.text)

    def _box(self, level: str, linked: bool) -> Box:
        column, y = self._place[level]
        thing = self._names[level]
        return Box(_left(column), y, thing.code, named(thing, self._language).text, linked)

    def _path(self, step: Step) -> str:
        """Return a line from left to right, through the gaps between levels in between."""
        (start, y1), (end, y2) = sorted((self._place[step.subject], self._place[step.object]))
        x, y = _left(start) + NODE, y1
        parts = [f"M{x:.0f} {y:.0f}"]
        for column in range(start + 1, end + 1):
            wanted = y1 + (y2 - y1) * (column - start) / (end - start)
            to = y2 if column == end else self._gap(column, wanted)
            parts.append(
                f"C{x + GAP / 2:.0f} {y:.0f} {x + GAP / 2:.0f} {to:.0f} {x + GAP:.0f} {to:.0f}"
            )
            if column < end:
                parts.append(f"h{NODE}")
            x, y = x + GAP + NODE, to
        return "".join(parts)

    def _gap(self, column: int, wanted: float) -> float:
        slot = self._slots[column]
        return TOP + round((wanted - TOP) / slot) * slot


def _left(column: int) -> float:
    return column * (NODE + GAP)


def _wrapped(text: str, width: int = 22) -> tuple[str, ...]:
    """Return a name on at most two lines that fit above a column and the space beside it."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return (lines[0], lines[1] + "…") if len(lines) > 2 else tuple(lines)
