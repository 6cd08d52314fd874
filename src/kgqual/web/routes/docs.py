"""The interactive description of the interface, from files on this machine only."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.staticfiles import StaticFiles

from kgqual.web.pages import CONTENT_SECURITY, render

router = APIRouter(include_in_schema=False)

# The package is used for the Swagger UI it carries.
SWAGGER_UI = StaticFiles(packages=[("fastapi_offline", "static")])

# Swagger UI sets styles on its elements.
_SECURITY = CONTENT_SECURITY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the OpenAPI description."""
    return render(request, "docs.html", headers={"Content-Security-Policy": _SECURITY})
