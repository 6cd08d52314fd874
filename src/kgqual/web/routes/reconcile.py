"""Reconciliation for OpenRefine and others: W3C Reconciliation Service API 0.2.

Every address is there with and without a language in it: ``/reconcile/kk`` names things in Kazakh,
also for a client that sends no Accept-Language. The manifest points to addresses of its language.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.reconciliation import (
    extend,
    manifest,
    propose_properties,
    read_batch,
    read_extension,
    read_query,
    reconcile,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from kgqual.reconciliation.preview import preview
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import LANGUAGES, negotiated_language
from kgqual.web.pages import render_framed
from kgqual.web.parameters import Parameters, address_parameters, read_form
from kgqual.web.protocol import base_address
from kgqual.web.serving import Served

router = APIRouter(tags=["reconciliation"])

_ASKED = ("queries", "query", "extend")
Prefix = Annotated[str, Query(max_length=250, description="What was typed so far.")]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="How many suggestions to skip.")]


def _language(request: Request) -> str:
    """Return the language of the address, of ``lang=``, or of Accept-Language."""
    asked = request.path_params.get("lang")
    if asked and asked not in LANGUAGES:
        raise HTTPException(404, f"There is no {asked!r} here, but {', '.join(LANGUAGES)}.")
    return asked or negotiated_language(request)


Spoken = Annotated[str, Depends(_language)]


@router.get("/reconcile/{lang}/suggest/entity", include_in_schema=False)
@router.get("/reconcile/suggest/entity", summary="Things whose names or codes begin so")
def suggest_entity(
    served: Leased, language: Spoken, prefix: Prefix = "", cursor: Cursor = 0
) -> Response:
    """Suggest things of the types that can be reconciled."""
    graph = served.asked.on()
    return _json(suggest_entities(graph, prefix, cursor, language))


@router.get("/reconcile/{lang}/suggest/type", include_in_schema=False)
@router.get("/reconcile/suggest/type", summary="Types whose names begin so")
def suggest_type(language: Spoken, prefix: Prefix = "", cursor: Cursor = 0) -> Response:
    """Suggest types."""
    return _json(suggest_types(prefix, cursor, language))


@router.get("/reconcile/{lang}/suggest/property", include_in_schema=False)
@router.get("/reconcile/suggest/property", summary="Properties whose names begin so")
def suggest_property(language: Spoken, prefix: Prefix = "", cursor: Cursor = 0) -> Response:
    """Suggest properties."""
    return _json(suggest_properties(prefix, cursor, language))


@router.get("/reconcile/{lang}/properties", include_in_schema=False)
@router.get("/reconcile/properties", summary="The properties that things of a type may have")
def propose(
    language: Spoken,
    type: Annotated[str, Query(max_length=250, description="The id of a type.")] = "",
    limit: Annotated[int | None, Query(ge=1, le=1_000, description="Properties at most.")] = None,
) -> Response:
    """Propose properties to fetch; without a type, all of them."""
    return _json(propose_properties(type, limit, language))


@router.get("/reconcile/{lang}/preview", include_in_schema=False)
@router.get("/reconcile/preview", summary="A thing in a small frame")
def show(
    served: Leased,
    language: Spoken,
    id: Annotated[str, Query(max_length=2_000, description="The IRI of a thing.")],
) -> Response:
    """Show what tells a thing from its namesakes."""
    shown = preview(served.asked.on(), id, language)
    if shown is None:
        raise HTTPException(404, f"The graph knows nothing of {id}.")
    return render_framed("reconcile_preview.html", language, shown=shown)


@router.get("/reconcile/{lang}", include_in_schema=False)
@router.get("/reconcile", summary="The manifest; or queries, as a POST takes them")
def ask_by_address(request: Request, served: Leased, language: Spoken) -> Response:
    """Without parameters: the service manifest. ``queries``, ``query``, ``extend`` as in a POST."""
    return _answer(request, served, address_parameters(request), language)


@router.post("/reconcile/{lang}", include_in_schema=False)
@router.post("/reconcile", summary="A batch of queries, or of things to extend")
async def ask_by_form(request: Request, served: Leased, language: Spoken) -> Response:
    """Take a form with ``queries``, ``query`` or ``extend``: JSON, as OpenRefine sends it."""
    parameters = await read_form(request)
    return await run_in_threadpool(_answer, request, served, parameters, language)


def _answer(request: Request, served: Served, parameters: Parameters, language: str) -> Response:
    asked = {name: text for name in _ASKED if (text := parameters.one(name)) is not None}
    if len(asked) > 1:
        raise BadUsage(f"{' and '.join(asked)} are given; one of them is possible.")
    if not asked:
        return _manifest(request, language)
    (name, text), graph = *asked.items(), served.asked.on()
    hint = parameters.one("user_lang")
    language = hint if hint in LANGUAGES else language
    if name == "extend":
        return _json(extend(graph, read_extension(text), language))
    if name == "query":
        return _json(reconcile(graph, {name: read_query(text)}, language)[name])
    return _json(reconcile(graph, read_batch(text), language))


def _manifest(request: Request, language: str) -> Response:
    if request.method == "POST":
        raise BadUsage(f"The form has none of {', '.join(_ASKED)}.")
    chosen = "lang" in request.path_params or request.query_params.get("lang") in LANGUAGES
    base = base_address(request)
    endpoint = f"{base}/reconcile/{language}" if chosen else f"{base}/reconcile"
    return _json(manifest(base, endpoint, language))


def _json(answer: object) -> Response:
    body = to_json(answer, exclude_none=True)
    return Response(body, headers={"Vary": "Accept-Language"}, media_type="application/json")
