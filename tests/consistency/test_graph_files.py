"""Statements about a thing are found in a sorted graph file without reading the rest."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgqual.consistency.graph_files import SortedGraph, load_default
from kgqual.store.snapshot import Snapshot


def lines(snapshot: Snapshot, kind: str) -> tuple[Path, list[bytes]]:
    [index] = [i for i, entry in enumerate(snapshot.manifest.graphs) if entry.kind == kind]
    path = snapshot.graph_path(index)
    return path, path.read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("seed", range(5))
def test_it_finds_what_reading_the_whole_file_finds(shipped_snapshot: Snapshot, seed: int) -> None:
    path, every = lines(shipped_snapshot, "worldskills")
    known = sorted({line.partition(b" ")[0] for line in every})
    chance = random.Random(seed)
    wanted = {*chance.sample(known, 40), known[0], known[-1]}
    wanted |= {iri[:-2] + b">" for iri in chance.sample(known, 20)}
    wanted |= {b"<http://example.org/unknown>", b"<a:a>", b"<zzz:zzz>"}
    found = list(SortedGraph(path).about(sorted(wanted)))
    assert found == [line for line in every if line.partition(b" ")[0] in wanted]


def test_an_iri_that_begins_another_is_another_thing(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    text = sorted(f'<e:{name}> <e:p> "{n}" <e:g> .\n' for name in ("a", "ab", "a/b") for n in "12")
    path.write_text("".join(text), encoding="utf-8")
    found = b"".join(SortedGraph(path).about([b"<e:a>"]))
    assert found == b'<e:a> <e:p> "1" <e:g> .\n<e:a> <e:p> "2" <e:g> .\n'


def test_lines_of_a_graph_are_loaded_into_the_default_graph(shipped_snapshot: Snapshot) -> None:
    path, every = lines(shipped_snapshot, "law")
    store = ox.Store()
    load_default(store, every)
    loaded = set(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    written = {quad.triple for quad in ox.parse(path=path)}
    assert {quad.triple for quad in loaded} == written
