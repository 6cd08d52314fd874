"""Nothing that happens to a build loses what was there: kills, full and read-only disks, damage.

``KGQUAL_KILLS=200 pytest tests/test_durability.py -s`` kills as often and prints each moment.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgqual import pipeline
from kgqual.atomic import UNFINISHED
from kgqual.errors import StorageFailed
from kgqual.search import Index
from kgqual.search import build as build_index
from kgqual.sources.adding import Options
from kgqual.store.snapshot import NoSnapshot, Snapshot, Snapshots

KILLS = int(os.environ.get("KGQUAL_KILLS", "2"))
KGQUAL = Path(sys.executable).parent / "kgqual"


def change(data: Path, table: Path, number: int) -> None:
    """Register another edition of a small source, so that a build has something to publish."""
    table.write_text(f"code,title_ru\n2,Группа {number}\n", encoding="utf-8")
    pipeline.add(data, "nco", [table], Options(version="2024"), replace_old=True)


def answers(data: Path) -> bool:
    """Whether the current snapshot answers a query and is as it was published."""
    snapshot = Snapshots(data).current()
    return snapshot.open().query("ASK { ?s ?p ?o }").boolean() and not snapshot.damage()


def unfinished(data: Path) -> list[str]:
    return [path.name for path in data.rglob(f"{UNFINISHED}*")]


def test_a_killed_build_leaves_the_old_snapshot_and_the_next_build_works(
    own_data: Path, tmp_path: Path
) -> None:
    data, table = own_data, tmp_path / "groups.csv"
    change(data, table, 0)
    started = time.monotonic()
    subprocess.run([KGQUAL, "--data", data, "build"], check=True, capture_output=True)
    longest = time.monotonic() - started
    for number in range(1, KILLS + 1):
        change(data, table, number)
        before = Snapshots(data).current()
        moment = random.uniform(0, longest)
        build = subprocess.Popen([KGQUAL, "--data", data, "build"], stdout=subprocess.DEVNULL)
        time.sleep(moment)
        build.kill()
        status = build.wait()
        published = Snapshots(data).current() != before
        print(f"kill {number} after {moment:.2f} s: status {status}, published {published}")
        assert answers(data)
    pipeline.build(data)
    assert answers(data)
    assert unfinished(data) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_leaves_the_old_snapshot(
    small_disk: Path, served_data: Path, tmp_path: Path
) -> None:
    data = small_disk / "data"
    shutil.copytree(served_data, data)
    published = Snapshots(data).current()
    filler = small_disk / "filler"
    change(data, tmp_path / "groups.csv", 1)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    filler.write_bytes(bytes(free - 4_000_000))
    with pytest.raises(StorageFailed, match="No space left on device"):
        pipeline.build(data)
    assert Snapshots(data).current() == published
    assert answers(data)
    filler.unlink()
    assert pipeline.build(data).snapshot != published
    assert unfinished(data) == []


def test_a_disk_that_is_full_before_the_index_is_written_is_an_error(
    small_disk: Path, served_data: Path
) -> None:
    graphs = Snapshots(served_data).current().current_graphs
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    for left in (600_000, 100_000, 0):
        (small_disk / "filler").write_bytes(bytes(free - left))
        with pytest.raises(OSError, match=r"cannot be written|No space left on device"):
            build_index(small_disk / "search", graphs)
        shutil.rmtree(small_disk / "search", ignore_errors=True)


def test_a_read_only_disk_still_answers(
    small_disk: Path, served_data: Path, tmp_path: Path
) -> None:
    data = small_disk / "data"
    shutil.copytree(served_data, data)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert answers(data)
    assert Index.open(Snapshots(data).current().search_path).exact("C2513")
    with pytest.raises(StorageFailed, match="Read-only file system"):
        change(data, tmp_path / "groups.csv", 1)


@pytest.fixture(scope="session")
def published_twice(served_data: Path, made_once: Callable[..., Path]) -> Path:
    """A data directory with two snapshots, the newer one current; tests must not change it."""

    def make(folder: Path) -> None:
        data = Path(shutil.copytree(served_data, folder / "data"))
        change(data, folder / "groups.csv", 1)
        pipeline.build(data)

    return made_once("twice", make) / "data"


class TestDamage:
    """A snapshot whose bytes are no longer those that were published."""

    @pytest.fixture
    def two(self, published_twice: Path, tmp_path: Path) -> tuple[Snapshot, Snapshot]:
        """The older and the newer snapshot, to be damaged."""
        kept = Snapshots(shutil.copytree(published_twice, tmp_path / "data"))
        newer = kept.current()
        [older] = [snapshot for snapshot in kept.all() if snapshot != newer]
        return older, newer

    @pytest.mark.parametrize("name", ["manifest.json", "graphs/3.nq", "store/CURRENT"])
    @pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
    def test_it_is_noticed_and_the_one_before_is_served(
        self,
        two: tuple[Snapshot, Snapshot],
        tmp_path: Path,
        caplog: pytest.LogCaptureFixture,
        name: str,
        how: str,
    ) -> None:
        older, newer = two
        self.spoil(newer.path / name, how)
        with caplog.at_level(logging.ERROR):
            assert Snapshots(tmp_path / "data").soundest() == older
        assert f"Snapshot {newer.id} is damaged and not served" in caplog.text

    @staticmethod
    def spoil(path: Path, how: str) -> None:
        content = bytearray(path.read_bytes())
        if how == "gone":
            path.unlink()
            return
        if how == "cut":
            del content[len(content) // 2 :]
        else:
            content[len(content) // 2] ^= 1
        path.write_bytes(content)

    def test_a_build_repairs_it(self, two: tuple[Snapshot, Snapshot], tmp_path: Path) -> None:
        _, newer = two
        self.spoil(newer.path / "graphs" / "3.nq", "flipped")
        rebuilt = pipeline.build(tmp_path / "data")
        assert (rebuilt.snapshot, rebuilt.unchanged) == (newer, False)
        assert answers(tmp_path / "data")

    def test_a_damaged_cache_is_made_again(self, own_data: Path, tmp_path: Path) -> None:
        data = own_data
        first = Snapshots(data).current()
        for graph in (data / "converted").glob("*.nq"):
            self.spoil(graph, "flipped")
        change(data, tmp_path / "groups.csv", 1)
        again = pipeline.build(data).snapshot
        pipeline.remove(data, "nco", None)
        assert again != first
        assert pipeline.build(data).snapshot == first

    def test_when_all_are_damaged_it_says_what_to_do(
        self, two: tuple[Snapshot, Snapshot], tmp_path: Path
    ) -> None:
        for snapshot in two:
            self.spoil(snapshot.path / "manifest.json", "cut")
        with pytest.raises(NoSnapshot, match="Run `kgqual build`"):
            Snapshots(tmp_path / "data").soundest()
