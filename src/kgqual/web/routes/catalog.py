"""The catalogue: which graphs the snapshot holds, from where, under which licence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import HTMLResponse

from kgqual.namespaces import CATALOG
from kgqual.store.dataset import Dataset
from kgqual.store.dumps import Dump, Made, dumps, made
from kgqual.store.manifest import GraphEntry
from kgqual.store.snapshot import Snapshot
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, outside_address, with_query
from kgqual.web.negotiation import accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.queries import page_query
from kgqual.web.rdf import NAMES, OFFERS, by_name, write
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.served_catalog import dump_address, served_triples
from kgqual.web.serving import Served
from kgqual.web.showing import graph_title

router = APIRouter(tags=["catalogue"])

_LINKS = '</.well-known/void>; rel="describedby"'


@dataclass(frozen=True)
class DumpLink:
    """A dump as the page lists it; its size in KB where it has been made."""

    address: str
    label: str
    size: int | None


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
    dumps: tuple[DumpLink, ...]


@router.get(
    "/catalog",
    summary="The graphs of the snapshot",
    responses={
        200: {"content": {offer.media_type: {} for offer in OFFERS[:5]}},
        304: {"description": "The client has this answer already (If-None-Match)."},
    },
)
def catalog(
    request: Request,
    served: Leased,
    format: Annotated[str | None, Query(description=NAMES)] = None,
) -> Response:
    """List the graphs with versions, licences, dates, counts, gaps, dumps: a page, or DCAT-AP."""
    chosen = by_name(format) or require(accept_header(request), OFFERS)
    dumped = made(served.snapshot)
    language = "" if chosen.choice else negotiated_language(request)
    older = getattr(request.state, "older", False)  # the page says so
    seen = str(request.url), chosen.media_type, language, sorted(dumped)
    tag = tag_of(served.snapshot.id, older, *seen)
    headers = headers_of(tag) | {"Vary": "Accept, Accept-Language", "Link": _LINKS}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    if chosen.choice is None:
        return _page(request, served, dumped, headers)
    pinned = "snapshot" in request.query_params
    base = str(request.base_url).rstrip("/")
    stored = served.store.query(page_query("everything"), Dataset(default=(CATALOG.value,)))
    triples = [*stored.triples(), *served_triples(base, served.snapshot, dumped, pinned=pinned)]
    body = write(triples, chosen.choice)
    return Response(body, headers=headers, media_type=chosen.choice.media_type)


def _page(
    request: Request, served: Served, dumped: Mapping[str, Made], headers: dict[str, str]
) -> HTMLResponse:
    language = negotiated_language(request)
    pinned = served.snapshot if "snapshot" in request.query_params else None
    links: dict[str, list[DumpLink]] = defaultdict(list)
    for dump in dumps(served.manifest):
        address = dump_address("", dump.name, pinned)
        links[dump.entry.iri if dump.entry else ""].append(
            _link(dump, address, dumped.get(dump.name))
        )
    series: dict[str, list[CatalogRow]] = defaultdict(list)
    for entry in served.manifest.graphs:
        series[entry.series].append(_row(entry, language, pinned, links[entry.iri]))
    for rows in series.values():
        rows.sort(key=lambda row: not row.entry.current)
    groups = sorted(series.values(), key=lambda rows: rows[0].title.casefold())
    return render(
        request,
        "catalog.html",
        headers=headers,
        snapshot=served.snapshot.id,
        pinned=pinned.id if pinned else None,
        manifest=served.manifest,
        whole=links[""],
        rows=[row for rows in groups for row in rows],
    )


def _link(dump: Dump, address: str, file: Made | None) -> DumpLink:
    label = f"{dump.format.name} ({dump.compression})"
    return DumpLink(address, label, -(-file.size // 1024) if file else None)


def _row(
    entry: GraphEntry, language: str, pinned: Snapshot | None, links: Iterable[DumpLink]
) -> CatalogRow:
    address = local_address(entry.iri)
    return CatalogRow(
        entry,
        graph_title(entry, language),
        with_query(address, snapshot=pinned.id if pinned else None) if address else None,
        outside_address(entry.licence),
        _licence_name(entry.licence),
        outside_address(entry.landing_page),
        tuple(gap.label.get(language) or gap.label["en"] for gap in entry.gaps),
        tuple(links),
    )


def _licence_name(licence: str) -> str:
    """Return a short name for the address of a licence: CC BY 4.0, else the address's end."""
    if match := re.fullmatch(
        r"https?://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/?", licence
    ):
        return f"CC {match[1].upper()} {match[2]}"
    return licence.removeprefix("https://").removeprefix("http://").rstrip("/")
