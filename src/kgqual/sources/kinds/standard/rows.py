"""What the rows of the ``standard`` template become: a tree from the passport to the knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import KQ, RDF, SCHEMA, XSD, thing
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.standard.oked import activities
from kgqual.sources.professions import (
    council,
    levels,
    nco_group,
    profession,
    tariff_categories,
)
from kgqual.sources.shared_columns import held, links, named, stated_titles
from kgqual.sources.statements import sourced
from kgqual.sources.template import LANGUAGES, Row

REQUIRED = {
    "ability": (KQ.Ability, KQ.requiresAbility),
    "knowledge": (KQ.StandardKnowledge, KQ.requiresKnowledge),
}


def standard(row: Row) -> Iterator[Triple]:
    """Yield a professional standard as its passport describes it."""
    stated_titles(row)
    node = thing("standard", row["id"])
    yield from law_rows.standard(row)
    if row["code"]:
        yield Triple(node, KQ.standardCode, Literal(row["code"]))
    yield from activities(node, row)
    yield from council(node, row)
    yield from links(node, KQ.registeredIn, row, "registered_in", "register")
    yield from held(node, row)


def card(row: Row) -> Iterator[Triple]:
    """Yield a profession card and the profession it describes."""
    node = card_iri(row["standard"], row["id"])
    yield Triple(thing("standard", row["standard"]), KQ.hasCard, node)
    yield Triple(node, RDF.type, KQ.ProfessionCard)
    yield Triple(node, KQ.profession, thing("profession", row["profession"]))
    yield from named(node, row)
    yield from nco_group(node, row)
    yield from levels(node, row)
    yield from tariff_categories(node, row)
    for lang in LANGUAGES:
        for quality in row.items(f"personal_competency_{lang}"):
            yield Triple(node, KQ.personalCompetency, Literal(quality, language=lang))
    yield from sourced(node, row)
    yield from profession(row)


def function(row: Row) -> Iterator[Triple]:
    """Yield a labour function of a card."""
    node = _function(row, row["number"])
    yield Triple(card_iri(row["standard"], row["card"]), KQ.hasFunction, node)
    yield from _part(node, row, KQ.LabourFunction)


def skill(row: Row) -> Iterator[Triple]:
    """Yield a skill that a labour function takes."""
    node = _skill(row, row["number"])
    yield Triple(_function(row, row["function"]), KQ.hasStandardSkill, node)
    yield from _part(node, row, KQ.StandardSkill)


def requirement(row: Row) -> Iterator[Triple]:
    """Yield an ability or the knowledge that a skill rests on."""
    skill_iri = _skill(row, row["standard_skill"])
    node = NamedNode(f"{skill_iri.value}/{row['kind']}/{row['number']}")
    kind, requires = REQUIRED[row["kind"]]
    yield Triple(skill_iri, requires, node)
    yield from _part(node, row, kind)


def card_iri(standard_id: str, card_id: str) -> NamedNode:
    """Return the node of a card: ``id/standard/{standard}/card/{card}``."""
    return thing("standard", standard_id, "card", card_id)


def _function(row: Row, number: str) -> NamedNode:
    return NamedNode(f"{card_iri(row['standard'], row['card']).value}/function/{number}")


def _skill(row: Row, number: str) -> NamedNode:
    return NamedNode(f"{_function(row, row['function']).value}/skill/{number}")


def _part(node: NamedNode, row: Row, kind: NamedNode) -> Iterator[Triple]:
    """Yield what the parts of a card have alike: class, text, place among the others, source."""
    yield Triple(node, RDF.type, kind)
    yield from named(node, row)
    yield Triple(node, SCHEMA.position, Literal(row["number"], datatype=XSD.integer))
    yield from sourced(node, row)
