"""An excerpt as LOQ XML: the elements of the schema in their order.

What has no name of its own in LOQ (an identifier, an address) stands where it is used; other
things stand in the container of their class and are referred to. Order among equal elements is
that of their text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kgqual.errors import DoesNotConform
from kgqual.namespaces import ELM, SKOS, XSD
from kgqual.sources.kinds.elm.excerpt import Excerpt
from kgqual.sources.kinds.elm.layout import (
    CONTAINERS,
    ELEMENTS,
    LOQ_XML,
    PREFIXES,
    REFERRED_TO,
    ROOT,
    XSD_VERSION,
    Slot,
    slots,
)
from kgqual.sources.kinds.elm.loq_reading import SCHEMA_LOCATION

if TYPE_CHECKING:
    from lxml.etree import _Element

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def loq_xml(excerpt: Excerpt) -> bytes:
    """Return the excerpt as LOQ XML. Raises DoesNotConform for a thing LOQ XML cannot express."""
    from lxml import etree

    _refuse_unwritable(excerpt)
    namespaces: dict[str | None, str] = {None: LOQ_XML, "xsi": XSI}
    namespaces.update((prefix, iri) for prefix, iri in PREFIXES.items())
    root = etree.Element(ROOT, nsmap=namespaces)
    root.set(SCHEMA_LOCATION, f"{LOQ_XML} loq.xsd")
    root.set("xsdVersion", XSD_VERSION)
    for container, inside in CONTAINERS.items():
        entries = [
            (name, node)
            for name, cls in inside.items()
            for node in excerpt.of(cls)
            if excerpt.said.get(node)
        ]
        if entries:
            parent = etree.SubElement(root, f"{{{LOQ_XML}}}{container}")
            for name, node in entries:
                element = etree.SubElement(parent, f"{{{LOQ_XML}}}{name}", id=node.value)
                _fill(element, node, excerpt)
    etree.indent(root, space="    ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _refuse_unwritable(excerpt: Excerpt) -> None:
    unknown = [
        f"<{node.value}> ({cls.value.rpartition('/')[2]})"
        for node, cls in excerpt.classes.items()
        if cls not in ELEMENTS and excerpt.said.get(node)
    ]
    if unknown:
        raise DoesNotConform(
            f"LOQ XML has no element for {', '.join(sorted(unknown))}. Write RDF instead, to a "
            "file that ends in .ttl or .jsonld."
        )


def _fill(element: _Element, node: NamedNode, excerpt: Excerpt) -> None:
    """Write what is said of a node into its element."""
    from lxml import etree

    cls = excerpt.classes[node]
    for slot in slots(cls).values():
        for value in excerpt.values(node, slot.form.path):
            child = etree.SubElement(element, slot.element)
            if isinstance(value, Literal):
                _write_literal(child, value)
            else:
                _write_node(child, value, slot, excerpt)


def _write_literal(element: _Element, value: Literal) -> None:
    element.text = value.value
    if value.language:
        element.set("language", value.language)
    elif element.tag == f"{{{PREFIXES['skos']}}}notation" and value.datatype != XSD.string:
        element.set("type", value.datatype.value)


def _write_node(element: _Element, value: NamedNode, slot: Slot, excerpt: Excerpt) -> None:
    if slot.form.is_concept:
        element.set("uri", value.value)
        if not slot.code and value in excerpt.said:
            _fill(element, value, excerpt)
    elif slot.form.classes & REFERRED_TO:
        element.set("idref", value.value)
    elif not slot.form.classes or slot.form.classes & {ELM.Mailbox, SKOS.ConceptScheme}:
        element.text = value.value
    else:
        _fill(element, value, excerpt)
