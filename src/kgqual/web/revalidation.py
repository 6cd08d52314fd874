"""Answers that a client may keep and ask about again: ETag, If-None-Match, 304."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from werkzeug.http import parse_etags

from kgqual import __version__


def has(request: Request, tag: str) -> bool:
    """Say whether the client has what ``tag`` stands for already (If-None-Match)."""
    known = request.headers.get("if-none-match")
    return known is not None and parse_etags(known).contains_weak(tag)


def headers_of(tag: str) -> dict[str, str]:
    """Return the headers by which a client may keep an answer and ask whether it still holds."""
    return {"ETag": f'W/"{tag}"', "Cache-Control": "no-cache"}


def tag_of(*depends_on: object) -> str:
    """Return the tag of an answer that depends on nothing but these, and on this kgqual."""
    return hashlib.sha256(repr((__version__, *depends_on)).encode()).hexdigest()[:32]


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
