"""Real files, damaged at random: each is read cleanly or refused with a reason, nothing between.

``KGQUAL_FUZZ_EXAMPLES`` is how many damaged files are tried for each kind (``docs/developer.md``).
In CI they are the same in every run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unjudged import unjudged

from kgqual import pipeline
from kgqual.errors import KgqualError
from kgqual.limits import Limits
from kgqual.resources import shipped
from kgqual.sources.adding import Options
from kgqual.sources.kinds import KINDS
from kgqual.sources.registry import Registry

WANTED = int(os.environ.get("KGQUAL_FUZZ_EXAMPLES", "0"))
FAST, CONFINED = 40, 5
"""Damaged files a kind: few where each needs processes of its own."""
LIMITS = Limits(reading_seconds=20, rdf_seconds=20)
LINES = 12
"""Lines that are kept of a long file."""

ODD = [
    "", "\0", "\ufeff", "\u202e", "\ud800", "\U0010ffff", '"', "'", ",", ";", "\t", "|", "\n", "\r",
    "=1+1", "-1", "1e999", "NaN", "6В01", "http://", "http://a b", "urn:", "{", "[", "<", "_:", "@",
    "\\u0000", "9" * 400, "é" * 2_000,
]  # fmt: skip
"""Pieces that break what was not written with them in mind."""

Damage = Callable[[bytes], bytes]


@st.composite
def damages(draw: st.DrawFn) -> list[Damage]:
    """One to three ways to damage a file."""
    ways = st.one_of(
        st.builds(_flipped, st.floats(0, 1), st.integers(1, 255)),
        st.builds(_cut, st.floats(0, 1)),
        st.builds(_inserted, st.floats(0, 1), st.sampled_from(ODD) | st.text(max_size=20)),
        st.builds(_without, st.floats(0, 1), st.integers(1, 40)),
        st.builds(_swapped, st.floats(0, 1), st.floats(0, 1)),
        st.builds(_cell, st.floats(0, 1), st.sampled_from(ODD) | st.text(max_size=20)),
    )
    return draw(st.lists(ways, min_size=1, max_size=3))


def _flipped(at: float, bits: int) -> Damage:
    def damage(data: bytes) -> bytes:
        place = int(at * (len(data) - 1)) if data else 0
        return (
            data[:place]
            + bytes(byte ^ bits for byte in data[place : place + 1])
            + data[place + 1 :]
        )

    return damage


def _cut(at: float) -> Damage:
    return lambda data: data[: int(at * len(data))]


def _inserted(at: float, text: str) -> Damage:
    piece = text.encode("utf-8", "surrogatepass")

    def damage(data: bytes) -> bytes:
        place = int(at * len(data))
        return data[:place] + piece + data[place:]

    return damage


def _without(at: float, length: int) -> Damage:
    def damage(data: bytes) -> bytes:
        place = int(at * len(data))
        return data[:place] + data[place + length :]

    return damage


def _swapped(one: float, other: float) -> Damage:
    """Swap two lines."""

    def damage(data: bytes) -> bytes:
        lines = data.split(b"\n")
        first, second = (int(at * (len(lines) - 1)) for at in (one, other))
        lines[first], lines[second] = lines[second], lines[first]
        return b"\n".join(lines)

    return damage


def _cell(at: float, text: str) -> Damage:
    """Put another text into the place of what stands between two commas."""

    def damage(data: bytes) -> bytes:
        cells = data.split(b",")
        cells[int(at * (len(cells) - 1))] = text.encode("utf-8", "surrogatepass")
        return b",".join(cells)

    return damage


def add(kind: str, files: dict[str, bytes]) -> bool:
    """Add files to an empty data directory; tell whether they became a source, whole.

    Only the importers are fuzzed: validating would take a second each time.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, data = Path(folder) / "given", Path(folder) / "data"
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        paths = [given] if len(files) > 1 else list(given.iterdir())
        try:
            with unjudged():
                added = pipeline.add(data, kind, paths, Options(version="1"), limits=LIMITS)
        except KgqualError as error:
            assert str(error).strip()
            left = [path.name for path in data.rglob("*") if path.is_file()]
            assert left in ([], ["lock"])
            return False
        registered = Registry(data).sources()
        assert {one.source.name for one in added} == {one.name for one in registered}
        assert all(Path(file.path).is_file() for one in registered for file in one.files)
        assert all(one.graph.path.is_file() for one in added)
        return True


def damaged(files: dict[str, bytes], which: int, ways: list[Damage]) -> dict[str, bytes]:
    name = sorted(files)[which % len(files)]
    content = files[name]
    for way in ways:
        content = way(content)
    return {**files, name: content}


def fuzz(kind: str, files: dict[str, bytes], examples: int) -> None:
    """Add the files as they are, which must do, and then damaged ones."""
    assert add(kind, files), f"the {kind} files to begin with are not in order"

    @settings(
        max_examples=WANTED or examples,
        deadline=None,
        derandomize=not WANTED,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 9), damages())
    def check(which: int, ways: list[Damage]) -> None:
        add(kind, damaged(files, which, ways))

    check()


