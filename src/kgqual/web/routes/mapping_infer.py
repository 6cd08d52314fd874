"""What follows from mappings: inverse, transitive, through hierarchies, each with its chain."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.mapping.inference import Asked, Inference, infer
from kgqual.mapping.inference.mapping_set import as_document
from kgqual.sources.kinds.sssom.writing import written
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import Offer, accept_header, require
from kgqual.web.parameters import read_body
from kgqual.web.protocol import read_day

JSON = "application/json"
_FORMS = {
    "json": JSON,
    "tsv": "text/tab-separated-values",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
}
"""Name of a format → its media type; all but the first are SSSOM."""
_OFFERS = tuple(Offer(media_type, name) for name, media_type in _FORMS.items())
LISTED = 500
"""Mappings, and leads, that are sent when the request does not say how many."""
MOST = 5_000

router = APIRouter(tags=["mappings"])

_POSTED: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON: {"schema": Asked.model_json_schema()}}}
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What follows, the leads, and what was refused with the rule against it; "
        "or the mappings alone as SSSOM.",
        "content": {media_type: {} for media_type in _FORMS.values()},
    },
    400: {"description": "What is asked is wrong, or a name is that of nothing or several things."},
}

DayAsked = Annotated[
    str | None, Query(alias="as-of", description="Infer from what was valid on this day.")
]
FormatAsked = Annotated[str | None, Query(description=f"{', '.join(_FORMS)}; else by Accept.")]


@router.post(
    "/mappings/infer",
    summary="Infer mappings from those that are stated",
    response_model=Inference,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def infer_mappings(
    request: Request, served: Leased, as_of: DayAsked = None, format: FormatAsked = None
) -> Response:
    """Return the mappings that follow between schemes, or from one thing, each with its chain."""
    form = _form(request, format)
    day = read_day(as_of) if as_of else None
    asked = _asked(await read_body(request))
    slots = request.app.state.inferences
    assert isinstance(slots, asyncio.Semaphore)
    async with slots:  # one takes seconds of a processor: they wait for each other
        found = await asyncio.to_thread(infer, served.asked.on(day), asked)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    return Response(_written(found, form), headers=headers, media_type=_FORMS[form])


def _form(request: Request, format: str | None) -> str:
    if not format:
        return require(accept_header(request), _OFFERS).choice
    if format not in _FORMS:
        raise BadUsage(f"format={format!r} is unknown; there are {', '.join(_FORMS)}.")
    return format


def _written(found: Inference, form: str) -> str:
    if form == "json":
        return harmless(found.model_dump_json(indent=1)) + "\n"
    return harmless(written(as_document(found), form))


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
