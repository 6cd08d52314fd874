"""A snapshot in a data directory, asked in a worker process, without a service.

A query that crashes the engine, or needs too much memory, ends the worker and not the Python that
asks; a time limit and Ctrl-C end a running query, which no thread could.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgqual.client.answers import Answer
from kgqual.client.query import Query
from kgqual.store.dataset import CURRENT, Dataset, as_of
from kgqual.store.interface import AnswerKind, Format
from kgqual.store.snapshot import Snapshots
from kgqual.store.workers import Request
from kgqual.store.workers.lone import LoneWorker


class Directory:
    """See ``Source``: a kept snapshot, or the one that is current now, whatever comes later."""

    def __init__(self, data: Path, snapshot: str | None = None) -> None:
        """Find the snapshot. Raises NoSnapshot when none was built, and as ``named`` does."""
        kept = Snapshots(data)
        self._snapshot = kept.current() if snapshot is None else kept.named(snapshot)
        self._worker = LoneWorker(self._snapshot.store_path)

    @property
    def snapshot(self) -> str:
        """See ``Source.snapshot``."""
        return self._snapshot.id

    def close(self) -> None:
        """See ``Source.close``."""
        self._worker.close()

    @contextmanager
    def answer(self, query: Query, kind: AnswerKind) -> Iterator[Answer]:
        """See ``Source.answer``."""
        graph = kind is AnswerKind.GRAPH
        results, graphs = (None, Format.NTRIPLES) if graph else (Format.JSON, None)
        request = Request(query.text, self._dataset(query), results, graphs)
        with self._worker.run(request, query.timeout) as (media_type, parts):
            yield Answer(media_type, parts)

    def _dataset(self, query: Query) -> Dataset:
        if query.day:
            return as_of(self._snapshot.manifest, query.day)
        if not (query.default_graphs or query.named_graphs):
            return CURRENT
        return Dataset(query.default_graphs, query.named_graphs)
