"""People, and reviews of suggested mappings."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

from kgqual.editorial.migrations.protecting import protect
from kgqual.editorial.schema import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ONLY_COMING = "review_loading", "review_suggestion", "review_offer", "review_decision"
"""Tables whose rows nobody may change or delete; the database itself holds it."""


def upgrade() -> None:
    """Make the first tables."""
    named = op.create_table(
        "kgqual_database",
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kgqual_database")),
    )
    op.bulk_insert(named, [{"name": secrets.token_hex(4)}])
    _people()
    _queues()
    _suggestions()
    _decisions()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION kgqual_only_coming() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'rows of % only come', TG_TABLE_NAME; END $$"
        )
    for table in ONLY_COMING:
        protect(table)


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("iri", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("removed", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("folded", name=op.f("uq_person_folded")),
        sa.UniqueConstraint("token", name=op.f("uq_person_token")),
        sqlite_autoincrement=True,
    )


def _queues() -> None:
    op.create_table(
        "review_queue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_queue")),
        sa.UniqueConstraint("name", name=op.f("uq_review_queue_name")),
    )
    op.create_table(
        "review_loading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("loaded", Moment(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mapping_set", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["queue"], ["review_queue.id"], name=op.f("fk_review_loading_queue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_loading")),
    )
    op.create_index(op.f("ix_review_loading_queue"), "review_loading", ["queue"], unique=False)


def _suggestions() -> None:
    op.create_table(
        "review_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_label", sa.Text(), nullable=False),
        sa.Column("predicate", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("object_label", sa.Text(), nullable=False),
        sa.Column("justification", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["queue"], ["review_queue.id"], name=op.f("fk_review_suggestion_queue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_suggestion")),
        sa.UniqueConstraint("queue", "digest", name=op.f("uq_review_suggestion_queue_digest")),
    )
    op.create_table(
        "review_offer",
        sa.Column("loading", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loading"], ["review_loading.id"], name=op.f("fk_review_offer_loading")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion"], ["review_suggestion.id"], name=op.f("fk_review_offer_suggestion")
        ),
        sa.PrimaryKeyConstraint("loading", "item", "rank", name=op.f("pk_review_offer")),
    )


def _decisions() -> None:
    op.create_table(
        "review_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("batch", sa.String(length=100), nullable=True),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("decided", Moment(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("loading", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=30), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["loading"], ["review_loading.id"], name=op.f("fk_review_decision_loading")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_review_decision_person")),
        sa.ForeignKeyConstraint(
            ["queue"], ["review_queue.id"], name=op.f("fk_review_decision_queue")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion"], ["review_suggestion.id"], name=op.f("fk_review_decision_suggestion")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["review_decision.id"], name=op.f("fk_review_decision_undoes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decision")),
        sa.UniqueConstraint("key", name=op.f("uq_review_decision_key")),
        sa.UniqueConstraint("undoes", name=op.f("uq_review_decision_undoes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_decision_batch"), "review_decision", ["batch"], unique=False)
