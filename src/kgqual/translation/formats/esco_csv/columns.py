"""The tables of ESCO that have texts: their columns as in the releases v1.1, and the fields."""

from __future__ import annotations

from collections.abc import Mapping

from kgqual.editorial.translations.fields import Field


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "occupations": _names(
        "conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status "
        "modifiedDate regulatedProfessionNote scopeNote definition inScheme description "
        "code"
    ),
    "skills": _names(
        "conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status "
        "modifiedDate scopeNote definition inScheme description"
    ),
    "skillGroups": _names(
        "conceptType conceptUri preferredLabel altLabels hiddenLabels status modifiedDate "
        "scopeNote inScheme description code"
    ),
    "ISCOGroups": _names(
        "conceptType conceptUri code preferredLabel status altLabels inScheme description"
    ),
    "conceptSchemes": _names(
        "conceptType conceptSchemeUri preferredLabel title status description hasTopConcept"
    ),
}
"""Table → its columns. ``definition`` and ``title``, which are not translated, stay empty."""

FIELDS: Mapping[str, Field] = {
    "preferredLabel": Field.PREFERRED,
    "altLabels": Field.ALTERNATIVE,
    "hiddenLabels": Field.HIDDEN,
    "description": Field.DESCRIPTION,
    "scopeNote": Field.SCOPE_NOTE,
}
"""Column → the field whose texts it holds, as the official dictionary maps it."""

BESIDE = "translations"
"""How the name of the file begins that says where the texts of the tables come from."""
BESIDE_COLUMNS = ("conceptUri", "field", "source_hash", "base", "state")
