"""The slots of SSSOM: which property each is in RDF, and what its values are.

SSSOM 1.0 (https://mapping-commons.github.io/sssom/); what it leaves without a property of another
vocabulary is named by ``sssom:`` and the name of the slot.
"""

from __future__ import annotations

from kgqual.namespaces import DCTERMS, KQ, OWL, PAV, PROV, RDF, RDFS, SCHEMA, SKOS, SSSOM, prefixes

TERMS = {
    "author_id": PAV.authoredBy,
    "comment": RDFS.comment,
    "creator_id": DCTERMS.creator,
    "license": DCTERMS.license,
    "mapping_date": PAV.authoredOn,
    "publication_date": DCTERMS.created,
    "see_also": RDFS.seeAlso,
}
"""Properties of the slots for which SSSOM reuses another vocabulary's."""

REFERENCES = frozenset(
    {
        "author_id",
        "creator_id",
        "curation_rule",
        "derived_from",
        "issue_tracker_item",
        "mapping_source",
        "mapping_tool_id",
        "object_match_field",
        "object_preprocessing",
        "object_source",
        "record_id",
        "reviewer_id",
        "subject_match_field",
        "subject_preprocessing",
        "subject_source",
    }
)
"""Slots that name things by CURIE."""

ADDRESSES = frozenset({"license", "mapping_provider", "see_also"})
"""Slots of a mapping whose values are whole IRIs."""

ENTITY_TYPES = {
    "owl class": OWL.Class,
    "owl object property": OWL.ObjectProperty,
    "owl data property": OWL.DataProperty,
    "owl annotation property": OWL.AnnotationProperty,
    "owl named individual": OWL.NamedIndividual,
    "skos concept": SKOS.Concept,
    "rdfs resource": RDFS.Resource,
    "rdfs class": RDFS.Class,
    "rdfs literal": RDFS.Literal,
    "rdfs datatype": RDFS.Datatype,
    "rdf property": RDF.Property,
    "composed entity expression": SSSOM.ComposedEntityExpression,
}
"""Kinds of thing that a subject, predicate or object can be, with the classes they mean."""
TYPES = frozenset({"object_type", "predicate_type", "subject_type"})
"""Slots whose values are such kinds."""

ENDS = {
    "subject_id": OWL.annotatedSource,
    "predicate_id": OWL.annotatedProperty,
    "object_id": OWL.annotatedTarget,
}
"""Slots that say what is mapped to what: the properties of an annotated axiom of OWL."""

DATES = frozenset({"mapping_date", "publication_date", "review_date"})
NUMBERS = frozenset(
    {"confidence", "mapping_set_confidence", "reviewer_agreement", "similarity_score"}
)

SET_TERMS = {
    "comment": RDFS.comment,
    "creator_id": DCTERMS.creator,
    "license": DCTERMS.license,
    "mapping_set_description": DCTERMS.description,
    "mapping_set_source": PROV.wasDerivedFrom,
    "mapping_set_title": DCTERMS.title,
    "mapping_set_version": OWL.versionInfo,
    "publication_date": DCTERMS.created,
    "see_also": RDFS.seeAlso,
}
"""Slots of a set that are properties of another vocabulary."""
SET_ADDRESSES = frozenset({"issue_tracker", "license", "mapping_set_source", "see_also"})
"""Slots of a set whose values are whole IRIs."""

BUILTIN = ("owl", "rdf", "rdfs", "semapv", "skos", "sssom")
"""The prefixes whose meaning SSSOM fixes: sets need not define them, and not otherwise."""
ADDED = {"linkml": "https://w3id.org/linkml/", "orcid": "https://orcid.org/"}
"""Prefixes in which sets name types of extension slots, and people."""
PREFIXES = {**ADDED, **prefixes()}
"""The prefix list, with those that only mapping sets need."""
URI_OR_CURIE = "linkml:Uriorcurie"
STANDARD_EXTENSIONS = {
    "basis_note": (KQ.basisNote, None),
    "disputed": (KQ.disputed, "xsd:boolean"),
    "features": (KQ.matchFeatures, None),
    "locator": (KQ.locator, None),
    "source": (DCTERMS.source, URI_OR_CURIE),
    "strength": (KQ.strength, None),
    "valid_from": (SCHEMA.validFrom, "xsd:date"),
    "valid_until": (SCHEMA.validThrough, "xsd:date"),
}
"""The extension slots of kgqual: their properties, and their types where they are no text."""

ELSEWHERE = frozenset(
    {
        "extensions",
        "mapping_justification",
        "object_id",
        "object_label",
        "predicate_id",
        "predicate_label",
        "predicate_modifier",
        "subject_id",
        "subject_label",
    }
)
"""Slots that are no further statement about the mapping."""

CURIES = REFERENCES | {"mapping_justification", "object_id", "predicate_id", "subject_id"}
"""All slots whose values are CURIEs."""
