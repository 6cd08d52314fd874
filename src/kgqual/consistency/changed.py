"""Validating a snapshot of which only some graphs differ from one that was validated.

Only what may have changed is validated again; the rest of the report is that of the other one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import NamedNode, RdfFormat

from kgqual.consistency.checked import Checked
from kgqual.namespaces import KQ, RDF
from kgqual.store.exchanging import changed_quads, differences
from kgqual.store.snapshot import VALIDATION_JSON, VALIDATION_TURTLE, Snapshot
from kgqual.validation.engines import revalidate
from kgqual.validation.graphs import Node, Term
from kgqual.validation.partly import Changes
from kgqual.validation.recorded import read_summary
from kgqual.validation.report import Report, Result, read_report
from kgqual.validation.shapes import shipped_shapes


def validate_changed(snapshot: Snapshot, base: Snapshot) -> Checked:
    """Validate a snapshot that differs from ``base`` in some graphs, by the same shapes.

    The result is that of validating it as a whole. Raises EngineError when the engine fails.
    """
    store = snapshot.open().engine
    report = revalidate(store, shipped_shapes(), _changes(snapshot, base), report_of(base))
    return Checked.of(report, store, {entry.iri for entry in snapshot.manifest.current})


def _changes(snapshot: Snapshot, base: Snapshot) -> Changes:
    """Return what differs in the current graphs of two snapshots."""
    subjects: set[Node] = set()
    objects: set[Term] = set()
    predicates: set[NamedNode] = set()
    current = {entry.iri for entry in (*snapshot.manifest.current, *base.manifest.current)}
    for one in differences(base.graphs, snapshot.graphs):
        for quad in changed_quads(one) if one.graph in current else ():
            assert isinstance(quad.subject, NamedNode)  # graph files have no blank nodes
            subjects.add(quad.subject)
            predicates.add(quad.predicate)
            if quad.predicate != RDF.type and isinstance(quad.object, NamedNode):
                objects.add(quad.object)
    return Changes(frozenset(subjects), frozenset(objects), frozenset(predicates))


def report_of(base: Snapshot) -> Report:
    """Return what validating a snapshot found before waivers excused any of it."""
    found = json.loads((base.path / VALIDATION_JSON).read_text(encoding="utf-8"))
    triples = ox.parse(path=base.path / VALIDATION_TURTLE, format=RdfFormat.TURTLE)
    kept = read_report(triples, found["engine"], found["engine_reason"])
    waived = read_summary(found).waived
    excused = (finding.result for one in waived for finding in one.group.findings)
    return Report.of([*_of_the_data(kept.results), *excused], kept.engine, kept.reason)


def _of_the_data(results: Iterable[Result]) -> Iterable[Result]:
    """Return the results without those that say that a waiver does not fit."""
    return (one for one in results if one.component != KQ.WaiverConstraintComponent)
