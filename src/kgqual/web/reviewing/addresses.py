"""Where the pages of the review are."""

from __future__ import annotations

from urllib.parse import quote

from kgqual.web.links import with_query

HOME = "/review"


def queue_address(queue: str) -> str:
    """Return the address of a queue."""
    return f"{HOME}/{quote(queue, safe='')}"


def item_address(queue: str, number: int, show: str | None = None) -> str:
    """Return the address of an item, on the way through the items that ``show`` names."""
    return with_query(f"{queue_address(queue)}/items/{number}", show=show)
