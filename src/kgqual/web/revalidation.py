"""Answers that a client may keep and ask about again: ETag, If-None-Match, 304.

Tags are weak: the same content may be sent compressed or not, and two runs of a query may give
rows that no ORDER BY sorts in another order.
"""

from __future__ import annotations

import hashlib

from pyoxigraph import __version__ as engine_version
from starlette.requests import Request
from starlette.responses import Response
from werkzeug.http import parse_etags

from kgqual import __version__
from kgqual.sparql_text import volatile
from kgqual.store.workers import Request as Query

LONGEST = 10_000
"""Characters of a query that is looked through for what makes its answer change by itself."""
_VERSIONS = (__version__, engine_version)


def has(request: Request, tag: str) -> bool:
    """Say whether the client has what ``tag`` stands for already (If-None-Match).

    Tags are known before it is known whether there is an answer, so ``*`` is not one of them.
    """
    field = request.headers.get("if-none-match")
    if field is None:
        return False
    known = parse_etags(field)
    return not known.star_tag and known.contains_weak(tag)


def headers_of(tag: str) -> dict[str, str]:
    """Return the headers by which a client may keep an answer and ask whether it still holds."""
    return {"ETag": f'W/"{tag}"', "Cache-Control": "no-cache"}


def tag_of(*depends_on: object) -> str:
    """Return the tag of an answer that depends on nothing but these, on kgqual and its engine."""
    return hashlib.sha256(repr((_VERSIONS, *depends_on)).encode()).hexdigest()[:32]


def revalidated(request: Request, response: Response) -> Response:
    """Return ``response`` with an ETag of its body, or 304 when the client has that already."""
    assert isinstance(response.body, bytes)
    tag = hashlib.sha256(response.body).hexdigest()[:32]
    response.headers.update(headers_of(tag))
    if not has(request, tag):
        return response
    kept = {
        n: v for n, v in response.headers.items() if n not in ("content-length", "content-type")
    }
    return Response(status_code=304, headers=kept)


def query_tag(snapshot: str, query: Query) -> str | None:
    """Return the tag of the answer to ``query``, known before it is run.

    None when the answer changes by itself, with the time, by chance, or with another endpoint,
    or when the text is too long to be looked through for that without delay.
    """
    if len(query.text) > LONGEST or volatile(query.text):
        return None
    formats = [wanted and wanted.label for wanted in (query.results, query.graphs)]
    seen = (query.dataset.default, query.dataset.named)
    return tag_of(snapshot, query.text, query.base, seen, formats, query.coding)
