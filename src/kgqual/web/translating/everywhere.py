"""The same translation wherever the same English text stands untranslated."""

from __future__ import annotations

from kgqual.editorial.translations import Act, Edit
from kgqual.editorial.translations.fields import Texts
from kgqual.translation.repeats import repeats, takers
from kgqual.web.translating.recording import own_batch
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


def given(visit: TranslatingVisit, iri: str, key: str) -> tuple[str, ...]:
    """Return the concepts that the reader has given the texts of a concept, under a key.

    None where the key is that of anything else.
    """
    concepts = tuple(one.concept for one in own_batch(visit, key, Act.SAVE))
    found = repeats(visit.units, visit.all, iri)
    repeated = {one.concept for of_field in found.values() for one in of_field}
    return concepts if repeated.issuperset(concepts) else ()


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
