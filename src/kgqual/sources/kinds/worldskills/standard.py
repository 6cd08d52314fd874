"""The sections of the occupational standard, with their weights and statements.

A line that begins with the next number in the first column begins a section. The lines of its
title are as bold as its number and close together; what follows are its statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kgqual.errors import UnreadableInput
from kgqual.sources.kinds.worldskills.columns import Columns, table
from kgqual.sources.kinds.worldskills.description import Finding, Section
from kgqual.sources.kinds.worldskills.lines import Line, Word
from kgqual.sources.kinds.worldskills.statements import Statements, follows, has_bullet, introduces
from kgqual.sources.kinds.worldskills.wrapped import Piece, joined, piece

BEYOND_THE_EDGE = "A weight lies beyond the page edge, where nobody sees it: it is left out."
NO_WEIGHT = "A section has no weight in the document."
NOT_A_WEIGHT = "What stands in the column of weights is not a number: it is left out."
TITLE_CUT = "The title of a section is cut off at the page edge: what is missing is marked […]."
SKIPPED = "The numbers of the sections do not follow each other."
OTHER_TOTAL = "The weights do not add up to the total that the document prints."

_WEIGHT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s?%?")
_TOTAL = re.compile(r"Total:?(?: \(?%\)?)?(?: (\d+(?:[.,]\d+)?) ?%?)?", re.IGNORECASE)


@dataclass
class _Growing:
    """A section being put together; ``bold`` is whether its number is."""

    number: int
    bold: bool
    title: list[Piece] = field(default_factory=list)
    weight: list[Word] = field(default_factory=list)
    statements: Statements = field(default_factory=Statements)
    last: Line | None = None
    in_title: bool = True

    def add_title(self, line: Line, columns: Columns) -> None:
        """Take a line of the title, with the weight where it stands beside it."""
        if words := columns.text(line):
            self.title.append(piece(words))
        self.weight += columns.weight(line)
        self.last = line

    def add(self, line: Line, columns: Columns) -> None:
        """Give a line to the title or, when that has ended, to the statements."""
        self.in_title = self.in_title and self._title_goes_on(line)
        if self.in_title:
            self.add_title(line, columns)
        elif words := columns.text(line):
            self.statements.add(Line(line.page, words))

    def _title_goes_on(self, line: Line) -> bool:
        if has_bullet(line) or introduces(line) or (self.bold and not line.bold):
            return False
        return self.last is None or line.page != self.last.page or follows(line, self.last)

    def finished(self, findings: list[Finding]) -> Section:
        """Return the section; note what is wrong with it."""
        where = f"section {self.number}"
        if not all(whole for _, whole in self.title):
            findings.append(Finding(TITLE_CUT, where))
        weight = self._weight(where, findings)
        statements = self.statements.finished(where, findings)
        return Section(self.number, joined(self.title), weight, statements)

    def _weight(self, where: str, findings: list[Finding]) -> str:
        text = " ".join(word.text for word in self.weight)
        if not text:
            findings.append(Finding(NO_WEIGHT, where))
        elif not all(word.shown for word in self.weight):
            findings.append(Finding(BEYOND_THE_EDGE, where))
        elif found := _WEIGHT.fullmatch(text):
            return found[1].replace(",", ".")
        else:
            findings.append(Finding(NOT_A_WEIGHT, f"{where}: {text}"))
        return ""


@dataclass
class _Sections:
    """The sections found so far.

    ``held`` are bold lines among statements: the title of the next section when they stand close
    above its number.
    """

    found: list[_Growing] = field(default_factory=list)
    held: list[tuple[Line, Columns]] = field(default_factory=list)

    def take(self, line: Line, columns: Columns) -> None:
        """Take the next line of the table."""
        last = self.found[-1] if self.found else None
        number = columns.number(line)
        if number and (last is None or number >= last.number):
            self._begin(number, line, columns)
        elif line.bold and (last is None or (last.bold and not last.in_title)):
            self.held.append((line, columns))
        else:
            self._release()
            if last:
                last.add(line, columns)

    def _begin(self, number: int, line: Line, columns: Columns) -> None:
        """Begin a section, or go on with one whose number is repeated after a page break."""
        title = [(line, columns)]
        while self.held and follows(title[0][0], self.held[-1][0]):
            title.insert(0, self.held.pop())
        self._release()
        if not self.found or number != self.found[-1].number:
            self.found.append(_Growing(number, line.words[0].bold))
        for part in title:
            self.found[-1].add_title(*part)

    def _release(self) -> None:
        """Give the lines held to the statements they stand among."""
        for held in self.held if self.found else ():
            self.found[-1].add(*held)
        self.held = []

    def is_bold(self) -> bool:
        """Tell whether the numbers of the sections are bold, as far as there are any."""
        return any(section.bold for section in self.found)


def sections(lines: Sequence[Line]) -> tuple[list[Section], list[Finding]]:
    """Return the sections of the table that begins in ``lines``, and what is wrong with it.

    Raises UnreadableInput when there is no such table.
    """
    growing = _Sections()
    total = ""
    for line, columns in table(lines):
        if (printed := _TOTAL.fullmatch(line.text)) and (line.bold or not growing.is_bold()):
            total = (printed[1] or "").replace(",", ".")
            break
        growing.take(line, columns)
    if not growing.found:
        raise UnreadableInput("the table of the occupational standard has no sections.")
    findings: list[Finding] = []
    found = [section.finished(findings) for section in growing.found]
    return found, [*findings, *_contradictions(found, total)]


def _contradictions(found: Sequence[Section], total: str) -> Iterator[Finding]:
    numbers = [section.number for section in found]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding(SKIPPED, ", ".join(map(str, numbers)))
    weights = [Decimal(section.weight) for section in found if section.weight]
    if total and len(weights) == len(found) and sum(weights) != Decimal(total):
        yield Finding(OTHER_TOTAL, f"{sum(weights)}, not {total}")
