"""The catalogue: which graphs the snapshot holds, from where, under which licence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import HTMLResponse

from kgqual.namespaces import CATALOG
from kgqual.store.dataset import Dataset
from kgqual.store.manifest import GraphEntry
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, outside_address
from kgqual.web.negotiation import accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.queries import page_query
from kgqual.web.rdf import NAMES, OFFERS, by_name, write
from kgqual.web.serving import Served
from kgqual.web.showing import graph_title

router = APIRouter(tags=["catalogue"])


@dataclass(frozen=True)
class CatalogRow:
    """One graph as the page lists it."""

    entry: GraphEntry
    title: str
    address: str | None
    licence: str | None
    licence_name: str
    landing_page: str | None
    gaps: tuple[str, ...]


@router.get(
    "/catalog",
    summary="The graphs of the snapshot",
    responses={200: {"content": {offer.media_type: {} for offer in OFFERS[:5]}}},
)
def catalog(
    request: Request,
    served: Leased,
    format: Annotated[str | None, Query(description=NAMES)] = None,
) -> Response:
    """List the graphs with versions, licences, dates, counts and gaps: a page, or DCAT."""
    chosen = by_name(format) or require(accept_header(request), OFFERS)
    if chosen.choice is None:
        return _page(request, served)
    answer = served.store.query(page_query("everything"), Dataset(default=(CATALOG.value,)))
    body = write(answer.triples(), chosen.choice)
    headers = {"Vary": "Accept, Accept-Language"}
    return Response(body, headers=headers, media_type=chosen.choice.media_type)


def _page(request: Request, served: Served) -> HTMLResponse:
    language = negotiated_language(request)
    series: dict[str, list[CatalogRow]] = defaultdict(list)
    for entry in served.manifest.graphs:
        series[entry.series].append(_row(entry, language))
    for rows in series.values():
        rows.sort(key=lambda row: not row.entry.current)
    groups = sorted(series.values(), key=lambda rows: rows[0].title.casefold())
    return render(
        request,
        "catalog.html",
        headers={"Vary": "Accept, Accept-Language"},
        snapshot=served.snapshot.id,
        manifest=served.manifest,
        rows=[row for rows in groups for row in rows],
    )


def _row(entry: GraphEntry, language: str) -> CatalogRow:
    return CatalogRow(
        entry,
        graph_title(entry, language),
        local_address(entry.iri),
        outside_address(entry.licence),
        _licence_name(entry.licence),
        outside_address(entry.landing_page),
        tuple(gap.label.get(language) or gap.label["en"] for gap in entry.gaps),
    )


def _licence_name(licence: str) -> str:
    """Return a short name for the address of a licence: CC BY 4.0, else the address's end."""
    if match := re.fullmatch(
        r"https?://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/?", licence
    ):
        return f"CC {match[1].upper()} {match[2]}"
    return licence.removeprefix("https://").removeprefix("http://").rstrip("/")
