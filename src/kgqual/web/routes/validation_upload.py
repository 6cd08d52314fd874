"""Validating files that a client sends, within limits of size, time, memory and number."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgqual.consistency import Checked, validate_files
from kgqual.errors import Busy
from kgqual.limits import current, holding
from kgqual.settings import ServiceSettings
from kgqual.web.leasing import Leased, Settings
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.report_formats import NAMES, OFFERS, WHOLE, Form, by_name, write
from kgqual.web.report_view import ReportViews, facts
from kgqual.web.serving import Served
from kgqual.web.uploads import MULTIPART, RDF_FILES, Received, receive

DATA, SHAPES = "data", "shapes"
MORE = 200
"""Results of one group on the page, at most; the other forms have all."""

router = APIRouter(tags=["validation"])

_BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
_FILES = {"type": "array", "items": _BINARY}
_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {
                        DATA: {**_FILES, "description": "RDF to validate."},
                        SHAPES: {
                            **_FILES,
                            "description": "SHACL shapes: then these alone count.",
                        },
                    },
                    "required": [DATA],
                }
            },
            **{media_type: {"schema": {"type": "string"}} for media_type in RDF_FILES.syntaxes},
        },
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS}},
    400: {"description": "The form, the data or the shapes cannot be read."},
    406: {"description": "No acceptable format."},
    408: {"description": "The files were sent too slowly."},
    413: {"description": "The files are too large."},
    415: {"description": "A file is not RDF by its Content-Type and its name."},
    503: {"description": "As much is being validated as may be; Retry-After says when to return."},
    504: {"description": "Validating took too much time or memory and was stopped."},
}


@router.post(
    "/validation",
    summary="Validate files",
    openapi_extra=_POSTED,
    responses=_ANSWERS,
)
async def validate_upload(
    request: Request,
    served: Leased,
    limits: Settings,
    format: Annotated[str | None, Query(description=NAMES)] = None,
) -> Response:
    """Validate RDF by the shapes of the graph, in its context; or by shapes sent with it, alone.

    The RDF is sent as the body, with its Content-Type, or as files of a form. Nothing is kept.
    """
    chosen = by_name(format) or require(accept_header(request), OFFERS)
    with TemporaryDirectory(prefix="kgqual-upload-") as folder:
        received = await receive(request, Path(folder), (DATA, SHAPES), limits.validation_bytes)
        checked = await _checked(request, served, received, limits)
    answer = asyncio.to_thread(_answer, request, served, checked, limits, chosen)
    return await answer


async def _checked(
    request: Request, served: Served, received: Received, limits: ServiceSettings
) -> Checked:
    """Validate what was received. Raises Busy when others are being validated."""
    slots = request.app.state.validations
    assert isinstance(slots, asyncio.Semaphore)
    if slots.locked():
        raise Busy(
            f"{limits.validations} upload(s) are being validated, and no more at the same time. "
            "Try again later."
        )
    async with slots:
        return await asyncio.to_thread(_validated, served, received, limits)


def _validated(served: Served, received: Received, limits: ServiceSettings) -> Checked:
    data, shapes = received[DATA], received.get(SHAPES)
    allowed = replace(
        current(),
        validation_seconds=limits.validation_timeout,
        validation_memory=limits.validation_memory,
    )
    with holding(allowed):
        return validate_files(data, shapes or None, snapshot=served.snapshot)


def _answer(
    request: Request, served: Served, checked: Checked, limits: ServiceSettings, form: Offer[Form]
) -> Response:
    language = negotiated_language(request)
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    if form.choice is not Form.HTML:
        about = {"validated": checked.validated}
        body = write(checked.summary, form.choice, language, WHOLE, about)
        return Response(body, headers=headers, media_type=form.media_type)
    views = ReportViews(served, language, own=False)
    return render(
        request,
        "validation.html",
        headers=headers,
        view=views.whole(checked.summary, checked.summary, more=MORE),
        listing=None,
        files=checked.validated,
        facts=facts(engine=checked.engine),
        size=limits.validation_bytes,
    )
