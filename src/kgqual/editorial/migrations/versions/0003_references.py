"""Reference files of translators: memories and glossaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kgqual.editorial.migrations.protecting import protect
from kgqual.editorial.schema import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED, REMOVED = "translation_reference", "translation_reference_removal"
HELD = "translation_segment", "translation_term"


def upgrade() -> None:
    """Make the tables of what is added and removed, and of what it holds."""
    op.create_table(
        ADDED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f(f"fk_{ADDED}_person")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ADDED}")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        REMOVED,
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("removed", Moment(), nullable=False),
        _to_reference(REMOVED),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f(f"fk_{REMOVED}_person")),
        sa.PrimaryKeyConstraint("reference", name=op.f(f"pk_{REMOVED}")),
    )
    _held()
    for table in (ADDED, REMOVED, *HELD):
        protect(table)


def _held() -> None:
    segments, terms = HELD
    op.create_table(
        segments,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("source_language", sa.String(length=35), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        _to_reference(segments),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{segments}")),
    )
    op.create_table(
        terms,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("translations", sa.JSON(), nullable=False),
        sa.Column("forbidden", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        _to_reference(terms),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{terms}")),
    )
    for table in HELD:
        op.create_index(op.f(f"ix_{table}_reference"), table, ["reference"], unique=False)


def _to_reference(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_reference")
    return sa.ForeignKeyConstraint(["reference"], [f"{ADDED}.id"], name=name)
