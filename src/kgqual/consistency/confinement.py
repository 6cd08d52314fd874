"""Validating what a user brings, in a process of its own that is stopped at its limits.

The functions whose names begin with ``judge`` run there. What they answer is data: a line of JSON,
then the report, what is said of the things it names, and a user's shapes, as N-Triples or N-Quads.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, Triple

from kgqual.confined import Allowance, LimitMet, running
from kgqual.consistency.context import Surroundings, Terms, context
from kgqual.consistency.graph_files import load_default
from kgqual.errors import BadUsage, EngineError, UnreadableInput, ValidationStopped
from kgqual.limits import current
from kgqual.model import SourceFile
from kgqual.sources.kinds.rdf import rdf_members, unconfined_quads
from kgqual.sources.log import Log
from kgqual.validation.data import Data
from kgqual.validation.engines import validate
from kgqual.validation.origins import Origins, origins
from kgqual.validation.report import Report, Result, read_report, serialized
from kgqual.validation.shapes import ShapesGraph, shipped_shapes

_FAILURES = {"unreadable": UnreadableInput, "engine": EngineError}


@dataclass(frozen=True)
class Judgement:
    """What a confined validation answers; ``shapes`` are the user's, or those that are shipped."""

    report: Report
    origins: Origins
    shapes: ShapesGraph


def judged(function: Callable[[bytes], Iterable[bytes]], name: str) -> Judgement:
    """Return what ``function``, one of those below, answers in a process of its own.

    ``name`` is what messages call the data. Raises UnreadableInput when data or shapes cannot be
    read, EngineError when the engine fails, ValidationStopped at the limits.
    """
    limits = current()
    allowance = Allowance(limits.validation_seconds, limits.validation_memory)
    try:
        with running(function, name=name, allowance=allowance) as answer:
            return _read(answer)
    except LimitMet as error:
        raise ValidationStopped(
            f"{name}: validating it {error.excess}, and was stopped. "
            "Validate less at once, or by simpler shapes."
        ) from error


def judge_files(
    _: bytes,
    files: Sequence[SourceFile],
    shapes: Sequence[SourceFile] | None,
    engine: str,
    around: Surroundings,
) -> Iterator[bytes]:
    """Validate RDF files, in the context of ``around``, by a user's shapes or the shipped ones."""
    try:
        own = None if shapes is None else ShapesGraph(_quads(shapes))
        quads = _quads(files)
        lines = _lines(quads)
        terms = Terms.of(lines)
        # Through a store, which writes numbers in its own way: only the file's own form counts.
        beside = list(_stored(context(terms, around, besides=terms.described)).store)
        report = validate(Data.of([*quads, *beside]), own or shipped_shapes(), engine)
        if own is None:
            report = _of_the_data(report, terms, lambda: Data.of(beside), engine)
    except BadUsage as error:
        yield _failure("unreadable", error)
    except EngineError as error:
        yield _failure("engine", error)
    else:
        yield from _answer(report, _about(report, lines), own)


def judge_graphs(_: bytes, graphs: Sequence[Path], around: Surroundings) -> Iterator[bytes]:
    """Validate graph files of new sources, in the context of ``around``, by the shipped shapes."""
    lines = [line for path in graphs for line in path.read_bytes().splitlines(keepends=True)]
    terms = Terms.of(lines)
    beside = list(context(terms, around))
    try:
        report = validate(_stored(lines, beside), shipped_shapes())
        report = _of_the_data(report, terms, lambda: _stored(beside))
    except EngineError as error:
        yield _failure("engine", error)
    else:
        yield from _answer(report, _about(report, lines), None)


def _stored(*graphs: Iterable[bytes]) -> Data:
    store = ox.Store()
    for lines in graphs:
        load_default(store, lines)
    return Data.stored(store)


def _of_the_data(
    report: Report, terms: Terms, beside: Callable[[], Data], engine: str = "auto"
) -> Report:
    """Return the report with only the results that the data bring: on what they speak of.

    What they only add to is described in the context, which holds a part of what is said of it.
    What that part gives without the data is no fault of theirs.
    """
    results = [one for one in report.results if _focus(one) in terms.subjects]
    if any(_focus(one) not in terms.described for one in results):
        without = {one.key for one in validate(beside(), shipped_shapes(), engine).results}
        results = [
            one for one in results if _focus(one) in terms.described or one.key not in without
        ]
    return Report.of(results, report.engine, report.reason)


def _focus(result: Result) -> bytes:
    """Return the focus node as lines of N-Quads write it."""
    return str(result.focus_node).encode()


def _quads(files: Sequence[SourceFile]) -> list[Quad]:
    return [quad for member in rdf_members(files, Log()) for quad in unconfined_quads(member)]


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    text = ox.serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None  # None only when an output is given
    return text.splitlines(keepends=True)


def _about(report: Report, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines about the focus nodes: they say what those are called, and in which graph."""
    wanted = {str(result.focus_node).encode() for result in report.results}
    return (line for line in lines if line.partition(b" ")[0] in wanted)


def _answer(report: Report, about: Iterable[bytes], own: ShapesGraph | None) -> Iterator[bytes]:
    shapes = () if own is None else own.triples
    triples = (Triple(one.subject, one.predicate, one.object) for one in shapes)
    parts = [
        serialized(report, RdfFormat.N_TRIPLES),
        b"".join(about),
        ox.serialize(triples, format=RdfFormat.N_TRIPLES) or b"",
    ]
    head = {
        "engine": report.engine,
        "reason": report.reason,
        "own": own is not None,
        "lengths": [len(part) for part in parts],
    }
    yield json.dumps(head).encode() + b"\n"
    yield from parts


def _failure(kind: str, error: Exception) -> bytes:
    return json.dumps({"failed": kind, "message": str(error)}).encode() + b"\n"


def _read(answer: IO[bytes]) -> Judgement:
    head = json.loads(answer.readline())
    if "failed" in head:
        raise _FAILURES[head["failed"]](head["message"])
    report, about, shapes = (answer.read(length) for length in head["lengths"])
    found = read_report(
        ox.parse(report, RdfFormat.N_TRIPLES), str(head["engine"]), str(head["reason"])
    )
    store = ox.Store()
    store.extend(ox.parse(about, RdfFormat.N_QUADS))
    own = ShapesGraph(ox.parse(shapes, RdfFormat.N_TRIPLES)) if head["own"] else shipped_shapes()
    return Judgement(found, origins(store, found.results), own)
