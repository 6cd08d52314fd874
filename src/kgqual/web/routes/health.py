"""Is the service alive; can it answer."""

from __future__ import annotations

from fastapi import APIRouter, Request

from kgqual import __version__
from kgqual.errors import Busy
from kgqual.web.leasing import serving

router = APIRouter(tags=["operation"])


@router.get("/health", summary="Whether the service is alive")
async def health() -> dict[str, str]:
    """Answer 200 as long as the process runs, whether or not a snapshot is served."""
    return {"status": "alive", "version": __version__}


@router.get("/ready", summary="Whether a snapshot is served, and processes answer queries")
async def ready(request: Request) -> dict[str, str | int]:
    """Answer 200 with the snapshot's name, or a 503 problem that says what to do."""
    served = serving(request).current()
    if not served.pool.processes:
        raise Busy("No process for queries runs; the log says why. Try again later.")
    return {
        "status": "ready",
        "snapshot": served.snapshot.id,
        "graphs": len(served.manifest.graphs),
        "triples": served.manifest.triples,
    }
