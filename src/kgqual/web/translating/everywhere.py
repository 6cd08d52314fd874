"""The same translation wherever the same English text stands untranslated."""

from __future__ import annotations

from kgqual.editorial.translations import Edit
from kgqual.editorial.translations.fields import Texts
from kgqual.translation.repeats import takers
from kgqual.web.translating.visit import TranslatingVisit


def edits(visit: TranslatingVisit, iri: str, key: str) -> list[Edit]:
    """Return the requests to save the texts of a concept as drafts of others with its source.

    See ``takers`` for which texts of which concepts; ``key`` begins the keys of the requests.
    """
    wanted = takers(visit.units, visit.all, iri)
    return [
        _edit(visit, concept, texts, f"{key}.{number}")
        for number, (concept, texts) in enumerate(wanted.items())
    ]


def _edit(visit: TranslatingVisit, iri: str, texts: Texts, key: str) -> Edit:
    concept = visit.units.concepts[iri]
    sources = {field: concept.source(field) for field in texts}
    return Edit(
        key=key,
        language=visit.target,
        concept=iri,
        version=visit.translation(iri).version,
        texts=texts,
        hashes={field: source.hash for field, source in sources.items()},
        sources={field: source.texts for field, source in sources.items()},
    )
