"""Everything that kgqual ships, as one graph with its catalogue, breaks no rule.

The engine is the fast one; ``benchmarks/agreement.py`` compares both on the whole graph.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual import versions
from kgqual.consistency import Checked, validate_snapshot
from kgqual.namespaces import prefixes
from kgqual.sources.shipped import shipped_sources
from kgqual.store.snapshot import Snapshot, Snapshots

LICENCE = prefixes()["kqsh"] + "Dataset-license"


@pytest.fixture(scope="module")
def snapshot(served_data: Path) -> Snapshot:
    return Snapshots(served_data).current()


@pytest.fixture(scope="module")
def checked(snapshot: Snapshot) -> Checked:
    return validate_snapshot(snapshot, engine="compiled")


def test_nothing_shipped_is_a_violation(checked: Checked) -> None:
    assert checked.report.results, "warnings are known"
    checked.refuse_violations("What is shipped", "look at the report")


def test_every_shipped_graph_has_a_licence(checked: Checked) -> None:
    """A warning for a user's own file, which may have none; what we ship has one."""
    assert LICENCE not in {one.shape.value for one in checked.report.results}


def test_the_current_version_of_every_shipped_source_is_there(snapshot: Snapshot) -> None:
    held = {entry.iri for entry in snapshot.manifest.current}
    assert {source.graph for source in versions.current(shipped_sources())} <= held
