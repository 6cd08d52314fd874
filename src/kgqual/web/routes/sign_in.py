"""Signing in with a token, so that a browser shows it from then on, and signing out."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from kgqual.editorial import Person
from kgqual.web.links import with_query
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.pages import render
from kgqual.web.parameters import FORM, read_form
from kgqual.web.reviewing.addresses import HOME
from kgqual.web.signing_in import forget, holder, keep, person, refuse_foreign
from kgqual.web.translating.addresses import HOME as TRANSLATE

router = APIRouter(tags=["people"])

_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept-Language, Cookie"}
_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["token"],
                    "properties": {"token": {"type": "string"}, "next": {"type": "string"}},
                }
            }
        },
    }
}
_INSIDE = re.compile(r"/(?!/)[^\s\\\x00-\x1f]*")
"""An address of this service. Browsers read a backslash as a slash, and skip tabs and line ends."""
Next = Annotated[str, Query(description="Where to go afterwards, at this service.")]


@router.get("/sign-in", summary="The page where one signs in")
def show(
    request: Request, who: Annotated[Person | None, Depends(person)], next: Next = ""
) -> Response:
    """Ask for a token that `kgqual user add` has made."""
    return render(request, "sign_in.html", headers=_PRIVATE, reviewer=who, next=next, wrong=False)


@router.post("/sign-in", summary="Sign in", status_code=303, openapi_extra=_POSTED)
async def sign_in(request: Request) -> Response:
    """Let the browser show the token that is posted, if somebody has it."""
    refuse_foreign(request)
    fields = await read_form(request)
    token, next = (fields.one("token") or "").strip(), fields.one("next") or ""
    found = await asyncio.to_thread(holder, request, token) if token else None
    if found is None:
        return render(
            request,
            "sign_in.html",
            status=401,
            headers={**_PRIVATE, "WWW-Authenticate": "Bearer"},
            reviewer=None,
            next=next,
            wrong=True,
        )
    answer = RedirectResponse(_kept(request, _local(next, found)), 303, _PRIVATE)
    keep(request, answer, token)
    return answer


@router.post("/sign-out", summary="Sign out", status_code=303)
def sign_out(request: Request, next: Next = "") -> Response:
    """Let the browser forget the token."""
    refuse_foreign(request)
    answer = RedirectResponse(_kept(request, _local(next)), 303, _PRIVATE)
    forget(request, answer)
    return answer


def _local(address: str, who: Person | None = None) -> str:
    """Return an address of this service as it is, for any other where that person works."""
    if _INSIDE.fullmatch(address):
        return address
    return TRANSLATE if who and who.translates else HOME


def _kept(request: Request, address: str) -> str:
    asked = request.query_params.get("lang")
    has = "lang=" in urlsplit(address).query
    return with_query(address, lang=asked if asked in LANGUAGES and not has else None)
