"""Fixtures of reconciliation: the graph and the index of what kgqual ships, and queries of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.reconciliation import read_batch, reconcile
from kgqual.reconciliation.responses import Candidate
from kgqual.search import Index
from kgqual.store.snapshot import Snapshots

Asking = Callable[..., tuple[Candidate, ...]]


@pytest.fixture(scope="session")
def index(served_data: Path) -> Index:
    """The index of what kgqual ships."""
    return Index.open(Snapshots(served_data).current().search_path)


@pytest.fixture
def candidates(shipped_snapshot: OpenSnapshot, index: Index) -> Asking:
    """``candidates(query=text, type=id …)`` → those of one query, the best first."""

    def asked(language: str = "en", **query: Any) -> tuple[Candidate, ...]:
        batch = read_batch(json.dumps({"only": query}))
        found = reconcile(shipped_snapshot.on(), index, batch, language)["only"]
        assert found.error is None
        return found.result

    return asked
