"""Reading a source in a test: the same importer and template that ``kgqual add`` uses."""

from __future__ import annotations

import hashlib
import importlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Triple

from kgqual.model import Source, SourceFile
from kgqual.namespaces import compact, graph, sparql_prologue
from kgqual.resources import shipped
from kgqual.sources.importer import Importer
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]


def importer(kind: str) -> Importer:
    """Return the importer of ``kind``: ``IMPORTER`` of the module named after it."""
    module = importlib.import_module(f"kgqual.sources.kinds.{kind.replace('-', '_')}")
    found = module.IMPORTER
    assert isinstance(found, Importer)
    return found


def source_files(*paths: Path) -> tuple[SourceFile, ...]:
    """Return the files, and those in the folders, as a registered source would hold them."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.iterdir() if p.name != "source.json")
        else:
            found.append(path)
    return tuple(
        SourceFile(p.name, str(p), hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_size)
        for p in found
    )


def make_source(kind: str, *paths: Path) -> Source:
    """Return a source of ``kind`` made of these files and folders, without reading it."""
    files = source_files(*paths)
    reader = importer(kind)
    version = reader.release(files) or "test"
    name = graph(kind, version).value
    return Source(kind, version, name, reader.series(version, files, name), files)


@pytest.fixture(scope="session")
def read_source() -> ReadSource:
    """``read_source(kind, *paths)`` → the triples and the log of reading those files."""

    def read(kind: str, *paths: Path) -> tuple[set[Triple], Log]:
        log = Log()
        triples = set(importer(kind).triples(make_source(kind, *paths), log))
        return triples, log

    return read


Example = Callable[..., Path]


@pytest.fixture
def example(tmp_path: Path) -> Example:
    """``example(kind, table=text)`` → a copy of the kind's filled example with other tables."""

    def copied(kind: str, **tables: str) -> Path:
        folder = tmp_path / kind
        shutil.copytree(shipped("examples") / "templates" / kind, folder)
        for table, text in tables.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        return folder

    return copied


Workbook = Callable[..., Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """``workbook(sheet=[header, row, …])`` → the path of an XLSX file ``workbook.xlsx``."""

    def written(**sheets: Sequence[Sequence[object]]) -> Path:
        book = openpyxl.Workbook()
        del book["Sheet"]
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "workbook.xlsx"
        book.save(path)
        return path

    return written


Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]


@pytest.fixture(scope="session")
def ask() -> Ask:
    """``ask(triples, query)`` → the rows of a SELECT over them as text, IRIs as CURIEs."""

    def answer(triples: set[Triple], query: str) -> list[tuple[str, ...]]:
        store = Store()
        store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
        found = store.query(sparql_prologue() + query)
        assert isinstance(found, QuerySolutions)
        return [tuple(_shown(row[name]) for name in found.variables) for row in found]

    return answer


def _shown(term: object) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    return "" if term is None else str(getattr(term, "value", term))
