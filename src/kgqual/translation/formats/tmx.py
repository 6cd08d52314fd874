"""TMX 1.4 (LISA OSCAR, 2005): translation memories.

A unit is a field of a concept: its ``tuid`` is the concept, ``#`` and the field. What an import
needs besides is in properties (``prop``); Russian is one more variant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from kgqual import __version__
from kgqual.editorial.translations.fields import BRIDGE_LANGUAGE, State
from kgqual.translation.formats.found import Found, stated
from kgqual.translation.formats.keys import joined, key, keyed
from kgqual.translation.formats.pairs import Pair, same_language
from kgqual.translation.formats.xml_reading import (
    XML,
    Kind,
    Plain,
    first,
    language_of,
    noted,
    plain,
    rows,
)
from kgqual.translation.formats.xml_writing import element, writable, write_document
from kgqual.translation.record import Heading, Record, Unread

_KIND = Kind(("tmx",), ("tu",), "1.")
_MARKERS = frozenset({"hi"})
_OURS = "x-kgqual-"
_STATE = "state"
_LANGUAGE = "language"


class Tmx:
    """TMX 1.4."""

    name = "tmx"
    suffix = ".tmx"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records, a unit each. Raises BadUsage as :func:`writable` does."""
        about = {
            "creationtool": "kgqual",
            "creationtoolversion": __version__,
            "segtype": "block",
            "o-tmf": "kgqual",
            "adminlang": "en",
            "srclang": heading.source_language,
            "datatype": "plaintext",
        }
        release = element("prop", heading.release or "ESCO", {"type": f"{_OURS}release"})
        header = element("header", attributes=about, children=(release,))
        frame = element("tmx", attributes={"version": "1.4"}, children=(header, element("body")))
        units = (_unit(record, heading) for record in writable(records, self.name))
        write_document(file, frame, units, 'tmx SYSTEM "tmx14.dtd"')

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield each unit: a record, or why it is none, such as a text with inline codes.

        Highlighting (``hi``) leaves its text. Raises UnreadableInput as ``rows`` does.
        """
        for number, unit in enumerate(rows(path, _KIND), start=1):
            yield _found(unit, f"tu {number}").record()


FORMAT = Tmx()


def pairs(path: Path, language: str) -> Iterator[Pair]:
    """Yield each text with its translation into ``language``, from every other language of it.

    Empty texts and the lists of terms in a file of ours are no pairs. Inline codes are left out.
    Raises UnreadableInput as ``rows`` does.
    """
    for number, unit in enumerate(rows(path, _KIND), start=1):
        ours = keyed(unit.get("tuid", ""))
        if ours and ours[1].many:
            continue
        texts = [
            (language_of(variant), _text(variant).text)
            for variant in unit.iterchildren("{*}tuv")
            if _text(variant).text.strip()
        ]
        for tag, target in texts:
            if not same_language(tag, language):
                continue
            for other, source in texts:
                if not same_language(other, language):
                    yield Pair(source, other, target, tag, f"tu {number}")


def _unit(record: Record, heading: Heading) -> etree._Element:
    beside = {**stated(record), _STATE: record.state.value, _LANGUAGE: record.language}
    parts = [element("prop", text, {"type": f"{_OURS}{name}"}) for name, text in beside.items()]
    if record.note:
        parts.insert(0, element("note", record.note))
    texts = {  # the translation first: some tools take what follows the source for it
        heading.source_language: joined(record, record.source),
        record.language: joined(record, record.target),
    }
    texts.setdefault(BRIDGE_LANGUAGE, joined(record, record.russian))
    for language, text in texts.items():
        if text or language == heading.source_language:
            variant = element("tuv", None, {f"{XML}lang": language}, (element("seg", text),))
            parts.append(variant)
    return element("tu", None, {"tuid": key(record), "srclang": heading.source_language}, parts)


def _found(unit: etree._Element, where: str) -> Found:
    beside = {
        prop.get("type", "").removeprefix(_OURS): prop.text or ""
        for prop in unit.iterchildren("{*}prop")
        if prop.get("type", "").startswith(_OURS)
    }
    source_language = unit.get("srclang", "") or _header(unit).get("srclang", "")
    variants = {language_of(variant): variant for variant in unit.iterchildren("{*}tuv")}
    language = beside.get(_LANGUAGE) or _target_language(variants, source_language)
    return Found(
        name=unit.get("tuid", ""),
        language=language,
        source=_in(variants, source_language),
        target=_in(variants, language),
        state=_state(beside.get(_STATE, "")),
        where=where,
        russian=""
        if same_language(language, BRIDGE_LANGUAGE)
        else _in(variants, BRIDGE_LANGUAGE).text,
        note=noted(unit.iter("{*}note")),
        stated=beside,
    )


def _target_language(variants: Iterable[str], source_language: str) -> str:
    """Return the language of a unit that is neither the source nor, beside another, Russian."""
    others = [tag for tag in variants if not same_language(tag, source_language)]
    no_bridge = [tag for tag in others if not same_language(tag, BRIDGE_LANGUAGE)]
    return next(iter(no_bridge or others), "")


def _in(variants: dict[str, etree._Element], language: str) -> Plain:
    """Return the text in a language, also where a tool has added or dropped its region."""
    for tag, variant in variants.items():
        if same_language(tag, language):
            return _text(variant)
    return Plain("")


def _state(written: str) -> State:
    return State(written) if written in set(State) else State.DRAFT


def _text(variant: etree._Element) -> Plain:
    return plain(first(variant, "seg"), _MARKERS)


def _header(unit: etree._Element) -> etree._Element:
    header = first(unit.getroottree().getroot(), "header")
    return unit if header is None else header
