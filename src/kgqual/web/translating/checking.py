"""What the checks say of a concept's texts, saved or not."""

from __future__ import annotations

from kgqual.editorial.translations.fields import Texts
from kgqual.translation.checks import Finding
from kgqual.translation.standing import stale_fields
from kgqual.web.translating.visit import TranslatingVisit


def found(visit: TranslatingVisit, iri: str, unsaved: Texts | None = None) -> list[Finding]:
    """Return what is wrong with what stands, or with ``unsaved`` texts in its place."""
    concept, translation = visit.concept(iri), visit.translation(iri)
    written = unsaved or {}
    texts = {**translation.by_field, **written}
    stale = stale_fields(concept, translation) if concept else ()
    return visit.checking.of(iri, texts, [field for field in stale if field not in written])
