"""The tables of types and properties agree with the ontology and with the graph."""

from __future__ import annotations

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.reconciliation.schema import properties, types
from kgqual.reconciliation.values import values

NEEDS_ESCO = {"isco_group", "essential_skills", "optional_skills", "related_occupation"}
THINGS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?class WHERE {{ VALUES ?class {{ {classes} }} ?thing a ?class }}
"""


@pytest.fixture(scope="module")
def things(shipped_snapshot: OpenSnapshot) -> dict[str, set[str]]:
    """Type → the things of it that kgqual ships."""
    found: dict[str, set[str]] = {}
    for kind in types().values():
        text = THINGS.format(classes=" ".join(f"<{iri}>" for iri in kind.classes))
        rows = shipped_snapshot.store.query(text).rows()
        found[kind.id] = {str(thing)[1:-1] for thing, _ in rows}
    return found


def test_every_type_but_that_of_esco_alone_has_things(things: dict[str, set[str]]) -> None:
    assert [key for key, found in things.items() if not found] == ["Skill"]


@pytest.mark.parametrize("pid", [p.id for p in properties().values() if not p.part])
def test_every_property_has_values(
    shipped_snapshot: OpenSnapshot, things: dict[str, set[str]], pid: str
) -> None:
    one = properties()[pid]
    having = {thing for kind, found in things.items() if one.belongs_to(kind) for thing in found}
    assert bool(values(shipped_snapshot.on(), having, one)) is (pid not in NEEDS_ESCO)


def test_a_property_with_a_basis_tells_strength_and_source() -> None:
    for one in properties().values():
        for part in ("strength", "source") if one.basis and not one.part else ():
            assert properties()[f"{one.id}_{part}"].predicates == one.predicates


def test_everything_is_named_in_three_languages() -> None:
    kinds = [one.names for one in types().values()]
    for names in [*kinds, *(one.names for one in properties().values())]:
        assert set(names) == {"en", "kk", "ru"}
        assert all(names.values())


def test_an_unverified_statement_is_no_value(shipped_snapshot: OpenSnapshot) -> None:
    german_master = "https://w3id.org/kgqual/id/qualification/DEU/master"
    levels = {"http://data.europa.eu/snb/qdr/c_6919ed25"}
    assert not values(shipped_snapshot.on(), [german_master], properties()["framework_level"])
    stated = values(shipped_snapshot.on(), levels, properties()["eqf_level"])
    assert {str(v.basis.strength) for row in stated.values() for v in row if v.basis} == {
        "official"
    }
