"""Virtuoso 7 as Debian packs it (``apt-get install virtuoso-opensource-7``): settings, loading."""

from __future__ import annotations

import subprocess
from pathlib import Path

VIRTUOSO = "virtuoso-t"
ISQL = "isql-vt"
GRAPH = "http://example.org/benchmark"
"""The graph that the triples are loaded into; Virtuoso's default graph is the union of all."""

_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{database}
DisableUnixSocket = 1
DirsAllowed = {loaded}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxQueryMem = 2G
ThreadsPerQuery = 4
MaxClientConnections = 20
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 20
MaxKeepAlives = 20
KeepAliveTimeout = 60
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 300
"""


def virtuoso_configuration(folder: Path, port: int, database: int, loaded: Path) -> Path:
    """Write settings for 2 GB of memory; return their file.

    ``port`` is for HTTP, ``database`` for isql; files in ``loaded`` may be loaded.
    """
    folder.mkdir()
    path = folder / "virtuoso.ini"
    settings = _SETTINGS.format(folder=folder, port=port, database=database, loaded=loaded)
    path.write_text(settings, encoding="ascii")
    return path


def virtuoso_load(triples: Path, database: int) -> None:
    """Load an N-Triples file. Raises CalledProcessError when that fails."""
    lines = [
        f"ld_dir('{triples.parent}', '{triples.name}', '{GRAPH}');",
        "rdf_loader_run();",
        "checkpoint;",
    ]
    subprocess.run(
        [ISQL, f"127.0.0.1:{database}", "dba", "dba"],
        input="\n".join(lines).encode(),
        check=True,
        stdout=subprocess.DEVNULL,
    )
