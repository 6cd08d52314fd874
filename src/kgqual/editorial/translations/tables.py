"""The tables of translations: every change, and the source texts. Rows only come.

::

    translation_change ─► person, assignee, the change it undoes
      ◄─ translation_text ─► translation_source   what it made of each field, from which source
      ◄─ translation_waiver                       the finding of a check that it lets pass

What stands is never stored: it follows from the changes that are not undone, in their order.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from kgqual.editorial.schema import METADATA, Moment

SOURCES = Table(
    "translation_source",
    METADATA,
    Column("hash", String(16), primary_key=True),
    Column("texts", JSON, nullable=False),
)

CHANGES = Table(
    "translation_change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
    Column("batch", String(100), index=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("language", String(35), nullable=False),
    Column("concept", Text, nullable=False),
    Column("act", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("assignee", ForeignKey("person.id")),
    Column("undoes", ForeignKey("translation_change.id"), unique=True),
    Index(None, "concept", "language"),
    sqlite_autoincrement=True,
)

TEXTS = Table(
    "translation_text",
    METADATA,
    Column("change", ForeignKey("translation_change.id"), primary_key=True, autoincrement=False),
    Column("field", String(20), primary_key=True),
    Column("texts", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("submitted", Boolean, nullable=False),
    Column("source_hash", ForeignKey("translation_source.hash"), nullable=False),
)

WAIVERS = Table(
    "translation_waiver",
    METADATA,
    Column("change", ForeignKey("translation_change.id"), primary_key=True, autoincrement=False),
    Column("field", String(20), nullable=False),
    Column("check_id", String(60), nullable=False),
    Column("texts_hash", String(16), nullable=False),
)
