"""Whether what mappings name is in the graph, and is called there what the set calls it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from kgqual.mapping.checks.faults import Fault, Rule, error, warning
from kgqual.mapping.checks.rows import Row
from kgqual.mapping.surroundings import End, Surroundings, namespace_of
from kgqual.namespaces import compact
from kgqual.sources.mappings import NO_TERM_FOUND

SIDES = (
    ("subject_id", "subject_label", "subject_type"),
    ("object_id", "object_label", "object_type"),
)
LITERAL = "rdfs literal"
"""The type of an end that is a text and not a thing: no graph holds it."""


def end_faults(
    rows: Sequence[Row], known: Mapping[str, End], graph: Surroundings, unchecked: Counter[str]
) -> Iterator[Fault]:
    """Yield the ends that are not in the graph, and labels that are none of the thing's.

    ``known`` are the ends that the graph describes. Those in a namespace of which it holds nothing
    are no fault; they are counted by namespace in ``unchecked``. Texts are not looked for.
    """
    for row in rows:
        for (slot, label, type_), node in zip(
            SIDES, (row.mapping.subject, row.mapping.object), strict=True
        ):
            if node == NO_TERM_FOUND or getattr(row.record, type_) == LITERAL:
                continue
            end = known.get(node.value)
            if end:
                yield from _label(row, label, end)
            elif graph.holds(node.value):
                reason = (
                    f"{compact(node.value)} is not in the graph, which holds other things of "
                    f"{namespace_of(node.value)}. Correct the code, or load the release that has "
                    "it."
                )
                yield error(Rule.MISSING_END, row.where.at(slot), reason)
            else:
                unchecked[namespace_of(node.value)] += 1


def _label(row: Row, slot: str, end: End) -> Iterator[Fault]:
    stated = getattr(row.record, slot)
    if stated and end.names and not end.called(stated):
        name = min(end.names.get("en") or chain.from_iterable(end.names.values()))
        reason = (
            f"{stated!r} is no name of it in the graph, which calls it {name!r}. Make sure that "
            "the code is the one that was meant."
        )
        yield warning(Rule.LABEL, row.where.at(slot), reason)
