"""The ``kgqual`` command line."""

from kgqual.cli.commands import app, run

__all__ = ["app", "run"]
