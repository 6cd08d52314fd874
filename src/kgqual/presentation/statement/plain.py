"""A statement as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.presentation.statement.statement import Line, Section, Statement
from kgqual.presentation.wording import say

NUMBERED = ("steps", "sources")
"""Sections whose lines others refer to by number."""


def plain(statement: Statement) -> str:
    """Return the statement as lines of text, its sections with an empty line between them."""
    width = max(len(label) for label, _ in statement.facts)
    facts = [f"  {label.ljust(width)}  {value}" for label, value in statement.facts]
    head = "\n".join([statement.title, *facts, f"  {statement.day}"])
    sections = (*statement.sections, statement.sources)
    blocks = ("\n".join(_lines(one, statement.language)) for one in sections if one.lines)
    return "\n\n".join([head, *blocks, statement.notice, statement.permalink])


def _lines(section: Section, language: str) -> Iterator[str]:
    yield section.heading
    for number, line in enumerate(section.lines, 1):
        mark = f"{number:>3}." if section.name in NUMBERED else "  -"
        yield f"{mark} {line.text}{_basis(line, language)}"


def _basis(line: Line, language: str) -> str:
    strength = f" — {say(language, f'strength.{line.strength}')}" if line.strength else ""
    return f"{strength}{''.join(f' [{number}]' for number in line.sources)}"
