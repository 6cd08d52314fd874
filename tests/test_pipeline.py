"""Sources to snapshot, end to end, on what kgqual ships and on whole ESCO releases."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest

from kgqual import inventory, pipeline, staged
from kgqual.atomic import UNFINISHED
from kgqual.consistency import Checked
from kgqual.errors import BadUsage, Inconsistent, KgqualError, StorageFailed, UnreadableInput
from kgqual.matching import NoSets, Sets
from kgqual.model import Source
from kgqual.namespaces import SH, expand, sparql_prologue
from kgqual.search import Index, NoIndex
from kgqual.sources.adding import Options
from kgqual.sources.registry import Registry
from kgqual.store.changing import changing
from kgqual.store.dataset import AS_CURRENT, CURRENT, Dataset, as_of
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.validation.report import Report, read_report
from kgqual.validation.shapes import shapes_digest, shipped_shapes

NCO = "code,title_kk,title_ru,title_en\n2,,Специалисты-профессионалы,\n"


def values(snapshot: Snapshot, query: str, dataset: Dataset = CURRENT) -> list[tuple[str, ...]]:
    store = snapshot.open()
    rows = store.query(sparql_prologue() + query, dataset).rows()
    return [tuple(getattr(term, "value", "") for term in row) for row in rows]


def count(snapshot: Snapshot, pattern: str, dataset: Dataset = CURRENT) -> int:
    [(number,)] = values(snapshot, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", dataset)
    return int(number)


def test_the_same_inputs_give_the_same_snapshot(served_data: Path, tmp_path: Path) -> None:
    first = Snapshots(served_data).current()
    built = pipeline.build(tmp_path)
    second = built.snapshot
    assert not built.unchanged
    assert first.id == second.id
    assert first.manifest.to_bytes() == second.manifest.to_bytes()
    for index in range(len(first.manifest.graphs)):
        assert first.graph_path(index).read_bytes() == second.graph_path(index).read_bytes()


@pytest.mark.parametrize(
    ("folder", "open_index", "missing"),
    [("search", Index.open, NoIndex), ("matching", Sets.open, NoSets)],
)
def test_a_snapshot_without_an_index_gets_one_by_the_next_build(
    own_data: Path,
    folder: str,
    open_index: Callable[[Path], object],
    missing: type[KgqualError],
) -> None:
    built = Snapshots(own_data).current()
    shutil.rmtree(built.path / folder)
    sums = json.loads(built.checksums_path.read_text())
    without = {name: value for name, value in sums.items() if not name.startswith(f"{folder}/")}
    built.checksums_path.write_text(json.dumps(without))
    with pytest.raises(missing, match="kgqual build"):
        open_index(built.path / folder)
    assert pipeline.build(own_data).unchanged
    assert open_index(built.path / folder)
    assert built.damage() == ""


def test_a_damaged_index_is_damage_of_the_snapshot(own_data: Path) -> None:
    built = Snapshots(own_data).current()
    (built.search_path / "meta.json").write_text("{}")
    assert built.damage() == "search/meta.json was changed"


def test_an_added_source_takes_the_place_of_the_shipped_one(own_data: Path, tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(NCO, encoding="utf-8")
    pipeline.add(own_data, "nco", [table], Options(version="2017"))
    manifest = pipeline.build(own_data).snapshot.manifest
    [nco] = [entry for entry in manifest.graphs if entry.kind == "nco"]
    assert (nco.shipped, nco.current) == (False, True)


def test_the_last_version_added_with_current_is_current(own_data: Path, tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(NCO, encoding="utf-8")
    for version in ("2031", "2030"):
        pipeline.add(own_data, "nco", [table], Options(version=version, current=True))
    manifest = pipeline.build(own_data).snapshot.manifest
    assert [e.version for e in manifest.graphs if e.kind == "nco" and e.current] == ["2030"]


def test_a_replacement_that_fails_leaves_what_was_registered(
    own_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(NCO, encoding="utf-8")
    [before] = pipeline.add(own_data, "nco", [table], Options(version="2024"))
    table.write_text(NCO + "3,,Техники,\n", encoding="utf-8")

    def full(registry: Registry, source: Source) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(StorageFailed):
        patched.setattr(Registry, "register", full)
        options = Options(version="2024")
        pipeline.add(own_data, "nco", [table], options, replace_old=True)
    assert Registry(own_data).sources() == [before.source]


def test_files_with_nothing_to_import_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("code,title_ru\n", encoding="utf-8")
    empty = tmp_path / "empty.ttl"
    empty.write_text("# nothing\n", encoding="utf-8")
    for kind, path in (("nco", table), ("rdf", empty)):
        with pytest.raises(UnreadableInput, match="nothing in the files to import"):
            pipeline.add(tmp_path / "data", kind, [path], Options(version="2024"))
    assert Registry(tmp_path / "data").sources() == []


def test_as_of_today_what_is_shipped_is_what_is_current(served_data: Path) -> None:
    assert as_of(Snapshots(served_data).current().manifest, date(2026, 11, 21)) == AS_CURRENT


def test_every_graph_is_described_with_licence_and_title(served_data: Path) -> None:
    entries = Snapshots(served_data).current().manifest.graphs
    assert [e.iri for e in entries if not (e.licence and e.title and e.publisher)] == []


def test_the_catalogue_lists_every_graph_and_every_gap(served_data: Path) -> None:
    snapshot = Snapshots(served_data).current()
    described = {iri for (iri,) in values(snapshot, "SELECT ?g { kqg:catalog dcat:dataset ?g }")}
    graphs = {e.iri for e in snapshot.manifest.graphs if e.kind != "catalog"}
    assert described == graphs
    gaps = {gap.name for entry in snapshot.manifest.graphs for gap in entry.gaps}
    assert count(snapshot, "?gap a kq:KnownGap ; kq:about ?graph . ?graph a dcat:Dataset") >= len(
        gaps
    )


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with changing(tmp_path), pytest.raises(BadUsage, match="Another kgqual is changing"):
        pipeline.build(tmp_path)


def test_a_failing_source_leaves_the_old_snapshot_serving(own_data: Path, tmp_path: Path) -> None:
    data = own_data
    before = Snapshots(data).current()
    table = tmp_path / "groups.csv"
    table.write_text(NCO, encoding="utf-8")
    pipeline.add(data, "nco", [table], Options(version="2024"))
    shutil.rmtree(data / "converted")
    for copy in (data / "files").iterdir():
        copy.write_text("not,the,table\n", encoding="utf-8")
    with pytest.raises(KgqualError):
        pipeline.build(data)
    assert Snapshots(data).current() == before


COOK = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/cook> a skos:Concept ; skos:inScheme <http://example.org/scheme> ;
    skos:prefLabel "{label}"@en .
"""


