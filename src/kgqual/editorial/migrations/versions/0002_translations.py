"""Translations: the sources they were made from, and every change of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kgqual.editorial.migrations.protecting import protect
from kgqual.editorial.schema import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of translations; their rows only come."""
    op.create_table(
        "translation_source",
        sa.Column("hash", sa.String(length=16), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_translation_source")),
    )
    _changes()
    op.create_table(
        "translation_text",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("source_hash", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["change"], ["translation_change.id"], name=op.f("fk_translation_text_change")
        ),
        sa.ForeignKeyConstraint(
            ["source_hash"],
            ["translation_source.hash"],
            name=op.f("fk_translation_text_source_hash"),
        ),
        sa.PrimaryKeyConstraint("change", "field", name=op.f("pk_translation_text")),
    )
    op.create_table(
        "translation_waiver",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("check_id", sa.String(length=60), nullable=False),
        sa.Column("texts_hash", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["change"], ["translation_change.id"], name=op.f("fk_translation_waiver_change")
        ),
        sa.PrimaryKeyConstraint("change", name=op.f("pk_translation_waiver")),
    )
    for table in ("source", "change", "text", "waiver"):
        protect(f"translation_{table}")


def _changes() -> None:
    op.create_table(
        "translation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.String(length=100), nullable=True),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignee"], ["person.id"], name=op.f("fk_translation_change_assignee")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_translation_change_person")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["translation_change.id"], name=op.f("fk_translation_change_undoes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_change")),
        sa.UniqueConstraint("key", name=op.f("uq_translation_change_key")),
        sa.UniqueConstraint("undoes", name=op.f("uq_translation_change_undoes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_translation_change_batch"), "translation_change", ["batch"], unique=False
    )
    op.create_index(
        op.f("ix_translation_change_concept_language"),
        "translation_change",
        ["concept", "language"],
        unique=False,
    )
