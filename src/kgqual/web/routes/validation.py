"""The validation report of the snapshot that is served, as it was when it was published."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, cast

import pyoxigraph
from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import NamedNode, RdfFormat
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.settings import ServiceSettings
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import VALIDATION_JSON, VALIDATION_TURTLE, Snapshot
from kgqual.validation.graphs import Node
from kgqual.validation.recorded import read_summary
from kgqual.validation.report import read_report
from kgqual.validation.shapes import shipped_shapes
from kgqual.validation.summary import Selection, Summary
from kgqual.validation.terms import named
from kgqual.web.leasing import Leased, Settings
from kgqual.web.links import with_query
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.report_formats import LABELS, NAMES, OFFERS, Form, Part, by_name, total, write
from kgqual.web.report_view import ADDRESS, NAMED, ReportViews, facts
from kgqual.web.revalidation import revalidated
from kgqual.web.serving import Served
from kgqual.web.showing import Shown, graph_title

PER_PAGE = 100
"""Results on one page, and in one answer in JSON, when no limit is asked for."""
MOST = 100_000
"""Results in one answer that asks for a limit, at most."""
TOTAL_HEADER = "X-Total-Count"
"""Says how many results are selected."""

router = APIRouter(tags=["validation"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS}},
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "A filter names what is not there."},
    404: {"description": "The snapshot was published without a report."},
}

ShapeAsked = Annotated[str, Query(description="Only what this shape found: an IRI or a CURIE.")]
GraphAsked = Annotated[str, Query(description="Only what is stated in this graph: its IRI.")]
SeverityAsked = Annotated[str, Query(description="Only violation, warning or info.")]
LimitAsked = Annotated[
    int | None, Query(ge=1, le=MOST, description=f"Results: {PER_PAGE} in JSON, else all.")
]
OffsetAsked = Annotated[int, Query(ge=0, description="Results that are passed over.")]


@dataclass(frozen=True)
class Attached:
    """The report that a snapshot carries, and when it was made."""

    summary: Summary
    when: datetime


@router.get("/validation", summary="The report of the snapshot", responses=_ANSWERS)
def snapshot_report(
    request: Request,
    served: Leased,
    limits: Settings,
    shape: ShapeAsked = "",
    graph: GraphAsked = "",
    severity: SeverityAsked = "",
    limit: LimitAsked = None,
    offset: OffsetAsked = 0,
    format: Annotated[str | None, Query(description=NAMES)] = None,
) -> Response:
    """Say what validation found when the snapshot was published: a page, JSON, CSV or SHACL."""
    form = by_name(format) or require(accept_header(request), OFFERS)
    attached = _attached(served.snapshot)
    selection = _selection(attached.summary, served.manifest, Selection(shape, graph, severity))
    asked = _Asked(request, served, attached, attached.summary.select(selection))
    if form.choice is Form.HTML:
        listed = Part(offset, limit or PER_PAGE) if shape or limit or offset else None
        return revalidated(request, _page(asked, listed, limits))
    usual = PER_PAGE if form.choice is Form.JSON else None
    return revalidated(request, _data(asked, form, Part(offset, limit or usual)))


@dataclass(frozen=True)
class _Asked:
    """One request: the report it is about, and what of it is selected."""

    request: Request
    served: Served
    attached: Attached
    selected: Summary

    @property
    def language(self) -> str:
        """The language of the answer."""
        return negotiated_language(self.request)

    @property
    def address(self) -> str:
        """The address of what is selected."""
        chosen = {name: text for name, text in vars(self.selected.selection).items() if text}
        return with_query(ADDRESS, **chosen)


def _attached(snapshot: Snapshot) -> Attached:
    if not all((snapshot.path / name).is_file() for name in (VALIDATION_JSON, VALIDATION_TURTLE)):
        raise HTTPException(
            404,
            "This snapshot was published without a validation report. Run `kgqual build` to "
            "publish one that has it.",
        )
    return _read(snapshot.path)


@lru_cache(maxsize=2)
def _read(folder: Path) -> Attached:
    path = folder / VALIDATION_JSON
    found = json.loads(path.read_text(encoding="utf-8"))
    results = read_report(
        pyoxigraph.parse(path=folder / VALIDATION_TURTLE, format=RdfFormat.TURTLE), found["engine"]
    ).results
    when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Attached(read_summary(found, results), when)


def _selection(summary: Summary, manifest: Manifest, asked: Selection) -> Selection:
    """Return what is asked for, with the whole IRI of the graph.

    Raises BadUsage for a shape or a graph that is not there.
    """
    shapes = {group.source for group in summary.groups} | _shapes()
    if asked.shape and not any(named(asked.shape, shape) for shape in shapes):
        raise BadUsage(f"shape={asked.shape!r} is no shape that this snapshot was checked by.")
    graphs = [entry.iri for entry in manifest.graphs if named(asked.graph, NamedNode(entry.iri))]
    if asked.graph and not graphs:
        raise BadUsage(
            f"graph={asked.graph!r} is not a graph of this snapshot; /catalog lists them."
        )
    return replace(asked, graph=graphs[0]) if graphs else asked


@cache
def _shapes() -> frozenset[Node]:
    """Return what the shipped shapes graph describes: shapes and SPARQL constraints."""
    nodes = (cast(Node, triple.subject) for triple in shipped_shapes().triples)
    return frozenset(node for node in nodes if isinstance(node, NamedNode))


def _data(asked: _Asked, form: Offer[Form], part: Part) -> Response:
    about = {
        "snapshot": asked.served.snapshot.id,
        "checked": asked.attached.when.isoformat(timespec="seconds"),
        "shapes_digest": asked.served.manifest.shapes,
    }
    body = write(asked.selected, form.choice, asked.language, part, about)
    return Response(body, headers=_headers(asked, part), media_type=form.media_type)


def _headers(asked: _Asked, part: Part) -> dict[str, str]:
    count = total(asked.selected)
    headers = {"Vary": "Accept, Accept-Language", TOTAL_HEADER: str(count)}
    if part.end is not None and part.end < count:
        url = asked.request.url.include_query_params(offset=part.end, limit=part.limit)
        headers["Link"] = f'<{url.replace(scheme="", netloc="")}>; rel="next"'
    return headers


def _page(asked: _Asked, listed: Part | None, limits: ServiceSettings) -> Response:
    summary, selected = asked.attached.summary, asked.selected
    manifest, language = asked.served.manifest, asked.language
    views = ReportViews(asked.served, language, own=True)
    return render(
        asked.request,
        "validation.html",
        headers={"Vary": "Accept, Accept-Language"},
        view=views.whole(summary, selected),
        listing=views.listing(selected, listed) if listed else None,
        files=(),
        facts=facts(
            snapshot=asked.served.snapshot.id,
            when=f"{asked.attached.when:%Y-%m-%d %H:%M} UTC",
            engine=summary.report.engine,
            shapes=manifest.shapes,
        ),
        selection=selected.selection,
        address=asked.address,
        severities=NAMED,
        graphs=_graphs(summary, manifest, language),
        variants=LABELS,
        size=limits.validation_bytes,
    )


def _graphs(summary: Summary, manifest: Manifest, language: str) -> list[Shown]:
    """Return the graphs that something was found in, by title."""
    found = {graph for finding in summary.findings() for graph in finding.graphs}
    shown = (
        Shown(graph_title(entry, language), iri=entry.iri)
        for entry in manifest.graphs
        if entry.iri in found
    )
    return sorted(shown, key=lambda one: one.order)
