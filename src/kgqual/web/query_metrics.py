"""What becomes of queries and of the processes that run them, counted and logged as it happens."""

from __future__ import annotations

import hashlib
import logging

from prometheus_client import CollectorRegistry, Counter, Histogram

from kgqual.store.workers import Cause, Ended, Outcome, Request
from kgqual.web.metrics import SECONDS

LOG = logging.getLogger(__name__)
_LEVELS = {Cause.DEADLINE: logging.WARNING, Cause.CRASHED: logging.WARNING}
"""Cause of a worker's end → level of its line; the other ends are part of the work."""


class QueryMetrics:
    """Observer of the workers of one service; its figures belong to ``registry``.

    Every outcome and cause is shown from the start, so that its first increase is seen.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        ended = Histogram(
            "kgqual_query_seconds",
            "Seconds a query waited and ran, by outcome.",
            ["outcome"],
            buckets=SECONDS,
            registry=registry,
        )
        self._ended = {outcome: ended.labels(outcome.value) for outcome in Outcome}
        self._waited = Histogram(
            "kgqual_query_wait_seconds",
            "Seconds a query waited for a process.",
            buckets=SECONDS,
            registry=registry,
        )
        workers = Counter(
            "kgqual_query_workers_ended",
            "Processes that ended with the query they ran, by cause; others take their place.",
            ["cause"],
            registry=registry,
        )
        self._workers = {cause: workers.labels(cause.value) for cause in Cause}

    def query_ended(self, ended: Ended) -> None:
        """Count a query."""
        self._ended[ended.outcome].observe(ended.waited + ended.ran)
        self._waited.observe(ended.waited)

    def worker_ended(self, cause: Cause, request: Request) -> None:
        """Count a process, and log which request and query ended it."""
        self._workers[cause].inc()
        told = {
            "id": request.id,
            "query": hashlib.sha256(request.text.encode()).hexdigest(),
            "cause": cause.value,
        }
        LOG.log(_LEVELS.get(cause, logging.DEBUG), "A query process ended", extra=told)
