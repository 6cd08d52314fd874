"""``kgqual query``: a child of this process answers, and this one says what ended it."""

from __future__ import annotations

import sys

from kgqual.cli.days import read_day
from kgqual.cli.supervised import go_on_in_a_child
from kgqual.errors import BadUsage
from kgqual.limits import QUERY_MEMORY
from kgqual.store.dataset import CURRENT, Dataset, as_of
from kgqual.store.interface import Answer, AnswerKind, Format
from kgqual.store.limiting import limit_memory
from kgqual.store.policy import refuse_nesting, refuse_service
from kgqual.store.snapshot import Snapshot

TABLE = "table"


def print_answer(
    snapshot: Snapshot, text: str, format: str, day: str, timeout: float | None
) -> None:
    """Answer a query on standard output.

    ``format`` is a name of ``Format`` or ``table``; empty chooses the table, and Turtle for a
    graph. ``timeout`` is in seconds. Returns in a child process, if at all. Raises BadUsage for a
    format that does not exist or cannot express the answer, BadQuery and EngineError as the store
    does, QueryTimeout.
    """
    chosen = _format(format)
    dataset = _dataset(snapshot, day)
    refuse_nesting(text)
    refuse_service(text)
    go_on_in_a_child(timeout)
    store = snapshot.open()
    limit_memory(QUERY_MEMORY)
    answer = store.query(text, dataset)
    if chosen is None and answer.kind is AnswerKind.GRAPH and not format:
        chosen = Format.TURTLE
    if chosen is None:
        _print_as_table(answer)
    else:
        _write(answer, chosen)


def _format(name: str) -> Format | None:
    if name in ("", TABLE):
        return None
    try:
        return Format.named(name)
    except ValueError as error:
        raise BadUsage(f"--format: {error}, {TABLE}.") from None


def _dataset(snapshot: Snapshot, day: str) -> Dataset:
    wanted = read_day(day)
    return as_of(snapshot.manifest, wanted) if wanted else CURRENT


def _write(answer: Answer, format: Format) -> None:
    if answer.kind not in format.kinds:
        raise BadUsage(f"--format {format.label} cannot express the answer: a {answer.kind}.")
    answer.serialize(format, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _print_as_table(answer: Answer) -> None:
    from kgqual.cli.terminal import print_table
    from kgqual.namespaces import compact

    if answer.kind is AnswerKind.BOOLEAN:
        print("true" if answer.boolean() else "false")
        return
    if answer.kind is AnswerKind.GRAPH:
        raise BadUsage("--format table cannot express a graph; use turtle, ntriples or jsonld.")

    def shown(term: object) -> str:
        """Return a term as people read it: an IRI as a CURIE."""
        value = getattr(term, "value", "")
        return compact(value) if type(term).__name__ == "NamedNode" else str(value)

    print_table(answer.variables, ([shown(term) for term in row] for row in answer.rows()))
