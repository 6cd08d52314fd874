"""Dumps: the same bytes each time, made once, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import RdfFormat

from kgqual.store import dumps
from kgqual.store.dumps import Dump, find, made, make
from kgqual.store.export import export_file
from kgqual.store.keeping import KEPT
from kgqual.store.snapshot import Snapshot, Snapshots

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

UNPACKED = {"gz": gzip.decompress, "zst": zstd.decompress}


def named(snapshot: Snapshot, name: str) -> Dump:
    found = find(snapshot.manifest, name)
    assert found
    return found


def unpacked(snapshot: Snapshot, dump: Dump) -> bytes:
    return UNPACKED[dump.compression](make(snapshot, dump).path.read_bytes())


def test_every_graph_has_four_dumps_and_the_snapshot_two(snapshot: Snapshot) -> None:
    names = [dump.name for dump in dumps.dumps(snapshot.manifest)]
    assert len(set(names)) == len(names) == 4 * len(snapshot.manifest.graphs) + 2
    assert {"kgqual.nq.gz", "kgqual.nq.zst", "esco-1.1.1.ttl.zst", "nco-2017.nq.gz"} <= set(names)


def test_a_dump_holds_the_triples_of_its_graph(snapshot: Snapshot) -> None:
    for dump in dumps.dumps(snapshot.manifest):
        if dump.entry is None:
            continue
        found = {quad.triple for quad in ox.parse(unpacked(snapshot, dump), dump.format)}
        graph = snapshot.graph_path(snapshot.manifest.graphs.index(dump.entry))
        assert found == {quad.triple for quad in ox.parse(path=graph)}, dump.name


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_the_whole_is_what_export_writes(
    snapshot: Snapshot, tmp_path: Path, compression: str
) -> None:
    export_file(snapshot, tmp_path / "whole.nq", "", "")
    exported = (tmp_path / "whole.nq").read_bytes()
    assert unpacked(snapshot, named(snapshot, f"kgqual.nq.{compression}")) == exported


def test_the_bytes_are_the_same_each_time_and_their_hash_is_known(snapshot: Snapshot) -> None:
    for dump in dumps.dumps(snapshot.manifest):
        first = make(snapshot, dump)
        content = first.path.read_bytes()
        first.path.unlink()
        again = make(snapshot, dump)
        assert again == first
        assert again.path.read_bytes() == content
        assert hashlib.sha256(content).hexdigest() == again.sha256
        assert again.size == len(content)


def test_a_version_with_odd_characters_has_a_name_that_an_address_can_hold(
    snapshot: Snapshot,
) -> None:
    [entry, *_] = snapshot.manifest.graphs
    odd = replace(snapshot.manifest, graphs=(replace(entry, version="2026/1 é"),))
    name = "esco-2026%2F1%20%C3%A9.ttl.gz"
    wanted = find(odd, name)
    assert wanted and wanted.name == name and wanted.format is RdfFormat.TURTLE
    assert find(odd, "esco-2026/1 é.ttl.gz") == wanted
    assert find(odd, "esco-2026.ttl.gz") is None


def test_several_processes_make_a_dump_once(snapshot: Snapshot) -> None:
    command = [sys.executable, "-m", dumps.__name__, str(snapshot.path), "kgqual.nq.gz"]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    [file] = made(snapshot).values()
    written = file.path.stat()
    assert make(snapshot, named(snapshot, "kgqual.nq.gz")) == file
    assert file.path.stat() == written


def test_what_a_killed_process_left_is_cleared_and_never_handed_out(snapshot: Snapshot) -> None:
    wanted = named(snapshot, "kgqual.nq.gz")
    folder = make(snapshot, wanted).path.parent
    left = folder / ".unfinished-nco-2017.ttl.zst"
    left.write_bytes(b"half")
    assert set(made(snapshot)) == {"kgqual.nq.gz"}
    make(snapshot, named(snapshot, "esco-1.1.1.nq.gz"))
    assert not left.exists()


def test_dumps_are_no_part_of_a_snapshots_name_and_go_with_it(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    file = make(snapshot, named(snapshot, "kgqual.nq.gz"))
    assert snapshot.damage() == ""
    assert publish() == snapshot
    assert file.path.exists()
    for number in range(KEPT):
        publish([ox.Triple(ox.NamedNode(f"http://example.org/{number}"), *_SAID)])
    assert snapshot not in Snapshots(tmp_path / "data").all()
    assert not file.path.exists()


_SAID = (ox.NamedNode("http://example.org/says"), ox.Literal("text"))
