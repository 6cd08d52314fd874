"""Fixtures of reconciliation: queries of what kgqual ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.reconciliation import read_batch, reconcile
from kgqual.reconciliation.responses import Candidate

Asking = Callable[..., tuple[Candidate, ...]]


@pytest.fixture
def candidates(shipped_snapshot: OpenSnapshot) -> Asking:
    """``candidates(query=text, type=id …)`` → those of one query, the best first."""

    def asked(language: str = "en", **query: Any) -> tuple[Candidate, ...]:
        batch = read_batch(json.dumps({"only": query}))
        found = reconcile(shipped_snapshot.on(), batch, language)["only"]
        assert found.error is None
        return found.result

    return asked
