"""What the service counts, for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from kgqual.web.metrics import Metrics
from kgqual.web.negotiation import accept_header

router = APIRouter(tags=["operation"])


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
async def metrics(request: Request) -> Response:
    """Answer with every figure, as OpenMetrics or as Prometheus's plain text by ``Accept``."""
    found = request.app.state.metrics
    assert isinstance(found, Metrics)
    body, media_type = found.expose(accept_header(request))
    return Response(body, headers={"Content-Type": media_type, "Cache-Control": "no-store"})
