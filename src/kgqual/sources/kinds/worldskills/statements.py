"""The statements of a section: lists of what to know and understand and of what to be able to do.

A list follows a line such as “The individual shall be able to:”. A statement begins with a bullet,
or after a gap where there are no bullets; it goes on over wrapped lines and page breaks. Bullets
further to the right belong to the statement above them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kgqual.sources.kinds.worldskills.description import Finding, Kind, Statement
from kgqual.sources.kinds.worldskills.lines import Line, Word
from kgqual.sources.kinds.worldskills.wrapped import Piece, joined, piece

NO_STATEMENTS = "A section has no statements."
NEITHER = "Text of a section is under neither kind of statement: it is left out."
CUT = "A statement is cut off at the page edge: what is missing is marked […]."

BULLETS = frozenset("•◦▪▫●○■□‣⁃∙·►➢➤✓\uf0a7\uf0a8\uf0b7\uf0d8\uf076")
DASHES = frozenset({"-", "–", "—", "*", "o"})
"""Bullets too, as are numbers, unless they stand where the text of the statement above goes on."""
NEAR = 0.25
"""Distance, in the height of the letters, within which two lines begin at the same place."""
PARAGRAPH = 1.4
"""Distance of two lines, in the height of the letters, from which a new paragraph begins."""

_INTRODUCTION = re.compile(
    r"The\s+\w+(?:\s+\w+)?\s+(?:needs?|must|shall|should|will|has|have|is|are)\b", re.IGNORECASE
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"\bable\s+to\b", re.IGNORECASE), "ability"),
    (re.compile(r"\b(?:know|understand)\b", re.IGNORECASE), "knowledge"),
)
_ORDINAL = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)
_SEPARATED = re.compile(r"[,;:.!?…]$")


def introduces(line: Line) -> bool:
    """Tell whether a line introduces a list of statements, or begins to."""
    text = line.text
    if not _INTRODUCTION.match(text):
        return False
    return "individual" in text or any(pattern.search(text) for pattern, _ in _KINDS)


def follows(line: Line, last: Line | None) -> bool:
    """Tell whether a line is the next one of the same paragraph as ``last``."""
    if last is None or line.page != last.page:
        return False
    return line.top - last.top < PARAGRAPH * line.height


def has_bullet(line: Line) -> bool:
    """Tell whether a line begins with a sign that can only be a bullet."""
    return line.words[0].text[0] in BULLETS


@dataclass
class _Item:
    """A statement or an item nested in one: where its bullet and its text begin, and its lines."""

    bullet_at: float
    text_at: float
    pieces: list[Piece]
    nested: list[_Item] = field(default_factory=list)

    @property
    def cut(self) -> bool:
        """Whether a piece of it, or of an item below it, is not whole."""
        own = all(whole for _, whole in self.pieces)
        return not own or any(item.cut for item in self.nested)

    def text(self) -> str:
        """Return its words, followed by those of the items below it."""
        text = joined(self.pieces)
        for number, item in enumerate(self.nested):
            text += " " if _SEPARATED.search(text) else "; " if number else ": "
            text += item.text()
        return text


@dataclass
class Statements:
    """The statements of one section, grown line by line."""

    _finished: list[tuple[Kind, _Item]] = field(default_factory=list)
    _introduction: str = ""
    _kind: Kind | None = None
    _current: _Item | None = None
    _leftmost: float = 0.0
    _last: Line | None = None
    _lost: int = 0

    def add(self, line: Line) -> None:
        """Take the next line of the section's text."""
        if self._is_introduction(line):
            self._introduction = f"{self._introduction} {line.text}".strip()
            self._kind = next((k for p, k in _KINDS if p.search(self._introduction)), None)
            self._current = None
        elif self._kind is None:
            self._lost += 1
        else:
            self._introduction = ""
            self._add(line, self._kind)
        self._last = line

    def finished(self, where: str, findings: list[Finding]) -> tuple[Statement, ...]:
        """Return the statements; note in ``findings`` what is wrong with those of ``where``."""
        items = [(kind, item) for kind, item in self._finished if item.text()]
        for number, (_, item) in enumerate(items, start=1):
            if item.cut:
                findings.append(Finding(CUT, f"{where}, statement {number}"))
        if self._lost:
            findings.append(Finding(NEITHER, f"{where}, lines: {self._lost}"))
        if not items:
            findings.append(Finding(NO_STATEMENTS, where))
        return tuple(Statement(kind, item.text()) for kind, item in items)

    def _is_introduction(self, line: Line) -> bool:
        if has_bullet(line):
            return False
        if introduces(line):
            return not (self._hangs(line, self._current) and follows(line, self._last))
        begun = bool(self._introduction) and not self._introduction.endswith(":")
        return begun and follows(line, self._last)

    def _add(self, line: Line, kind: Kind) -> None:
        current = self._current
        bulleted = self._without_bullet(line)
        if bulleted is None:
            if current and self._goes_on(line, current):
                self._continue(line, current)
            else:
                self._begin(kind, _Item(line.x0, line.x0, [piece(line.words)]))
            return
        text_at = bulleted[0].x0 if bulleted else line.x0
        item = _Item(line.x0, text_at, [piece(bulleted)])
        if current and line.x0 > self._leftmost + NEAR * line.height:
            current.nested.append(item)
        else:
            self._begin(kind, item)

    def _begin(self, kind: Kind, item: _Item) -> None:
        self._finished.append((kind, item))
        self._current, self._leftmost = item, item.bullet_at

    def _without_bullet(self, line: Line) -> tuple[Word, ...] | None:
        """Return the words after the bullet, or None when there is no bullet."""
        first, rest = line.words[0], line.words[1:]
        if has_bullet(line):
            glued = first.text[1:]
            return (replace(first, text=glued), *rest) if glued else rest
        if rest and (first.text in DASHES or _ORDINAL.fullmatch(first.text)):
            current = self._current
            if current is None or abs(line.x0 - current.text_at) > NEAR * line.height:
                return rest
        return None

    def _goes_on(self, line: Line, current: _Item) -> bool:
        """Tell whether a line without a bullet belongs to the statement above it."""
        if self._hangs(line, current):
            return True
        if self._last and line.page != self._last.page:
            return not _SEPARATED.search(current.text())
        return line.x0 >= current.bullet_at - NEAR * line.height and follows(line, self._last)

    def _hangs(self, line: Line, item: _Item | None) -> bool:
        """Tell whether a line begins to the right of the bullet of a statement."""
        if item is None or item.text_at <= item.bullet_at:
            return False
        return line.x0 > item.bullet_at + NEAR * line.height

    def _continue(self, line: Line, current: _Item) -> None:
        if not current.nested:
            current.pieces.append(piece(line.words))
        elif self._hangs(line, current.nested[-1]):
            current.nested[-1].pieces.append(piece(line.words))
        else:
            current.nested.append(_Item(line.x0, line.x0, [piece(line.words)]))
