"""Figures that are looked up when Prometheus asks: what is served, and who works on it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from kgqual.store.snapshot import NoSnapshot
from kgqual.web.serving import Serving


class ServingMetrics(Collector):
    """The state of one service's hold on its data directory."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    def collect(self) -> Iterator[Metric]:
        """Yield the figures; those of the snapshot have no sample while none is served."""
        info = GaugeMetricFamily(
            "kgqual_snapshot_info", "1, for the snapshot that is served.", labels=["snapshot"]
        )
        age = GaugeMetricFamily(
            "kgqual_snapshot_age_seconds", "Seconds since the served snapshot was published."
        )
        triples = GaugeMetricFamily("kgqual_snapshot_triples", "Triples of the served snapshot.")
        try:
            served = self._serving.current()
        except NoSnapshot:
            pass  # readiness says why
        else:
            info.add_metric([served.snapshot.id], 1)
            age.add_metric([], time.time() - served.snapshot.published)
            triples.add_metric([], served.manifest.triples)
        yield from (info, age, triples)
