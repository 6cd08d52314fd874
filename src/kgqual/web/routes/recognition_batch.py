"""Recognition of many qualifications: a CSV in, the same rows with what was found, as they come."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from kgqual.errors import BadUsage, Busy
from kgqual.recognition import FIELDS, FOUND, read_csv, recognise_batch, write_csv
from kgqual.web.leasing import Leased, Settings
from kgqual.web.protocol import read_day
from kgqual.web.routes.recognition import DayAsked

CSV = "text/csv"
ROWS = 50
"""Rows that are sent together."""

router = APIRouter(tags=["recognition"])

_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"Rows with a header. Columns: {', '.join(FIELDS)}; others are kept.",
        "content": {CSV: {"schema": {"type": "string"}}},
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": f"The rows with these columns after theirs: {', '.join(FOUND)}.",
        "content": {CSV: {}},
    },
    400: {"description": "The body is no CSV with the columns that are needed."},
    413: {"description": "The body is too long."},
    415: {"description": "The body is not sent as text/csv."},
    503: {"description": "As many tables are looked up as may be; see Retry-After."},
}


@router.post(
    "/recognition/batch",
    summary="Look up the rows of a table",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def look_up_rows(
    request: Request, served: Leased, limits: Settings, as_of: DayAsked = None
) -> Response:
    """Send each row as it is found, with what was found; a wrong row says what is wrong with it.

    The body is read whole first: what is no CSV is refused before anything is sent.
    """
    day = read_day(as_of) if as_of else None
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != CSV:
        raise HTTPException(415, f"A table is posted as {CSV}, in UTF-8.", {"Accept-Post": CSV})
    text = await _text(request, limits.batch_bytes)
    slots = request.app.state.batches
    assert isinstance(slots, asyncio.Semaphore)
    if slots.locked():
        raise Busy(
            f"{limits.batches} table(s) are being looked up, and no more at the same time. Try "
            "again later."
        )
    columns, rows = read_csv(io.StringIO(text, newline=""))
    outcomes = recognise_batch(served.asked.on(day), list(rows))
    lines = iterate_in_threadpool(_together(write_csv(columns, outcomes)))
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(_one_of(slots, lines), headers=headers, media_type=CSV)


async def _text(request: Request, most: int) -> str:
    """Return the body. Raises HTTPException 413 when it is too long, BadUsage when not UTF-8."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"A table may have {most:,} bytes. Send it in parts.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadUsage(f"The table is not UTF-8 at byte {error.start}.") from error


def _together(lines: Iterator[str]) -> Iterator[str]:
    """Yield ``ROWS`` lines at a time: handing one over to be sent costs more than finding it."""
    while several := "".join(islice(lines, ROWS)):
        yield several


async def _one_of(slots: asyncio.Semaphore, parts: AsyncIterator[str]) -> AsyncIterator[str]:
    """Yield the parts while one of the slots is held."""
    async with slots:
        async for part in parts:
            yield part
