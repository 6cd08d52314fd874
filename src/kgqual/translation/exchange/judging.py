"""One row of a file held against what stands: what importing it would do, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgqual.editorial.keeping import Unkeepable
from kgqual.editorial.translations import Edit, Entry, Field, State, Translation, source_hash
from kgqual.editorial.translations.requests import refuse_several, refuse_unkeepable_request
from kgqual.sources.characters import shortened
from kgqual.translation.exchange.aim import Aim, reached
from kgqual.translation.exchange.outcome import Outcome, Row, Text
from kgqual.translation.record import Record
from kgqual.translation.units import Concept, Units

SHOWN = 80
"""Characters of somebody else's text that a reason quotes."""


@dataclass(frozen=True)
class Judge:
    """What rows are held against: the units of the release, and what stands of each concept.

    ``source`` returns the texts of a source by its hash, none for an unknown one; ``had`` the
    hashes of all texts that fields ever had. ``aim`` is what imported texts become; ``clear`` says
    that an emptied cell empties the field.
    """

    units: Units
    language: str
    standing: Mapping[str, Translation]
    source: Callable[[str], tuple[str, ...]]
    had: Callable[[], Mapping[tuple[str, Field], AbstractSet[str]]]
    aim: Aim = Aim.DRAFT
    clear: bool = False

    def row(self, record: Record) -> Row:
        """Return what becomes of a record."""
        row = Row(record.where, Outcome.SAME, record=record)
        concept = self.units.concepts.get(record.concept)
        if concept is None:
            named = {"concept": record.concept, "release": self.units.release}
            return row.turned(Outcome.REFUSED, "unknown-concept", **named)
        translation = self.standing.get(record.concept)
        entry = translation.entries.get(record.field) if translation else None
        if translation and entry is None and record.base and self._had(record):
            return _gone(row, record)
        there = entry.texts if entry else ()
        if not record.target:
            return self._emptied(row, record, concept, entry)
        if set(record.target) == set(there):
            return self._as_it_is(row, concept, entry)
        if entry and record.base == source_hash(record.target):
            return row.turned(Outcome.SAME, "as-exported")
        return self._other(row, record, concept, entry)

    def _had(self, record: Record) -> bool:
        """Tell whether the text that was there when the file was written was there here."""
        return record.base in self.had().get((record.concept, record.field), ())

    def _emptied(self, row: Row, record: Record, concept: Concept, entry: Entry | None) -> Row:
        if entry is None or not entry.texts or not record.base:
            return row
        if not self.clear:
            return row.turned(Outcome.REFUSED, "emptied", there=_quoted(entry))
        return self._other(row, record, concept, entry)

    def _as_it_is(self, row: Row, concept: Concept, entry: Entry | None) -> Row:
        """Return what becomes of the texts that are there: their state may be further on.

        They stay a translation of the source that is known of them: a file as it was exported says
        nothing of that, though it quotes today's. Only another file, and a newer one, does.
        """
        assert entry
        assert row.record
        if not self.aim.beyond(entry):
            return row
        if refused := self._unkeepable(row, row.record):
            return refused
        text = self._made_from(row, row.record, concept, entry.texts)
        if isinstance(text, Row):
            return text
        current = concept.source(row.record.field).hash
        says_so = row.record.base != entry.texts_hash and text.source_hash == current
        if not says_so and text.source_hash != entry.source_hash:
            text = Text(entry.texts, entry.source_hash, self.source(entry.source_hash))
        moved = {"before": reached(entry), "after": self.aim}
        if text.source_hash != current:
            return Row(row.where, Outcome.STALE, "further-stale", moved, row.record, text)
        return Row(row.where, Outcome.CHANGED, "further", moved, row.record, text)

    def _other(self, row: Row, record: Record, concept: Concept, entry: Entry | None) -> Row:
        if entry and record.base != entry.texts_hash:
            return _conflict(row, record, entry)
        if refused := self._unkeepable(row, record):
            return refused
        text = self._made_from(row, record, concept, record.target)
        if isinstance(text, Row):
            return text
        if text.source_hash != concept.source(record.field).hash:
            return Row(row.where, Outcome.STALE, "older-source", record=record, text=text)
        outcome = Outcome.CHANGED if entry and entry.texts else Outcome.NEW
        return Row(row.where, outcome, record=record, text=text)

    def _unkeepable(self, row: Row, record: Record) -> Row | None:
        """Return the row refused, where the store would refuse it and all of the file with it."""
        try:
            _refuse_unkeepable(record, self.language, self.aim.state)
        except Unkeepable as error:
            return row.turned(Outcome.REFUSED, error.why, **error.values)
        return None

    def _made_from(
        self, row: Row, record: Record, concept: Concept, texts: tuple[str, ...]
    ) -> Text | Row:
        """Return the texts with the source they were made from, or the row refused for want of it.

        A file that names no source was made from the one it quotes, else from today's.
        """
        today = concept.source(record.field)
        named = record.source_hash or (source_hash(record.source) if record.source else today.hash)
        source = today.texts
        if named != today.hash:
            quoted = source_hash(record.source) == named
            source = record.source if quoted else self.source(named)
            if not source:
                return row.turned(Outcome.REFUSED, "unknown-source")
        if record.source and not _alike(record.source, source):
            return row.turned(Outcome.REFUSED, "sorted-apart")
        return Text(texts, named, source)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether texts are the same but for white space, which other programs change."""
    return sorted(" ".join(text.split()) for text in one) == sorted(
        " ".join(text.split()) for text in other
    )


def _gone(row: Row, record: Record) -> Row:
    """Return what becomes of a field whose text somebody has taken away for good, or undone."""
    if record.target and source_hash(record.target) != record.base:
        return row.turned(Outcome.CONFLICT, "gone")
    return row.turned(Outcome.SAME, "as-exported") if record.target else row


def _conflict(row: Row, record: Record, entry: Entry) -> Row:
    if not entry.texts:
        return row.turned(Outcome.CONFLICT, "gone")
    return row.turned(
        Outcome.CONFLICT,
        "changed-since" if record.base else "not-known",
        there=_quoted(entry),
        person=entry.written.person,
        at=f"{entry.written.at:%Y-%m-%d %H:%M} UTC",
    )


def _quoted(entry: Entry) -> str:
    return shortened(" | ".join(entry.texts), SHOWN)


def _refuse_unkeepable(record: Record, language: str, state: State) -> None:
    """Raise Unkeepable for texts that the store would refuse, and all of the file with them.

    Several running texts of one field are no draft either: no file could hold them.
    """
    texts = {record.field: record.target}
    edit = Edit("row-of-a-file", language, record.concept, 0, texts, {}, comment=record.note)
    refuse_unkeepable_request(edit)
    refuse_several(record.field, record.target, state if record.field.is_term else State.APPROVED)
