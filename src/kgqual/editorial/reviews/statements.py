"""What reviewers state together: one statement for each relation they state or deny of a pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from kgqual.editorial.people import Person, everyone
from kgqual.editorial.reviews.decisions import Decision, Verdict
from kgqual.editorial.reviews.ledger import Ledger
from kgqual.editorial.reviews.offering import suggested
from kgqual.editorial.reviews.standing import Standing
from kgqual.editorial.reviews.suggestions import NO_TERM, Suggestion
from kgqual.editorial.reviews.tables import DECISIONS, LOADINGS, SUGGESTIONS
from kgqual.editorial.schema import DATABASE
from kgqual.namespaces import SKOS

NOTHING_FITS = SKOS.closeMatch.value
"""The relation that is said to have no object where nothing fits, as in the curated mappings."""

TARGET = "object_source"
"""The slot that says in what nothing fits: of one target it is said once."""


@dataclass(frozen=True)
class Statement:
    """A relation that reviewers state or deny, or that they found no object for.

    ``decisions`` are those that say so, each with its reviewer; ``disputed`` that others disagree.
    ``suggestion`` is what the last of them saw, None where nothing fits. ``mapping_set`` and
    ``about`` are the set that suggested it, and slots of that set.
    """

    subject: str
    subject_label: str
    predicate: str
    object: str
    denied: bool
    disputed: bool
    decisions: tuple[tuple[Decision, Person], ...]
    suggestion: Suggestion | None
    mapping_set: str
    about: Mapping[str, Any]

    @property
    def as_suggested(self) -> bool:
        """Whether it is the suggestion itself that was accepted."""
        return any(decision.verdict is Verdict.ACCEPT for decision, _ in self.decisions)


@dataclass(frozen=True)
class Stated:
    """Everything that reviewers state, after which decision, and when that was made.

    ``database`` tells the database from others.
    """

    database: str
    statements: Sequence[Statement]
    last: int
    date: date

    @property
    def version(self) -> str:
        """Names the state: the day and the number of the newest decision that it heeds."""
        return f"{self.date.isoformat()}.{self.last}"


def stated(connection: Connection, ledger: Ledger) -> Stated | None:
    """Return what all reviewers state, in the order of subjects; None when nothing stands."""
    heeded = [one for one in ledger.everything() if one.verdict is not Verdict.LATER]
    found = _Found(connection)
    statements = [
        statement
        for subject in sorted(ledger.subjects())
        for statement in found.of(subject, ledger.standing(subject))
    ]
    if not statements:
        return None
    database = connection.execute(select(DATABASE.c.name)).scalar_one()
    return Stated(database, statements, heeded[-1].id, heeded[-1].decided.date())


class _Found:
    """What decisions refer to: people, suggestions, files, by their ids."""

    def __init__(self, connection: Connection) -> None:
        self._people = {person.name: person for person in everyone(connection)}
        decided = select(DECISIONS.c.suggestion)
        self._suggestions = {one.id: one for one in suggested(connection, decided)}
        rows = connection.execute(select(LOADINGS.c.id, LOADINGS.c.mapping_set, LOADINGS.c.about))
        self._loadings = {row.id: row for row in rows}
        nothing = select(DECISIONS.c.subject).where(DECISIONS.c.verdict == Verdict.NO_MATCH)
        labels = select(SUGGESTIONS.c.subject, SUGGESTIONS.c.subject_label)
        named = labels.where(SUGGESTIONS.c.subject.in_(nothing)).order_by(SUGGESTIONS.c.id)
        self._labels = {row.subject: row.subject_label for row in connection.execute(named)}

    def of(self, subject: str, standing: Standing) -> Iterator[Statement]:
        """Yield what stands about a subject, by object and relation."""
        for object, people in sorted(standing.candidates.items()):
            said: dict[tuple[str, bool], list[Decision]] = {}
            for one in people.values():
                assert one.predicate, "a decision about a candidate has its relation"
                said.setdefault((one.predicate, one.states is None), []).append(one)
            for (predicate, denied), some in sorted(said.items()):
                disputed = standing.disputed(object)
                yield self._statement(subject, predicate, object, denied, disputed, some)
        nothing: dict[str, list[Decision]] = {}
        for one in (one for people in standing.none.values() for one in people.values()):
            nothing.setdefault(self._loadings[one.loading].about.get(TARGET, ""), []).append(one)
        for _, some in sorted(nothing.items()):
            disputed = any(standing.contradicted(one.queue) for one in some)
            yield self._statement(subject, NOTHING_FITS, NO_TERM, False, disputed, some)

    def _statement(
        self,
        subject: str,
        predicate: str,
        object: str,
        denied: bool,
        disputed: bool,
        decisions: list[Decision],
    ) -> Statement:
        by_age = sorted(decisions, key=lambda one: one.id)
        newest = by_age[-1]
        seen = self._suggestions[newest.suggestion] if newest.suggestion else None
        loading = self._loadings[newest.loading]
        return Statement(
            subject=subject,
            subject_label=seen.subject_label if seen else self._labels.get(subject, ""),
            predicate=predicate,
            object=object,
            denied=denied,
            disputed=disputed,
            decisions=tuple((one, self._people[one.person]) for one in by_age),
            suggestion=seen,
            mapping_set=loading.mapping_set,
            about=loading.about,
        )
