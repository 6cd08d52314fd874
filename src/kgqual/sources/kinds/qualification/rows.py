"""What the rows of the ``qualification`` template become."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, ELM, EQF, KQ, RDF, SKOS, thing
from kgqual.sources.collection import CellError, node_named
from kgqual.sources.shared_columns import standing
from kgqual.sources.statements import date_literal, sourced, validity
from kgqual.sources.template import Row


def qualification(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``qualifications`` table."""
    node = thing("qualification", row["country"], row["id"])
    yield Triple(node, RDF.type, ELM.Qualification)
    for title in _titles(row):
        yield Triple(node, DCTERMS.title, title)
        yield Triple(node, SKOS.prefLabel if title.language else SKOS.altLabel, title)
    if row["region"]:
        yield Triple(node, DCTERMS.coverage, Literal(row["region"]))
    yield from standing(node, row)
    yield from validity(node, row)
    yield from sourced(node, row)


def _titles(row: Row) -> Iterator[Literal]:
    titles = row.titles()
    if row["language"] in titles:
        raise CellError("title", f"is in {row['language']}: use title_{row['language']}.")
    for lang, text in titles.items():
        yield Literal(text, language=lang)
    if row["title"]:
        yield Literal(row["title"], language=row["language"] or None)


def placement(row: Row) -> Iterator[Triple]:
    """Yield the levels that a row of the ``placements`` table states, each with its claim.

    What is unverified is only claimed, never said of the qualification itself.
    """
    if not (row["level"] or row["eqf_level"]):
        raise CellError("level", "is empty, and so is eqf_level: a placement names a level.")
    for item in row.items("level"):
        yield from _placed(row, ELM.NQFLevel, node_named("level", item))
    for item in row.items("eqf_level"):
        yield from _placed(row, ELM.EQFLevel, EQF[item])


def _placed(row: Row, term: NamedNode, level: NamedNode) -> Iterator[Triple]:
    node = thing("qualification", row["country"], row["qualification"])
    said = hashlib.sha256(f"{term.value}|{level.value}|{row['source']}".encode()).hexdigest()[:8]
    claim = thing("claim", f"{row['country']}-{row['qualification']}-{said}")
    if row["strength"] != Strength.UNVERIFIED:
        yield Triple(node, term, level)
    yield Triple(claim, RDF.type, KQ.Claim)
    yield Triple(claim, RDF.subject, node)
    yield Triple(claim, RDF.predicate, term)
    yield Triple(claim, RDF.object, level)
    yield from _noted(claim, row)


def evaluation(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``evaluations`` table: no level of the qualification."""
    parts = [row[name] for name in ("country", "qualification", "evaluator", "date") if row[name]]
    node = thing("evaluation", *parts)
    yield Triple(node, RDF.type, KQ.QualificationEvaluation)
    yield Triple(node, KQ.about, thing("qualification", row["country"], row["qualification"]))
    yield Triple(node, DCTERMS.creator, thing("organisation", row["evaluator"]))
    for level in row.items("evaluated_level"):
        yield Triple(node, KQ.evaluatedLevel, EQF[level])
    if row["date"]:
        yield Triple(node, DCTERMS.date, date_literal(row["date"]))
    yield from _noted(node, row)


def _noted(node: NamedNode, row: Row) -> Iterator[Triple]:
    yield from sourced(node, row)
    if row["basis_note"]:
        yield Triple(node, KQ.basisNote, Literal(row["basis_note"]))
