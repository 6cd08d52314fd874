"""Mappings of the graph as mapping sets again: what was read is what is exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.answering import Graph, OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.checks import check
from kgqual.mapping.exporting import SELECTED, document
from kgqual.mapping.reading import files_at, read
from kgqual.mapping.stored import Selection, UnknownSet, select, short_name, stored
from kgqual.namespaces import DCTERMS, EQF, SEMAPV, SKOS
from kgqual.resources import shipped
from kgqual.sources.kinds.sssom.writing import save
from kgqual.sources.kinds.sssom.writing.table import extended
from kgqual.sources.mappings import Mapping
from kgqual.store.snapshot import Snapshot, Snapshots

Releases = Map[tuple[str, str], tuple[str, list[Triple]]]
SETS = sorted(path.name.removesuffix(".sssom.tsv") for path in shipped("mappings").glob("*.tsv"))


@pytest.fixture(scope="module")
def graph(served_data: Path) -> Iterator[Graph]:
    with OpenSnapshot.of(Snapshots(served_data).current()) as opened:
        yield opened.on()


@pytest.mark.parametrize("name", SETS)
def test_a_shipped_set_is_exported_as_it_was_read(name: str, graph: Graph) -> None:
    made = document(graph, select(graph, Selection(sets=(name,))))
    shipped_set = read(files_at([shipped("mappings") / f"{name}.sssom.tsv"])[0])
    besides = {"record_id": None, "subject_label": None, "object_label": None}
    exported = {repr(record.model_copy(update=besides)) for record in made.records}
    read_in = {repr(record.model_copy(update=besides)) for _, record in shipped_set.rows}
    assert without_order(exported) == without_order(read_in)
    assert made.about.mapping_set_title == shipped_set.about.mapping_set_title
    assert made.about.license == shipped_set.about.license


def without_order(records: set[str]) -> list[list[str]]:
    """Records by their letters: the order of extension slots in one does not matter."""
    return sorted(sorted(record) for record in records)


def test_a_selection_names_the_set_of_each_mapping_and_passes_the_check(
    graph: Graph, tmp_path: Path
) -> None:
    made = document(graph, select(graph, Selection(subject="WorldSkills 17")))
    assert str(made.about.mapping_set_id) == SELECTED
    assert {made.converter.expand(one.mapping_source or "") for one in made.records} == {
        f"https://w3id.org/kgqual/mappings/worldskills-{other}"
        for other in ("esco", "isco", "onet")
    }
    path = tmp_path / "seventeen.sssom.tsv"
    save(made, path)
    assert check(files_at([path]), graph).faults == ()


@pytest.mark.parametrize(
    ("selection", "sets"),
    [
        (Selection(from_="NQF", to="EQF"), {"nqf-eqf"}),
        (Selection(to="onet"), {"worldskills-onet"}),
        (Selection(predicate="exactMatch"), {"isced-f"}),
        (Selection(object="isco:C2513"), {"worldskills-isco"}),
        (Selection(sets=("https://w3id.org/kgqual/mappings/nqf-nco",)), {"nqf-nco"}),
    ],
)
def test_mappings_are_selected(selection: Selection, sets: set[str], graph: Graph) -> None:
    found = select(graph, selection)
    assert {short_name(one.mapping_set) for one in found} == sets
    assert len(found) < len(stored(graph))


def test_a_name_of_nothing_is_refused_with_what_there_is(graph: Graph) -> None:
    with pytest.raises(UnknownSet, match="nqf-eqf"):
        select(graph, Selection(sets=("nothing",)))
    with pytest.raises(BadUsage, match="names nothing"):
        select(graph, Selection(subject="qwertyuiop asdf"))
    with pytest.raises(BadUsage, match="predicate"):
        select(graph, Selection(predicate="nope:x"))


def test_further_sources_stand_in_slots_of_their_own(
    publish_releases: Callable[[Path, Releases], Snapshot], tmp_path: Path
) -> None:
    cook, chef, mine = (NamedNode(f"http://example.org/{name}") for name in ("cook", "chef", "set"))
    sources = (EQF["a"], EQF["b"])
    note = ((DCTERMS.source, Literal("a leaflet")),)
    mapping = Mapping(
        cook, SKOS.closeMatch, chef, SEMAPV.ManualMappingCuration, mine, sources, None, note
    )
    snapshot = publish_releases(tmp_path, {("rdf", "1"): ("2026", list(mapping.triples()))})
    with OpenSnapshot.of(snapshot) as opened:
        made = document(opened.on(), stored(opened.on()))
    path = tmp_path / "mine.sssom.tsv"
    save(made, path)
    [(_, record)] = read(files_at([path])[0]).rows
    values = sorted(extended(record, name) for name in record.extensions or {})
    assert values == ["a leaflet", "eqf:a", "eqf:b"]
    assert record.subject_id == "ns1:cook"
    assert made.about.curie_map
    assert made.about.curie_map["ns1"] == "http://example.org/"
