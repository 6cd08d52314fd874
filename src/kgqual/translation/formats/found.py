"""A unit of a file, as found, and the record that it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgqual.editorial.translations.fields import State, source_hash
from kgqual.translation.formats.keys import apart, keyed
from kgqual.translation.formats.xml_reading import Plain
from kgqual.translation.record import Record, Unread

SOURCE_HASH = "source-hash"
BASE = "base"
CODE = "code"


@dataclass(frozen=True)
class Found:
    """What a file says in one unit.

    ``stated`` is what we write beside the texts, by name. A tool that drops it leaves the texts:
    then the source hash is that of the source text in the file, and nothing is known of what was
    there when the file was written.
    """

    name: str
    language: str
    source: Plain
    target: Plain
    state: State
    where: str
    russian: str = ""
    note: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> Record | Unread:
        """Return what is translated and how, or why that cannot be said."""
        named = keyed(self.name)
        if named is None:
            return Unread(self.where, "no-key")
        if codes := (*self.source.codes, *self.target.codes):
            return Unread(self.where, "codes", {"codes": ", ".join(codes)})
        concept, of = named
        texts = apart(self.source.text, of)
        return Record(
            concept=concept,
            field=of,
            language=self.language,
            source=texts,
            source_hash=self.stated.get(SOURCE_HASH) or source_hash(texts),
            target=apart(self.target.text, of),
            state=settled(self.state, self.target.text),
            base=self.stated.get(BASE, ""),
            russian=apart(self.russian, of),
            code=self.stated.get(CODE, ""),
            note=self.note,
            where=self.where,
        )


def stated(record: Record) -> dict[str, str]:
    """Return what is written beside the texts of a record, by name; nothing that is empty."""
    all_of = {SOURCE_HASH: record.source_hash, BASE: record.base, CODE: record.code}
    return {name: text for name, text in all_of.items() if text}


def settled(state: State, target: str) -> State:
    """Return the state that a text can have: none is untranslated, and some text at least a draft.

    Tools write a text before they change the state that was there, and states without a text.
    """
    if not target:
        return State.UNTRANSLATED
    return State.DRAFT if state is State.UNTRANSLATED else state
