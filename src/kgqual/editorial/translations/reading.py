"""Reading changes from the database, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from kgqual.editorial.people import PEOPLE
from kgqual.editorial.translations.changes import Act, Change, Waived, Written
from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.editorial.translations.tables import CHANGES, TEXTS, WAIVERS

About = tuple[str, str]
"""A language and a concept."""
_ASSIGNEES = PEOPLE.alias("assignee")
_BY_ID = attrgetter("id")
_AT_ONCE = 500
"""Values in one list of a query."""


def changes(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Change]:
    """Yield the changes of which all of ``where`` holds, in their order."""
    rows = connection.execute(_recorded().where(*where))
    for _, of_change in groupby(rows, _BY_ID):
        yield _change(list(of_change))


def of_concept(connection: Connection, language: str, concept: str) -> list[Change]:
    """Return all changes of a concept in a language, in their order."""
    about = CHANGES.c.language == language, CHANGES.c.concept == concept
    return list(changes(connection, *about))


def written(connection: Connection, language: str) -> dict[tuple[str, Field], set[str]]:
    """Return the hashes of all texts that fields of concepts ever had, undone ones as well."""
    had = (
        select(CHANGES.c.concept, TEXTS.c.field, TEXTS.c.texts)
        .join(TEXTS, TEXTS.c.change == CHANGES.c.id)
        .where(CHANGES.c.language == language)
    )
    found: dict[tuple[str, Field], set[str]] = defaultdict(set)
    for concept, field, texts in connection.execute(had):
        found[concept, Field(field)].add(source_hash(texts))
    return found


def counting(batch: str, undoing: str) -> ColumnElement[bool]:
    """Return what holds of the changes of a batch that are not undone.

    Those that were undone under the key ``undoing`` are among them: it is asked for again.
    """
    other = CHANGES.alias()
    undone = select(other.c.undoes).where(
        other.c.undoes.is_not(None), func.coalesce(other.c.batch, "") != undoing
    )
    return and_(CHANGES.c.batch == batch, CHANGES.c.id.not_in(undone))


def histories(connection: Connection, about: Iterable[About]) -> dict[About, list[Change]]:
    """Return all changes of concepts in their order, all at once where there are many."""
    wanted = defaultdict(set)
    for language, concept in about:
        wanted[language].add(concept)
    found = defaultdict(list)
    for language, concepts in wanted.items():
        for some in in_parts(concepts):
            where = CHANGES.c.language == language, CHANGES.c.concept.in_(some)
            for change in changes(connection, *where):
                found[language, change.concept].append(change)
    return dict(found)


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the values in lists that a query can hold."""
    every = sorted(values)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _recorded() -> Select[Any]:
    """Return the query of all changes: a row for each field that one changed."""
    return (
        select(
            *(c for c in CHANGES.c if c.name not in ("person", "assignee", "digest")),
            PEOPLE.c.name.label("person"),
            _ASSIGNEES.c.name.label("assignee"),
            TEXTS.c.field,
            TEXTS.c.texts,
            TEXTS.c.state,
            TEXTS.c.submitted,
            TEXTS.c.source_hash,
            WAIVERS.c.field.label("waived_field"),
            WAIVERS.c.check_id,
            WAIVERS.c.texts_hash,
        )
        .join(PEOPLE, PEOPLE.c.id == CHANGES.c.person)
        .outerjoin(_ASSIGNEES, _ASSIGNEES.c.id == CHANGES.c.assignee)
        .outerjoin(TEXTS, TEXTS.c.change == CHANGES.c.id)
        .outerjoin(WAIVERS, WAIVERS.c.change == CHANGES.c.id)
        .order_by(CHANGES.c.id)
    )


def _change(rows: list[Row[Any]]) -> Change:
    row = rows[0]
    fields = {
        Field(one.field): Written(
            tuple(one.texts), State(one.state), one.submitted, one.source_hash
        )
        for one in rows
        if one.field
    }
    return Change(
        id=row.id,
        key=row.key,
        person=row.person,
        at=row.at,
        language=row.language,
        concept=row.concept,
        act=Act(row.act),
        version=row.version,
        comment=row.comment,
        fields=fields,
        waived=Waived(Field(row.waived_field), row.check_id, row.texts_hash)
        if row.check_id
        else None,
        assignee=row.assignee,
        batch=row.batch,
        undoes=row.undoes,
    )
