"""The domains and ranges of the ontology hold of everything that we ship."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from kgqual.namespaces import KQ, RDF, RDFS, SCHEMA, compact
from kgqual.sources.kinds import ONTOLOGY, importer
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

EXAMPLES = 3
CLAIM_PARTS = (RDF.subject, RDF.predicate, RDF.object)
Closure = dict[str, set[str]]


@pytest.fixture(scope="module")
def shipped_triples(ontology: Store) -> list[Triple]:
    """The triples of every graph that kgqual ships."""
    return [quad.triple for quad in ontology] + [
        triple
        for source in shipped_sources()
        if source.kind != ONTOLOGY
        for triple in importer(source.kind).triples(source, Log())
    ]


@pytest.fixture(scope="module")
def above(ontology: Store) -> Closure:
    """Class → itself and every class above it."""
    parents: Closure = defaultdict(set)
    for quad in ontology.quads_for_pattern(None, RDFS.subClassOf, None):
        parents[_iri(quad.subject)].add(_iri(quad.object))

    def climb(name: str) -> Iterator[str]:
        yield name
        for parent in parents.get(name, ()):
            yield from climb(parent)

    return {name: set(climb(name)) for name in list(parents)}


@pytest.fixture(scope="module")
def claimed_triples(shipped_triples: list[Triple]) -> list[Triple]:
    """What each shipped claim states."""
    parts: dict[NamedNode, dict[NamedNode, Any]] = defaultdict(dict)
    for triple in shipped_triples:
        if triple.predicate in CLAIM_PARTS:
            parts[triple.subject][triple.predicate] = triple.object  # type: ignore[index]
    return [Triple(*(part[name] for name in CLAIM_PARTS)) for part in parts.values()]


def _iri(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value


@pytest.fixture(scope="module")
def types(shipped_triples: list[Triple], above: Closure) -> Closure:
    """Thing → the classes it is stated to have, and those above them."""
    found: Closure = defaultdict(set)
    for triple in shipped_triples:
        if triple.predicate == RDF.type:
            name = _iri(triple.object)
            found[_iri(triple.subject)] |= above.get(name, {name})
    return found


def _stated(ontology: Store, term: NamedNode) -> dict[str, set[str]]:
    """Return property → the classes that the ontology states as its domain or range."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in ontology.quads_for_pattern(None, term, None):
        found[_iri(quad.subject)].add(_iri(quad.object))
    return found


def _show(broken: dict[str, list[str]]) -> str:
    return "\n".join(
        f"{rule}: {len(found)} times, such as {', '.join(found[:EXAMPLES])}"
        for rule, found in sorted(broken.items())
    )


def test_subjects_are_in_the_domain(
    shipped_triples: list[Triple], claimed_triples: list[Triple], ontology: Store, types: Closure
) -> None:
    domains = _stated(ontology, RDFS.domain)
    broken: dict[str, list[str]] = defaultdict(list)
    for triple in shipped_triples + claimed_triples:
        for domain in domains.get(triple.predicate.value, ()):
            subject = _iri(triple.subject)
            if domain not in types.get(subject, ()):
                broken[f"{compact(triple.predicate.value)} of no {compact(domain)}"].append(subject)
    assert not broken, _show(broken)


def test_values_are_in_the_range(
    shipped_triples: list[Triple], claimed_triples: list[Triple], ontology: Store, types: Closure
) -> None:
    ranges = _stated(ontology, RDFS.range)
    broken: dict[str, list[str]] = defaultdict(list)
    # The object of a claim is the statement in words where nothing shorter says it.
    exact = [t for t in claimed_triples if not getattr(t.object, "language", None)]
    for triple in shipped_triples + exact:
        for wanted in ranges.get(triple.predicate.value, ()):
            if isinstance(triple.object, Literal):
                fits = triple.object.datatype.value == wanted
            else:
                # A thing that nothing here describes may be of any class.
                fits = wanted in types.get(_iri(triple.object), {wanted})
            if not fits:
                rule = f"{compact(triple.predicate.value)} with no {compact(wanted)} as value"
                broken[rule].append(str(triple.object))
    assert not broken, _show(broken)


def test_shared_properties_are_used_of_the_classes_they_name(
    shipped_triples: list[Triple], claimed_triples: list[Triple], ontology: Store, types: Closure
) -> None:
    includes = _stated(ontology, SCHEMA.domainIncludes)
    broken: dict[str, list[str]] = defaultdict(list)
    for triple in shipped_triples + claimed_triples:
        named = includes.get(triple.predicate.value)
        if named and not named & types.get(_iri(triple.subject), set()):
            broken[f"{compact(triple.predicate.value)} of another class"].append(
                _iri(triple.subject)
            )
    assert not broken, _show(broken)


def test_terms_that_are_shipped_are_declared(
    shipped_triples: list[Triple], ontology: Store
) -> None:
    declared = {
        _iri(quad.subject) for quad in ontology.quads_for_pattern(None, RDFS.isDefinedBy, None)
    }
    used = {triple.predicate.value for triple in shipped_triples} | {
        triple.object.value for triple in shipped_triples if isinstance(triple.object, NamedNode)
    }
    ours = {iri for iri in used if iri.startswith(KQ.iri)}
    assert ours <= declared
