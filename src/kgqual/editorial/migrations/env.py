"""Runs migrations in the transaction that ``upgrade`` hands over; Alembic loads this file."""

from __future__ import annotations

from alembic import context

from kgqual.editorial.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
