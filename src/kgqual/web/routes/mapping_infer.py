"""What follows from mappings: inverse, transitive, through hierarchies, each with its chain."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.mapping.inference import Asked, Inference, infer
from kgqual.web.leasing import Leased
from kgqual.web.parameters import read_body
from kgqual.web.protocol import read_day

JSON = "application/json"
LISTED = 500
"""Mappings, and leads, that are sent when the request does not say how many."""
MOST = 5_000

router = APIRouter(tags=["mappings"])

_POSTED: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON: {"schema": Asked.model_json_schema()}}}
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "What follows, the leads, and what was refused with the rule against it."},
    400: {"description": "What is asked is wrong, or a name is that of nothing or several things."},
}

DayAsked = Annotated[
    str | None, Query(alias="as-of", description="Infer from what was valid on this day.")
]


@router.post(
    "/mappings/infer",
    summary="Infer mappings from those that are stated",
    response_model=Inference,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def infer_mappings(request: Request, served: Leased, as_of: DayAsked = None) -> Response:
    """Return the mappings that follow between schemes, or from one thing, each with its chain."""
    day = read_day(as_of) if as_of else None
    asked = _asked(await read_body(request))
    slots = request.app.state.inferences
    assert isinstance(slots, asyncio.Semaphore)
    async with slots:  # one takes seconds of a processor: they wait for each other
        found = await asyncio.to_thread(infer, served.asked.on(day), asked)
    body = harmless(found.model_dump_json(indent=1)) + "\n"
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=JSON)


def _asked(body: bytes) -> Asked:
    """Return what a body asks. Raises BadUsage for what is no JSON object with those fields."""
    try:
        asked = Asked.model_validate_json(body)
    except ValidationError as error:
        faults = (
            f"{'.'.join(map(str, f['loc'])) or 'the body'}: {f['msg']}" for f in error.errors()
        )
        raise BadUsage(f"{'; '.join(faults)}. The fields: {', '.join(_FIELDS)}.") from error
    listed = LISTED if asked.limit is None else asked.limit
    if listed > MOST:
        raise BadUsage(f"limit={listed}: {MOST:,} at most; offset says where to go on.")
    return asked.model_copy(update={"limit": listed})


_FIELDS = tuple(field.alias or name for name, field in Asked.model_fields.items())
