"""A small graph of mappings, each case apart from the others, and what is inferred from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.answering import OpenSnapshot
from kgqual.mapping.inference import Asked, Inference, InferredMapping, infer
from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, RDF, SCHEMA, SEMAPV, SKOS, SSSOM, XSD, thing
from kgqual.sources.mappings import NO_TERM_FOUND
from kgqual.sources.mappings import Mapping as Stated
from kgqual.store.snapshot import Snapshot

Publish = Callable[[Path, Mapping[tuple[str, str], tuple[str, list[Triple]]]], Snapshot]
Inferring = Callable[..., Inference]

SET, DENYING = (NamedNode(f"https://example.org/mappings/{name}") for name in ("cases", "denials"))
DOCUMENT = thing("document", "cases")
SCHEMES = ("one", "two", "three")
STATED = """
inverse: one/a broadMatch two/a official
symmetric: one/b closeMatch two/b published 0.9
exact: one/c exactMatch three/c official 0.9; three/c exactMatch two/c published 0.8
mixed: one/d exactMatch three/d legal; three/d broadMatch two/d informal
below: one/e exactMatch two/e official; two/e broader two/e-above
weak: one/f exactMatch three/f official; three/f exactMatch two/f unverified
better: one/g exactMatch three/g official 0.5; three/g exactMatch two/g official 0.5; \
one/g exactMatch three/g2 editorial; three/g2 exactMatch two/g editorial
close: one/h closeMatch three/h official; three/h closeMatch two/h official
aside: one/i closeMatch two/i official; two/i broader two/i-above
neighbours: one/j broadMatch three/j official; three/j narrowMatch two/j official
part: one/k narrowMatch three/k official; three/k broadMatch two/k official
related: one/l relatedMatch three/l official; three/l closeMatch two/l official
same-scheme: one/m exactMatch two/m official; two/m exactMatch one/m2 official
denied: one/n exactMatch three/n official; three/n exactMatch two/n official; \
one/n not-closeMatch two/n published
disputed: one/o exactMatch three/o official; three/o exactMatch two/o official; \
three/o not-exactMatch two/o informal
none: one/p exactMatch three/p official; three/p exactMatch two/p official; \
one/p exactMatch NONE official
ended: one/q exactMatch three/q official until 2026-06-30; three/q exactMatch two/q official
clash: one/r exactMatch three/r official; three/r exactMatch two/r official; \
one/r broadMatch two/r editorial
both: one/s exactMatch three/s official; three/s exactMatch two/s official; \
one/s broadMatch three/s2 official; three/s2 exactMatch two/s official
doubled: one/t exactMatch three/t official; three/t exactMatch two/t official; \
one/t exactMatch three/t2 official; three/t2 exactMatch two/t2 official
levels: one/level/4 exactMatch three/u official; three/u exactMatch two/level/4 official
"""


def node(name: str) -> NamedNode:
    return NO_TERM_FOUND if name == "NONE" else thing(*name.split("/"))


def triples(line: str) -> Iterator[Triple]:
    """Read ``a predicate b [strength [confidence]] [until day]``."""
    subject, predicate, object, *basis = line.split()
    for name in (subject, object):
        yield Triple(node(name), RDF.type, SKOS.Concept)
        if (scheme := name.partition("/")[0]) in SCHEMES:
            yield Triple(node(name), SKOS.inScheme, thing("scheme", scheme))
            yield Triple(thing("scheme", scheme), RDF.type, SKOS.ConceptScheme)
            yield Triple(thing("scheme", scheme), SKOS.prefLabel, Literal(scheme, language="en"))
    if predicate == "broader":
        yield Triple(node(subject), SKOS.broader, node(object))
        return
    denied = predicate.startswith("not-")
    details: list[tuple[NamedNode, NamedNode | Literal]] = []
    if "until" in basis:
        day = basis.pop()
        basis.remove("until")
        details.append((SCHEMA.validThrough, Literal(day, datatype=XSD.date)))
    if len(basis) > 1:
        details.append((SSSOM.confidence, Literal(float(basis[1]))))
    if object == "NONE":
        details.append((SSSOM.object_source, thing("scheme", "two")))
    yield from Stated(
        node(subject),
        SKOS[predicate.removeprefix("not-")],
        node(object),
        SEMAPV.ManualMappingCuration,
        DENYING if denied else SET,
        (DOCUMENT,),
        Strength(basis[0]),
        tuple(details),
        negated=denied,
    ).triples()


@pytest.fixture(scope="session")
def cases(
    publish_releases: Publish, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenSnapshot]:
    """The mappings of ``STATED``."""
    stated = [
        triple
        for line in STATED.strip().splitlines()
        for one in line.partition(": ")[2].split(";")
        for triple in triples(one)
    ]
    described = [
        Triple(DOCUMENT, DCTERMS.title, Literal("Cases", language="en")),
        Triple(DOCUMENT, DCTERMS.issued, Literal("2025", datatype=XSD.gYear)),
        Triple(thing("scheme", "empty"), RDF.type, SKOS.ConceptScheme),
    ]
    releases = {("sssom", "cases-1"): ("2025-01-01", [*dict.fromkeys([*stated, *described])])}
    data = tmp_path_factory.mktemp("cases")
    with OpenSnapshot.of(publish_releases(data, releases)) as opened:
        yield opened


@pytest.fixture
def inferring(cases: OpenSnapshot) -> Inferring:
    """``inferring("a")`` → what follows for ``one/a`` to the scheme ``two``."""

    def inferred(name: str, as_of: date | None = None, **given: object) -> Inference:
        start = {"subject": thing("one", name).value} if name else {}
        return infer(cases.on(as_of), Asked.model_validate({"to": "two", **start, **given}))

    return inferred


def only(found: Inference) -> InferredMapping:
    """The only mapping or lead that was inferred."""
    (mapping,) = (*found.mappings, *found.leads)
    return mapping


def rules(found: Inference) -> dict[str, int]:
    """Rule → how many pairs it refused."""
    return {refusal.rule: refusal.count for refusal in found.refused}
