"""What follows from a few mappings, case by case: ``STATED`` in ``conftest.py`` has the cases."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import NamedNode
from tests.mapping.inference.conftest import Inferring, only, rules

from kgqual.answering import OpenSnapshot
from kgqual.chaining import ASIDE_HIERARCHY, Rule
from kgqual.errors import BadUsage
from kgqual.mapping.inference import Asked, infer
from kgqual.mapping.inference.rules import Contradicted, explained
from kgqual.model import Strength
from kgqual.namespaces import SEMAPV, SKOS, thing

INVERSION, CHAINING = SEMAPV.MappingInversion.value, SEMAPV.MappingChaining.value


@pytest.mark.parametrize(
    ("name", "predicate", "end", "strength", "confidence"),
    [
        ("c", SKOS.exactMatch, "two/c", Strength.PUBLISHED, 0.72),
        ("d", SKOS.broadMatch, "two/d", Strength.INFORMAL, None),
        ("e", SKOS.broadMatch, "two/e-above", Strength.EDITORIAL, None),
        ("g", SKOS.exactMatch, "two/g", Strength.OFFICIAL, 0.25),
    ],
)
def test_a_chain_is_as_strong_as_its_weakest_link_and_as_sure_as_all_together(
    inferring: Inferring,
    name: str,
    predicate: NamedNode,
    end: str,
    strength: Strength,
    confidence: float | None,
) -> None:
    mapping = only(inferring(name))
    assert (mapping.predicate, mapping.object.iri) == (
        predicate.value,
        thing(*end.split("/")).value,
    )
    assert mapping.strength is strength
    assert mapping.confidence == (confidence and pytest.approx(confidence))
    assert mapping.mapping_justification == CHAINING


@pytest.mark.parametrize(("name", "predicate"), [("a", SKOS.narrowMatch), ("b", SKOS.closeMatch)])
def test_a_mapping_is_read_backwards(inferring: Inferring, name: str, predicate: NamedNode) -> None:
    mapping = only(inferring("", subject=thing("two", name).value, to="one"))
    assert mapping.predicate == predicate.value
    assert mapping.object.iri == thing("one", name).value
    assert mapping.mapping_justification == INVERSION
    assert [step.against for step in mapping.chain] == [True]


def test_what_is_stated_is_not_inferred_again(inferring: Inferring) -> None:
    found = inferring("a")
    assert (found.mappings, found.leads, found.stated) == ((), (), 1)
    assert found.reason
    assert found.reason["en"].startswith("Everything that follows is stated already")


def test_the_chain_is_kept_with_who_states_each_link(inferring: Inferring) -> None:
    mapping = only(inferring("c"))
    assert [(s.subject, s.object) for s in mapping.chain] == [
        (thing("one", "c").value, thing("three", "c").value),
        (thing("three", "c").value, thing("two", "c").value),
    ]
    assert [(s.source.title, s.source.date, s.strength) for s in mapping.chain] == [
        ("Cases", "2025", Strength.OFFICIAL),
        ("Cases", "2025", Strength.PUBLISHED),
    ]
    assert len(mapping.derived_from) == 2
    prefix = thing("mapping", "").value
    assert all(iri.startswith(prefix) for iri in mapping.derived_from)


def test_a_hierarchy_is_a_link_but_no_mapping_that_it_is_derived_from(
    inferring: Inferring,
) -> None:
    mapping = only(inferring("e"))
    assert [step.predicate for step in mapping.chain] == [
        SKOS.exactMatch.value,
        SKOS.broader.value,
    ]
    assert len(mapping.derived_from) == 1


def test_what_rests_on_something_unverified_is_a_lead(inferring: Inferring) -> None:
    found = inferring("f")
    assert found.mappings == ()
    assert found.abstained
    (lead,) = found.leads
    assert lead.strength is Strength.UNVERIFIED
    assert [said["en"] for said in lead.to_confirm] == [lead.chain[1].statement["en"]]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("h", Rule.CLOSE_CLOSE),
        ("i", ASIDE_HIERARCHY),
        ("j", Rule.BROAD_NARROW),
        ("k", Rule.NARROW_BROAD),
        ("l", Rule.RELATED),
        ("n", Contradicted.DENIED),
        ("o", Contradicted.DENIED),
        ("p", Contradicted.NO_TERM),
        ("q", Contradicted.ENDED),
        ("r", Contradicted.CLASH),
        ("t", Contradicted.TWO_EXACT),
    ],
)
def test_what_does_not_follow_is_refused_by_a_rule(
    inferring: Inferring, name: str, rule: str
) -> None:
    found = inferring(name)
    assert (found.mappings, found.leads) == ((), ())
    (refusal,) = found.refused
    assert refusal.rule == rule
    assert all(one.chain for one in refusal.chains)
    assert refusal.reason == explained()[rule].text


def test_who_denies_a_statement_is_not_among_those_who_make_it(inferring: Inferring) -> None:
    (refused,) = inferring("o").refused[0].chains
    assert refused.predicate == SKOS.exactMatch.value
    assert [(step.strength, step.also) for step in refused.chain] == [(Strength.OFFICIAL, ())] * 2


def test_two_mappings_that_exclude_each_other_are_both_refused(inferring: Inferring) -> None:
    assert rules(inferring("s")) == {"clash": 2}


def test_levels_are_never_the_same(inferring: Inferring) -> None:
    found = inferring("", subject=thing("one", "level", "4").value)
    assert rules(found) == {"levels": 1}


def test_no_mapping_stays_in_its_scheme(inferring: Inferring) -> None:
    found = inferring("m", to="")
    assert rules(found) == {"one-scheme": 1}
    (refused,) = found.refused[0].chains
    assert refused.predicate == SKOS.exactMatch.value
    assert refused.object.iri == thing("one", "m2").value


def test_a_mapping_holds_as_long_as_its_statements(inferring: Inferring) -> None:
    held = only(inferring("q", as_of=date(2026, 6, 30)))
    assert held.chain[0].until == "2026-06-30"
    assert rules(inferring("q", as_of=date(2026, 7, 1))) == {"ended": 1}


def test_from_a_scheme_follows_what_follows_for_each_of_its_things(
    cases: OpenSnapshot, inferring: Inferring
) -> None:
    whole = infer(cases.on(), Asked.model_validate({"from": "one", "to": "two"}))
    assert whole.from_
    assert whole.from_.label == {"en": "one"}
    singles = [inferring(name) for name in "abcdefghijklmnopqrst"]
    levels = inferring("", subject=thing("one", "level", "4").value)
    m2 = inferring("m2")
    together = [m for found in (*singles, levels, m2) for m in found.mappings]
    assert sorted(whole.mappings, key=str) == sorted(together, key=str)
    assert whole.leads_total == 1
    assert whole.total == len(together)


def test_a_part_can_be_asked_for(cases: OpenSnapshot) -> None:
    def part(**window: int) -> list[str]:
        asked = Asked.model_validate({"from": "one", "to": "two", **window})
        return [mapping.object.iri for mapping in infer(cases.on(), asked).mappings]

    everything = part()
    assert len(everything) > 2
    assert part(limit=1, offset=1) == everything[1:2]
    assert part(limit=0) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "either a scheme"),
        ({"from": "one", "subject": "one/a"}, "either a scheme"),
        ({"from": "one", "to": " ONE "}, "the same"),
        ({"from": "one", "to": "kqid:scheme/one"}, "belongs to the scheme"),
        ({"from": "four"}, "'four' names no set"),
        ({"from": "kqid:scheme/empty"}, "Nothing in the graph belongs to 'kqid:scheme/empty'"),
        ({"from": "onet"}, "nothing of this set is in the snapshot"),
        ({"subject": "kqid:one/none"}, "names nothing"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    cases: OpenSnapshot, given: dict[str, str], said: str
) -> None:
    with pytest.raises(BadUsage, match=said):
        infer(cases.on(), Asked.model_validate(given))


def test_every_rule_that_can_refuse_is_explained() -> None:
    of_chains = {Rule.CLOSE_CLOSE, Rule.BROAD_NARROW, Rule.NARROW_BROAD, Rule.RELATED}
    assert explained().keys() == {*of_chains, ASIDE_HIERARCHY, *Contradicted}
