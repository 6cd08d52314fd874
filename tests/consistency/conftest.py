"""A snapshot of what kgqual ships, and files of RDF to judge beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgqual.consistency import Checked
from kgqual.namespaces import compact, prefixes
from kgqual.store.snapshot import Snapshot, Snapshots

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped_snapshot(served_data: Path) -> Snapshot:
    """The snapshot of everything that kgqual ships."""
    return Snapshots(served_data).current()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write Turtle, or what looks like it, with every prefix declared."""

    def written(text: str, name: str = "file.ttl") -> Path:
        declared = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in prefixes().items())
        path = tmp_path / name
        path.write_text(declared + text, encoding="utf-8")
        return path

    return written


def broken(checked: Checked) -> set[str]:
    """The shapes that are violated, as CURIEs."""
    return {compact(result.source.value) for result in checked.report.violations}
