"""The global options of a run, and messages that heed them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgqual.store.snapshot import Snapshots


class State:
    """The global options of this run."""

    data: Path = Path()
    quiet: bool = False


def say(message: str) -> None:
    """Print a message for people on standard error."""
    from kgqual.harmless import harmless

    if not State.quiet:
        print(harmless(message), file=sys.stderr)


def kept_snapshots() -> Snapshots:
    """Return the snapshots in the data directory of this run."""
    from kgqual.store.snapshot import Snapshots

    return Snapshots(State.data)
