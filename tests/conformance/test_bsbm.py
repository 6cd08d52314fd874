"""The Berlin SPARQL Benchmark's 253 recorded queries through the real service."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from tests.conformance.conftest import Publish

SLOW = "20"
"""Seconds a query may take: other tests run beside this one, and benchmarks/ measures speed."""
GRAPH = "http://www4.wiwiss.fu-berlin.de/bizer/bsbm/v01/dataset"


def test_every_query_is_answered_as_recorded(
    suites: Path,
    publish: Publish,
    serve: Callable[[Path], AbstractContextManager[str]],
    tmp_path: Path,
) -> None:
    folder = suites / "11-bench"
    content = gzip.decompress((folder / "data" / "bsbm100.nt.gz").read_bytes())
    data = publish(tmp_path, {GRAPH: parse(content, RdfFormat.N_TRIPLES)}, current=True)
    with serve(data) as address:
        run = subprocess.run(
            [
                *(sys.executable, folder / "run.py", "--query", f"{address}/sparql"),
                *("--loaded", "--slow", SLOW, "-v"),
            ],
            capture_output=True,
            text=True,
        )
    assert run.stdout.splitlines()[-1:] == ["253 passed, 0 failed"], run.stderr
