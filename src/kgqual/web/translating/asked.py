"""What is to be recorded of what translators send, as requests to the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kgqual.editorial import Outdated
from kgqual.editorial.translations import Act, Edit, Move, Request, State
from kgqual.editorial.translations.fields import Field, Texts
from kgqual.web.translating.fields import source_of
from kgqual.web.translating.posted import Put
from kgqual.web.translating.visit import TranslatingVisit

STATES = {"submit": State.DRAFT, "review": State.REVIEWED, "approve": State.APPROVED}
"""What a button of the page makes of texts."""
MOVES = {
    "submit": Act.SUBMIT,
    "review": Act.REVIEW,
    "approve": Act.APPROVE,
    "return": Act.SEND_BACK,
    "withdraw": Act.WITHDRAW,
}
"""Steps by their names in addresses and on buttons."""
_OF_STATE = {State.REVIEWED: Act.REVIEW, State.APPROVED: Act.APPROVE}


class SourceChanged(Outdated):
    """The English of ``fields`` has changed since somebody read it; nothing was recorded."""

    def __init__(self, concept: str, fields: Sequence[Field]) -> None:
        super().__init__(
            f"The English of {', '.join(fields)} of <{concept}> has changed since it was read. "
            "Read it again, then save with its new hash; nothing was recorded."
        )
        self.fields = tuple(fields)


@dataclass(frozen=True)
class Sent:
    """What somebody sends from the page of a concept.

    ``texts`` are those that they have changed, ``still`` fields whose texts they say hold although
    the source has changed. ``seen`` are the hashes of the sources that they had before them.
    """

    key: str
    version: int
    texts: Texts
    still: Collection[Field] = ()
    comment: str = ""
    seen: Mapping[Field, str] = field(default_factory=dict)


NOTHING_SENT = Sent("", 0, {})


def refuse_another_source(visit: TranslatingVisit, iri: str, sent: Sent) -> None:
    """Raise SourceChanged where somebody translated another English text than today's.

    That happens when a release of ESCO arrives while a page is open.
    """
    concept = visit.concept(iri)
    changed = tuple(
        field
        for field, seen in sent.seen.items()
        if (field in sent.texts or field in sent.still) and seen != source_of(concept, field).hash
    )
    if changed:
        raise SourceChanged(iri, changed)


def edit(
    visit: TranslatingVisit,
    iri: str,
    sent: Sent,
    texts: Texts,
    *,
    state: State = State.DRAFT,
    submitted: bool = False,
) -> Edit:
    """Return the request to save ``texts``; those that were sent are of the present source."""
    concept, entries = visit.concept(iri), visit.translation(iri).entries
    sources = {field: source_of(concept, field) for field in texts}
    hashes = {field: source.hash for field, source in sources.items()}
    for kept, entry in entries.items():
        if kept in texts and kept not in sent.texts and kept not in sent.still:
            hashes[kept] = entry.source_hash
    return Edit(
        key=sent.key,
        language=visit.target,
        concept=iri,
        version=sent.version,
        texts=texts,
        hashes=hashes,
        sources={field: source.texts for field, source in sources.items()},
        state=state,
        submitted=submitted,
        comment=sent.comment,
    )


def draft(visit: TranslatingVisit, iri: str, sent: Sent) -> Edit:
    """Return the request to save what was changed, as a draft."""
    entries = visit.translation(iri).entries
    held = {field: entries[field].texts for field in sent.still if field in entries}
    return edit(visit, iri, sent, {**held, **sent.texts})


def asked_by_button(
    visit: TranslatingVisit, iri: str, sent: Sent, button: str
) -> tuple[Request, ...]:
    """Return what a button of the page asks for: what was changed, and what becomes of it all.

    What is returned or withdrawn is what stands; what was changed beside it is saved after that.
    Raises SourceChanged.
    """
    refuse_another_source(visit, iri, sent)
    if button in STATES:
        state, submitted = STATES[button], button == "submit"
        texts = {**visit.translation(iri).by_field, **sent.texts}
        return (edit(visit, iri, sent, texts, state=state, submitted=submitted),)
    if button == "save":
        return (draft(visit, iri, sent),)
    moved = step(visit, iri, sent, MOVES[button])
    after = Sent(f"{sent.key}-then", sent.version + 1, sent.texts, sent.still)
    saved = draft(visit, iri, after)
    return (moved, saved) if saved.texts else (moved,)


def step(
    visit: TranslatingVisit,
    iri: str,
    sent: Sent,
    act: Act,
    fields: Collection[Field] = (),
) -> Move:
    """Return the request to take the texts that stand a step further; no fields: all of them."""
    chosen = frozenset(fields) or None
    return Move(sent.key, act, visit.target, iri, sent.version, chosen, sent.comment)


def asked_by_program(
    visit: TranslatingVisit, iri: str, put: Put, version: int
) -> tuple[Request, ...]:
    """Return what a program asks for: texts to be saved, or what stands to go a step further.

    Raises SourceChanged.
    """
    sent = Sent(put.key, version, put.texts, (), put.comment, put.seen)
    refuse_another_source(visit, iri, sent)
    wanted = put.wanted or State.DRAFT
    if put.fields:
        return (edit(visit, iri, sent, put.texts, state=wanted, submitted=put.submit),)
    if put.submit or wanted in _OF_STATE:
        return (step(visit, iri, sent, _OF_STATE.get(wanted, Act.SUBMIT)),)
    return (draft(visit, iri, sent),)
