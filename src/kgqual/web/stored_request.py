"""What requests about stored queries share: where these are kept, how they are asked and shown."""

from __future__ import annotations

import json

from fastapi import Request

from kgqual.store.stored_queries import Record, StoredQueries, StoredQuery
from kgqual.web.comparison import Asking, compare
from kgqual.web.leasing import serving
from kgqual.web.protocol import endpoint
from kgqual.web.serving import Served
from kgqual.web.stored_view import StoredView


def archive_of(request: Request) -> StoredQueries:
    """Return where the service keeps stored queries."""
    found = request.app.state.stored_queries
    assert isinstance(found, StoredQueries)
    return found


async def view_of(
    request: Request, served: Served, stored: StoredQuery, cited: Record, how: Asking
) -> StoredView:
    """Return the stored query as it is shown, compared with the answer of ``served``.

    Raises ClientGone, and BadUsage as ``endpoint`` does.
    """
    comparison = await compare(served, stored, cited, how)
    kept = frozenset(snapshot.id for snapshot in serving(request).snapshots.all())
    return StoredView(stored, cited, comparison, base_address(request), kept)


def base_address(request: Request) -> str:
    """Return the address of the service. Raises BadUsage as ``endpoint`` does."""
    return endpoint(request).removesuffix("sparql")


def asking(request: Request, seconds: float) -> Asking:
    """Return how ``request`` asks a question. Raises BadUsage as ``endpoint`` does."""
    return Asking(endpoint(request), seconds, request.receive)


def json_of(view: StoredView) -> bytes:
    """Return the stored query as JSON."""
    return json.dumps(view.to_json(), ensure_ascii=False, indent=1).encode() + b"\n"
