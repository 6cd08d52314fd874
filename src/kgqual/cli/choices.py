"""Options that are one of some names."""

from __future__ import annotations

from collections.abc import Iterable

from kgqual.errors import BadUsage


def refuse_unknown(option: str, given: str, known: Iterable[str]) -> None:
    """Raise BadUsage, which lists the names, where what was given for an option is none of them."""
    names = list(known)
    if given not in names:
        raise BadUsage(f"{option} {given!r} is unknown: {', '.join(names)}.")
