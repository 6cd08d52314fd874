"""Reading changes from the database, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from kgqual.editorial.people import PEOPLE
from kgqual.editorial.translations.changes import Act, Change, Waived, Written
from kgqual.editorial.translations.fields import Field, State
from kgqual.editorial.translations.tables import CHANGES, TEXTS, WAIVERS

_ASSIGNEES = PEOPLE.alias("assignee")
_BY_ID = attrgetter("id")


def changes(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Change]:
    """Yield the changes of which all of ``where`` holds, in their order."""
    rows = connection.execute(_recorded().where(*where))
    for _, of_change in groupby(rows, _BY_ID):
        yield _change(list(of_change))


def of_concept(connection: Connection, language: str, concept: str) -> list[Change]:
    """Return all changes of a concept in a language, in their order."""
    about = CHANGES.c.language == language, CHANGES.c.concept == concept
    return list(changes(connection, *about))


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
