"""XML files written element by element, and what XML cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from lxml import etree

from kgqual.editorial.keeping import NO_XML
from kgqual.errors import BadUsage
from kgqual.sources.characters import code_point
from kgqual.translation.formats.keys import each_once, key
from kgqual.translation.record import Record


def writable(records: Iterable[Record], format_name: str) -> Iterable[Record]:
    """Yield the records, each once.

    Raises BadUsage for a character that no XML can hold, which it names with its place, and as
    ``each_once`` does.
    """
    for record in each_once(records, format_name):
        texts = (*record.source, *record.target, *record.russian, record.note, record.code)
        for text in (record.concept, *texts):
            if found := NO_XML.search(text):
                raise BadUsage(
                    f"{key(record)} has the character {code_point(found[0])}, which no XML file "
                    f"can hold, in “{_shown(text)}”. Correct the text, or export it as CSV."
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


def _shown(text: str) -> str:
    return NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
