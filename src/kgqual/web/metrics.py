"""What the service counts, for Prometheus: one registry for each service, nothing global.

The names are a contract with dashboards and alerts; docs/operator.md lists them.
"""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder

from kgqual import __version__

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the buckets of times; a look-up takes milliseconds, a query up to a minute."""


class Metrics:
    """The counters and times of one service."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        Gauge("kgqual_build_info", "The version that runs.", ["version"], registry=registry).labels(
            __version__
        ).set(1)
        self.in_flight = 0
        Gauge(
            "kgqual_http_requests_in_flight", "Requests being answered.", registry=registry
        ).set_function(lambda: self.in_flight)
        self.lost_lines = Counter(
            "kgqual_log_lines_lost", "Requests whose line could not be written.", registry=registry
        )
        self._requests = Counter(
            "kgqual_http_requests",
            "Requests answered, by template of the route.",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "kgqual_http_request_seconds",
            "Seconds from the request's head to the last byte of its answer.",
            ["route"],
            buckets=SECONDS,
            registry=registry,
        )
        self._bytes = Counter(
            "kgqual_http_response_bytes", "Bytes of bodies sent.", ["route"], registry=registry
        )
        self._kept: dict[tuple[str, str, int], tuple[Counter, Histogram, Counter]] = {}

    def request(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """Count a request that ended after ``seconds`` and ``sent`` bytes of its answer's body."""
        key = (route, method, status)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = (
                self._requests.labels(route, method, str(status)),
                self._seconds.labels(route),
                self._bytes.labels(route),
            )
        requests, duration, size = kept
        requests.inc()
        duration.observe(seconds)
        size.inc(sent)

    def expose(self, accept: str) -> tuple[bytes, str]:
        """Return all of it in the text format that ``accept`` asks for, and its media type."""
        encoder, media_type = choose_encoder(accept)
        return encoder(self.registry), media_type