TEMPLATES = sorted(path.name for path in (shipped("examples") / "templates").iterdir())


@pytest.mark.parametrize("kind", [kind for kind in TEMPLATES if kind in KINDS])
def test_templates(kind: str) -> None:
    folder = shipped("examples") / "templates" / kind
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    fuzz(kind, files, FAST)


def test_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "groups"
    for row in (["code", "title_ru"], ["2", "Рабочий"], ["21", "Слесарь"]):
        sheet.append(row)
    book.save(tmp_path / "groups.xlsx")
    fuzz("nco", {"groups.xlsx": (tmp_path / "groups.xlsx").read_bytes()}, CONFINED)


def head(lines: Iterator[bytes]) -> bytes:
    return b"".join(line for line, _ in zip(lines, range(LINES), strict=False))


def test_esco_tables(shared_data: Path) -> None:
    """Tables of the official release, cut to whole rows of one line."""
    archive = zipfile.ZipFile(next((shared_data / "esco").glob("ESCO*v1.2.1 en partial.zip")))
    files = {}
    with archive:
        for name in archive.namelist():
            if "ISCOGroups" in name or "broaderRelationsOcc" in name or "Hierarchy" in name:
                rows = archive.read(name).split(b"\n")
                whole = [row for row in rows if row.count(b'"') % 2 == 0][:1]
                files[Path(name).name] = b"\n".join([*whole, *_whole_rows(rows[1:])])
    assert files
    fuzz("esco", files, FAST)


def _whole_rows(lines: list[bytes]) -> list[bytes]:
    """Return the first rows that csv reads as such, however many lines they take."""
    rows, row = [], b""
    for line in lines:
        row += line
        if row.count(b'"') % 2 == 0:
            rows.append(row)
            row = b""
        else:
            row += b"\n"
        if len(rows) == LINES:
            break
    return rows


def test_mappings() -> None:
    path = next(shipped("mappings").glob("*.sssom.tsv"))
    lines = path.read_bytes().splitlines(keepends=True)
    begin = next(number for number, line in enumerate(lines) if not line.startswith(b"#"))
    fuzz("sssom", {path.name: b"".join(lines[: begin + LINES])}, FAST)


RDF = {
    "data.ttl": '@prefix e: <https://example.org/> .\ne:a e:p e:b , [ e:q (1 2.5 "x"@en) ] .\n',
    "data.nt": '<urn:a> <urn:b> "c"@en .\n_:a <urn:b> <urn:c> .\n',
    "data.nq": '<urn:a> <urn:b> "c" <urn:g> .\n<urn:a> <urn:b> "d" .\n',
    "data.trig": '@prefix e: <https://example.org/> .\ne:g { e:a e:p e:b } e:a e:p "x" .\n',
    "data.rdf": '<?xml version="1.0"?>\n<r:RDF xmlns="https://example.org/" xmlns:r='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="https://example.org/a">'
    '<p xml:lang="en">x</p><q r:parseType="Resource"><p>y</p></q></r:Description></r:RDF>',
    "data.jsonld": '{"@context": {"p": "https://example.org/p"}, "@id": "https://example.org/a",'
    ' "p": [{"@value": "x", "@language": "en"}, {"p": {"@list": [1, 2.5, true]}}]}',
}


@pytest.mark.parametrize("name", RDF)
def test_rdf(name: str) -> None:
    fuzz("rdf", {name: RDF[name].encode()}, CONFINED)


def test_official_esco_rdf(shared_data: Path) -> None:
    path = shared_data / "esco" / "esco-v1.0-rdf-sample.ttl"
    fuzz("esco", {path.name: path.read_bytes()}, CONFINED)


def test_elm_xml(shared_data: Path) -> None:
    fuzz("elm", {"loq.xml": (shared_data / "eu" / "loq.xml").read_bytes()}, CONFINED)


def test_elm_json(shared_data: Path) -> None:
    path = shared_data / "eu" / "Sample-MC-Annex1-unsigned.jsonld"
    fuzz("elm", {path.name: path.read_bytes()}, CONFINED)


def test_crosswalk(shared_data: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(shared_data / "onet" / "onet_esco_crosswalk.zip", tmp_path)
    path = next(p for p in tmp_path.rglob("*.csv") if b"Type of Match" in p.read_bytes())
    rows = _whole_rows(path.read_bytes().split(b"\n"))
    fuzz("onet", {path.name: path.read_bytes()[:20_000].rpartition(b"\r\n")[0] or rows[0]}, FAST)


def test_technical_descriptions(shared_data: Path) -> None:
    path = shared_data / "worldskills" / "WSC2026_TD17_en.pdf"
    fuzz("worldskills", {path.name: path.read_bytes()}, CONFINED)
