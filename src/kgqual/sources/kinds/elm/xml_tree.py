"""XML as a tree of elements, read by lxml in a process of its own.

lxml (libxml2) is the maintained XML parser that can be told to resolve no entity, to load nothing
and to stop at fixed depths and sizes, and that knows the line of every element. A document type
declaration is refused all the same: nothing that ELM writes needs one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kgqual import confined
from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.sources.archives import Member


@dataclass(frozen=True)
class Element:
    """An element: its name (``{namespace}name``), the text directly in it, and its line."""

    name: str
    attributes: Mapping[str, str]
    text: str
    line: int
    children: tuple[Element, ...]

    @property
    def local_name(self) -> str:
        """The name without its namespace, for messages."""
        return self.name.rpartition("}")[2]


def read_xml(member: Member) -> Element:
    """Return the outermost element of an XML file.

    Raises UnreadableInput, with the line where it is known, for a file that is not well-formed,
    has a document type declaration, has text between elements, or passes a limit.
    """
    with member.open() as file:
        data = file.read(current().document_bytes + 1)
    if len(data) > current().document_bytes:
        raise UnreadableInput(f"{member.name}: longer than {current().document_bytes:,} bytes.")
    return _element(json.loads(confined.run(tree_as_json, data, name=member.name)))


def tree_as_json(data: bytes) -> bytes:
    """Return the element tree of an XML document as JSON: name, attributes, text, line, children.

    Raises UnreadableInput as :func:`read_xml` does, without the name of the file.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"line {error.lineno}: {error.msg}.") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableInput(
            "a document type declaration (DOCTYPE) is refused. Remove it and write its entities "
            "out."
        )
    return json.dumps(_as_list(root)).encode()


def _as_list(element: Any) -> list[Any]:
    for child in element:
        if child.tail and child.tail.strip():
            raise UnreadableInput(f"line {child.sourceline}: there is text between elements.")
    return [
        element.tag,
        dict(element.attrib),
        element.text or "",
        element.sourceline,
        [_as_list(child) for child in element],
    ]


def _element(stored: list[Any]) -> Element:
    name, attributes, text, line, children = stored
    return Element(name, attributes, text, line, tuple(_element(child) for child in children))
