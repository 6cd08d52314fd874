"""Dumps that the service hands out: each graph, and everything, as compressed RDF files.

A dump is made when it is first asked for and kept in the snapshot's folder, outside its hash, so
it is pruned with its snapshot. Its file is called by its name and its sha256, and has that name
only when it is whole::

    snapshots/<id>/dumps/esco-1.1.1.nq.gz~<sha256>

This module, run as a program (``python -m kgqual.store.dumps SNAPSHOT NAME``), makes one: the
service leaves that to a process of its own, so that it goes on answering meanwhile.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote, unquote

from filelock import FileLock
from pyoxigraph import RdfFormat

from kgqual.atomic import UNFINISHED, clear_unfinished
from kgqual.store.export import write
from kgqual.store.hashing import sha256
from kgqual.store.manifest import GraphEntry, Manifest
from kgqual.store.snapshot import Snapshot

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WHOLE = "kgqual"
"""What the dump of a whole snapshot is called."""
SYNTAXES = {"nq": RdfFormat.N_QUADS, "ttl": RdfFormat.TURTLE}
COMPRESSIONS = {"gz": "application/gzip", "zst": "application/zstd"}
"""Suffix → media type of the compressed file."""
GZIP_LEVEL, ZSTD_LEVEL = 6, 9
BUFFER = 1 << 20
_SEPARATOR = "~"
_ZSTD_OPTIONS: Mapping[int, int] = {
    zstd.CompressionParameter.compression_level: ZSTD_LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}


@dataclass(frozen=True)
class Dump:
    """One dump that can be had: ``entry``'s graph, or everything where that is None."""

    entry: GraphEntry | None
    syntax: str
    compression: str

    @property
    def stem(self) -> str:
        """What it is a dump of: kind and version, as in ``esco-1.1.1``."""
        return WHOLE if self.entry is None else f"{self.entry.kind}-{self.entry.version}"

    @property
    def name(self) -> str:
        """The last part of its address, which stays the same from snapshot to snapshot."""
        return f"{quote(self.stem, safe='+:,.-_~')}.{self.syntax}.{self.compression}"

    @property
    def format(self) -> RdfFormat:
        """The syntax inside."""
        return SYNTAXES[self.syntax]

    @property
    def media_type(self) -> str:
        """What the file is: compressed. The syntax inside is ``format``."""
        return COMPRESSIONS[self.compression]


@dataclass(frozen=True)
class Made:
    """The file of a dump."""

    path: Path

    @property
    def sha256(self) -> str:
        """The sha256 of its bytes."""
        return self.path.name.rpartition(_SEPARATOR)[2]

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.path.stat().st_size


def dumps(manifest: Manifest) -> Iterator[Dump]:
    """Yield every dump that a snapshot has: N-Quads of all; N-Quads and Turtle of each graph."""
    for compression in COMPRESSIONS:
        yield Dump(None, "nq", compression)
    for entry in manifest.graphs:
        for syntax in SYNTAXES:
            for compression in COMPRESSIONS:
                yield Dump(entry, syntax, compression)


def find(manifest: Manifest, name: str) -> Dump | None:
    """Return the dump called ``name``, percent-encoded or not; None when there is none."""
    return next((d for d in dumps(manifest) if name in (d.name, unquote(d.name))), None)


def made(snapshot: Snapshot) -> dict[str, Made]:
    """Return the dumps of ``snapshot`` that have been made, by name."""
    found = _folder(snapshot).glob(f"[!.]*{_SEPARATOR}*")
    return {path.name.rpartition(_SEPARATOR)[0]: Made(path) for path in found}


def make(snapshot: Snapshot, dump: Dump) -> Made:
    """Return the file of ``dump``, making it if there is none.

    Of several processes that try at the same time one makes it and the others wait.
    """
    folder = _folder(snapshot)
    folder.mkdir(exist_ok=True)
    with FileLock(folder / ".lock"):
        if known := made(snapshot).get(dump.name):
            return known
        clear_unfinished(folder)
        partial = folder / f"{UNFINISHED}{dump.name}"
        with partial.open("wb") as file:
            with _compressing(file, dump.compression) as out:
                write(snapshot, out, dump.format, dump.entry.iri if dump.entry else "")
            file.flush()
            os.fsync(file.fileno())
        finished = folder / f"{dump.name}{_SEPARATOR}{sha256(partial)}"
        return Made(partial.replace(finished))


def _folder(snapshot: Snapshot) -> Path:
    return snapshot.path / "dumps"


@contextmanager
def _compressing(file: IO[bytes], compression: str) -> Iterator[IO[bytes]]:
    """Yield a file to write to; what is written is in ``file``, compressed.

    The same bytes always give the same: no name and no time is written with them.
    """
    packed: gzip.GzipFile | zstd.ZstdFile
    if compression == "gz":
        packed = gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0)
    else:
        packed = zstd.ZstdFile(file, "wb", options=_ZSTD_OPTIONS)
    with packed, io.BufferedWriter(cast(io.RawIOBase, packed), BUFFER) as out:
        yield out


def _main(folder: str, name: str) -> None:
    os.nice(10)
    snapshot = Snapshot(Path(folder))
    dump = find(snapshot.manifest, name)
    assert dump, f"{name} is no dump of {folder}"
    make(snapshot, dump)


if __name__ == "__main__":
    _main(*sys.argv[1:])
