"""OKED, the classifier of economic activities, as far as passports of standards name its codes.

The classifier itself is not shipped: a code becomes a concept that is called by its code.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, RDF, SKOS, thing
from kgqual.sources.classification import concept_scheme
from kgqual.sources.codes import CodeColumn
from kgqual.sources.template import Row

SCHEME = thing("oked")
NAMES = {
    "en": "General classifier of economic activities (OKED)",
    "ru": "Общий классификатор видов экономической деятельности (ОКЭД)",
    "kk": "Экономикалық қызмет түрлерінің жалпы жіктеуіші (ЭҚЖЖ)",
}
ABBREVIATIONS = {"en": "OKED", "ru": "ОКЭД", "kk": "ЭҚЖЖ"}


def _without_dots(code: str) -> str:
    """Suggest where the dots belong in a code that was written without them."""
    if code.isdigit() and 3 <= len(code) <= 5:
        parts = (code[:2], code[2:4], code[4:])
        return f"Perhaps {'.'.join(part for part in parts if part)} is meant."
    return ""


OKED_SECTION = CodeColumn(
    "oked_section",
    "the section of OKED: one letter",
    pattern="[A-U]",
    expects="a letter from A to U",
)
OKED = CodeColumn(
    "oked",
    "the division, group, class and subclass of OKED",
    pattern=r"[0-9]{2}(\.[0-9]{1,2}(\.[0-9])?)?",
    expects="two digits and further ones after dots, such as 62, 62.0, 62.01 or 62.01.1",
    many=True,
    diagnose=_without_dots,
)


def activities(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the economic activities that a standard is for."""
    codes = [code for code in (row["oked_section"], *row.items("oked")) if code]
    if codes:
        yield from concept_scheme(SCHEME, NAMES)
    for code in codes:
        activity = thing("oked", code)
        yield Triple(node, DCTERMS.subject, activity)
        yield Triple(activity, RDF.type, SKOS.Concept)
        yield Triple(activity, SKOS.inScheme, SCHEME)
        yield Triple(activity, SKOS.notation, Literal(code))
        for lang, abbreviation in ABBREVIATIONS.items():
            yield Triple(activity, SKOS.prefLabel, Literal(f"{abbreviation} {code}", language=lang))
