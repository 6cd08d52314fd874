"""The dumps: each graph, and the whole snapshot, as compressed RDF files."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from kgqual.store.dumps import COMPRESSIONS, find
from kgqual.web.leasing import Leased
from kgqual.web.making import maker
from kgqual.web.ranges import RangedFile
from kgqual.web.revalidation import has

router = APIRouter(tags=["catalogue"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type: {} for media_type in COMPRESSIONS.values()}},
    206: {"description": "The ranges that were asked for."},
    304: {"description": "The client has this file already (If-None-Match)."},
    404: {"description": "The catalogue names no such dump."},
    416: {"description": "The file has none of the ranges asked for."},
    503: {"description": "It is being made; Retry-After says when to ask again."},
}


@router.get("/dump/{name:path}", summary="A graph or the snapshot as a file", responses=_ANSWERS)
async def dump(request: Request, served: Leased, name: str) -> Response:
    """Send a dump that the catalogue names, whole or in ranges.

    It is sent as the compressed file that it is (``application/gzip``, ``application/zstd``) and
    not with a content coding: what a client resumes, checks and keeps are these bytes.
    """
    wanted = find(served.manifest, name)
    if wanted is None:
        raise HTTPException(404, f"There is no dump {name}; /catalog lists those there are.")
    made = await maker(request).dump(served.snapshot, wanted)
    headers = {"ETag": f'"{made.sha256}"', "Cache-Control": "no-cache"}
    if has(request, made.sha256):
        return Response(status_code=304, headers=headers)
    return RangedFile(
        request,
        made.path,
        made.size,
        headers=headers,
        media_type=wanted.media_type,
        filename=wanted.name,
    )
