"""What people ask for: each request says what it makes of the translation that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import NamedNode

from kgqual.editorial.keeping import Unkeepable, refuse_unkeepable, refuse_unpublishable
from kgqual.editorial.people import Person
from kgqual.editorial.translations.changes import Act, Change, Waived, Written
from kgqual.editorial.translations.fields import Field, State, Texts
from kgqual.editorial.translations.standing import Entry, Translation
from kgqual.errors import BadUsage
from kgqual.languages import language_tag

LONGEST_TEXT = 20_000
MOST_TEXTS = 500
_ORDER = tuple(State)
_STEPS = {State.REVIEWED: Act.REVIEW, State.APPROVED: Act.APPROVE}


@dataclass(frozen=True, slots=True)
class Made:
    """What a request makes of a translation, as it is recorded."""

    act: Act
    fields: Mapping[Field, Written] = field(default_factory=dict)
    waived: Waived | None = None
    assignee: str | None = None
    undoes: Change | None = None

    @property
    def counts(self) -> bool:
        """Whether the translation gets another version: where its texts or states change."""
        return bool(self.fields) or (self.undoes is not None and bool(self.undoes.fields))


class Request(Protocol):
    """Something that a person asks for; ``key`` is the client's own name for it, such as a UUID.

    ``version`` is that of the translation which they saw; None where it does not matter.
    """

    @property
    def key(self) -> str:
        """The client's own name for the request."""

    @property
    def language(self) -> str:
        """The language that is written."""

    @property
    def concept(self) -> str:
        """The IRI of the concept."""

    @property
    def version(self) -> int | None:
        """The version of the translation that the person saw."""

    @property
    def comment(self) -> str:
        """What they say about it."""

    def content(self) -> object:
        """Return what must be the same when it is asked for again, as JSON."""

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may ask for this."""

    def made(self, before: Translation) -> Made | None:
        """Return what it makes of a translation, None where all is so already.

        Raises BadUsage where nothing can be made of it.
        """


@dataclass(frozen=True, slots=True)
class Edit:
    """Texts to save.

    ``texts`` names only the fields to change, () empties one. ``hashes`` says for each field of
    which source the texts are a translation, ``sources`` what that source is, unless the store
    knows it. ``state`` other than a draft is a reviewer's to give; ``submitted`` offers the drafts
    for review. What is so already stays as it is: an approved text does not become a draft. Where
    all is so already the comment is kept by itself, and where only the state is not, it is
    recorded as that step and not as writing.
    """

    key: str
    language: str
    concept: str
    version: int
    texts: Texts
    hashes: Mapping[Field, str]
    sources: Texts = field(default_factory=dict)
    state: State = State.DRAFT
    submitted: bool = False
    comment: str = ""

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        texts = {name: [list(some), self.hashes.get(name)] for name, some in self.texts.items()}
        return ["save", texts, self.state, self.submitted]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may save this: more than drafts is a reviewer's."""
        return person.translates if self.state is State.DRAFT else person.reviews_translations

    def made(self, before: Translation) -> Made | None:
        """Return what the fields become. Raises BadUsage for a text without its source."""
        if self.state is State.UNTRANSLATED:
            raise BadUsage("A text that is saved is a draft, reviewed or approved.")
        found = {name: self._written(name, before.entries.get(name)) for name in self.texts}
        fields = {name: written for name, written in found.items() if written}
        if not fields:
            return Made(Act.COMMENT) if self.comment.strip() else None
        return Made(self._act(before, fields), fields)

    def _act(self, before: Translation, fields: Mapping[Field, Written]) -> Act:
        """Return what this is: who takes the texts of others further as they are wrote none."""
        for name, written in fields.items():
            entry = before.entries.get(name)
            if entry is None or (entry.texts, entry.source_hash) != (
                written.texts,
                written.source_hash,
            ):
                return Act.SAVE
        return _STEPS.get(self.state, Act.SUBMIT)

    def _written(self, name: Field, entry: Entry | None) -> Written | None:
        texts = tuple(text for text in self.texts[name] if text)
        if not texts and entry is None:
            return None
        if name not in self.hashes:
            raise BadUsage(f"Say of which source the {name} is a translation: its hash is missing.")
        refuse_several(name, texts, self.state)
        submitted = self.submitted and self.state is State.DRAFT
        made_from = self.hashes[name] if texts else ""
        if entry and entry.texts == texts and made_from in ("", entry.source_hash):
            far = _ORDER.index(_reached(entry)) - _ORDER.index(self.state)
            if far > 0 or (far == 0 and entry.submitted >= submitted):
                return None
        return Written(texts, self.state, submitted, self.hashes[name])


def _reached(entry: Entry) -> State:
    """Return how far a field has come, that somebody emptied it as well."""
    if entry.texts:
        return entry.state
    return State.REVIEWED if entry.reviewed else State.DRAFT


def refuse_several(name: Field, texts: tuple[str, ...], state: State) -> None:
    """Raise Unkeepable for an approved field of several texts that can hold one (SKOS, S14)."""
    if state is State.APPROVED and len(texts) > 1 and not name.many:
        raise Unkeepable(
            f"A concept has one {name} in a language, and this has {len(texts)}.",
            "several-texts",
            field=name,
            count=str(len(texts)),
        )


def refuse_unkeepable_request(request: Request) -> None:
    """Raise BadUsage for a key, a language or an IRI that is none.

    Raises Unkeepable for a comment or a text that cannot be kept.
    """
    refuse_unkeepable(request.key, request.comment)
    try:
        NamedNode(request.concept)
        tag = language_tag(request.language)
    except ValueError as error:
        raise BadUsage(f"{error}.") from error
    if not tag or tag != request.language:
        raise BadUsage(f"{request.language!r} is not a language tag in small letters, such as kk.")
    if isinstance(request, Edit):
        for name, texts in request.texts.items():
            if len(texts) > MOST_TEXTS:
                most = f"{MOST_TEXTS:,}"
                raise Unkeepable(f"A field has at most {most} texts.", "many-texts", most=most)
            for text in texts:
                refuse_unpublishable(text, f"The {name} of <{request.concept}> is to be published")
                if len(text) > LONGEST_TEXT:
                    most = f"{LONGEST_TEXT:,}"
                    raise Unkeepable(
                        f"A text has at most {most} characters.", "long-text", most=most
                    )
