"""What stands of a concept's translation: it follows from the changes that are not undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kgqual.editorial.translations.changes import Act, Change, Waived, Written
from kgqual.editorial.translations.fields import Field, State, Texts, source_hash


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, and when; ``person`` is a name, ``change`` the id of the change."""

    person: str
    at: datetime
    change: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of one field: texts, how far they have come, and who brought them there.

    ``created`` is when the field had a text for the first time, ``written`` says who last changed
    the texts or took them for a translation of another source. Without texts the field is
    untranslated: somebody emptied it.
    """

    texts: tuple[str, ...]
    state: State
    submitted: bool
    source_hash: str
    created: datetime
    written: By
    reviewed: By | None = None
    approved: By | None = None

    @property
    def texts_hash(self) -> str:
        """What tells these texts from others; '' when there are none."""
        return source_hash(self.texts) if self.texts else ""

    @property
    def read_by_another(self) -> bool:
        """Whether anybody but the writer has reviewed or approved the texts."""
        readers = {by.person for by in (self.reviewed, self.approved) if by}
        return bool(readers - {self.written.person})


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a concept, or about a change of it."""

    by: By
    text: str
    act: Act


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that may pass, who lets it, and why."""

    waived: Waived
    by: By
    reason: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What stands of a concept in a language; ``version`` 0 is that of one nobody has touched.

    ``published`` holds the last approved texts of each field, as they were approved: they stay
    until others are approved or somebody withdraws them, whatever is drafted meanwhile.
    """

    language: str
    concept: str
    version: int = 0
    entries: Mapping[Field, Entry] = field(default_factory=dict)
    published: Mapping[Field, Entry] = field(default_factory=dict)
    assignee: str | None = None
    waivers: tuple[Waiver, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def state(self) -> State:
        """How far the preferred term has come."""
        entry = self.entries.get(Field.PREFERRED)
        return entry.state if entry else State.UNTRANSLATED

    @property
    def submitted(self) -> bool:
        """Whether anything is offered for review."""
        return any(entry.submitted for entry in self.entries.values())

    @property
    def by_field(self) -> Texts:
        """The texts of all fields that anybody has written, in whatever state."""
        return {field: entry.texts for field, entry in self.entries.items()}

    def texts(self, field: Field) -> tuple[str, ...]:
        """Return the texts of a field, in whatever state."""
        entry = self.entries.get(field)
        return entry.texts if entry else ()

    def published_otherwise(self, field: Field) -> tuple[str, ...]:
        """Return the texts of a field that are published, where others stand; else none."""
        entry = self.published.get(field)
        return entry.texts if entry and entry.texts != self.texts(field) else ()

    def waives(self, field: Field, check: str) -> bool:
        """Tell whether somebody lets the finding of a check about the present texts pass."""
        entry = self.entries.get(field)
        if entry is None:
            return False
        wanted = Waived(field, check, entry.texts_hash)
        return any(waiver.waived == wanted for waiver in self.waivers)


def standing(language: str, concept: str, changes: Iterable[Change]) -> Translation:
    """Return what stands after all changes of a concept, in their order."""
    every = list(changes)
    undone = {change.undoes for change in every}
    found = Translation(language, concept)
    for change in every:
        counts = change.id not in undone and change.act is not Act.UNDO
        found = after(found, change) if counts else replace(found, version=change.version)
    return found


def after(before: Translation, change: Change) -> Translation:
    """Return what stands after a change other than an undo."""
    by = By(change.person, change.at, change.id)
    found = replace(before, version=change.version)
    if change.comment and change.act is not Act.WAIVE:
        said = Comment(by, change.comment, change.act)
        found = replace(found, comments=(*before.comments, said))
    if change.act is Act.ASSIGN:
        return replace(found, assignee=change.assignee)
    if change.waived:
        waiver = Waiver(change.waived, by, change.comment)
        return replace(found, waivers=(*before.waivers, waiver))
    if not change.fields:
        return found
    entries, published = dict(before.entries), dict(before.published)
    for name, written in change.fields.items():
        entry = entries[name] = _entry(entries.get(name), written, by)
        if change.act is Act.WITHDRAW or (written.state is State.APPROVED and not entry.texts):
            published.pop(name, None)
            if not entry.texts:
                del entries[name]
        elif written.state is State.APPROVED:
            published[name] = entry
    return replace(found, entries=entries, published=published)


def _entry(before: Entry | None, written: Written, by: By) -> Entry:
    """Return a field as a change leaves it."""
    same = before is not None and (before.texts, before.source_hash) == (
        written.texts,
        written.source_hash,
    )
    known = before if same else None
    state = written.state if written.texts else State.UNTRANSLATED
    reviewed = known.reviewed if known and written.state is not State.DRAFT else None
    if written.state is State.REVIEWED:
        reviewed = reviewed or by  # a withdrawal leaves what was reviewed as it is
    return Entry(
        written.texts,
        state,
        written.submitted,
        written.source_hash,
        created=before.created if before else by.at,
        written=known.written if known else by,
        reviewed=reviewed,
        approved=by if written.state is State.APPROVED else None,
    )
