"""Figures that are looked up when Prometheus asks: what is served, and who works on it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

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
        yield from self._snapshot()
        yield from self._workers()

    def _snapshot(self) -> Iterator[Metric]:
        info = GaugeMetricFamily(
            "kgqual_snapshot_info", "1, for the snapshot that is served.", labels=["snapshot"]
        )
        current = GaugeMetricFamily(
            "kgqual_snapshot_current", "1 when the served snapshot is the current one, else 0."
        )
        age = GaugeMetricFamily(
            "kgqual_snapshot_age_seconds", "Seconds since the served snapshot was published."
        )
        triples = GaugeMetricFamily("kgqual_snapshot_triples", "Triples of the served snapshot.")
        with suppress(NoSnapshot, FileNotFoundError):  # there is none, or it was just removed
            served = self._serving.current()
            info.add_metric([served.snapshot.id], 1)
            triples.add_metric([], served.manifest.triples)
            age.add_metric([], time.time() - served.snapshot.published)
            newest = served.snapshot == self._serving.snapshots.current()
            current.add_metric([], int(newest))
        yield from (info, current, age, triples)

    def _workers(self) -> Iterator[Metric]:
        pools = [served.pool for served in self._serving.opened]
        running = sum(pool.running for pool in pools)
        processes = [pid for pool in pools for pid in pool.processes]
        waiting = sum(pool.waiting for pool in pools)
        yield GaugeMetricFamily(
            "kgqual_queries_waiting", "Queries that wait for a process.", value=waiting
        )
        states = GaugeMetricFamily(
            "kgqual_query_workers", "Processes for queries, by what they do.", labels=["state"]
        )
        states.add_metric(["busy"], running)
        states.add_metric(["idle"], len(processes) - running)
        yield states
        memory = GaugeMetricFamily(
            "kgqual_query_workers_memory_bytes", "Memory that processes for queries have of RAM."
        )
        resident = [bytes for pid in processes if (bytes := _resident(pid)) is not None]
        if resident:
            memory.add_metric([], sum(resident))
        yield memory


def _resident(pid: int) -> int | None:
    """Return the bytes of a process that are in RAM; None where the system does not say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (FileNotFoundError, ProcessLookupError):  # no /proc here, or the process just ended
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
