"""Filling in what programs are given of translations."""

from __future__ import annotations

from collections.abc import Sequence

from kgqual.editorial.translations import Saved
from kgqual.editorial.translations.fields import Field, State, Texts
from kgqual.translation.checks import Finding
from kgqual.translation.queue import Item
from kgqual.web.translating.answers import (
    FindingAnswer,
    Findings,
    QueueAnswer,
    QueuedAnswer,
    SavedAnswer,
    TranslationAnswer,
    field_answers,
)
from kgqual.web.translating.fields import finding_views
from kgqual.web.translating.queue_page import PER_PAGE
from kgqual.web.translating.visit import TranslatingVisit


def translation_answer(
    visit: TranslatingVisit, iri: str, found: Sequence[Finding]
) -> TranslationAnswer:
    """Return what stands of a concept, with what checks find in it."""
    concept, translation = visit.concept(iri), visit.translation(iri)
    return TranslationAnswer(
        concept=iri,
        language=visit.target,
        version=translation.version,
        state=translation.state,
        fields=field_answers(concept, translation),
        assignee=translation.assignee,
        findings=findings_answer(visit, iri, found).findings,
    )


def saved_answer(
    visit: TranslatingVisit, iri: str, found: Sequence[Finding], saved: Saved
) -> SavedAnswer:
    """Return what stands after a change."""
    return SavedAnswer(
        **dict(translation_answer(visit, iri, found)),
        change=saved.change.id if saved.change else None,
        already=saved.already,
    )


def findings_answer(
    visit: TranslatingVisit,
    iri: str,
    found: Sequence[Finding],
    unsaved: Texts | None = None,
) -> Findings:
    """Return what checks find, and what of it may pass."""
    translation, listed = visit.translation(iri), []
    for one in found:
        texts = (unsaved or {}).get(one.field, translation.texts(one.field))
        [view] = finding_views([one], translation, texts, visit.language)
        listed.append(FindingAnswer.of(one, view))
    return Findings(findings=tuple(listed))


def queued(visit: TranslatingVisit, page: int) -> QueueAnswer:
    """Return one page of what is chosen of the queue."""
    part = list(visit.way[(page - 1) * PER_PAGE : page * PER_PAGE])
    return QueueAnswer(
        language=visit.target,
        release=visit.units.release,
        total=len(visit.way),
        page=page,
        concepts=tuple(_queued(visit, one) for one in visit.queue.items(part)),
    )


def _queued(visit: TranslatingVisit, item: Item) -> QueuedAnswer:
    concept, translation = item.concept, item.translation
    return QueuedAnswer(
        concept=concept.iri,
        address=visit.address(concept.iri),
        code=concept.code,
        kind=concept.kind,
        term=concept.term,
        preferred=translation.texts(Field.PREFERRED) if translation else (),
        state=translation.state if translation else State.UNTRANSLATED,
        stale=item.stale,
        submitted=bool(translation and translation.submitted),
        assignee=translation.assignee if translation else None,
        impact=concept.impact,
        reasons={one.kind: one.count for one in concept.reasons},
    )
