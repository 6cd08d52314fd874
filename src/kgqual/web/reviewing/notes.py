"""What a reviewer is told of a decision that was recorded, and where they go on."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.answering import Named
from kgqual.editorial.reviews import Decision, Item, Verdict
from kgqual.web.answer_values import named
from kgqual.web.reviewing.addresses import item_address, queue_address
from kgqual.web.reviewing.visit import ReviewVisit, Show
from kgqual.web.wording import say


@dataclass(frozen=True)
class Note:
    """What was recorded about an item, in words, and the decision that can be undone, if it can."""

    said: str
    item: int
    undoable: int | None


def verdict_key(verdict: Verdict) -> str:
    """Return the key of the wording that names a verdict."""
    return f"review.verdict.{verdict.replace('-', '_')}"


def note(visit: ReviewVisit, item: Item, decision: Decision) -> Note:
    """Return what is said of a decision about an item."""
    labels = {one.suggestion.object: one.suggestion.object_label for one in item.candidates}
    labels[item.subject] = item.label
    ends = [iri for iri in (decision.subject, decision.object) if iri]
    names = visit.graph.named(ends)
    shown = " — ".join(_called(names[iri], labels.get(iri, ""), visit.language) for iri in ends)
    verdict = say(visit.language, verdict_key(decision.verdict))
    undone = decision.verdict is Verdict.UNDO or decision.id in item.undone
    return Note(f"{verdict}: {shown}", item.number, None if undone else decision.id)


def last_note(visit: ReviewVisit, queue: str, number: int) -> Note | None:
    """Return what is said of the reader's newest decision about an item; None without any."""
    item = visit.reviews.item(queue, number, visit.name)
    own = [one for one in item.history if one.person == visit.name]
    return note(visit, item, own[-1]) if own else None


def onwards(visit: ReviewVisit, item: Item, decision: Decision, show: Show) -> str:
    """Return the address of what is to be decided next.

    Who rejects one candidate stays with the item while others are left that they have not judged.
    """
    if decision.verdict is Verdict.UNDO or _left(item, decision):
        return item_address(item.queue, item.number, show.kept)
    number = visit.after(item.queue, item.number, show)
    return item_address(item.queue, number, show.kept) if number else queue_address(item.queue)


def _left(item: Item, decision: Decision) -> bool:
    """Say whether a rejection leaves candidates about which its person has said nothing."""
    if decision.verdict is not Verdict.REJECT:
        return False
    own = [
        [one for one in candidate.decisions if one.person == decision.person]
        for candidate in item.candidates
        if candidate.offered
    ]
    stated = any(one.states for standing in own for one in standing)
    return not stated and not all(own)


def _called(one: Named, label: str, language: str) -> str:
    return named(one, language).text if one.label or one.code or not label else label
