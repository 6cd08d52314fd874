"""Which mapping follows from two statements in a row, and by which rule none does."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgqual.chaining import CARRYING, PREDICATES, RELATIONS, Move, Step, composed
from kgqual.namespaces import EQF, ISCO, compact, thing

A, B, C, D = (thing("example", name).value for name in "abcd")
ENDS = ("skos:broader", "skos:narrower")
TABLE = """
             exact   close   related  broad   narrow  broader narrower
exactMatch   exact   close   related  broad   narrow  broad   narrow
closeMatch   close   close-close related-related aside aside  aside   aside
relatedMatch related related-related related-related related-related related-related aside aside
broadMatch   broad   aside   related-related broad broad-narrow broad broad-narrow
narrowMatch  narrow  aside   related-related narrow-broad narrow narrow-broad narrow
broader      broad   aside   aside    broad   broad-narrow broad broad-narrow
narrower     narrow  aside   aside    narrow-broad narrow narrow-broad narrow
"""
"""First statement down, second across: the mapping that follows, or the rule against it."""


def cases() -> list[tuple[str, str, str]]:
    header, *rows = TABLE.strip().splitlines()
    columns = [
        name if name.startswith("broader") or name == "narrower" else f"{name}Match"
        for name in header.split()
    ]
    found = []
    for row in rows:
        first, *cells = row.split()
        for second, cell in zip(columns, cells, strict=True):
            rule = "aside-hierarchy" if cell == "aside" else cell
            found.append((f"skos:{first}", f"skos:{second}", rule))
    return found


def said(result: Move | str) -> str:
    """What a composition comes to, in the words of the table."""
    if isinstance(result, Move):
        return compact(PREDICATES[result]).removeprefix("skos:").removesuffix("Match")
    return result


def step(curie: str, start: str, end: str) -> Step:
    (iri,) = (iri for iri in CARRYING if compact(iri) == curie)
    return Step(start, iri, end)


def test_the_table_has_every_pair_of_predicates() -> None:
    predicates = {compact(iri) for iri in CARRYING}
    assert {(first, second) for first, second, _ in cases()} == set(product(predicates, repeat=2))
    maps = {relation.iri for relation in RELATIONS.values() if relation.maps}
    assert {compact(iri) for iri in CARRYING.keys() - maps} == set(ENDS)


@pytest.mark.parametrize(("first", "second", "expected"), cases())
def test_two_statements_in_a_row(first: str, second: str, expected: str) -> None:
    assert said(composed(step(first, A, B), step(second, B, C))) == expected


@pytest.mark.parametrize(
    ("predicate", "inverse"),
    [
        ("skos:exactMatch", "exact"),
        ("skos:closeMatch", "close"),
        ("skos:relatedMatch", "related"),
        ("skos:broadMatch", "narrow"),
        ("skos:narrowMatch", "broad"),
    ],
)
def test_a_mapping_read_backwards_is_its_inverse(predicate: str, inverse: str) -> None:
    assert said(composed(step(predicate, A, B).reverse)) == inverse


@pytest.mark.parametrize("reference", [EQF["6"].value, ISCO["C2513"].value])
def test_close_matches_meet_in_a_reference_classification_alone(reference: str) -> None:
    there, back = step("skos:closeMatch", A, reference), step("skos:closeMatch", C, reference)
    assert composed(there, back.reverse) is Move.CLOSE
    on = step("skos:closeMatch", C, D)
    assert composed(there, back.reverse, on) == "close-close"


def test_what_follows_from_a_longer_chain_follows_from_its_parts() -> None:
    chain = [step("skos:exactMatch", A, B), step("skos:broadMatch", B, C)]
    chain.append(step("skos:broader", C, D))
    assert composed(*chain) is Move.WIDER
    assert composed(*chain, step("skos:narrower", D, A)) == "broad-narrow"


STEPS = some.builds(
    Step,
    some.sampled_from([A, B, EQF["1"].value]),
    some.sampled_from(sorted(CARRYING)),
    some.sampled_from([C, D, EQF["2"].value]),
    some.booleans(),
)


@given(some.lists(STEPS, min_size=1, max_size=5))
def test_backwards_the_inverse_follows(drawn: list[Step]) -> None:
    walked, at = [], A
    for one in drawn:
        ends = (one.object, at) if one.against else (at, one.object)
        walked.append(Step(ends[0], one.predicate, ends[1], one.against))
        at = one.object
    forth = composed(*walked)
    back = composed(*(one.reverse for one in reversed(walked)))
    if isinstance(forth, Move):
        assert back is forth.opposite
    else:
        assert not isinstance(back, Move)
