"""Checks of rows against each other: what a row names is in the files, names agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgqual.sources.collection import RowsCheck
from kgqual.sources.log import Log
from kgqual.sources.template import Row, Table

Key = tuple[str, ...]


class Checks(RowsCheck):
    """Several checks of the same rows."""

    def __init__(self, *checks: RowsCheck) -> None:
        self._checks = checks

    def see(self, table: str, row: Row) -> None:
        """Show the row to every check."""
        for check in self._checks:
            check.see(table, row)

    def finish(self, log: Log) -> None:
        """Let every check say what does not fit together."""
        for check in self._checks:
            check.finish(log)


@dataclass(frozen=True)
class Reference:
    """How rows of ``table`` name rows of ``to``: by the values of its key.

    ``names`` gives the keys that a row names; a wrong one is reported in ``column``.
    """

    table: Table
    column: str
    to: Table
    names: Callable[[Row], Iterable[Key]]


def reference(table: Table, columns: Key, to: Table) -> Reference:
    """Return the reference of a table whose ``columns`` together hold the key of ``to``.

    A row that leaves the last of them empty names nothing; where it lists several, each is named.
    """
    *whole, last = columns

    def names(row: Row) -> Iterable[Key]:
        """Return what a row names."""
        items = row.items(last) if table.by_name[last].many else [row[last]]
        return [(*(row[column] for column in whole), item) for item in items if item]

    return Reference(table, last, to, names)


class ReferencesCheck(RowsCheck):
    """Refuses rows that name something which is not in the files."""

    def __init__(self, *references: Reference) -> None:
        self._references = references
        self._there: dict[str, set[Key]] = defaultdict(set)
        self._named: list[tuple[Reference, Row, Key]] = []

    def see(self, table: str, row: Row) -> None:
        """Take note of what a row is and of what it names."""
        self._there[table].add(tuple(row[column] for column in row.table.key))
        for ref in self._references:
            if ref.table.name == table:
                self._named.extend((ref, row, key) for key in ref.names(row))

    def finish(self, log: Log) -> None:
        """Refuse what was named and is not there."""
        for ref, row, key in self._named:
            if key not in self._there[ref.to.name]:
                log.refuse(
                    row.at(ref.column), f"{', '.join(key)} is not in the {ref.to.name} table."
                )
