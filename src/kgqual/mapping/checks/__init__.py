"""``check``: everything that is wrong with mapping sets, each fault with its file, row and column.

::

    files ─► rows ─► ends ─► pairs ─► hierarchy ─► cardinality ─► a report
             each by itself   against each other and against what the graph holds

Without a graph the rows are checked by themselves and against each other, and the report says that
nothing else was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kgqual.answering import Graph
from kgqual.errors import UnreadableInput
from kgqual.mapping.checks.cardinality import Counts, miscounted
from kgqual.mapping.checks.ends import end_faults
from kgqual.mapping.checks.faults import MEANINGS, Fault, Rule, Severity, error
from kgqual.mapping.checks.hierarchy import contradictions
from kgqual.mapping.checks.pairs import clashes, exact_twice
from kgqual.mapping.checks.rows import Row, rows_of
from kgqual.mapping.reading import Files, read
from kgqual.mapping.statements import Statement
from kgqual.mapping.surroundings import End, Surroundings
from kgqual.model import Location

__all__ = ["MEANINGS", "CheckedSet", "Fault", "Report", "Rule", "Severity", "check"]


@dataclass(frozen=True)
class CheckedSet:
    """A set that was checked: its IRI, how many mappings it states, and its cardinality."""

    file: str
    iri: str
    mappings: int
    cardinality: str


@dataclass(frozen=True)
class Report:
    """What a check found, in the order of files and rows.

    ``snapshot`` names what the sets were checked against, empty for nothing. ``unchecked`` counts
    ends in classifications that the graph does not hold, by namespace.
    """

    sets: tuple[CheckedSet, ...]
    faults: tuple[Fault, ...]
    snapshot: str
    unchecked: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        """How many of the faults make a set wrong."""
        return sum(fault.severity is Severity.ERROR for fault in self.faults)


def check(sets: Iterable[Files], graph: Graph | None) -> Report:
    """Check mapping sets, given by their files, by themselves, together and against a graph.

    A set that cannot be read at all is a fault as well, so that those of the others show.
    """
    checked: list[CheckedSet] = []
    rows: list[Row] = []
    faults: list[Fault] = []
    for files in sets:
        try:
            one = read(files)
        except UnreadableInput as unreadable:
            faults.append(error(Rule.UNREADABLE, Location(files[0].name), str(unreadable)))
            continue
        found, wrong = rows_of(one)
        checked.append(CheckedSet(one.name, one.iri, len(found), Counts(found).overall()))
        faults += chain(wrong, miscounted(found))
        rows += found
    unchecked: Counter[str] = Counter()
    surroundings = Surroundings(graph) if graph else None
    faults += _together(rows, {one.iri for one in checked}, surroundings, unchecked)
    ordered = sorted(faults, key=_place)
    return Report(tuple(checked), tuple(ordered), graph.snapshot.id if graph else "", unchecked)


def _together(
    rows: Sequence[Row], sets: set[str], graph: Surroundings | None, unchecked: Counter[str]
) -> Iterator[Fault]:
    """Yield what is wrong with rows beside other rows and beside what the graph holds."""
    statements = [Statement.of(row.mapping, row.where) for row in rows]
    known: dict[str, End] = {}
    if graph:
        statements += graph.statements(sets)
        known = graph.ends({iri for one in statements for iri in (one.subject, one.object)})
        yield from end_faults(rows, known, graph, unchecked)
    yield from clashes(statements)
    yield from exact_twice(statements, known)
    yield from contradictions(statements, graph)


def _place(fault: Fault) -> tuple[str, int, str, str]:
    where = fault.where
    return where.file, where.row or 0, where.column, fault.rule
