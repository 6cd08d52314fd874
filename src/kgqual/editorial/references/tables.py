"""The tables of reference files: memories and glossaries that translators brought. Rows only come.

::

    translation_reference ─► person            one per file that was added
    translation_reference_removal ─► translation_reference, person
    translation_segment, translation_term ─► translation_reference

What was removed, or replaced by a newer file of the same name, is used no more and stays.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from kgqual.editorial.schema import METADATA, Moment

REFERENCES = Table(
    "translation_reference",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("language", String(35), nullable=False),
    Column("name", String(100), nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("added", Moment, nullable=False),
    sqlite_autoincrement=True,
)

REMOVALS = Table(
    "translation_reference_removal",
    METADATA,
    Column("reference", ForeignKey("translation_reference.id"), primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("removed", Moment, nullable=False),
)

SEGMENTS = Table(
    "translation_segment",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("translation_reference.id"), nullable=False, index=True),
    Column("source_language", String(35), nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
)

TERMS = Table(
    "translation_term",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("translation_reference.id"), nullable=False, index=True),
    Column("terms", JSON, nullable=False),
    Column("translations", JSON, nullable=False),
    Column("forbidden", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
)
