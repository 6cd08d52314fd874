"""XLIFF 2.1 (OASIS, 2018): the current XLIFF.

A unit is a field of a concept: its ``name`` is the concept, ``#`` and the field. What an import
needs besides is in the metadata module; Russian is a match in a reference language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

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
    local,
    noted,
    plain,
    rows,
)
from kgqual.translation.formats.xml_writing import element, writable, write_document
from kgqual.translation.record import Heading, Record, Unread

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_MTC = f"{{{_MATCHES}}}"
_MDA = f"{{{_METADATA}}}"
_KIND = Kind(("xliff",), ("unit",), "2.")
_MARKERS = frozenset({"pc", "mrk", "sm", "em"})
_STATES = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "translated",
    State.REVIEWED: "reviewed",
    State.APPROVED: "final",
}
_STATE_OF = {written: state for state, written in _STATES.items()}
_OURS = "kgqual"


class Xliff2:
    """XLIFF 2.1 with the modules for metadata and for translation candidates."""

    name = "xliff2"
    suffix = ".xlf"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records, a unit each. Raises BadUsage as :func:`writable` does."""
        languages = {"srcLang": heading.source_language, "trgLang": heading.language}
        about = {"id": "f1", "original": heading.release or "ESCO", "canResegment": "no"}
        frame = element(
            "xliff",
            attributes={"version": "2.1", **languages},
            children=(element("file", attributes=about),),
            namespaces={None: _NAMESPACE},
        )
        numbered = enumerate(writable(records, self.name), start=1)
        write_document(file, frame, (_unit(record, number) for number, record in numbered))

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield each unit: a record, or why it is none, such as a text with inline codes.

        Inline markers (``pc``, ``mrk``, ``sm``, ``em``) leave their text. Raises UnreadableInput
        as ``rows`` does.
        """
        for number, unit in enumerate(rows(path, _KIND), start=1):
            yield _found(unit, f"unit {number}").record()


FORMAT = Xliff2()


def pairs(path: Path, language: str) -> Iterator[Pair]:
    """Yield the segments of a file that are translated into ``language``, of whatever tool.

    A segment in state ``initial``, an empty one, and the lists of terms in a file of ours are no
    pairs. Inline codes are left out of the texts. Raises UnreadableInput as ``rows`` does.
    """
    for number, unit in enumerate(rows(path, _KIND), start=1):
        ours = keyed(unit.get("name", ""))
        if (ours and ours[1].many) or not same_language(_root(unit).get("trgLang", ""), language):
            continue
        for segment in unit.iterchildren("{*}segment"):
            source, target = (
                plain(first(segment, name), _MARKERS).text for name in ("source", "target")
            )
            if segment.get("state") != "initial" and source.strip() and target.strip():
                languages = (_root(unit).get(name, "") for name in ("srcLang", "trgLang"))
                yield Pair(source, next(languages), target, next(languages), f"unit {number}")


def _unit(record: Record, number: int) -> etree._Element:
    parts = []
    if record.russian:
        parts.append(_match(record))
    if beside := stated(record):
        group = element(
            f"{_MDA}metaGroup",
            None,
            {"category": _OURS},
            (element(f"{_MDA}meta", text, {"type": name}) for name, text in beside.items()),
        )
        parts.append(element(f"{_MDA}metadata", None, {}, (group,), {"mda": _METADATA}))
    if record.note:
        note = element("note", record.note)
        parts.append(element("notes", None, {}, (note,)))
    texts = [element("source", joined(record, record.source))]
    if record.target:
        texts.append(element("target", joined(record, record.target)))
    about = {"id": "s1", "state": _STATES[record.state if record.target else State.UNTRANSLATED]}
    parts.append(element("segment", None, about, texts))
    attributes = {"id": f"u{number}", "name": key(record), f"{XML}space": "preserve"}
    return element("unit", None, attributes, parts)


def _match(record: Record) -> etree._Element:
    """Return the Russian texts: a candidate for the segment, in a language of reference."""
    texts = (
        element("source", joined(record, record.source)),
        element("target", joined(record, record.russian), {f"{XML}lang": BRIDGE_LANGUAGE}),
    )
    about = {"ref": "#s1", "reference": "yes", "origin": "ESCO"}
    return element(
        f"{_MTC}matches",
        None,
        {},
        (element(f"{_MTC}match", None, about, texts),),
        {"mtc": _MATCHES},
    )


def _found(unit: etree._Element, where: str) -> Found:
    segments = [part for part in unit if _is_text(part)]
    metas = unit.iterfind(f"{_MDA}metadata/{_MDA}metaGroup[@category='{_OURS}']/{_MDA}meta")
    return Found(
        name=unit.get("name", ""),
        language=_root(unit).get("trgLang", ""),
        source=_whole(segments, "source"),
        target=_whole(segments, "target"),
        state=_state(segments),
        where=where,
        russian=_russian(unit),
        note=noted(unit.iter("{*}note")),
        stated={meta.get("type", ""): meta.text or "" for meta in metas},
    )


def _is_text(part: etree._Element) -> bool:
    return part.tag in (f"{{{_NAMESPACE}}}segment", f"{{{_NAMESPACE}}}ignorable")


def _whole(segments: list[etree._Element], name: str) -> Plain:
    """Return the text of a unit that a tool may have cut into segments.

    What is between them (``ignorable``) has a target only where that is another.
    """
    texts = []
    translated = any(first(part, "target") is not None for part in segments)
    for part in segments:
        text = first(part, name)
        if text is None and translated and local(part) == "ignorable":
            text = first(part, "source")
        texts.append(plain(text, _MARKERS))
    return Plain(
        "".join(text.text for text in texts), tuple(code for text in texts for code in text.codes)
    )


def _state(segments: list[etree._Element]) -> State:
    """Return the least state of the segments; without a state a segment is ``initial``."""
    states = [
        _STATE_OF.get(part.get("state", "initial"), State.DRAFT)
        for part in segments
        if local(part) == "segment"
    ]
    return min(states, key=list(State).index, default=State.UNTRANSLATED)


def _russian(unit: etree._Element) -> str:
    for match in unit.iterfind(f"{_MTC}matches/{_MTC}match[@reference='yes']"):
        target = first(match, "target")
        if language_of(target) == BRIDGE_LANGUAGE:
            return plain(target, _MARKERS).text
    return ""


def _root(unit: etree._Element) -> etree._Element:
    return unit.getroottree().getroot()
