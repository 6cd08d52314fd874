"""What the checks say of a concept's texts, saved or not."""

from __future__ import annotations

from kgqual.translation.checks import Finding, Subject, findings
from kgqual.web.translating.concept_view import Texts
from kgqual.web.translating.fields import is_stale, source_of
from kgqual.web.translating.visit import TranslatingVisit


def found(visit: TranslatingVisit, iri: str, unsaved: Texts | None = None) -> list[Finding]:
    """Return what is wrong with what stands, or with ``unsaved`` texts in its place."""
    concept, translation = visit.concept(iri), visit.translation(iri)
    if concept is None:
        return []
    texts = {field: entry.texts for field, entry in translation.entries.items()} | dict(
        unsaved or {}
    )
    return [
        one
        for field, some in texts.items()
        for one in findings(
            Subject(
                concept=iri,
                language=visit.target,
                kind=concept.kind,
                field=field,
                texts=some,
                source=source_of(concept, field),
                russian=concept.units[field].russian if field in concept.units else (),
                schemes=concept.schemes,
                beside={other: those for other, those in texts.items() if other is not field},
                stale=is_stale(concept, field, translation.entries.get(field)),
            )
        )
    ]