@pytest.fixture(scope="module")
def data(served_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a snapshot, which each test leaves as it was."""
    return Path(shutil.copytree(served_data, tmp_path_factory.mktemp("consistency") / "data"))


class TestConsistency:
    """What violates the shapes is neither registered nor published."""

    @staticmethod
    def add(data: Path, folder: Path, *labels: str) -> list[pipeline.Added]:
        """Add a graph for each label, which says that it is the preferred one of one concept."""
        for number, label in enumerate(labels):
            path = folder / f"{number}.ttl"
            path.write_text(COOK.format(label=label), encoding="utf-8")
            options = Options(version=str(number), graph=f"http://example.org/graph/{number}")
            added = pipeline.add(data, "rdf", [path], options)
        return added

    def test_a_source_that_violates_them_is_not_registered(
        self, data: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "two.ttl"
        path.write_text(COOK.format(label='cook"@en , "chef'), encoding="utf-8")
        with pytest.raises(Inconsistent, match=r"1 violation .* nothing was registered") as raised:
            pipeline.add(data, "rdf", [path], Options())
        [result] = raised.value.checked.report.violations
        assert result.source == expand("kqsh:Concept-prefLabel")
        assert Registry(data).sources() == []
        assert list((data / "files").glob("*")) == []

    def test_warnings_are_told_and_do_not_stop_it(self, data: Path, tmp_path: Path) -> None:
        [added] = self.add(data, tmp_path, "cook")
        assert added.checked.publishable
        assert added.checked.report.results
        pipeline.remove(data, "rdf", None)

    def test_a_source_that_contradicts_another_is_not_registered(
        self, data: Path, tmp_path: Path
    ) -> None:
        with pytest.raises(Inconsistent, match=r"rdf@1: 1 violation"):
            self.add(data, tmp_path, "cook", "chef")
        assert [source.version for source in Registry(data).sources()] == ["0"]
        pipeline.remove(data, "rdf", None)

    def test_what_violates_them_as_a_whole_is_not_published(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As when the rules have become stricter since the sources were added."""
        before = Snapshots(data).current()
        with monkeypatch.context() as patched:
            nothing = Checked((), Report.of([], "none"), shipped_shapes())
            unjudged = {f"http://example.org/graph/{number}": nothing for number in (0, 1)}
            patched.setattr(pipeline, "_validated", lambda *_: unjudged)
            self.add(data, tmp_path, "cook", "chef")
        with pytest.raises(Inconsistent, match="nothing was published") as raised:
            pipeline.build(data)
        [group] = [g for g in raised.value.checked.summary.groups if g.severity == SH.Violation]
        assert set(group.graphs) == {f"http://example.org/graph/{n}" for n in (0, 1)}
        assert Snapshots(data).current() == before
        assert Snapshots(data).all() == [before]
        assert list(data.rglob(f"{UNFINISHED}*")) == []
        pipeline.remove(data, "rdf", None)

    def test_the_report_is_published_with_the_snapshot(self, data: Path) -> None:
        snapshot = Snapshots(data).current()
        text = (snapshot.path / "validation.ttl").read_bytes()
        report = read_report(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE), "compiled")
        stated = json.loads((snapshot.path / "validation.json").read_text(encoding="utf-8"))
        assert len(report.results) == len(stated["results"]) - snapshot.totals["waived"]
        assert snapshot.totals["violation"] == 0
        assert snapshot.totals["warning"] == len(report.with_severity(SH.Warning)) > 0
        assert not snapshot.damage()

    def test_a_report_that_was_changed_is_damage(self, data: Path, tmp_path: Path) -> None:
        copy = tmp_path / Snapshots(data).current().id
        shutil.copytree(Snapshots(data).current().path, copy)
        (copy / "validation.ttl").write_text("# all is well\n", encoding="utf-8")
        assert Snapshot(copy).damage() == "validation.ttl was changed"

    def test_a_build_with_nothing_changed_validates_nothing(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(staged, "validate_snapshot")
        assert pipeline.build(data).unchanged

    def test_other_shapes_make_another_snapshot(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = Snapshots(data).current()
        for module in (pipeline, inventory):
            monkeypatch.setattr(module, "shapes_digest", lambda: "other")
        built = pipeline.build(data)
        assert not built.unchanged
        assert (built.snapshot.manifest.shapes, before.manifest.shapes) == (
            "other",
            shapes_digest(),
        )
        assert built.snapshot.id != before.id


class TestEsco:
    """Releases side by side, as ``kgqual add esco`` takes them."""

    def test_the_current_release_answers(self, escos: Snapshot) -> None:
        assert count(escos, "?o a esco:Occupation") == 3007
        assert count(escos, "?s a esco:Skill") == 13896
        assert (
            count(
                escos,
                "?g skos:inScheme <http://data.europa.eu/esco/concept-scheme/isco>"
                " FILTER(STRSTARTS(STR(?g), 'http://data.europa.eu/esco/isco/C'))",
            )
            == 619
        )
        links = "?o esco:relatedEssentialSkill|esco:relatedOptionalSkill ?s "
        occupation = "FILTER(STRSTARTS(STR(?o), 'http://data.europa.eu/esco/occupation/'))"
        assert count(escos, links + occupation) == 123855

    def test_the_newer_partial_release_hides_nothing(self, escos: Snapshot) -> None:
        states = {
            entry.version: (entry.complete, entry.current)
            for entry in escos.manifest.graphs
            if entry.kind == "esco"
        }
        assert states == {
            "1.1.0": (True, False),
            "1.1.1": (True, True),
            "1.2.1": (False, False),
        }
        today = as_of(escos.manifest, date(2026, 11, 21))
        assert count(escos, "?o a esco:Occupation", today) == 3007
        partial = "GRAPH <https://w3id.org/kgqual/graph/esco/1.2.1> { ?o a esco:Occupation }"
        assert count(escos, partial) == 3039

    def test_dangling_links_are_kept_and_named(self, escos: Snapshot) -> None:
        unknown = "http://data.europa.eu/esco/occupation/a9e54177-a185-404d-b6e6-15663d31137e"
        links = f"<{unknown}> esco:relatedEssentialSkill|esco:relatedOptionalSkill ?s"
        assert count(escos, links) == 67
        [esco] = [e for e in escos.manifest.current if e.kind == "esco"]
        assert any(unknown in finding.examples for finding in esco.findings)

    def test_the_older_release_is_reached_by_its_graph(self, escos: Snapshot) -> None:
        assert (
            count(
                escos,
                "GRAPH <https://w3id.org/kgqual/graph/esco/1.1.0> { ?o a esco:Occupation }",
            )
            == 3008
        )

    def test_as_of_a_day_the_older_release_answers(self, escos: Snapshot) -> None:
        june = as_of(escos.manifest, date(2022, 6, 1))
        assert count(escos, "?o a esco:Occupation", june) == 3008

    def test_one_query_joins_the_two_releases(self, escos: Snapshot) -> None:
        old, new = ("https://w3id.org/kgqual/graph/esco/" + v for v in ("1.1.0", "1.1.1"))

        def only_in(one: str, other: str) -> int:
            return count(
                escos,
                f"GRAPH <{one}> {{ ?o a esco:Occupation }} "
                f"FILTER NOT EXISTS {{ GRAPH <{other}> {{ ?o a esco:Occupation }} }}",
            )

        assert only_in(new, old) - only_in(old, new) == 3007 - 3008
