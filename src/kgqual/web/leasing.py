"""What routes ask for: the snapshot they answer from, and the service's settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, Query, Request

from kgqual.settings import ServiceSettings
from kgqual.web.serving import Served, Serving

SNAPSHOT_HEADER = "X-Kgqual-Snapshot"


def serving(request: Request) -> Serving:
    """Return the service's hold on its data directory."""
    found = request.app.state.serving
    assert isinstance(found, Serving)
    return found


def settings(request: Request) -> ServiceSettings:
    """Return the settings the service was started with."""
    found = request.app.state.settings
    assert isinstance(found, ServiceSettings)
    return found


@asynccontextmanager
async def lease(request: Request, snapshot: str | None = None) -> AsyncIterator[Served]:
    """Keep the snapshot that ``request`` is answered from open as long as the context lasts.

    It is the current one, or the kept one whose id is or begins ``snapshot``. Raises what
    ``Serving.lease`` does.
    """
    hold = serving(request)
    async with hold.lease(snapshot) as served:
        request.state.snapshot = served.snapshot.id
        if served is not hold.current():
            request.state.older = True  # pages say so
        yield served


SnapshotAsked = Annotated[
    str | None, Query(description="Answer from this kept snapshot: its id, or how that begins.")
]


async def _leased(request: Request, snapshot: SnapshotAsked = None) -> AsyncIterator[Served]:
    async with lease(request, snapshot) as served:
        yield served


Leased = Annotated[Served, Depends(_leased)]
"""The snapshot of this request, kept open until its last byte is sent."""

Settings = Annotated[ServiceSettings, Depends(settings)]
