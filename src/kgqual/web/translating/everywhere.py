"""The same translation wherever the same English text stands untranslated."""

from __future__ import annotations

from collections import defaultdict

from kgqual.editorial.translations import Edit
from kgqual.editorial.translations.fields import Field, source_hash
from kgqual.translation.repeats import repeats
from kgqual.web.translating.fields import source_of
from kgqual.web.translating.visit import TranslatingVisit

Texts = dict[Field, tuple[str, ...]]


def edits(visit: TranslatingVisit, iri: str, key: str) -> list[Edit]:
    """Return the requests to save the texts of a concept as drafts of others with its source.

    Only where nothing is translated, so that nothing is overwritten.
    """
    stands = visit.translation(iri)
    wanted: dict[str, Texts] = defaultdict(dict)
    for field, found in repeats(visit.units, visit.all, iri).items():
        for one in found:
            if one.may_take and not field.many and stands.texts(field):
                wanted[one.concept][one.field] = stands.texts(field)
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
