"""Texts of a concept in one language as ESCO models them: SKOS labels, and SKOS-XL labels.

ESCO states each term twice: as a literal, and as a label that says for which genders it is used
(``esco:hasLabelRole``). A language without grammatical gender has one label of an occupation that
plays all five roles, as ESCO's own Finnish and Hungarian labels do; labels of skills and groups
play none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.editorial.translations.fields import Field, Texts
from kgqual.namespaces import DCTERMS, ESCO, RDF, SKOS, SKOSXL, thing

PROPERTIES: Mapping[Field, NamedNode] = {
    Field.PREFERRED: SKOS.prefLabel,
    Field.ALTERNATIVE: SKOS.altLabel,
    Field.HIDDEN: SKOS.hiddenLabel,
    Field.DESCRIPTION: DCTERMS.description,
    Field.SCOPE_NOTE: SKOS.scopeNote,
}
"""The property that states a field, as the official dictionary of ESCO maps it."""
LABEL_PROPERTIES: Mapping[Field, NamedNode] = {
    Field.PREFERRED: SKOSXL.prefLabel,
    Field.ALTERNATIVE: SKOSXL.altLabel,
    Field.HIDDEN: SKOSXL.hiddenLabel,
}
"""The property that relates a concept to the labels of a field of terms."""
LABEL_ROLES = tuple(
    NamedNode(f"http://data.europa.eu/esco/label-role/{role}")
    for role in ("female", "male", "neutral", "standard-female", "standard-male")
)
"""The roles of ESCO's labels of occupations."""
PUBLISHED = ("label",)
"""Where labels are that are published, each with the translation that says who stands behind it."""
_ESCO = "http://data.europa.eu/esco/"


def path_of(concept: str) -> tuple[str, ...]:
    """Return what names a concept within our own IRIs: of one of ESCO, its path there."""
    if concept.startswith(_ESCO):
        return tuple(concept.removeprefix(_ESCO).split("/"))
    return (concept,)


def label(concept: str, language: str, text: str, place: tuple[str, ...] = PUBLISHED) -> NamedNode:
    """Return the IRI of the label that a text is of a concept: the same wherever it is stated.

    ``place`` is where it stands within our own IRIs.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return thing(*place, language, *path_of(concept), digest)


def terms(texts: Texts) -> Iterator[tuple[Field, str]]:
    """Yield the terms among the texts with their field, each once.

    A term stands in the first of the fields that has it: no label of a concept may be preferred
    and alternative, or alternative and hidden, at the same time (SKOS S13).
    """
    seen: set[str] = set()
    for field in LABEL_PROPERTIES:
        for text in texts.get(field, ()):
            if text not in seen:
                seen.add(text)
                yield field, text


def stated(
    concept: str,
    language: str,
    texts: Texts,
    *,
    occupation: bool,
    place: tuple[str, ...] = PUBLISHED,
) -> Iterator[Triple]:
    """Yield what states the texts of a concept in a language.

    ``occupation`` says that it is one, whose labels have roles; ``place`` where the labels are.
    """
    subject = NamedNode(concept)
    for field, text in terms(texts):
        node = label(concept, language, text, place)
        literal = Literal(text, language=language)
        yield Triple(subject, PROPERTIES[field], literal)
        yield Triple(subject, LABEL_PROPERTIES[field], node)
        yield Triple(node, RDF.type, SKOSXL.Label)
        yield Triple(node, SKOSXL.literalForm, literal)
        for role in LABEL_ROLES if occupation else ():
            yield Triple(node, ESCO.hasLabelRole, role)
    for field, some in texts.items():
        for text in () if field.is_term else some:
            yield Triple(subject, PROPERTIES[field], Literal(text, language=language))
