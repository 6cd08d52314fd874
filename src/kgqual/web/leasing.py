"""What routes ask for: the snapshot they answer from, and the service's settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

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


async def _leased(request: Request) -> AsyncIterator[Served]:
    async with serving(request).current().lease() as served:
        request.state.snapshot = served.snapshot.id
        yield served


Leased = Annotated[Served, Depends(_leased)]
"""The snapshot of this request, kept open until its last byte is sent."""

Settings = Annotated[ServiceSettings, Depends(settings)]
