"""Answers that a client may keep and ask about again: ETag, If-None-Match, 304."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from werkzeug.http import parse_etags


def revalidated(request: Request, response: Response) -> Response:
    """Return ``response`` with an ETag of its body, or 304 when the client has that already."""
    assert isinstance(response.body, bytes)
    tag = hashlib.sha256(response.body).hexdigest()[:32]
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = "no-cache"
    if not parse_etags(request.headers.get("if-none-match")).contains_weak(tag):
        return response
    kept = {
        n: v for n, v in response.headers.items() if n not in ("content-length", "content-type")
    }
    return Response(status_code=304, headers=kept)
