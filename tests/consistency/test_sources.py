"""A source, judged before it is registered as it will be judged as a part of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual import versions
from kgqual.consistency import Checked, surroundings, validate_graphs, validate_snapshot
from kgqual.model import Source
from kgqual.sources.shipped import shipped_sources
from kgqual.store.snapshot import Snapshot
from kgqual.validation.report import Result

SOURCES = versions.current(shipped_sources())


@pytest.fixture(scope="module")
def whole(shipped_snapshot: Snapshot) -> Checked:
    """The validation of the whole."""
    return validate_snapshot(shipped_snapshot)


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_alone_it_gives_what_it_gives_in_the_whole(
    shipped_snapshot: Snapshot, whole: Checked, source: Source
) -> None:
    """Warnings and all: the context holds whatever the rules look at."""
    entries = list(enumerate(shipped_snapshot.manifest.graphs))
    [(index, own)] = [
        (i, e) for i, e in entries if (e.series, e.version) == (source.series, source.version)
    ]
    around = surroundings(
        (entry.kind, shipped_snapshot.graph_path(i))
        for i, entry in entries
        if entry.current and entry.iri != own.iri
    )
    path = shipped_snapshot.graph_path(index)
    alone = validate_graphs({own.iri: path}, around)
    assert set(alone.report.results) == set(of_subjects(whole, path))


def of_subjects(checked: Checked, path: Path) -> list[Result]:
    """The results on what a graph file speaks of."""
    subjects = {line.partition(b" ")[0] for line in path.read_bytes().splitlines()}
    return [r for r in checked.report.results if str(r.focus_node).encode() in subjects]
