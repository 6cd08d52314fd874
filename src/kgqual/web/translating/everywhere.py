"""The same translation wherever the same English text stands untranslated."""

from __future__ import annotations

from collections.abc import Mapping

from kgqual.editorial.translations import Edit
from kgqual.editorial.translations.fields import Field, source_hash
from kgqual.translation.repeats import takers
from kgqual.web.translating.fields import source_of
from kgqual.web.translating.visit import TranslatingVisit

Texts = Mapping[Field, tuple[str, ...]]


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
    sources = {field: source_of(visit.units.concepts[iri], field) for field in texts}
    return Edit(
        key=key,
        language=visit.target,
        concept=iri,
        version=visit.translation(iri).version,
        texts=texts,
        hashes={field: source_hash(source) for field, source in sources.items()},
        sources=sources,
    )
