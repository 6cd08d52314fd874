"""Fixtures of the questions that need ESCO."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot

AskingEsco = Callable[..., AnyAnswer]


@pytest.fixture(scope="session")
def esco_snapshot(escos: Snapshot) -> Iterator[OpenSnapshot]:
    """Everything kgqual ships, and ESCO v1.1.1 as the current one of three versions."""
    with OpenSnapshot.of(escos) as opened:
        yield opened


@pytest.fixture
def asking_esco(esco_snapshot: OpenSnapshot) -> AskingEsco:
    """``asking_esco(question, argument=text …)`` → the answer with ESCO loaded."""

    def ask_esco(name: str, /, as_of: date | None = None, **arguments: str) -> AnyAnswer:
        return ask(esco_snapshot.on(as_of), name, arguments)

    return ask_esco
