"""Where the table of the occupational standard is on the pages, and where its columns are.

Its header says so, and stands again on every page: “Section” over the numbers and what belongs to
them, “Relative importance (%)” over the weights, in one line or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kgqual.sources.kinds.worldskills.lines import Line, Word

FIRST = "Section"
"""The word that heads the column of numbers."""
OF_WEIGHTS = frozenset({"relative", "importance", "weights", "weighting"})
"""The words that head the column of weights, in small letters; and anything with %."""
OF_TITLES = frozenset({"title", "name", "heading", "description", "standard", "standards"})
"""The words that may head the column of titles and statements, in small letters."""
MAX_HEADER = 6
"""Lines a header may have."""
LARGER = 1.25
"""Height of a heading of the document, in that of the table's header, at least."""

_NUMBERED = re.compile(r"\d+(?:\.\d+)*\.?\s+\S")
_NUMBER = re.compile(r"(\d{1,2})\.?")


@dataclass(frozen=True)
class Columns:
    """Where the columns of the table begin and end; ``weights`` is None when no header is there.

    ``height`` is that of the header's letters, the measure of what is near.
    """

    left: float
    titles_end: float
    weights: tuple[float, float] | None
    height: float

    def number(self, line: Line) -> int | None:
        """Return the number with which a line begins in the first column, or None."""
        word = line.words[0]
        found = _NUMBER.fullmatch(word.text)
        near = abs(word.x0 - self.left) < 1.2 * self.height
        return int(found[1]) if found and near and word.shown else None

    def weight(self, line: Line) -> tuple[Word, ...]:
        """Return the words in the column of weights."""
        if self.weights is None:
            return ()
        left, right = self.weights
        return tuple(w for w in line.words if left - self.height <= w.x0 < right and w.x1 > left)

    def text(self, line: Line) -> tuple[Word, ...]:
        """Return the words of titles and statements: before the next column, after a number."""
        weight = self.weight(line)
        words = line.words[1:] if self.number(line) is not None else line.words
        return tuple(w for w in words if w.x0 < self.titles_end and w not in weight)


def table(lines: Sequence[Line]) -> Iterator[tuple[Line, Columns]]:
    """Yield the lines of the table that begins in ``lines``, without its headers.

    Each comes with the columns that hold on its page. The next heading of the document ends the
    table.
    """
    columns: Columns | None = None
    position = 0
    while position < len(lines):
        if head := header(lines[position : position + MAX_HEADER]):
            columns, length = head
            position += length
            continue
        if columns:
            if _is_heading(lines[position], columns):
                return
            yield lines[position], columns
        position += 1


def header(lines: Sequence[Line]) -> tuple[Columns, int] | None:
    """Return the columns and the number of lines of the header with which ``lines`` begin."""
    block = list(takewhile(is_of_header, lines))
    block = [line for line in block if line.page == block[0].page]
    first = next((line.words[0] for line in block if line.words[0].text == FIRST), None)
    if first is None:
        return None
    right = [w for line in block for w in line.words if w.x0 > first.x1 + first.height]
    of_weights = [word for word in right if _of_weights(word)]
    if not of_weights and not (len(block) == len(block[0].words) == 1 and first.bold):
        return None
    others = [w.x0 for w in right if w.text.lower() not in OF_TITLES]
    weights = None
    if of_weights:
        end = max(w.x1 for w in of_weights) + first.height
        after = (x for x in others if x > end)
        weights = min(w.x0 for w in of_weights), min(after, default=float("inf"))
    return Columns(first.x0, min(others, default=float("inf")), weights, first.height), len(block)


def is_of_header(line: Line) -> bool:
    """Tell whether a line can be one of the header: it names columns and nothing else."""
    first, *others = line.words
    if first.text == FIRST:
        return not others or others[0].x0 - first.x1 > line.height
    return all(map(_of_weights, line.words))


def _of_weights(word: Word) -> bool:
    """Tell whether a word, or a part of one that is hyphenated, heads the column of weights."""
    letters = word.text.lower().rstrip("-‐")
    return "%" in letters or (len(letters) > 1 and any(letters in name for name in OF_WEIGHTS))


def _is_heading(line: Line, columns: Columns) -> bool:
    """Tell whether a line is the heading of the next part of the document."""
    if not _NUMBERED.match(line.text):
        return False
    larger = line.height > LARGER * columns.height
    return larger or line.x0 < columns.left - columns.height / 2
