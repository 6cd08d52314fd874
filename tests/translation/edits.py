"""Texts of concepts that are to be saved, made from the English texts of a release."""

from __future__ import annotations

from kgqual.editorial.translations import Edit
from kgqual.editorial.translations.fields import Texts
from kgqual.translation.units import Units


def edit_of(units: Units, concept: str, texts: Texts, **other: object) -> Edit:
    """Return Kazakh texts of a concept that nobody has touched, unless ``other`` says otherwise."""
    sources = {field: units.concepts[concept].source(field) for field in texts}
    stated: dict[str, object] = {
        "key": f"save-{concept.rpartition('/')[2]}",
        "language": "kk",
        "concept": concept,
        "version": 0,
        "texts": texts,
        "hashes": {field: source.hash for field, source in sources.items()},
        "sources": {field: source.texts for field, source in sources.items()},
    }
    return Edit(**(stated | other))  # type: ignore[arg-type]
