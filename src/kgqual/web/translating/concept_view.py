"""A concept with its translation as the editor page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgqual.editorial.translations import Clash, Conflict
from kgqual.editorial.translations.fields import Field, State, Texts
from kgqual.presentation.decimals import decimal
from kgqual.translation.checks import Finding
from kgqual.translation.differences import Piece
from kgqual.translation.latin import Piece as Letters
from kgqual.translation.latin import in_latin
from kgqual.translation.units import Reason
from kgqual.web.links import local_address
from kgqual.web.reviewing.item_view import moment
from kgqual.web.translating.answers import difference
from kgqual.web.translating.fields import (
    FieldView,
    FindingView,
    field_view,
    finding_views,
    is_stale,
    shown_fields,
)
from kgqual.web.translating.history import EventView, events
from kgqual.web.translating.texts import in_one
from kgqual.web.translating.visit import TranslatingVisit


@dataclass(frozen=True)
class ClashView:
    """A field that somebody else has changed; ``yours`` is None where one left it alone."""

    field: Field
    theirs: str
    yours: str | None
    difference: tuple[Piece, ...]


@dataclass(frozen=True)
class ConflictView:
    """Who saved while one was writing, when, and the fields concerned."""

    who: str
    when: str
    fields: tuple[ClashView, ...]


@dataclass(frozen=True)
class ConceptView:
    """A concept: what it is, where it stands, its fields, what was done to them.

    ``latin`` is what stands in Latin letters, to be read. ``removed`` says that the release has
    it no more; ``talked`` that people have commented it.
    """

    iri: str
    term: str
    kind: str
    code: str
    address: str | None
    impact: str
    reasons: tuple[Reason, ...]
    version: int
    state: State
    stale: bool
    submitted: bool
    is_published: bool
    assignee: str | None
    fields: tuple[FieldView, ...]
    latin: tuple[tuple[Field, tuple[Letters, ...]], ...]
    history: tuple[EventView, ...]
    conflict: ConflictView | None
    removed: bool
    talked: bool


def concept_view(
    visit: TranslatingVisit,
    iri: str,
    *,
    unsaved: Texts,
    found: Sequence[Finding],
    conflict: Conflict | None = None,
) -> ConceptView:
    """Return the view of a concept. ``unsaved`` texts are those of who could not save them.

    ``found`` is what checks say of what stands, or of the texts that are unsaved.
    """
    concept, translation = visit.concept(iri), visit.translation(iri)
    preferred = translation.entries.get(Field.PREFERRED)
    term = concept.term if concept else in_one(Field.PREFERRED, _old_source(visit, iri))
    return ConceptView(
        iri=iri,
        term=term or iri,
        kind=concept.kind if concept else "",
        code=concept.code if concept else "",
        address=local_address(iri),
        impact=decimal(concept.impact if concept else 0, visit.language),
        reasons=concept.reasons if concept else (),
        version=translation.version,
        state=translation.state,
        stale=is_stale(concept, Field.PREFERRED, preferred),
        submitted=translation.submitted,
        is_published=bool(translation.published),
        assignee=translation.assignee,
        fields=tuple(_fields(visit, iri, unsaved, found)),
        latin=tuple(_latin(visit, iri)),
        history=_history(visit, iri),
        conflict=_conflict(conflict) if conflict else None,
        removed=concept is None,
        talked=any(one.text for one in translation.comments),
    )


def checked(
    visit: TranslatingVisit, iri: str, unsaved: Texts, found: Sequence[Finding], field: Field
) -> tuple[FindingView, ...]:
    """Return what checks say of one field."""
    translation = visit.translation(iri)
    texts = unsaved.get(field, translation.texts(field))
    of_field = [one for one in found if one.field is field]
    return finding_views(of_field, translation, texts, visit.language)


def _fields(
    visit: TranslatingVisit, iri: str, unsaved: Texts, found: Sequence[Finding]
) -> list[FieldView]:
    concept, translation = visit.concept(iri), visit.translation(iri)
    views = []
    for field in shown_fields(concept, translation):
        entry = translation.entries.get(field)
        stale = entry is not None and is_stale(concept, field, entry)
        old = visit.translations.source(entry.source_hash) if entry and stale else ()
        views.append(
            field_view(
                concept,
                translation,
                field,
                unsaved=unsaved,
                old_source=old,
                findings=checked(visit, iri, unsaved, found, field),
            )
        )
    return views


def _latin(visit: TranslatingVisit, iri: str) -> Iterator[tuple[Field, tuple[Letters, ...]]]:
    """Yield what stands of each field in Latin letters, for Kazakh alone."""
    if visit.target == "kk":
        translation = visit.translation(iri)
        for field in Field:
            if texts := translation.texts(field):
                yield field, in_latin(in_one(field, texts))


def _old_source(visit: TranslatingVisit, iri: str) -> tuple[str, ...]:
    """Return the source of the preferred term of a concept that the release has no more."""
    entry = visit.translation(iri).entries.get(Field.PREFERRED)
    return visit.translations.source(entry.source_hash) if entry else ()


def _history(visit: TranslatingVisit, iri: str) -> tuple[EventView, ...]:
    if iri not in visit.all:
        return ()
    return events(visit.translations.history(visit.target, iri), visit.person, visit.language)


def _conflict(conflict: Conflict) -> ConflictView:
    newest = conflict.changes[-1]
    return ConflictView(
        who=", ".join(dict.fromkeys(one.person for one in conflict.changes)),
        when=moment(newest.at),
        fields=tuple(map(_clash, conflict.clashes)),
    )


def _clash(one: Clash) -> ClashView:
    yours = one.ours if one.both else None
    return ClashView(
        field=one.field,
        theirs=in_one(one.field, one.theirs),
        yours=None if yours is None else in_one(one.field, yours),
        difference=difference(one) if one.both else (),
    )
