"""What all tables of people's work share: their metadata and how a moment is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

REVISION = "0003"
"""The newest migration: the state of the tables that this kgqual reads and writes."""
VERSION_TABLE = "kgqual_schema"
"""The table that holds the migration which a database is at."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""The tables; each module that owns some adds them."""


DATABASE = Table("kgqual_database", METADATA, Column("name", String(8), primary_key=True))
"""One row: what tells this database from others, chosen at random when it was made."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its zone in Python whatever the database keeps of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, as the database gets it."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone: SQLite keeps none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)
