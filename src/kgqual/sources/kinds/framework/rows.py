"""What the rows of the ``framework`` template become."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, KQ, RDF, RDFS, SCHEMA, SEMAPV, SKOS, XSD, thing
from kgqual.sources.collection import CellError, node_named
from kgqual.sources.kinds.framework.iris import below, framework_iri, name_of
from kgqual.sources.mappings import Mapping
from kgqual.sources.shared_columns import in_words, links, standing
from kgqual.sources.statements import date_literal, document_iri, labels, sourced, validity
from kgqual.sources.template import Row


def framework(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``frameworks`` table."""
    node = framework_iri(row["id"], row["edition"])
    yield Triple(node, RDF.type, KQ.QualificationFramework)
    yield Triple(node, RDF.type, SKOS.ConceptScheme)
    if row["scope"]:
        yield Triple(node, RDF.type, KQ.SectoralFramework)
    if row["edition"]:
        yield Triple(node, RDF.type, KQ.FrameworkVersion)
        yield Triple(node, DCTERMS.isVersionOf, framework_iri(row["id"], ""))
    yield from labels(node, row)
    if row["abbreviation"]:
        yield Triple(node, SKOS.notation, Literal(row["abbreviation"]))
    if row["region"]:
        yield Triple(node, DCTERMS.coverage, Literal(row["region"]))
    if row["level_count"]:
        yield Triple(node, KQ.levelCount, Literal(row["level_count"], datatype=XSD.integer))
    if row["issued"]:
        yield Triple(node, DCTERMS.issued, date_literal(row["issued"]))
    yield from links(node, KQ.governedBy, row, "legal_basis", "act")
    yield from standing(node, row)
    yield from validity(node, row)
    yield from sourced(node, row)


def level(row: Row, node: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a row of the ``levels`` table."""
    scheme = framework_iri(row["framework"], row["edition"])
    yield Triple(node, RDF.type, KQ.FrameworkLevel)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.inScheme, scheme)
    yield Triple(node, SKOS.topConceptOf, scheme)
    yield Triple(scheme, SKOS.hasTopConcept, node)
    yield Triple(node, SKOS.notation, Literal(row["level"]))
    yield from labels(node, row)
    yield from validity(node, row)
    yield from sourced(node, row)


def domain(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``domains`` table."""
    node = _domain(row, row["id"])
    yield Triple(node, RDF.type, KQ.DescriptorDomain)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(framework_iri(row["framework"], row["edition"]), KQ.hasDomain, node)
    yield from labels(node, row)
    yield from sourced(node, row)


def descriptor(row: Row, of: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a row of the ``descriptors`` table about the level ``of``."""
    node = _part(row, "descriptor", row["domain"])
    yield Triple(node, RDF.type, KQ.LevelDescriptor)
    yield Triple(of, KQ.hasDescriptor, node)
    yield Triple(node, KQ.descriptorDomain, _domain(row, row["domain"]))
    yield from in_words(node, row, "text", KQ.descriptorText)
    yield from sourced(node, row)


def pathway(row: Row, of: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a row of the ``pathways`` table about the level ``of``."""
    node = _part(row, "pathway", row["id"])
    yield Triple(node, RDF.type, KQ.LevelPathway)
    yield Triple(of, KQ.hasPathway, node)
    if row["type"]:
        yield Triple(node, KQ.pathwayType, Literal(row["type"]))
    yield from labels(node, row)
    yield from sourced(node, row)


def confirming_document(row: Row, of: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a row of the ``confirming_documents`` table about the level ``of``."""
    node = _part(row, "document", row["id"])
    yield Triple(node, RDF.type, KQ.ConfirmingDocument)
    yield Triple(of, KQ.confirmedBy, node)
    yield from labels(node, row)
    yield from sourced(node, row)


def award(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``awards`` table."""
    node = thing("award", row["id"])
    yield Triple(node, RDF.type, KQ.AwardType)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield from labels(node, row)
    yield from sourced(node, row)


def prefix(row: Row, of: NamedNode) -> Iterator[Triple]:
    """Yield a code prefix, the level ``of`` that it indicates, and the claim that it does."""
    node = thing("prefix", row["prefix"])
    yield Triple(node, RDF.type, KQ.CodePrefix)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.notation, Literal(row["prefix"]))
    yield Triple(node, KQ.indicatesLevel, of)
    yield from labels(node, row)
    if row["award"]:
        yield Triple(node, KQ.awardType, thing("award", row["award"]))
    said = (row["prefix"], "indicates", name_of(row["framework"]), row["edition"], row["level"])
    claim = thing("claim", "-".join(part for part in said if part))
    yield Triple(claim, RDF.type, KQ.Claim)
    yield Triple(claim, RDF.subject, node)
    yield Triple(claim, RDF.predicate, KQ.indicatesLevel)
    yield Triple(claim, RDF.object, of)
    yield from in_words(claim, row)
    yield from sourced(claim, row)


def correspondence(row: Row, of: NamedNode, mapping_set: NamedNode) -> Iterator[Triple]:
    """Yield the mapping that a row of the ``correspondences`` table states of the level ``of``."""
    details: list[tuple[NamedNode, NamedNode | Literal]] = []
    if row["locator"]:
        details.append((KQ.locator, Literal(row["locator"])))
    if row["comment"]:
        details.append((RDFS.comment, Literal(row["comment"])))
    for column, term in (("valid_from", SCHEMA.validFrom), ("valid_until", SCHEMA.validThrough)):
        if row[column]:
            details.append((term, date_literal(row[column])))
    mapping = Mapping(
        of,
        SKOS[f"{row['relation'] or 'close'}Match"],
        node_named("to", row["to"]),
        SEMAPV.ManualMappingCuration,
        mapping_set,
        tuple(document_iri(source) for source in row.items("source")),
        Strength(row["strength"]),
        tuple(details),
    )
    if fault := mapping.fault():
        raise CellError("to", fault)
    yield from mapping.triples()


def revision(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``revisions`` table."""
    whole = below(row["framework"], "", "revision", row["revision"])
    node = whole
    if row["change"]:
        node = below(row["framework"], "", "revision", row["revision"], row["change"])
        yield Triple(node, DCTERMS.isPartOf, whole)
    yield Triple(node, RDF.type, KQ.FrameworkRevision)
    yield Triple(node, DCTERMS.subject, framework_iri(row["framework"], ""))
    if row["edition"]:
        yield Triple(node, DCTERMS.relation, framework_iri(row["framework"], row["edition"]))
    if row["date"]:
        yield Triple(node, DCTERMS.date, date_literal(row["date"]))
    yield from labels(node, row)
    yield from in_words(node, row)
    yield from standing(node, row)
    yield from sourced(node, row)


def _domain(row: Row, name: str) -> NamedNode:
    return below(row["framework"], row["edition"], "domain", name)


def _part(row: Row, kind: str, name: str) -> NamedNode:
    return below(row["framework"], row["edition"], "level", row["level"], kind, name)
