"""Each row by itself: prefixes, both ends, and what no row may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgqual.mapping.checks.faults import Fault, Rule, error, warning
from kgqual.mapping.reading import ReadSet
from kgqual.model import Location
from kgqual.namespaces import prefixes
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.sssom.slots import mapping_of
from kgqual.sources.kinds.sssom.vocabulary import BUILTIN, CURIES
from kgqual.sources.mappings import Mapping

if TYPE_CHECKING:
    from sssom_pydantic.models import Record


@dataclass(frozen=True)
class Row:
    """A row that can be read: its place, its slots, and the mapping that it states."""

    where: Location
    record: Record
    mapping: Mapping


def rows_of(read: ReadSet) -> tuple[list[Row], list[Fault]]:
    """Return the rows of a set that state a mapping, and what is wrong with the others."""
    faults = [error(Rule.UNREADABLE, problem.where, problem.reason) for problem in read.problems]
    faults += [warning(Rule.NOT_READ, Location(read.name), f"{note}.") for note in read.notes]
    faults += _builtin_prefixes(read)
    rows: list[Row] = []
    first: dict[str, Location] = {}
    for where, record in read.rows:
        if unknown := list(_unknown_prefixes(read, where, record)):
            faults += unknown
            continue
        try:
            mapping = mapping_of(record, read.mapping_set, read.converter)
        except CellError as refused:
            faults.append(error(Rule.UNREADABLE, where.at(refused.column), refused.reason))
            continue
        seen = first.setdefault(mapping.node.value, where)
        if seen is not where:
            reason = f"repeats the mapping of row {seen.row}. Keep one of the two."
            faults.append(error(Rule.REPEATED, where.at("subject_id"), reason))
            continue
        if fault := mapping.fault():
            rule = Rule.ITSELF if mapping.subject == mapping.object else Rule.LEVELS
            faults.append(error(rule, where.at("predicate_id"), fault))
        rows.append(Row(where, record, mapping))
    return rows, faults


def _builtin_prefixes(read: ReadSet) -> Iterator[Fault]:
    """Yield the prefixes of SSSOM that the set defines otherwise; the specification forbids it."""
    for prefix in BUILTIN:
        iri = prefixes()[prefix]
        stated = read.converter.bimap.get(prefix, iri)
        if stated != iri:
            reason = f"{prefix} is {stated} here; in SSSOM it is {iri}. Use another prefix."
            yield error(Rule.BUILTIN_PREFIX, Location(read.name, column="curie_map"), reason)


def _unknown_prefixes(read: ReadSet, where: Location, record: Record) -> Iterator[Fault]:
    """Yield every cell of a row with a CURIE whose prefix the set does not define."""
    for slot in sorted(CURIES):
        value = getattr(record, slot)
        for curie in value if isinstance(value, list) else [value]:
            prefix, colon, _ = (curie or "").partition(":")
            if colon and read.converter.expand(curie) is None:
                reason = (
                    f"{curie!r}: the set's curie_map does not define the prefix {prefix!r}. Add "
                    "it there, or correct the CURIE."
                )
                yield error(Rule.UNKNOWN_PREFIX, where.at(slot), reason)
