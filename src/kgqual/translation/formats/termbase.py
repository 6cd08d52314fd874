"""An entry of a TBX file of whatever edition and style: a concept, its terms, what is said of it.

TBX of 2008 (``martif``, ``termEntry``, ``tig`` or ``ntig``) and of 2019 (``tbx``,
``conceptEntry``) say the same with other names; of 2019, the style DCA has categories as
attributes, as in 2008, and DCT as elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kgqual.translation.formats.xml_reading import Kind, Plain, language_of, local, plain, rows

_KIND = Kind(("martif", "tbx"), ("termEntry", "conceptEntry"))
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_STATUSES = frozenset({"administrativeStatus", "normativeAuthorization"})
_DEFINITION = "definition"
_MARKERS = frozenset({"hi", "foreign"})


@dataclass(frozen=True)
class Term:
    """A term, its language, and its status in lower case, such as ``preferredterm-admn-sts``."""

    language: str
    text: Plain
    status: str


@dataclass(frozen=True)
class Entry:
    """A concept of a termbase. Notes and definitions have the language they are said in, or ''.

    ``source_language`` is the working language of the termbase.
    """

    terms: tuple[Term, ...]
    definitions: tuple[tuple[str, Plain], ...]
    notes: tuple[tuple[str, str], ...]
    source_language: str
    where: str


def entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a TBX file. Raises UnreadableInput as ``rows`` does."""
    for number, found in enumerate(rows(path, _KIND), start=1):
        yield Entry(
            tuple(_terms(found)),
            tuple((_language(part), plain(part, _MARKERS)) for part in _said(found, _DEFINITION)),
            tuple((_language(part), plain(part, _MARKERS).text) for part in found.iter("{*}note")),
            language_of(found.getroottree().getroot()),
            f"{local(found)} {number}",
        )


def _terms(entry: etree._Element) -> Iterator[Term]:
    for term in entry.iter("{*}term"):
        section = next(term.iterancestors(*(f"{{*}}{name}" for name in _TERMS)), term)
        statuses = [status for name in _STATUSES for status in _said(section, name)]
        status = (statuses[0].text or "").strip().casefold() if statuses else ""
        yield Term(_language(term), plain(term, _MARKERS), status)


def _said(element: etree._Element, category: str) -> Iterator[etree._Element]:
    """Yield what says something of a category: an element of that type, or of that name."""
    for part in element.iter(etree.Element):
        if part.get("type") == category or local(part) == category:
            yield part


def _language(element: etree._Element) -> str:
    """Return the language of what is said: its own, or that of the section it is in."""
    section = next(element.iterancestors(*(f"{{*}}{name}" for name in _LANGUAGES)), None)
    return language_of(element) or language_of(section)
