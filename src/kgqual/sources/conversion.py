"""From a source to its graph file: sorted, duplicate-free N-Quads, kept by what made it.

A graph file is a pure function of the source's files and of the code that reads them, so it is
computed once, when the source is added, and taken from the cache by every build after that.
N-Quads without blank nodes, sorted by bytes, are in the canonical form of RDFC-1.0.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kgqual.atomic import replacing, unfinished_folder
from kgqual.codes.known import known_tables
from kgqual.errors import UnreadableInput
from kgqual.model import Finding, Source
from kgqual.resources import shipped
from kgqual.sources.headers import HEADERS_TABLE
from kgqual.sources.kinds import importer
from kgqual.sources.log import Log

LINES_IN_MEMORY = 400_000
"""Quads sorted at once; more are sorted in parts on disk and merged."""


@dataclass(frozen=True)
class GraphFile:
    """A source's graph on disk: where, its sha256, its triples, and what reading it found."""

    path: Path
    sha256: str
    triples: int
    read: int
    kept: int
    findings: tuple[Finding, ...]


@cache
def code_fingerprint() -> str:
    """Return a digest of the code, and the tables it reads, that turn files into triples."""
    digest = hashlib.sha256(pyoxigraph.__version__.encode())
    package = Path(__file__).parent
    modules = sorted([*package.rglob("*.py"), package.parent / "namespaces.py"])
    prefixes = shipped("ontology") / "prefixes.json"
    loq = shipped("shapes") / "profiles" / "loq.ttl"
    for path in (*modules, prefixes, loq, HEADERS_TABLE, *known_tables()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(source: Source) -> str:
    """Return a digest of everything that ``source``'s graph is made from."""
    files = sorted((file.name, file.sha256) for file in source.files)
    made_from = [code_fingerprint(), source.kind, source.version, source.graph, files]
    made_from.append(sorted(source.superseded.items()))
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def convert(source: Source, cache_folder: Path) -> GraphFile:
    """Return the graph file of ``source``, from the cache or by reading its files.

    Raises BadSource when rows are refused and UnreadableInput when a file cannot be read or is
    not what was registered; the cache then holds nothing new.
    """
    cached = cache_folder / fingerprint(source)
    known = _cached(cached)
    if known is None:
        _refuse_changed(source)
        _make(source, cached)
        known = _cached(cached)
        assert known is not None, "written and read at once"
    return known


def _make(source: Source, cached: Path) -> None:
    log = Log()
    triples = importer(source.kind).triples(source, log)
    with unfinished_folder(cached.parent) as folder:
        sha256, count = write_sorted(NamedNode(source.graph), triples, folder)
        log.raise_if_refused(source.name)
        if not (count and log.read):
            raise UnreadableInput(f"{source.name}: there is nothing in the files to import.")
        report = {
            "sha256": sha256,
            "triples": count,
            "read": log.read,
            "kept": log.kept,
            "findings": [asdict(finding) for finding in log.findings.values()],
        }
        (folder / "graph.nq").replace(cached.with_suffix(".nq"))
        with replacing(cached.with_suffix(".json")) as partial:
            partial.write_text(json.dumps(report), encoding="utf-8")


def _cached(cached: Path) -> GraphFile | None:
    """Return the graph file kept under that name, unless it is absent or damaged."""
    try:
        report = json.loads(cached.with_suffix(".json").read_text(encoding="utf-8"))
        graph = cached.with_suffix(".nq")
        with graph.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != report["sha256"]:
                return None
        findings = tuple(Finding(**finding) for finding in report.pop("findings"))
        return GraphFile(path=graph, findings=findings, **report)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _refuse_changed(source: Source) -> None:
    for file in source.files:
        with Path(file.path).open("rb") as copy:
            if hashlib.file_digest(copy, "sha256").hexdigest() != file.sha256:
                raise UnreadableInput(
                    f"{source.name}: the copy of {file.name} is not the file that was added. "
                    f"Run `kgqual remove {source.name}` and add it again."
                )


def write_sorted(graph: NamedNode, triples: Iterable[Triple], folder: Path) -> tuple[str, int]:
    """Write ``triples`` as ``graph.nq`` in ``folder``; return its sha256 and line count."""
    digest, count, last = hashlib.sha256(), 0, b""
    with ExitStack() as stack, (folder / "graph.nq").open("wb") as out:
        for line in heapq.merge(*_sorted_runs(graph, triples, folder, stack)):
            if line != last:
                out.write(line)
                digest.update(line)
                count, last = count + 1, line
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), count


def _sorted_runs(
    graph: NamedNode, triples: Iterable[Triple], folder: Path, stack: ExitStack
) -> list[Iterable[bytes]]:
    quads = (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    runs: list[Iterable[bytes]] = []
    while lines := _sorted_lines(islice(quads, LINES_IN_MEMORY)):
        if len(lines) < LINES_IN_MEMORY:
            runs.append(lines)
            continue
        run = stack.enter_context((folder / f"run-{len(runs)}.nq").open("w+b"))
        run.writelines(lines)
        run.seek(0)
        runs.append(run)
    return runs


def _sorted_lines(quads: Iterator[Quad]) -> list[bytes]:
    text = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None  # None only when an output is given
    return sorted(text.splitlines(keepends=True))
