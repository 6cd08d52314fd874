"""Who brought each text where it is, and who did how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kgqual.editorial.translations.changes import Act, Change
from kgqual.editorial.translations.fields import Field
from kgqual.editorial.translations.standing import By


@dataclass(frozen=True, slots=True)
class Authored:
    """One text of a field as it stands, and who brought it there."""

    text: str
    by: By


@dataclass(frozen=True, slots=True)
class Activity:
    """How often somebody did something in a week, such as ``2026-W47`` (ISO 8601)."""

    person: str
    week: str
    act: Act
    changes: int


def blame(history: Iterable[Change]) -> Mapping[Field, tuple[Authored, ...]]:
    """Return who brought each text that stands; ``history`` is that of one concept.

    A text that was taken out and came again is whose who brought it the last time. What was undone
    does not count.
    """
    every = list(history)
    undone = {change.undoes for change in every}
    found: dict[Field, tuple[Authored, ...]] = {}
    for change in every:
        if change.id in undone:
            continue
        by = By(change.person, change.at, change.id)
        for field, written in change.fields.items():
            before = {one.text: one for one in found.get(field, ())}
            found[field] = tuple(before.get(text, Authored(text, by)) for text in written.texts)
    return {field: found[field] for field in Field if found.get(field)}


def week_of(at: datetime) -> str:
    """Return the week of a moment (ISO 8601)."""
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02}"
