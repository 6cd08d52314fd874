"""Whether the cardinality that rows state is that of their set.

SSSOM counts the mappings within a set, or within those rows of it that agree in the slots that
``cardinality_scope`` names; ``sssom:NoTermFound`` counts as nothing
(https://mapping-commons.github.io/sssom/mapping_cardinality/).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgqual.mapping.checks.faults import Fault, Rule, error
from kgqual.mapping.checks.rows import Row
from kgqual.sources.mappings import NO_TERM_FOUND


class Counts:
    """How many things each thing of a set is mapped to, in both directions."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._objects: dict[str, set[str]] = defaultdict(set)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            subject, target = row.mapping.subject, row.mapping.object
            if not row.mapping.negated and NO_TERM_FOUND not in (subject, target):
                self._objects[subject.value].add(target.value)
                self._subjects[target.value].add(subject.value)

    def of(self, row: Row) -> str:
        """Return the cardinality of a row, such as ``1:n``: so many subjects to so many objects."""
        subject, target = row.mapping.subject, row.mapping.object
        if subject == NO_TERM_FOUND or target == NO_TERM_FOUND:
            return f"{int(subject != NO_TERM_FOUND)}:{int(target != NO_TERM_FOUND)}"
        many_subjects = len(self._subjects[target.value]) > 1
        many_objects = len(self._objects[subject.value]) > 1
        return f"{'n' if many_subjects else '1'}:{'n' if many_objects else '1'}"

    def overall(self) -> str:
        """Return the cardinality of the set: that of its most manifold rows."""
        subjects = any(len(found) > 1 for found in self._subjects.values())
        objects = any(len(found) > 1 for found in self._objects.values())
        return f"{'n' if subjects else '1'}:{'n' if objects else '1'}"


def miscounted(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield the rows whose stated cardinality is not what counting gives."""
    scopes: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        scopes[_scope(row)].append(row)
    for together in scopes.values():
        counts = Counts(together)
        for row in together:
            stated, counted = row.record.mapping_cardinality, counts.of(row)
            if stated and not row.mapping.negated and stated != counted:
                reason = (
                    f"{stated!r} is stated, and the rows give {counted!r}. Correct it, or leave "
                    "the slot out: it follows from the rows."
                )
                yield error(Rule.CARDINALITY, row.where.at("mapping_cardinality"), reason)


def _scope(row: Row) -> tuple[str, ...]:
    """Return what rows must have in common to be counted together with this one."""
    slots = row.record.cardinality_scope or ()
    return tuple(f"{slot}={getattr(row.record, slot, None)}" for slot in slots)
