"""XML files written element by element, and what XML cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from lxml import etree

from kgqual.errors import BadUsage
from kgqual.translation.formats.keys import each_once, key
from kgqual.translation.record import Record

_OUTSIDE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document holds, not even escaped (https://www.w3.org/TR/xml/#charsets)."""


def writable(records: Iterable[Record], format_name: str) -> Iterable[Record]:
    """Yield the records. Raises BadUsage, with place and character, for one XML cannot hold.

    So do one that comes twice, and none at all.
    """
    for record in each_once(records, format_name):
        texts = (*record.source, *record.target, *record.russian, record.note, record.code)
        for text in (record.concept, *texts):
            if found := _OUTSIDE.search(text):
                raise BadUsage(
                    f"{key(record)} has the character {_name(found[0])}, which no XML file can "
                    f"hold, in “{_shown(text)}”. Correct the text, or export it as CSV."
                )
        yield record


def element(
    name: str,
    text: str | None = None,
    attributes: Mapping[str, str] | None = None,
    children: Iterable[etree._Element] = (),
    namespaces: Mapping[str | None, str] | None = None,
) -> etree._Element:
    """Return an element of a text or of children.

    A name without a namespace is written as it is, so that it has the default namespace of what
    it is written into, and no unit repeats that. ``namespaces`` are those of other names in it,
    by prefix.
    """
    made = etree.Element(name, attributes or {}, nsmap=namespaces)
    made.text = text
    made.extend(children)
    return made


def write_document(
    file: BinaryIO, frame: etree._Element, units: Iterable[etree._Element], doctype: str = ""
) -> None:
    """Write a document, unit by unit: ``frame`` with the units in its innermost last element."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    if doctype:
        file.write(f"<!DOCTYPE {doctype}>\n".encode())
    closing = []
    innermost = frame
    while True:
        children = list(innermost)
        file.write(_start_tag(innermost))
        closing.append(f"</{innermost.tag!s}>\n")
        if not children:
            break
        *before, innermost = children
        for child in before:
            file.write(_serialised(child))
    for unit in units:
        file.write(_serialised(unit))
    file.write("".join(reversed(closing)).encode())


def _start_tag(of: etree._Element) -> bytes:
    namespaces = of.nsmap if of.getparent() is None else None
    alone = etree.Element(of.tag, dict(of.attrib), nsmap=namespaces)
    return _serialised(alone).rstrip().removesuffix(b"/>") + b">\n"


def _serialised(whole: etree._Element) -> bytes:
    return etree.tostring(whole, encoding="utf-8", pretty_print=True)


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{number} ({name})" if name else number


def _shown(text: str) -> str:
    return _OUTSIDE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
