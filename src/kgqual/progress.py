"""How long work tells how far it is: to a bar at a terminal, or to nobody."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and of how many."""


def no_progress(step: str, done: int, total: int) -> None:
    """Report nothing."""
