"""Which nodes a shape is about, and which of them it may find something wrong with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from kgqual.namespaces import RDF, RDFS
from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.logic import Property
from kgqual.validation.compiled.shape import (
    Constraint,
    Scope,
    Shape,
    Targets,
    ValueConstraint,
    every,
)
from kgqual.validation.compiled.strings import UniqueLang
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Alternative, Predicate

FOCUS = "?focus"
VALUE = "?value"


@dataclass(frozen=True)
class Unit:
    """Some constraints of a shape, all on the same focus nodes."""

    shape: Shape
    constraints: Sequence[Constraint]


def units(shape: Shape) -> Iterator[Unit]:
    """Yield what holds of the focus nodes themselves: a node shape and its property shapes."""
    own = [one for one in shape.constraints if not _is_of_same_focus(shape, one)]
    yield Unit(shape, own)
    for one in shape.constraints:
        if isinstance(one, Property) and shape.path is None and not one.shape.deactivated:
            yield from units(one.shape)


def _is_of_same_focus(shape: Shape, constraint: Constraint) -> bool:
    return isinstance(constraint, Property) and shape.path is None


def target_patterns(targets: Targets, data: Data) -> Iterator[str]:
    """Yield patterns that match the focus nodes, but for those named one by one."""
    if targets.classes:
        yield _instances(targets.classes, data)
    if targets.subjects_of:
        yield _subjects(targets.subjects_of)
    if targets.objects_of:
        ends = _any_of(targets.objects_of, "?start", FOCUS)
        yield f"{{ SELECT DISTINCT {FOCUS} {{ {ends} }} }}"


def _subjects(predicates: Collection[NamedNode]) -> str:
    return f"{{ SELECT DISTINCT {FOCUS} {{ {_any_of(predicates, FOCUS, '?end')} }} }}"


def _instances(classes: Collection[NamedNode], data: Data) -> str:
    below = {cls for target in classes for cls in data.below(target)}
    if any(isinstance(cls, BlankNode) for cls in below):  # SPARQL cannot name it
        path = f"{RDF.type}/{RDFS.subClassOf}*"
        either = " UNION ".join(f"{{ {FOCUS} {path} {cls} }}" for cls in classes)
        return f"{{ SELECT DISTINCT {FOCUS} {{ {either} }} }}"
    names = sorted(str(cls) for cls in below)
    if len(names) == 1:
        return f"{FOCUS} {RDF.type} {names[0]} ."
    return (
        f"{{ SELECT DISTINCT {FOCUS} "
        f"{{ VALUES ?class {{ {' '.join(names)} }} {FOCUS} {RDF.type} ?class }} }}"
    )


def _any_of(predicates: Collection[NamedNode], start: str, end: str) -> str:
    if len(predicates) == 1:
        return f"{start} {next(iter(predicates))} {end} ."
    listed = " ".join(sorted(map(str, predicates)))
    return f"VALUES ?predicate {{ {listed} }} {start} ?predicate {end} ."


def nodes(data: Data, pattern: str, most: int | None = None) -> set[Term]:
    """Return the focus nodes that a pattern matches, ``most`` of them where it is given."""
    limit = "" if most is None else f" LIMIT {most}"
    return _found(data, f"SELECT DISTINCT {FOCUS} WHERE {{ {pattern} }}{limit}")


def _found(data: Data, query: str) -> set[Term]:
    return {row[0] for row in data.store.query(query)}  # type: ignore[union-attr]


def suspects(data: Data, unit: Unit, patterns: Sequence[str]) -> Iterator[tuple[Unit, set[Term]]]:
    """Yield constraints of a unit, and every node that they may find something wrong with.

    The nodes are among those that one of ``patterns`` matches. Where SPARQL can tell nothing
    of a constraint, they are all of them.
    """
    sighted: list[Constraint] = []
    blind: list[Constraint] = []
    for constraint in unit.constraints:
        (blind if _holds(data, unit.shape, [constraint]) == "false" else sighted).append(constraint)
    if blind:
        everyone = {node for pattern in patterns for node in nodes(data, pattern)}
        yield Unit(unit.shape, blind), everyone
    if sighted:
        queries = list(_queries(data, unit.shape, sighted, patterns))
        yield (
            Unit(unit.shape, sighted),
            {node for query in queries for node in _found(data, query)},
        )


def _queries(
    data: Data, shape: Shape, constraints: Sequence[Constraint], patterns: Sequence[str]
) -> Iterator[str]:
    rest = list(constraints)
    for pattern in patterns:
        remaining = rest
        ends = _implied_ends(shape, pattern)
        if ends:
            values = [one for one in rest if isinstance(one, ValueConstraint)]
            remaining = [one for one in rest if not isinstance(one, ValueConstraint)]
            if values:
                yield _scan(data, ends, values)
        if any(isinstance(one, UniqueLang) for one in remaining):
            yield _shared_tags(shape, ends or f"{pattern} {FOCUS} {shape.followed} {VALUE} .")
            remaining = [one for one in remaining if not isinstance(one, UniqueLang)]
        if remaining:
            holds = _holds(data, shape, remaining)
            yield f"SELECT DISTINCT {FOCUS} WHERE {{ {pattern} FILTER(!{holds}) }}"


def _implied_ends(shape: Shape, pattern: str) -> str:
    """Return a pattern of foci and values when whatever has a value is a focus; else nothing."""
    path = shape.followed
    predicates = path.paths if isinstance(path, Alternative) else (path,)
    names = {one.iri for one in predicates if isinstance(one, Predicate)}
    targeted = set(shape.targets.subjects_of)
    if len(names) != len(predicates) or not names <= targeted or pattern != _subjects(targeted):
        return ""
    return _any_of(names, FOCUS, VALUE)


def _scan(data: Data, ends: str, constraints: Sequence[ValueConstraint]) -> str:
    scope = Scope(data.below)
    holds = every([constraint.sure_of(VALUE, scope) for constraint in constraints]).holds
    return f"SELECT DISTINCT {FOCUS} WHERE {{ {ends} FILTER(!{holds}) }}"


def _shared_tags(shape: Shape, ends: str) -> str:
    tag = f"LCASE(LANG({VALUE}))"
    return (
        f'SELECT DISTINCT {FOCUS} WHERE {{ {ends} FILTER(COALESCE({tag} != "", false)) }} '
        f"GROUP BY {FOCUS} ({tag} AS ?tag) HAVING(COUNT(*) > 1)"
    )


def _holds(data: Data, shape: Shape, constraints: Sequence[Constraint]) -> str:
    scope = Scope(data.below)
    return every([one.sure(FOCUS, shape.followed, scope) for one in constraints]).holds
