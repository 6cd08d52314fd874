"""What the tests of the look-up share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.recognition import Application, Recognition, recognise

Look = Callable[..., Recognition]
"""Looks up an application, given its fields as texts."""


@pytest.fixture
def look(shipped_snapshot: OpenSnapshot) -> Look:
    """Return what looks up an application on what is shipped."""
    return lambda **fields: recognise(shipped_snapshot.on(), Application.of(fields))
