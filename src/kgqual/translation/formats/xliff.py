"""XLIFF 1.2 (OASIS, 2008): the format that most translation tools read.

A unit is a field of a concept: its ``id`` is the concept, ``#`` and the field. What an import
needs besides is in a context group; Russian is a reference beside the target (``alt-trans``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    first,
    language_of,
    noted,
    plain,
    rows,
)
from kgqual.translation.formats.xml_writing import element, writable, write_document
from kgqual.translation.record import Heading, Record, Unread

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_KIND = Kind(("xliff",), ("trans-unit",), "1.")
_MARKERS = frozenset({"g", "mrk"})
_STATES = {
    State.UNTRANSLATED: "new",
    State.DRAFT: "translated",
    State.REVIEWED: "signed-off",
    State.APPROVED: "final",
}
_STATE_OF = {written: state for state, written in _STATES.items()}
_CONTEXT = "x-kgqual-"


class Xliff:
    """XLIFF 1.2, strict."""

    name = "xliff"
    suffix = ".xlf"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records, a unit each. Raises BadUsage as :func:`writable` does."""
        about = {
            "original": heading.release or "ESCO",
            "source-language": heading.source_language,
            "target-language": heading.language,
            "datatype": "plaintext",
            "product-name": "kgqual",
            "product-version": __version__,
        }
        frame = element(
            "xliff",
            attributes={"version": "1.2"},
            children=(element("file", attributes=about, children=(element("body"),)),),
            namespaces={None: _NAMESPACE},
        )
        units = (_unit(record) for record in writable(records, self.name))
        write_document(file, frame, units)

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield each unit: a record, or why it is none, such as a text with inline codes.

        Inline markers (``g``, ``mrk``) leave their text. Raises UnreadableInput as ``rows`` does.
        """
        for number, unit in enumerate(rows(path, _KIND), start=1):
            yield _found(unit, f"trans-unit {number}").record()


FORMAT = Xliff()


def pairs(path: Path, language: str) -> Iterator[Pair]:
    """Yield the texts of a file that are translated into ``language``, of whatever tool.

    A target that needs more work (``new``, ``needs-…``), an empty one, and the lists of terms in
    a file of ours are no pairs. Inline codes are left out of the texts. Raises UnreadableInput as
    ``rows`` does.
    """
    for number, unit in enumerate(rows(path, _KIND), start=1):
        found = _found(unit, f"trans-unit {number}")
        ours = keyed(found.name)
        texts = found.source.text, found.target.text
        if (
            _unfinished(first(unit, "target"))
            or (ours and ours[1].many)
            or not all(text.strip() for text in texts)
            or not same_language(found.language, language)
        ):
            continue
        source_language = _file_of(unit).get("source-language", "")
        yield Pair(texts[0], source_language, texts[1], found.language, found.where)


def _unit(record: Record) -> etree._Element:
    parts = [
        element("source", joined(record, record.source)),
        element("target", joined(record, record.target), {"state": _STATES[record.state]}),
    ]
    if beside := stated(record):
        parts.append(_context(beside))
    if record.note:
        parts.append(element("note", record.note, {"from": "kgqual"}))
    if record.russian:
        text = element("target", joined(record, record.russian), {f"{XML}lang": BRIDGE_LANGUAGE})
        about = {"alttranstype": "reference", f"{XML}space": "preserve"}
        parts.append(element("alt-trans", None, about, (text,)))
    attributes = {"id": key(record), f"{XML}space": "preserve"}
    if record.code:
        attributes["resname"] = record.code
    if record.state is State.APPROVED:
        attributes["approved"] = "yes"
    return element("trans-unit", None, attributes, parts)


def _context(beside: Mapping[str, str]) -> etree._Element:
    contexts = [
        element("context", text, {"context-type": f"{_CONTEXT}{name}"})
        for name, text in beside.items()
    ]
    return element("context-group", attributes={"purpose": "x-kgqual"}, children=contexts)


def _found(unit: etree._Element, where: str) -> Found:
    target = first(unit, "target")
    contexts = {
        context.get("context-type", "").removeprefix(_CONTEXT): context.text or ""
        for context in unit.iterfind("{*}context-group/{*}context")
    }
    return Found(
        name=unit.get("id", ""),
        language=language_of(target) or _file_of(unit).get("target-language", ""),
        source=plain(first(unit, "source"), _MARKERS),
        target=plain(target, _MARKERS),
        state=_state(unit, target),
        where=where,
        russian=_russian(unit),
        note=noted(unit.iterfind("{*}note")),
        stated=contexts,
    )


def _state(unit: etree._Element, target: etree._Element | None) -> State:
    """Return the state a unit is in; tools that write none may say that it is approved."""
    written = "" if target is None else target.get("state", "")
    if not written and unit.get("approved") == "yes":
        return State.APPROVED
    return _STATE_OF.get(written, State.DRAFT)


def _unfinished(target: etree._Element | None) -> bool:
    state = "" if target is None else target.get("state", "")
    return state == "new" or state.startswith("needs-")


def _russian(unit: etree._Element) -> str:
    for beside in unit.iterchildren("{*}alt-trans"):
        target = first(beside, "target")
        if beside.get("alttranstype") == "reference" and language_of(target) == BRIDGE_LANGUAGE:
            return plain(target, _MARKERS).text
    return ""


def _file_of(unit: etree._Element) -> etree._Element:
    return next(unit.iterancestors("{*}file"), unit)
