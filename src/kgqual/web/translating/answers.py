"""What programs are given of translations: what stands, what checks find, two versions compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import Field as Described

from kgqual.answering.envelope import Frozen
from kgqual.editorial.translations import Clash, Conflict, Entry, Translation
from kgqual.editorial.translations.fields import Field, State
from kgqual.translation.checks import Finding
from kgqual.translation.differences import Piece, differences
from kgqual.translation.units import Concept
from kgqual.web.translating.fields import FindingView, is_stale, shown_fields, source_of
from kgqual.web.translating.texts import in_one

LANGUAGES = ("kk", "ru", "en")


class FindingAnswer(Frozen):
    """What a check says: which, how severe, where, in words, and the text as it should be.

    ``repaired`` is None where no repair is safe; ``waived`` why a finding may pass, '' if not.
    """

    check: str
    severity: str
    field: Field
    text: str
    start: int
    end: int
    message: Mapping[str, str]
    repaired: str | None
    waived: str = ""

    @classmethod
    def of(cls, found: Finding, view: FindingView) -> FindingAnswer:
        """Return a finding, with what its view knows of waivers."""
        return cls(
            check=found.check,
            severity=found.severity,
            field=found.field,
            text=found.text,
            start=found.start,
            end=found.end,
            message={language: found.message(language) for language in LANGUAGES},
            repaired=found.repaired,
            waived=view.waived,
        )


class Findings(Frozen):
    """What checks find in texts that may not be saved yet."""

    findings: tuple[FindingAnswer, ...]


class FieldAnswer(Frozen):
    """One field: its texts, how far they have come, and the source beside them.

    ``source_hash`` is that of the present source; ``translated_hash`` that of the source the texts
    were made from, so that they differ where ``stale``. ``published`` are the texts that are
    published, which stay until others are approved.
    """

    texts: tuple[str, ...]
    state: State
    submitted: bool
    stale: bool
    source: tuple[str, ...]
    source_hash: str = Described(serialization_alias="sourceHash")
    translated_hash: str | None = Described(serialization_alias="translatedHash")
    russian: tuple[str, ...]
    written_by: str | None = Described(serialization_alias="writtenBy")
    written: datetime | None
    read_by_another: bool = Described(serialization_alias="readByAnother")
    published: tuple[str, ...]


class TranslationAnswer(Frozen):
    """What stands of a concept in a language; version 0 when nobody has touched it."""

    concept: str
    language: str
    version: int
    state: State
    fields: dict[Field, FieldAnswer]
    assignee: str | None
    findings: tuple[FindingAnswer, ...]


class SavedAnswer(TranslationAnswer):
    """What stands after a change that is on the disk; ``already`` when it was sent again.

    ``change`` is the id by which it can be undone, None when all was so before.
    """

    change: int | None
    already: bool


class ClashAnswer(Frozen):
    """A field that somebody else has changed: what one saw, what is there now, what one sent."""

    field: Field
    before: tuple[str, ...]
    theirs: tuple[str, ...]
    yours: tuple[str, ...] | None
    both: bool
    person: str
    at: datetime
    difference: tuple[Piece, ...]


def field_answers(concept: Concept | None, translation: Translation) -> dict[Field, FieldAnswer]:
    """Return the fields that have a source or a translation."""
    return {
        field: _field(concept, translation, field, translation.entries.get(field))
        for field in shown_fields(concept, translation)
    }


def clashes(conflict: Conflict) -> Iterable[ClashAnswer]:
    """Yield what two people have made of the same fields."""
    for one in conflict.clashes:
        yield ClashAnswer(
            field=one.field,
            before=one.before,
            theirs=one.theirs,
            yours=one.ours,
            both=one.both,
            person=one.by.person,
            at=one.by.at,
            difference=difference(one),
        )


def difference(one: Clash) -> tuple[Piece, ...]:
    """Return how the other's text differs from one's own; of a field left alone, nothing."""
    if one.ours is None:
        return ()
    return differences(in_one(one.field, one.theirs), in_one(one.field, one.ours))


def _field(
    concept: Concept | None, translation: Translation, field: Field, entry: Entry | None
) -> FieldAnswer:
    source = source_of(concept, field)
    published = translation.published.get(field)
    return FieldAnswer(
        texts=entry.texts if entry else (),
        state=entry.state if entry else State.UNTRANSLATED,
        submitted=entry.submitted if entry else False,
        stale=is_stale(concept, field, entry),
        source=source.texts,
        source_hash=source.hash,
        translated_hash=entry.source_hash if entry else None,
        russian=source.russian,
        written_by=entry.written.person if entry else None,
        written=entry.written.at if entry else None,
        read_by_another=entry.read_by_another if entry else False,
        published=published.texts if published else (),
    )


class QueuedAnswer(Frozen):
    """A concept in the queue: where it is translated, how far that is, why it comes here."""

    concept: str
    address: str
    code: str
    kind: str
    term: str
    preferred: tuple[str, ...]
    state: State
    stale: tuple[Field, ...]
    submitted: bool
    assignee: str | None
    impact: float
    reasons: dict[str, int]


class QueueAnswer(Frozen):
    """One page of what is chosen of the queue, the most useful first."""

    language: str
    release: str
    total: int
    page: int
    concepts: tuple[QueuedAnswer, ...]


class AssignedAnswer(Frozen):
    """Concepts that were given to somebody, or taken back."""

    assignee: str | None
    concepts: tuple[str, ...]


class EverywhereAnswer(Frozen):
    """Other concepts that were given the texts of one, as drafts."""

    concepts: tuple[str, ...]
