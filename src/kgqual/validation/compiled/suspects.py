"""Which nodes a shape is about, and which of them it may find something wrong with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from kgqual.namespaces import RDF, RDFS
from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.logic import Property
from kgqual.validation.compiled.relations import Disjoint
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
from kgqual.validation.paths import Alternative, Inverse, Path, Predicate, Repeated
from kgqual.validation.paths import Sequence as PathSequence

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
    return found(data, f"SELECT DISTINCT {FOCUS} WHERE {{ {pattern} }}{limit}")


def found(data: Data, query: str) -> set[Term]:
    """Return the terms that a query selects."""
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
            {node for query in queries for node in found(data, query)},
        )


def _queries(
    data: Data, shape: Shape, constraints: Sequence[Constraint], patterns: Sequence[str]
) -> Iterator[str]:
    for pattern in patterns:
        ends = _implied_ends(shape, pattern)
        steps = ends or f"{pattern} {FOCUS} {shape.followed} {VALUE} ."
        scanned: list[ValueConstraint] = []
        tested: list[Constraint] = []
        for one in constraints:
            if query := _without_tests(data, shape, one, pattern, steps):
                yield query
            elif ends and isinstance(one, ValueConstraint):
                scanned.append(one)
            else:
                tested.append(one)
        if scanned:
            yield _scan(data, ends, scanned)
        if tested:
            holds = _holds(data, shape, tested)
            yield f"SELECT DISTINCT {FOCUS} WHERE {{ {pattern} FILTER(!{holds}) }}"


def _without_tests(
    data: Data, shape: Shape, constraint: Constraint, pattern: str, steps: str
) -> str:
    """Return a query that joins sets or takes them away, where one finds all suspects.

    ``steps`` matches the foci with their values. Empty where nodes must be tested one by one.
    """
    if isinstance(constraint, UniqueLang):
        return _shared_tags(steps)
    if isinstance(constraint, Disjoint) and isinstance(shape.followed, Predicate):
        # Selected apart, so that the two sets are joined as such and not pair by pair.
        sides = " ".join(
            f"{{ SELECT {FOCUS} {VALUE} WHERE {{ {FOCUS} {one} {VALUE} }} }}"
            for one in (shape.followed, constraint.other)
        )
        return (
            f"SELECT DISTINCT {FOCUS} WHERE {{ "
            f"{{ SELECT DISTINCT {FOCUS} WHERE {{ {sides} }} }} {pattern} }}"
        )
    if _is_repeated(shape.followed):
        return ""
    scope = Scope(data.below)
    of_values = isinstance(constraint, ValueConstraint) and shape.path is not None
    granted = (
        constraint.grants_of(VALUE, scope)
        if isinstance(constraint, ValueConstraint) and of_values
        else constraint.grants(FOCUS, shape.followed, scope)
    )
    if not granted:
        return ""
    return (
        f"SELECT DISTINCT {FOCUS} WHERE {{ {steps if of_values else pattern} {_minus(granted)} }}"
    )


def _minus(patterns: Iterable[str]) -> str:
    return " ".join(f"MINUS {{ {pattern} }}" for pattern in patterns)


def values_without(data: Data, step: str, constraint: ValueConstraint) -> str:
    """Return a query for the values that ``step`` matches and the constraint may find wrong.

    Empty where SPARQL can tell nothing of them.
    """
    scope = Scope(data.below)
    if granted := constraint.grants_of(VALUE, scope):
        return f"SELECT DISTINCT {VALUE} WHERE {{ {step} {_minus(granted)} }}"
    holds = constraint.sure_of(VALUE, scope).holds
    if holds == "false":
        return ""
    return f"SELECT DISTINCT {VALUE} WHERE {{ {step} FILTER(!{holds}) }}"


def _is_repeated(path: Path | None) -> bool:
    """Tell whether a path has a part that may be taken any number of times."""
    if isinstance(path, Repeated):
        return True
    if isinstance(path, Inverse):
        return _is_repeated(path.path)
    parts = path.steps if isinstance(path, PathSequence) else ()
    parts = path.paths if isinstance(path, Alternative) else parts
    return any(map(_is_repeated, parts))


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


def _shared_tags(steps: str) -> str:
    tag = f"LCASE(LANG({VALUE}))"
    return (
        f'SELECT DISTINCT {FOCUS} WHERE {{ {steps} FILTER(COALESCE({tag} != "", false)) }} '
        f"GROUP BY {FOCUS} ({tag} AS ?tag) HAVING(COUNT(*) > 1)"
    )


def _holds(data: Data, shape: Shape, constraints: Sequence[Constraint]) -> str:
    scope = Scope(data.below)
    return every([one.sure(FOCUS, shape.followed, scope) for one in constraints]).holds
