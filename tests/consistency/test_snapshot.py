"""A snapshot, validated as it is served or as of a day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.consistency.conftest import broken

from kgqual.consistency import checked as checked_module
from kgqual.consistency import validate_snapshot
from kgqual.namespaces import KQ, expand
from kgqual.store.snapshot import Snapshot
from kgqual.validation.waivers import MATCHES, Waiver


def test_what_is_shipped_is_consistent(shipped_snapshot: Snapshot) -> None:
    checked = validate_snapshot(shipped_snapshot)
    assert broken(checked) == set()
    assert set(checked.validated) == {e.iri for e in shipped_snapshot.manifest.current}
    unplaced = [r for r in checked.report.results if r not in checked.origins.graphs]
    assert unplaced == []


def test_as_of_a_day_it_is_that_day_s_graphs(shipped_snapshot: Snapshot) -> None:
    checked = validate_snapshot(shipped_snapshot, as_of=date(2014, 1, 1))
    assert expand("kqg:framework/nqf-2012").value in checked.validated
    assert expand("kqg:framework/nqf-2016").value not in checked.validated
    graphs = {graph for some in checked.origins.graphs.values() for graph in some}
    assert graphs <= set(checked.validated)


class TestWaivers:
    """A known defect of a source is not held against it, as long as it is the known one."""

    @pytest.fixture
    def known(self, shipped_snapshot: Snapshot) -> Waiver:
        """A waiver of every result that one rule has in one graph."""
        checked = validate_snapshot(shipped_snapshot)
        group = max(checked.summary.groups, key=lambda group: group.count)
        [graph, *_] = group.graphs
        results = [f.result for f in group.findings]
        return Waiver(
            iri=expand("kqid:waiver/test"),
            shape=group.source,  # type: ignore[arg-type]
            graph=graph,
            focus=frozenset(r.focus_node for r in results),  # type: ignore[misc]
            count=len(results),
            reasons={"en": "It is so in the source."},
        )

    def test_what_it_covers_is_counted_apart(
        self, shipped_snapshot: Snapshot, known: Waiver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(checked_module, "shipped_waivers", lambda: [known])
        checked = validate_snapshot(shipped_snapshot)
        assert known.shape not in {result.source for result in checked.report.results}
        assert checked.summary.waived_count == known.count
        [waived] = checked.summary.waived
        assert known.graph in waived.group.graphs

    def test_one_that_fits_nothing_is_a_warning(
        self, shipped_snapshot: Snapshot, known: Waiver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        outdated = Waiver(
            iri=known.iri,
            shape=known.shape,
            graph=known.graph,
            focus=frozenset({KQ.nothing}),
            count=1,
            reasons={},
        )
        monkeypatch.setattr(checked_module, "shipped_waivers", lambda: [outdated])
        checked = validate_snapshot(shipped_snapshot)
        assert [r.focus_node for r in checked.report.results if r.shape == MATCHES] == [known.iri]
        assert checked.publishable
