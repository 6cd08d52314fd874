"""Tables whose rows only come: the database itself refuses to change or delete one."""

from __future__ import annotations

from alembic import op


def protect(table: str) -> None:
    """Let rows of a table only come, in the migration that makes it.

    On PostgreSQL the function of the trigger is there since the first migration.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_only_coming BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "EXECUTE FUNCTION kgqual_only_coming()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} only come'); END"
        )
