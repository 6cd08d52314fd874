"""What is to be translated, as the graph of ESCO states it."""

from __future__ import annotations

from collections import Counter

import pytest
from tests import little_esco as little_graph
from tests.little_esco import BAKE, BAKER, DEBUG, DEVELOPER, DIGITAL, HYGIENE, ISCO, SKILL

from kgqual.answering import OpenSnapshot
from kgqual.editorial.translations.fields import Field, source_hash
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot
from kgqual.translation.units import Kind, NothingToTranslate, ReasonKind, Units


def test_the_current_release_is_translated(units: Units) -> None:
    assert (units.release, units.graph) == ("1.1", "https://w3id.org/kgqual/graph/esco/1.1")
    assert list(units.concepts) == sorted(units.concepts)


def test_every_concept_has_its_kind(units: Units) -> None:
    kinds = {iri: one.kind for iri, one in units.concepts.items()}
    assert kinds[BAKER] is Kind.OCCUPATION
    assert kinds[BAKE] is Kind.SKILL
    assert kinds[HYGIENE] is Kind.KNOWLEDGE
    assert kinds[SKILL + "S1"] is Kind.SKILL_GROUP
    assert kinds[ISCO + "C7512"] is Kind.ISCO_GROUP
    assert kinds[little_graph.SCHEME + "skills"] is Kind.SCHEME


def test_a_field_has_its_english_texts_and_their_hash(units: Units) -> None:
    fields = units.concepts[little_graph.PASTRY_COOK].units
    assert list(fields) == [Field.PREFERRED, Field.ALTERNATIVE, Field.DESCRIPTION]
    alternative = fields[Field.ALTERNATIVE]
    assert alternative.texts == ("confectioner", "maker of cakes")
    assert alternative.hash == source_hash(["maker of cakes", "confectioner"])


def test_every_field_of_esco_is_translated(units: Units) -> None:
    assert list(units.concepts[DEVELOPER].units) == list(Field)


def test_russian_comes_from_any_current_graph(units: Units) -> None:
    group = units.concepts[ISCO + "C7512"].units[Field.PREFERRED]
    assert (group.texts, group.russian) == (("Bakers and pastry-cooks",), ("Пекари и кондитеры",))


def test_a_concept_knows_where_it_stands(units: Units) -> None:
    baker, debug = units.concepts[BAKER], units.concepts[DEBUG]
    assert (baker.code, baker.isco_group) == ("7512.1", "7512")
    assert units.concepts[ISCO + "C7512"].isco_group == "7512"
    assert debug.skill_groups == (SKILL + "S2", SKILL + "S")
    assert debug.collections == (DIGITAL,)
    assert DIGITAL in debug.schemes


def test_impact_is_the_sum_of_its_reasons(units: Units) -> None:
    baker, bake = units.concepts[BAKER], units.concepts[BAKE]
    assert {one.kind: one.count for one in baker.reasons} == {
        ReasonKind.WORLDSKILLS: 1,
        ReasonKind.KAZAKHSTAN: 1,
        ReasonKind.NEEDS: 4,
        ReasonKind.BELOW: 1,
    }
    assert {one.kind: one.count for one in bake.reasons} == {
        ReasonKind.ESSENTIAL: 2,
        ReasonKind.ALIGNED: 1,
    }
    assert [one.points for one in bake.reasons] == [1.58, 1.0]
    assert bake.impact == 2.58


def test_another_release_is_read_on_request(little: OpenSnapshot) -> None:
    graph = little.on()
    entry = next(one for one in little.manifest.graphs if one.name == "esco@1.0")
    before = Units.read(graph, entry)
    gone = before.concepts.keys() - Units.of(graph).concepts.keys()
    assert (before.release, gone) == ("1.0", {SKILL + "fire"})


def test_without_esco_there_is_nothing_to_translate(shipped_snapshot: OpenSnapshot) -> None:
    with pytest.raises(NothingToTranslate, match="kgqual add esco"):
        Units.of(shipped_snapshot.on())


def test_all_of_esco_is_read(escos: Snapshot) -> None:
    with OpenSnapshot.of(escos) as opened:
        units = Units.of(opened.on())
        coverage = ask(opened.on(), "label-coverage", {"lang": "en"}).answer or ()
    concepts = units.concepts.values()
    kinds = Counter(one.kind for one in concepts)
    assert kinds[Kind.OCCUPATION] == 3007
    assert kinds[Kind.SKILL] + kinds[Kind.KNOWLEDGE] == 13896
    assert kinds[Kind.ISCO_GROUP] == 619
    assert kinds[Kind.SKILL_GROUP] == 640 + 7, "seven are only mentioned by their names"
    members = Counter(scheme for one in concepts for scheme in one.schemes)
    asked = {one.scheme.iri: one.concepts for one in coverage if one.scheme.iri in members}
    assert members == asked, "what progress counts is what the question label-coverage counts"
    assert all(one.impact for one in concepts if one.kind is Kind.OCCUPATION)
