"""What a reader of a document sees: lines of words, and which of them run off the page.

Everything is measured on the page as it is shown: points from its top left corner, cropped and
turned as the page says. A word that does not lie wholly on the page is kept but not ``shown``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """Characters without a space between them, and the box around them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    shown: bool

    @property
    def height(self) -> float:
        """The height of the font's box."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """Words beside each other on one page, from left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def shown(self) -> tuple[Word, ...]:
        """The words that lie on the page."""
        return tuple(word for word in self.words if word.shown)

    @property
    def cut(self) -> bool:
        """Whether some of it lies beyond the page edge."""
        return not all(word.shown for word in self.words)

    @property
    def text(self) -> str:
        """The words on the page, with one space between them."""
        return " ".join(word.text for word in self.shown)

    @property
    def x0(self) -> float:
        """Where its first word begins."""
        return self.words[0].x0

    @property
    def top(self) -> float:
        """Where its tallest word begins."""
        return min(word.top for word in self.words)

    @property
    def height(self) -> float:
        """The height of its tallest word."""
        return max(word.height for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word shown is bold."""
        return all(word.bold for word in self.shown)


@dataclass(frozen=True)
class Page:
    """One page as it is shown: its height in points and its lines from top to bottom."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Document:
    """The pages of a PDF, and how many scripts it carries, which are never run."""

    pages: tuple[Page, ...]
    scripts: int


def in_lines(page: int, words: Sequence[Word]) -> Iterator[Line]:
    """Yield the words of a page as lines from top to bottom, in whatever order they are drawn."""
    open_lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top, w.x0)):
        beside = [line for line in open_lines if _beside(word, line[-1])]
        if beside:
            beside[-1].append(word)
        else:
            open_lines.append([word])
    for line in open_lines:
        yield Line(page, tuple(sorted(line, key=lambda w: w.x0)))


def _beside(one: Word, other: Word) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > min(one.height, other.height) / 2
