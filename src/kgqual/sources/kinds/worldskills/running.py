"""The lines that run along the top and the bottom of every page, and the text between them."""

from __future__ import annotations

import re
from collections import Counter

from kgqual.sources.kinds.worldskills.columns import is_of_header
from kgqual.sources.kinds.worldskills.lines import Document, Line, Page
from kgqual.sources.kinds.worldskills.statements import introduces

CODE = re.compile(r"(?<![A-Z0-9])WSC(\d{4})_TD(\d{2,3})(?:_([A-Z]{2})(?![A-Z]))?", re.IGNORECASE)
"""The code of a technical description: competition, skill, language."""
UPDATED = re.compile(r"Last updated:?\s*(\d{1,2})\.(\d{1,2})\.(\d{4})", re.IGNORECASE)
_OF_PAGES = re.compile(r"\b\d+ of (\d+)$")
"""The number of a page and of all pages, at the end of a line."""
MARGIN = 0.15
"""The part of a page, at its top and at its bottom, where running lines stand."""
OFTEN = 3
"""Pages on which a line must stand at the same height to be taken for a running line."""

_KNOWN = re.compile(
    rf"{CODE.pattern}|{UPDATED.pattern}|©\s?WorldSkills|^{_OF_PAGES.pattern}", re.IGNORECASE
)
_Mark = tuple[int, str]


def pages_counted(document: Document) -> int:
    """Return how many pages the running lines say there are, 0 when they do not say."""
    said = Counter(
        int(found[1])
        for page in document.pages
        for line in page.lines
        if _in_margin(line, page) and (found := _OF_PAGES.search(line.text))
    )
    return said.most_common(1)[0][0] if said else 0


def body(document: Document) -> list[Line]:
    """Return the lines of all pages in order, without running headers and footers."""
    marks = Counter(mark for page in document.pages for mark in {_mark(li) for li in page.lines})
    enough = max(OFTEN, len(document.pages) / 2)
    repeated = {mark for mark, count in marks.items() if count >= enough}
    return [line for page in document.pages for line in _between(page, repeated)]


def _between(page: Page, repeated: set[_Mark]) -> list[Line]:
    """Return the lines below the lowest running header and above the highest footer."""
    running = [
        line for line in page.lines if _in_margin(line, page) and _is_running(line, repeated)
    ]
    middle = page.height / 2
    header_ends = max((line.top for line in running if line.top < middle), default=-1.0)
    footer_begins = min((line.top for line in running if line.top > middle), default=page.height)
    return [line for line in page.lines if header_ends < line.top < footer_begins]


def _in_margin(line: Line, page: Page) -> bool:
    return not MARGIN * page.height <= line.top <= (1 - MARGIN) * page.height


def _is_running(line: Line, repeated: set[_Mark]) -> bool:
    if _KNOWN.search(line.text):
        return True
    return _mark(line) in repeated and not (is_of_header(line) or introduces(line))


def _mark(line: Line) -> _Mark:
    """Return where a line stands and what it says but for its digits, such as the page number."""
    return round(line.top), re.sub(r"\d+", "0", line.text)
