"""LOQ XML as triples: what its elements describe, as the LOQ profile names it.

What has an ``id`` or a ``uri`` in the file keeps it as its IRI. What has none, such as an
identifier or an address, gets one that is made from what it says and of what it says it, so that
the same file gives the same IRIs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.model import Location
from kgqual.namespaces import ELM, QDR, RDF, SKOS, XSD
from kgqual.sources.blank_nodes import GENID
from kgqual.sources.characters import CONTROL, code_point
from kgqual.sources.kinds.elm import rules
from kgqual.sources.kinds.elm.layout import (
    CONTAINERS,
    LOQ_XML,
    REFERRED_TO,
    ROOT,
    XSD_VERSION,
    slots,
)
from kgqual.sources.kinds.elm.profile import Form
from kgqual.sources.kinds.elm.xml_tree import Element
from kgqual.sources.log import Log

DIGEST_LENGTH = 32
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

WRITTEN_AS = {
    XSD.anyURI: re.compile(r"\S+"),
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.dateTime: re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    XSD.decimal: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD.duration: re.compile(
        r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"
    ),
    XSD.integer: re.compile(r"[+-]?\d+"),
}
"""Datatype → how its values are written."""

GENERAL = (ELM.Agent, ELM.LearningAchievementSpecification)
"""Of several classes that a reference allows, these say the least of what it names."""


class _Refused(Exception):
    """An element that cannot be accepted, and why."""


class LoqDocument:
    """One LOQ XML file while it is read."""

    def __init__(self, name: str, log: Log) -> None:
        self._name = name
        self._log = log
        self._described: set[NamedNode] = set()
        self._referred: dict[NamedNode, frozenset[NamedNode]] = {}

    def triples(self, root: Element) -> Iterator[Triple]:
        """Yield what the file states.

        Elements that cannot be accepted are refused with their line; raises UnreadableInput for
        a file that is not LOQ XML or is of another version of its schema.
        """
        self._check_root(root)
        for container in root.children:
            inside = CONTAINERS.get(container.local_name)
            if inside is None or container.name != f"{{{LOQ_XML}}}{container.local_name}":
                self._refuse(container, "is not an element of LOQ.")
                continue
            for attribute in container.attributes:
                self._refuse(container, f"has the attribute {attribute}, which LOQ does not know.")
            for element in container.children:
                cls = inside.get(element.local_name)
                if cls is None or element.name != f"{{{LOQ_XML}}}{element.local_name}":
                    self._refuse(element, f"is not an element of {container.local_name}.")
                else:
                    yield from self._entry(element, cls)
        yield from self._dangling()

    def _check_root(self, root: Element) -> None:
        if root.name != ROOT:
            raise UnreadableInput(
                f"{self._name}, line {root.line}: the outermost element is {root.name}, not "
                f"{ROOT}, so this is not LOQ XML."
            )
        version = root.attributes.get("xsdVersion", XSD_VERSION)
        if version.split(".")[:2] != XSD_VERSION.split(".")[:2]:
            raise UnreadableInput(
                f"{self._name}, line {root.line}: it is of version {version} of the schema; "
                f"only {XSD_VERSION} can be read."
            )
        for attribute in root.attributes.keys() - {"xsdVersion", SCHEMA_LOCATION}:
            self._refuse(root, f"has the attribute {attribute}, which LOQ does not know.")

    def _refuse(self, element: Element, reason: str) -> None:
        where = Location(self._name, row=element.line, column=element.local_name)
        self._log.refuse(where, reason)

    def _entry(self, element: Element, cls: NamedNode) -> Iterator[Triple]:
        self._log.read += 1
        try:
            node = _iri(_only_attribute(element, "id"))
            if node in self._described:
                raise _Refused(f"{node.value} is described twice.")
        except _Refused as refused:
            self._refuse(element, str(refused))
            return
        self._log.kept += 1
        self._described.add(node)
        yield from self._object(node, cls, element)

    def _object(self, node: NamedNode, cls: NamedNode, element: Element) -> Iterator[Triple]:
        """Yield the class of a node and what the children of its element say of it."""
        yield Triple(node, RDF.type, cls)
        if element.text.strip():
            self._refuse(element, f"has the text {element.text.strip()!r} beside its elements.")
        known = slots(cls)
        stated: set[tuple[NamedNode, NamedNode | Literal]] = set()
        for child in element.children:
            slot = known.get(child.name)
            if slot is None:
                self._refuse(child, f"is not an element of {element.local_name} in LOQ.")
                continue
            try:
                value, further = self._value(node, slot.form, child)
            except _Refused as refused:
                self._refuse(child, str(refused))
                continue
            if (slot.form.path, value) in stated:
                self._log.note(rules.REPEATED, f"line {child.line}: {child.local_name}")
                continue
            stated.add((slot.form.path, value))
            yield Triple(node, slot.form.path, value)
            yield from further

    def _value(
        self, subject: NamedNode, form: Form, element: Element
    ) -> tuple[NamedNode | Literal, Iterator[Triple]]:
        """Return the value that an element states, and what it says of that value."""
        if not form.classes:
            return _plain(form, element), iter(())
        if form.is_concept:
            concept = _iri(_only_attribute(element, "uri"))
            if concept.value.startswith(QDR.iri) and not element.children:
                # A framework or a level of the EU's list, which says itself what each of them is.
                return concept, iter(())
            return concept, self._object(concept, SKOS.Concept, element)
        if form.classes & {ELM.Mailbox, SKOS.ConceptScheme}:
            named = _iri(_text(element))
            [cls] = form.classes
            return named, iter((Triple(named, RDF.type, cls),))
        if form.classes & REFERRED_TO:
            target = _iri(_only_attribute(element, "idref"))
            self._referred.setdefault(target, form.classes)
            return target, iter(())
        _only_attribute(element, "")
        made = _made(subject, form, element)
        return made, self._object(made, _nested_class(form, element), element)

    def _dangling(self) -> Iterator[Triple]:
        for node, classes in self._referred.items():
            if node not in self._described:
                self._log.note(rules.DANGLING, node.value)
                general = [cls for cls in GENERAL if cls in classes]
                yield Triple(node, RDF.type, (general or sorted(classes, key=str))[0])


def _nested_class(form: Form, element: Element) -> NamedNode:
    """Return the class of what has no name: a legal identifier is one that has a country."""
    if ELM.LegalIdentifier in form.classes and len(form.classes) > 1:
        legal = any(child.local_name == "spatial" for child in element.children)
        return ELM.LegalIdentifier if legal else ELM.Identifier
    [cls] = form.classes
    return cls


def _plain(form: Form, element: Element) -> NamedNode | Literal:
    """Return the text of an element as the literal or IRI it must be."""
    text = _text(element)
    if form.datatype == RDF.langString:
        language = _only_attribute(element, "language")
        try:
            return Literal(text, language=language)
        except ValueError as error:
            raise _Refused(f"{language!r} is not a language tag.") from error
    if form.path == SKOS.notation and element.attributes:
        return Literal(text, datatype=_iri(_only_attribute(element, "type")))
    _only_attribute(element, "")
    if form.path == SKOS.notation:
        return Literal(text)
    if form.datatype is None:
        return _iri(text)
    pattern = WRITTEN_AS.get(form.datatype)
    if pattern and not pattern.fullmatch(text):
        name = form.datatype.value.rpartition("#")[2]
        raise _Refused(f"{text!r} is not written as xsd:{name} is.")
    return Literal(text, datatype=form.datatype)


def _only_attribute(element: Element, name: str) -> str:
    """Return the value of the one attribute that an element must have ('' for none)."""
    for attribute in element.attributes:
        if attribute != name:
            raise _Refused(f"has the attribute {attribute}, which LOQ does not know here.")
    if not name:
        return ""
    if not (value := element.attributes.get(name, "").strip()):
        raise _Refused(f"has no attribute {name}.")
    return value


def _text(element: Element) -> str:
    """Return the text of an element, trimmed; there must be some, and no elements in it."""
    if element.children:
        raise _Refused(f"must be a text, and has the element {element.children[0].local_name}.")
    if not (text := element.text.strip()):
        raise _Refused("is empty.")
    if found := CONTROL.search(text):
        raise _Refused(f"contains {code_point(found[0])}, which hides or turns what people see.")
    return text


def _iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as error:
        raise _Refused(f"{text!r} is not an IRI ({error}).") from error


def _made(subject: NamedNode, form: Form, element: Element) -> NamedNode:
    content = repr((subject.value, form.path.value, _content(element)))
    return NamedNode(GENID + hashlib.sha256(content.encode()).hexdigest()[:DIGEST_LENGTH])


def _content(element: Element) -> tuple[object, ...]:
    """Return what an element says, the same for any order of what is in it.

    The labels of a concept are not part of it: they are said of the concept.
    """
    inside = () if "uri" in element.attributes else element.children
    children = sorted({repr(_content(child)) for child in inside})
    return element.name, sorted(element.attributes.items()), element.text.strip(), children
