"""Recording decisions: once for each key, about what the queue suggests now, by who may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from kgqual.editorial.errors import KeyTaken, NotAllowed, Outdated, UnknownItem
from kgqual.editorial.keeping import refuse_unkeepable
from kgqual.editorial.people import PEOPLE, Person
from kgqual.editorial.reviews.decisions import Choice, Decision, Verdict
from kgqual.editorial.reviews.ledger import decision, recorded
from kgqual.editorial.reviews.offering import Offering, Queue
from kgqual.editorial.reviews.tables import DECISIONS
from kgqual.editorial.schema import now
from kgqual.errors import BadUsage

_OTHERWISE = (
    "Another decision was recorded with the key {key!r} before. Choose a new key, such as a UUID, "
    "for each decision."
)


@dataclass(frozen=True)
class Recorded:
    """A decision that is on the disk; ``already`` when the same was recorded before."""

    decision: Decision
    already: bool


def record(
    connection: Connection, person: Person, choice: Choice, queue: Queue, offered: Offering
) -> Recorded:
    """Record what a person chose about an item.

    Raises KeyTaken for the key of another decision, UnknownItem for a subject that the queue has
    not, Outdated for a suggestion that it has not or under another number, BadUsage for a choice
    that is none.
    """
    refuse_unkeepable(choice.key, choice.comment)
    values = {
        "queue": queue.id,
        "subject": choice.subject,
        "verdict": choice.verdict,
        "suggestion": choice.suggestion,
        "comment": choice.comment.strip(),
    }
    if old := _earlier(connection, person, choice.key, values):
        return Recorded(old, already=True)
    if choice.verdict is Verdict.UNDO:
        raise BadUsage("An undo names the decision that it undoes.")
    number = offered.numbers.get(choice.subject)
    if number is None:
        raise UnknownItem(f"The queue {queue.name} has no item about <{choice.subject}> now.")
    if choice.item not in (None, number):
        raise Outdated(
            f"Item {choice.item} of the queue {queue.name} is not about <{choice.subject}>, item "
            f"{number} is. Look at the item again."
        )
    candidates = {suggestion for suggestion, _, _ in offered.entry(number).candidates}
    if not choice.verdict.about_candidate and choice.suggestion is not None:
        raise BadUsage(f"The verdict {choice.verdict} is about the item; name no suggestion.")
    if choice.verdict.about_candidate and choice.suggestion is None:
        raise BadUsage(f"The verdict {choice.verdict} is about a suggestion; name it.")
    if choice.verdict.about_candidate and choice.suggestion not in candidates:
        raise Outdated(
            f"The queue {queue.name} does not suggest this for item {number} now: another file was "
            "loaded since. Look at the item again."
        )
    values["loading"] = queue.loading
    return Recorded(_append(connection, person, choice.key, values), already=False)


def undo(
    connection: Connection,
    person: Person,
    key: str,
    undone: Decision,
    comment: str = "",
) -> Recorded:
    """Record that an earlier decision of the same person does not count.

    Raises NotAllowed for somebody else's, BadUsage for one that is undone or an undo itself.
    """
    refuse_unkeepable(key, comment)
    row = connection.execute(select(DECISIONS).where(DECISIONS.c.id == undone.id)).one()
    values = {
        "queue": row.queue,
        "subject": row.subject,
        "verdict": Verdict.UNDO,
        "suggestion": row.suggestion,
        "comment": comment.strip(),
        "undoes": row.id,
    }
    if old := _earlier(connection, person, key, values):
        return Recorded(old, already=True)
    if row.person != person.id:
        raise NotAllowed(
            f"Decision {row.id} is {undone.person}'s. Decide otherwise, if you disagree: both stay."
        )
    if undone.verdict is Verdict.UNDO:
        raise BadUsage("An undo cannot be undone: decide again.")
    if connection.scalar(select(DECISIONS.c.id).where(DECISIONS.c.undoes == row.id)):
        raise BadUsage(f"Decision {row.id} is undone already.")
    values["loading"] = row.loading
    return Recorded(_append(connection, person, key, values), already=False)


def refuse_who_may_not(connection: Connection, person: Person) -> None:
    """Raise NotAllowed unless the person may decide about mappings at this moment."""
    removed = select(PEOPLE.c.removed).where(PEOPLE.c.id == person.id)
    if not person.reviews_mappings or connection.scalar(removed) is not None:
        raise NotAllowed(f"{person.name} may not decide about mappings.")


def with_id(connection: Connection, number: int) -> Decision:
    """Return the decision of this number. Raises UnknownItem if there is none."""
    row = connection.execute(recorded().where(DECISIONS.c.id == number)).one_or_none()
    if row is None:
        raise UnknownItem(f"There is no decision {number}.")
    return decision(row)


def _earlier(
    connection: Connection, person: Person, key: str, values: dict[str, Any]
) -> Decision | None:
    """Return what was recorded with the key. Raises KeyTaken where it says something else."""
    row = connection.execute(select(DECISIONS).where(DECISIONS.c.key == key)).one_or_none()
    if row is None:
        return None
    wanted = {"undoes": None, "batch": None, **values, "person": person.id}
    if any(row._mapping[name] != value for name, value in wanted.items()):
        raise KeyTaken(_OTHERWISE.format(key=key))
    return with_id(connection, row.id)


def _append(connection: Connection, person: Person, key: str, values: dict[str, Any]) -> Decision:
    row = insert(DECISIONS).values(key=key, person=person.id, decided=now(), **values)
    return with_id(connection, connection.execute(row.returning(DECISIONS.c.id)).scalar_one())
