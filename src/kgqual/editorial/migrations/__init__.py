"""How the tables of people's work came to be what they are, step by step, with Alembic.

A step that others have run is never changed: a new one follows it, in ``versions``.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest state, within the transaction of ``connection``."""
    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def known_revisions() -> tuple[str, ...]:
    """Return the names of the steps that this kgqual knows, the newest first."""
    steps = ScriptDirectory.from_config(_configuration()).walk_revisions()
    return tuple(step.revision for step in steps)


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration
