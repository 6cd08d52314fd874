"""Pairs of things that are mapped in two ways, and things that are the same as two of a scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kgqual.mapping.checks.faults import Fault, Rule, error, warning
from kgqual.mapping.statements import Statement
from kgqual.mapping.surroundings import End
from kgqual.namespaces import SKOS, compact

_EXACT, _CLOSE, _RELATED = (
    SKOS.exactMatch.value,
    SKOS.closeMatch.value,
    SKOS.relatedMatch.value,
)
_BROAD, _NARROW = SKOS.broadMatch.value, SKOS.narrowMatch.value
IMPLIED_BY_ALL = SKOS.mappingRelation.value
"""Every mapping relation of SKOS is one of this, so it contradicts none (S39–S42)."""
EXCLUDE_EACH_OTHER = frozenset(
    frozenset(pair)
    for pair in (
        (_EXACT, _BROAD),
        (_EXACT, _NARROW),
        (_EXACT, _RELATED),
        (_BROAD, _RELATED),
        (_NARROW, _RELATED),
        (_BROAD, _NARROW),
    )
)
"""Relations that cannot both hold of one pair. SKOS says so of exactMatch beside broadMatch and
relatedMatch (S46), and of related beside broaderTransitive (S27), of which the two matches are
kinds (S40, S41). That something is broader and narrower than another, SKOS does not forbid; it says
nothing that could be used, and the shapes refuse it."""


def clashes(statements: Sequence[Statement]) -> Iterator[Fault]:
    """Yield the rows that map a pair otherwise than another row or the graph does.

    It is an error when both are the claim of one source or cannot both be true. Different sources
    may well differ: that is kept, and is worth a look.
    """
    by_pair: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if not statement.finds_none:
            turned = statement.turned()
            by_pair[turned.subject, turned.object].append(turned)
    for said in by_pair.values():
        for one, other in combinations(said, 2):
            if one.where or other.where:
                yield from _clash(one, other)


def _clash(one: Statement, other: Statement) -> Iterator[Fault]:
    row, beside = (other, one) if other.where else (one, other)
    assert row.where
    if one.predicate == other.predicate:
        if one.denied == other.denied:
            return
        excluded, said = True, "denied" if beside.denied else "stated"
    elif one.denied or other.denied or IMPLIED_BY_ALL in (one.predicate, other.predicate):
        return
    else:
        excluded = frozenset((one.predicate, other.predicate)) in EXCLUDE_EACH_OTHER
        said = f"mapped by {compact(beside.predicate)}"
    place = f"in row {beside.where.row}" if beside.where else f"by the set {beside.mapping_set}"
    if beside.where and beside.where.file != row.where.file:
        place = f"in {beside.where}"
    reason = f"the pair {compact(row.subject)} and {compact(row.object)} is {said} {place}"
    where = row.where.at("predicate_id")
    if one.claim == other.claim:
        yield error(Rule.CLASH, where, f"{reason}. Keep the one that is meant.")
    elif excluded and not (one.denied or other.denied):
        yield error(Rule.CLASH, where, f"{reason}; both cannot be true. Correct the wrong one.")
    else:
        yield warning(Rule.CLASH, where, f"{reason}; the sources differ.")


def exact_twice(statements: Sequence[Statement], ends: Mapping[str, End]) -> Iterator[Fault]:
    """Yield the rows by which something is the same as two things of one scheme.

    Two concepts of a scheme are two; one thing cannot be both (kqsh:ConceptScheme-exact-matches).
    """
    partners: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for statement in statements:
        if statement.predicate == _EXACT and not (statement.denied or statement.finds_none):
            partners[statement.subject].append((statement.object, statement))
            partners[statement.object].append((statement.subject, statement))
    for thing, linked in partners.items():
        for (one, first), (other, second) in combinations(linked, 2):
            row = second if second.where else first
            shared = _schemes(one, ends) & _schemes(other, ends)
            if one != other and shared and row.where:
                reason = (
                    f"{compact(thing)} is said to be the same as {compact(one)} and as "
                    f"{compact(other)}, which are two things of {compact(min(shared))}. Make one "
                    "of the mappings skos:closeMatch."
                )
                yield error(Rule.EXACT_TWICE, row.where.at("object_id"), reason)


def _schemes(iri: str, ends: Mapping[str, End]) -> set[str]:
    return ends[iri].schemes if iri in ends else set()
