"""What the graph adds to a file that is judged as a part of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat

from kgqual.consistency.context import Terms, context, surroundings
from kgqual.namespaces import KQ, RDF, RDFS, SKOS, expand
from kgqual.store.snapshot import Snapshot

LEVEL = expand("kqid:nqf/2016/level/4")
MINE = NamedNode("http://example.org/mine")


@pytest.fixture
def added(shipped_snapshot: Snapshot) -> list[Quad]:
    """What is added to a file that places a thing of its own at a level."""
    return around(shipped_snapshot, [Quad(MINE, RDF.type, SKOS.Concept), Quad(MINE, KQ.x, LEVEL)])


def around(snapshot: Snapshot, quads: list[Quad]) -> list[Quad]:
    text = ox.serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    graphs = surroundings(
        (entry.kind, snapshot.graph_path(index))
        for index, entry in enumerate(snapshot.manifest.graphs)
        if entry.current
    )
    terms = Terms.of(text.splitlines(keepends=True))
    lines = context(terms, graphs, besides=terms.described)
    return list(ox.parse(b"".join(lines), RdfFormat.N_QUADS))


def test_what_the_file_names_comes_with_all_that_is_said_of_it(added: list[Quad]) -> None:
    said = {quad.predicate for quad in added if quad.subject == LEVEL}
    assert {RDF.type, SKOS.notation, SKOS.inScheme, SKOS.prefLabel} <= said


def test_one_step_further_only_kind_scheme_and_code_are_added(added: list[Quad]) -> None:
    [framework] = {q.object for q in added if q.subject == LEVEL and q.predicate == SKOS.inScheme}
    said = {quad.predicate for quad in added if quad.subject == framework}
    assert RDF.type in said
    assert SKOS.prefLabel not in said


def test_what_the_file_does_not_name_stays_outside(added: list[Quad]) -> None:
    assert expand("kqid:nqf/2016/level/5") not in {quad.subject for quad in added}


def test_the_hierarchy_of_classes_is_always_there(shipped_snapshot: Snapshot) -> None:
    classes = {q for q in around(shipped_snapshot, []) if q.predicate == RDFS.subClassOf}
    assert (KQ.FrameworkLevel, SKOS.Concept) in {(q.subject, q.object) for q in classes}


def test_what_the_file_describes_itself_is_taken_from_the_file(shipped_snapshot: Snapshot) -> None:
    described = [Quad(LEVEL, RDF.type, KQ.FrameworkLevel)]
    assert LEVEL not in {quad.subject for quad in around(shipped_snapshot, described)}


def test_a_note_on_a_thing_comes_with_what_it_is_a_note_on(shipped_snapshot: Snapshot) -> None:
    note = [Quad(LEVEL, SKOS.note, ox.Literal("mine"))]
    assert LEVEL in {quad.subject for quad in around(shipped_snapshot, note)}
