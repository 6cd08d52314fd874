"""ELM as RDF or JSON-LD: the triples of a file as they are, but for what is not the graph's.

The contexts that European Digital Credentials name are not fetched: ours, made from the LOQ
profile, stands for them. Of a credential, which is about a person, only the specification of
what was learnt is taken.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import Location
from kgqual.namespaces import (
    COUNTRY,
    ELM,
    EQF,
    ISCED_F,
    QDR,
    RDF,
    SKOS,
    XSD,
    compact,
)
from kgqual.sources.archives import Member
from kgqual.sources.blank_nodes import GENID
from kgqual.sources.characters import CONTROL, code_point
from kgqual.sources.confined_rdf import as_n_quads, confined_quads
from kgqual.sources.kinds.elm import rules
from kgqual.sources.kinds.elm.profile import Form, loq
from kgqual.sources.kinds.rdf import FORMATS, parsed_quads, read_quads
from kgqual.sources.log import Log

LOCAL_NAMES = "urn:epass:"
CONTEXTS = ("http://data.europa.eu/snb/model/context/", "https://www.w3.org/2018/credentials/v1")
"""Beginnings of the addresses of contexts that our own stands for."""
OTHER_TERMS = {
    "EQFLevel": "eqfLevel",
    "ISCEDFCode": "thematicArea",
    "NQFLevel": "nqfLevel",
    "contentUrl": "contentURL",
    "type": "dcType",
}
"""Name of a property → what the JSON-LD of credentials calls it."""
SPECIFICATIONS = frozenset(
    {ELM.Qualification, ELM.LearningAchievementSpecification, ELM.LearningOpportunity}
)
CREDENTIALS = frozenset(
    {
        ELM.EuropeanDigitalCredential,
        NamedNode("https://www.w3.org/2018/credentials#VerifiableCredential"),
    }
)
SOURCES_OF_THEIR_OWN = (
    COUNTRY.iri,
    EQF.iri,
    ISCED_F.iri,
    QDR.iri,
    "http://data.europa.eu/esco/",
)
"""Where the IRIs of vocabularies begin that have sources of their own."""
DESCRIPTIONS = frozenset({SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.inScheme})


def elm_triples(member: Member, log: Log) -> Iterator[Triple]:
    """Yield the triples of an ELM file that belong in the graph.

    Raises UnreadableInput for a file that cannot be read, has named graphs or holds nothing of
    the classes of ELM.
    """
    triples = list(_parsed(member))
    if not any(_is_elm(triple) for triple in triples):
        raise UnreadableInput(f"{member.name}: nothing in it is of a class of ELM.")
    log.read += len(triples)
    if any(t.predicate == RDF.type and t.object in CREDENTIALS for t in triples):
        kept = _specifications(triples)
        log.note(rules.ABOUT_A_PERSON, member.name)
        triples = [triple for triple in triples if triple.subject in kept]
    digest = _digest(member)
    for triple in triples:
        if concept := _described_elsewhere(triple):
            log.note(rules.DESCRIBED_ELSEWHERE, concept)
            continue
        if character := _control(triple):
            where = Location(member.name, column=compact(triple.predicate.value))
            log.refuse(where, f"{_subject(triple)} has a text that contains {character}.")
            continue
        log.kept += 1
        yield _globally_named(triple, digest, log)


def _parsed(member: Member) -> Iterator[Triple]:
    is_json = FORMATS[member.path.suffix.lower()] is RdfFormat.JSON_LD
    quads = (
        confined_quads(partial(_json_as_n_quads, member=member), member.name)
        if is_json
        else read_quads(member)
    )
    most = current().held_triples
    for number, quad in enumerate(quads):
        if number >= most:
            raise UnreadableInput(f"{member.name}: more than {most:,} triples.")
        if quad.graph_name != DefaultGraph():
            raise UnreadableInput(
                f"{member.name}: it has named graphs. Add it as rdf, or take the graphs out."
            )
        yield quad.triple


def _json_as_n_quads(_: bytes, member: Member) -> Iterator[bytes]:
    """Yield a JSON-LD file as N-Quads: what the confined process does."""
    data = io.BytesIO(_with_context(member))
    yield from as_n_quads(parsed_quads(data, member.name, RdfFormat.JSON_LD))


def _with_context(member: Member) -> bytes:
    """Return a JSON-LD file with our context in place of those that credentials name."""
    with member.open() as file:
        data = file.read(current().document_bytes + 1)
    if len(data) > current().document_bytes:
        raise UnreadableInput(f"{member.name}: longer than {current().document_bytes:,} bytes.")
    try:
        document = json.loads(data)
        if isinstance(document, dict) and "@context" in document:
            stated = document["@context"]
            stated = stated if isinstance(stated, list) else [stated]
            document["@context"] = [_context_for(item) for item in stated]
        return json.dumps(document).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{member.name}: not readable JSON ({error}).") from error


def _context_for(item: object) -> object:
    known = isinstance(item, str) and item.startswith(CONTEXTS)
    return context() if known else item


@cache
def context() -> dict[str, Any]:
    """Return a JSON-LD context with the terms of the LOQ profile."""
    terms: dict[str, Any] = {"@vocab": ELM.iri, "id": "@id", "type": "@type"}
    for cls, forms in loq().items():
        terms[_local(cls)] = cls.value
        for path, form in forms.items():
            name = _local(path)
            for term in {OTHER_TERMS.get(name, name), name} - terms.keys():
                terms[term] = _term(form)
    return terms


def _term(form: Form) -> dict[str, str]:
    term = {"@id": form.path.value}
    if form.datatype == RDF.langString:
        term["@container"] = "@language"
    elif form.datatype is None:
        if form.path != SKOS.notation:
            term["@type"] = "@id"
    elif form.datatype != XSD.string:
        term["@type"] = form.datatype.value
    return term


def _local(node: NamedNode) -> str:
    return node.value.rpartition("/")[2].rpartition("#")[2]


def _is_elm(triple: Triple) -> bool:
    return (
        triple.predicate == RDF.type
        and isinstance(triple.object, NamedNode)
        and triple.object.value.startswith(ELM.iri)
    )


def _specifications(triples: Iterable[Triple]) -> set[NamedNode | BlankNode]:
    """Return the specifications and all that they lead to, but no person."""
    leads: dict[NamedNode | BlankNode, list[NamedNode | BlankNode]] = defaultdict(list)
    types: dict[NamedNode | BlankNode, set[object]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == RDF.type:
            types[_subject(triple)].add(triple.object)
        elif isinstance(triple.object, NamedNode | BlankNode):
            leads[_subject(triple)].append(triple.object)
    waiting = [node for node, classes in types.items() if classes & SPECIFICATIONS]
    found = set(waiting)
    while waiting:
        for node in leads.get(waiting.pop(), ()):
            if node not in found and ELM.Person not in types.get(node, ()):
                found.add(node)
                waiting.append(node)
    return found


def _subject(triple: Triple) -> NamedNode | BlankNode:
    assert not isinstance(triple.subject, Triple)
    return triple.subject


def _described_elsewhere(triple: Triple) -> str:
    """Return the IRI of the concept that a triple describes, if another source does; or ''."""
    named = isinstance(triple.subject, NamedNode) and triple.predicate in DESCRIPTIONS
    iri = _subject(triple).value
    return iri if named and iri.startswith(SOURCES_OF_THEIR_OWN) else ""


def _control(triple: Triple) -> str:
    """Return what a text contains that hides or turns what people see; or ''."""
    text = triple.object.value if isinstance(triple.object, Literal) else ""
    found = CONTROL.search(text)
    return code_point(found[0]) if found else ""


def _digest(member: Member) -> str:
    with member.open() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]  # type: ignore[arg-type]


def _globally_named(triple: Triple, digest: str, log: Log) -> Triple:
    """Return a triple with IRIs for the names that hold in its file only."""

    def named(term: Any) -> Any:
        """Return the term, or the IRI that stands for its name in this file."""
        if isinstance(term, NamedNode) and term.value.startswith(LOCAL_NAMES):
            log.note(rules.LOCAL_NAME, term.value)
            return NamedNode(f"{GENID}{digest}/{term.value.removeprefix(LOCAL_NAMES)}")
        return term

    return Triple(named(triple.subject), triple.predicate, named(triple.object))
