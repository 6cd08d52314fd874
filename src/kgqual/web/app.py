"""The service: its routes, its errors, and the snapshot it serves while it runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp
from structlog.typing import FilteringBoundLogger

from kgqual import __version__
from kgqual.editorial import Editorial
from kgqual.federation import CallLimits, Federation, Permit, is_public
from kgqual.settings import ServiceSettings
from kgqual.store.stored_queries import StoredQueries
from kgqual.store.workers import Capacity
from kgqual.translation.checking import Found
from kgqual.translation.glossary import Glossaries
from kgqual.translation.memory import Memories
from kgqual.web import problems
from kgqual.web.compression import Compression
from kgqual.web.envelope import Envelope, Preflight
from kgqual.web.leasing import SNAPSHOT_HEADER
from kgqual.web.making import Maker
from kgqual.web.metrics import Metrics
from kgqual.web.observing import REQUEST_ID_HEADER, Observing
from kgqual.web.past import Past
from kgqual.web.preparing import preparing
from kgqual.web.proxies import Forwarded
from kgqual.web.publishing import Publishing
from kgqual.web.query_metrics import QueryMetrics
from kgqual.web.routes.validation import TOTAL_HEADER
from kgqual.web.routing import add_routes
from kgqual.web.serving import Serving
from kgqual.web.serving_metrics import ServingMetrics
from kgqual.web.translating.beforehand import read_units

READABLE = (
    SNAPSHOT_HEADER,
    TOTAL_HEADER,
    REQUEST_ID_HEADER,
    "Allow",
    "Content-Location",
    "Content-Range",
    "ETag",
    "Link",
    "Location",
    "Retry-After",
)
"""Headers that scripts of other sites may read beside the usual ones."""
PREFLIGHT_HOLDS = 86400
"""Seconds for which a browser need not ask again whether a script may ask."""
WATCH_INTERVAL = 2.0
"""Seconds between two looks for a newer snapshot."""


class Service(FastAPI):
    """The service, observed as a whole: answers to unexpected errors are numbered as well."""

    journal: FilteringBoundLogger | None = None
    """Takes one line for each request."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return all layers, the observing one around those that answer."""
        answering = super().build_middleware_stack()
        observed = Observing(answering, self.state.metrics, self.journal)
        trusted = self.state.settings.trusted_proxies
        return Forwarded(observed, trusted) if trusted else observed


def create_app(
    data: Path,
    settings: ServiceSettings | None = None,
    *,
    journal: FilteringBoundLogger | None = None,
    watch_interval: float = WATCH_INTERVAL,
    permit: Permit = is_public,
) -> Service:
    """Return the service over the snapshots in ``data``; ``journal`` takes a line per request.

    It opens the current snapshot when it starts and closes it when it stops; without a snapshot
    it starts all the same, is alive but not ready, and serves the first one that is built.
    ``permit`` says which addresses of the network queries may call with SERVICE.
    """
    limits = settings or ServiceSettings()

    app = Service(
        title="kgqual",
        version=__version__,
        summary="The open knowledge graph of qualifications, occupations and skills.",
        lifespan=partial(
            _holding, data=data, limits=limits, interval=watch_interval, permit=permit
        ),
        responses=problems.DESCRIBED,
        docs_url=None,
        redoc_url=None,
    )
    app.journal = journal
    app.state.settings = limits
    app.state.metrics = Metrics()
    app.state.batches = asyncio.Semaphore(limits.batches)
    app.state.inferences = asyncio.Semaphore(1)
    app.state.stored_queries = StoredQueries(data, limits.stored_queries)
    app.state.editorial = Editorial(data, limits.database)
    app.state.memories = Memories(app.state.editorial)
    app.state.glossaries = Glossaries(app.state.editorial)
    app.state.found = Found()
    app.state.references = asyncio.Semaphore(1)
    app.state.exchanges = asyncio.Semaphore(1)
    app.state.validations = asyncio.Semaphore(limits.validations)
    add_routes(app)
    problems.install(app)
    _add_layers(app)
    return app


def _add_layers(app: Service) -> None:
    """Put around the routes what all answers have in common, the innermost layer first."""
    app.add_middleware(Compression)
    app.add_middleware(Envelope, readable=READABLE)
    app.add_middleware(
        Preflight,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "PUT"],
        allow_headers=["*"],
        max_age=PREFLIGHT_HOLDS,
    )


@asynccontextmanager
async def _holding(
    app: FastAPI, data: Path, limits: ServiceSettings, interval: float, permit: Permit
) -> AsyncIterator[None]:
    """Hold the data directory while the service runs."""
    async with AsyncExitStack() as stack:
        hold = Serving(
            data,
            capacity=_capacity(limits),
            interval=interval,
            older=limits.older_snapshots,
            federation=await stack.enter_async_context(_federation(limits, permit)),
            observer=QueryMetrics(app.state.metrics.registry),
        )
        await stack.enter_async_context(hold)
        app.state.serving = hold
        app.state.past = Past(hold.snapshots)
        stack.callback(app.state.past.close)
        stack.callback(app.state.editorial.close)
        app.state.publishing = await stack.enter_async_context(
            Publishing(data, limits.database, app.state.editorial, hold.refresh, interval)
        )
        memories = partial(asyncio.to_thread, app.state.memories.prepare)
        units = partial(read_units, hold, app.state.editorial)
        await stack.enter_async_context(preparing(memories, units))
        app.state.maker = await stack.enter_async_context(Maker())
        app.state.metrics.registry.register(ServingMetrics(hold))
        yield


def _federation(settings: ServiceSettings, permit: Permit) -> Federation:
    limits = CallLimits(
        seconds=settings.service_timeout,
        bytes=settings.service_bytes,
        at_once=settings.service_calls,
    )
    return Federation(settings.service_endpoints, limits, permit=permit)


def _capacity(settings: ServiceSettings) -> Capacity:
    return Capacity(
        workers=settings.workers,
        memory=settings.query_memory,
        waiting=settings.query_queue,
        patience=settings.query_patience,
        answer_bytes=settings.result_bytes,
        remembered=settings.answer_memory,
    )
