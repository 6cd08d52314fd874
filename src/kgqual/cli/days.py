"""Reading the day of ``--as-of``."""

from __future__ import annotations

from datetime import date

from kgqual.errors import BadUsage


def read_day(text: str) -> date | None:
    """Return the day, None for an empty text. Raises BadUsage for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadUsage(f"--as-of {text!r} is not a day such as 2020-05-31.") from None
