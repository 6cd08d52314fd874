"""What the rows of the ``law`` template become."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import COUNTRY, DCTERMS, ELI, KQ, ORG, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.sources.shared_columns import in_words, links, standing
from kgqual.sources.statements import date_literal, labels, sourced, validity
from kgqual.sources.template import Row

ROLES = {
    "competent-body": KQ.CompetentBody,
    "accreditation-body": KQ.AccreditationBody,
    "recognition-centre": KQ.RecognitionCentre,
    "sectoral-council": KQ.SectoralCouncil,
}


def act(row: Row) -> Iterator[Triple]:
    """Yield a legal act, what it changes, and the agreements it brings into law."""
    node = thing("act", row["id"])
    yield from _described(node, row, KQ.LegalAct)
    yield Triple(node, RDF.type, ELI.LegalResource)
    yield from in_words(node, row, "former_title", SKOS.altLabel)
    if row["type"]:
        yield Triple(node, KQ.actType, Literal(row["type"]))
    for number in row.items("number"):
        yield Triple(node, KQ.actNumber, Literal(number))
    for date in row.items("date"):
        yield Triple(node, ELI.date_document, date_literal(date))
    yield from links(node, KQ.issuer, row, "issuer", "organisation")
    if row["registration_number"]:
        yield Triple(node, KQ.registrationNumber, Literal(row["registration_number"]))
    if row["registered"]:
        yield Triple(node, KQ.registrationDate, date_literal(row["registered"]))
    yield from links(node, KQ.amends, row, "amends", "act")
    yield from links(node, KQ.repeals, row, "repeals", "act")
    yield from links(node, KQ.ratifies, row, "ratifies", "agreement")
    yield from links(node, KQ.approves, row, "approves", "agreement")
    yield from in_words(node, row)
    yield from validity(node, row)


def agreement(row: Row) -> Iterator[Triple]:
    """Yield an international agreement with the countries that are parties to it."""
    node = thing("agreement", row["id"])
    yield from _described(node, row, KQ.InternationalAgreement)
    if row["title"]:
        yield Triple(node, SKOS.prefLabel, Literal(row["title"], language=row["language"] or None))
    for code in row.items("party"):
        yield Triple(node, KQ.party, COUNTRY[code])
    if row["signed"]:
        yield Triple(node, ELI.date_document, date_literal(row["signed"]))
    yield from in_words(node, row, "covers", KQ.covers)
    yield from validity(node, row)


def organisation(row: Row) -> Iterator[Triple]:
    """Yield an organisation, its roles and what it carries out."""
    node = thing("organisation", row["id"])
    yield from _described(node, row, ORG.Organization)
    for role in row.items("role"):
        yield Triple(node, RDF.type, ROLES[role])
    for name in row.items("also_called"):
        yield Triple(node, SKOS.altLabel, Literal(name))
    yield from links(node, ORG.subOrganizationOf, row, "part_of", "organisation")
    yield from links(node, DCTERMS.replaces, row, "replaces", "organisation")
    yield from links(node, KQ.carriesOut, row, "carries_out", "procedure")
    if row["founded"]:
        yield Triple(node, SCHEMA.foundingDate, date_literal(row["founded"]))
    yield from in_words(node, row)


def register(row: Row) -> Iterator[Triple]:
    """Yield a register, who keeps it and what it is a part of."""
    node = thing("register", row["id"])
    yield from _described(node, row, KQ.Register)
    yield from links(node, DCTERMS.isPartOf, row, "part_of", "register")
    yield from links(node, DCTERMS.publisher, row, "maintained_by", "organisation")
    yield from links(node, KQ.governedBy, row, "governed_by", "act")
    yield from in_words(node, row)


def procedure(row: Row) -> Iterator[Triple]:
    """Yield a recognition procedure with its rules and the bodies that decide."""
    node = thing("procedure", row["id"])
    yield from _described(node, row, KQ.RecognitionProcedure)
    yield from _regulated(node, row)
    yield from in_words(node, row, "applies_to", KQ.appliesTo)


def profession(row: Row) -> Iterator[Triple]:
    """Yield a regulated profession and the regime it is under."""
    node = thing("regulated-profession", row["id"])
    yield from _described(node, row, KQ.RegulatedProfession)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield from _regulated(node, row)


def standard(row: Row) -> Iterator[Triple]:
    """Yield a professional standard of which only title and act are known."""
    node = thing("standard", row["id"])
    yield from _described(node, row, KQ.ProfessionalStandard)
    yield from links(node, KQ.governedBy, row, "governed_by", "act")


def credit(row: Row) -> Iterator[Triple]:
    """Yield a credit system and the rate that the source states for its credit."""
    node = thing("credit", row["id"])
    rate = thing("credit", row["id"], "rate")
    yield from _described(node, row, KQ.CreditSystem)
    yield from links(node, KQ.governedBy, row, "governed_by", "act")
    yield from validity(node, row)
    yield Triple(rate, RDF.type, KQ.CreditRate)
    yield Triple(rate, KQ.creditSystem, node)
    for column, term in (
        ("hours", KQ.hoursPerCredit),
        ("ects", KQ.ectsPerCredit),
        ("ects_hours_min", KQ.hoursPerEctsMin),
        ("ects_hours_max", KQ.hoursPerEctsMax),
    ):
        if row[column]:
            yield Triple(rate, term, Literal(row[column], datatype=XSD.decimal))
    yield from sourced(rate, row)


def _described(node: NamedNode, row: Row, kind: NamedNode) -> Iterator[Triple]:
    """Yield what every table states alike: class, names, country, status, source."""
    yield Triple(node, RDF.type, kind)
    yield from labels(node, row)
    yield from standing(node, row)
    yield from sourced(node, row)


def _regulated(node: NamedNode, row: Row) -> Iterator[Triple]:
    if row["regime"]:
        yield Triple(node, KQ.recognitionRegime, Literal(row["regime"]))
    yield from links(node, KQ.governedBy, row, "governed_by", "act")
    yield from links(node, KQ.competentBody, row, "competent_body", "organisation")
    yield from in_words(node, row)
