"""The global options of a run, and messages that heed them."""

from __future__ import annotations

import sys
from pathlib import Path


class State:
    """The global options of this run."""

    data: Path = Path()
    quiet: bool = False


def say(message: str) -> None:
    """Print a message for people on standard error."""
    from kgqual.harmless import harmless

    if not State.quiet:
        print(harmless(message), file=sys.stderr)
