"""The tables of mapping reviews: what was suggested, and what people decided. Rows only come.

::

    review_queue ─► review_loading ─► review_offer ─► review_suggestion
                    one per file      item, rank      what a row of a file said
    review_decision ─► person, review_loading, review_suggestion, the decision it undoes

A suggestion that a newly loaded file gives otherwise is another row; the decision goes on naming
the one that was seen.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from kgqual.editorial.schema import METADATA, Moment

QUEUES = Table(
    "review_queue",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
)

LOADINGS = Table(
    "review_loading",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("queue", ForeignKey("review_queue.id"), nullable=False, index=True),
    Column("loaded", Moment, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("mapping_set", Text, nullable=False),
    Column("about", JSON, nullable=False),
    Column("items", Integer, nullable=False),
    Column("suggestions", Integer, nullable=False),
)

SUGGESTIONS = Table(
    "review_suggestion",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("queue", ForeignKey("review_queue.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_label", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("object_label", Text, nullable=False),
    Column("justification", Text, nullable=False),
    Column("confidence", Float),
    Column("slots", JSON, nullable=False),
    Column("extensions", JSON, nullable=False),
    UniqueConstraint("queue", "digest"),
)

OFFERS = Table(
    "review_offer",
    METADATA,
    Column("loading", ForeignKey("review_loading.id"), primary_key=True),
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("suggestion", ForeignKey("review_suggestion.id"), nullable=False),
)

DECISIONS = Table(
    "review_decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("batch", String(100), index=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("decided", Moment, nullable=False),
    Column("queue", ForeignKey("review_queue.id"), nullable=False),
    Column("loading", ForeignKey("review_loading.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("suggestion", ForeignKey("review_suggestion.id")),
    Column("verdict", String(30), nullable=False),
    Column("comment", Text, nullable=False),
    Column("undoes", ForeignKey("review_decision.id"), unique=True),
    sqlite_autoincrement=True,
)
