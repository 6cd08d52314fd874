"""W3C's test suite for SHACL: what the compiled engine judges, it judges as pySHACL does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat

from kgqual.validation import compiled, reference
from kgqual.validation.data import Data
from kgqual.validation.shapes import ShapesGraph

BASE = "http://datashapes.org/sh/tests/"
SUITE = "conformance/03-shacl/data/data-shapes-test-suite/tests"


@pytest.fixture(scope="module")
def suite(shared_data: Path) -> Path:
    folder = shared_data.parent / SUITE
    if not folder.is_dir():
        pytest.skip(f"needs W3C's tests in {SUITE} beside the third-party data")
    return folder


def parsed(path: Path, suite: Path) -> list[Quad]:
    base = BASE + path.relative_to(suite).as_posix()
    return list(pyoxigraph.parse(path=path, format=RdfFormat.TURTLE, base_iri=base))


def cases(suite: Path) -> list[tuple[str, Data, ShapesGraph]]:
    """Every test as data and shapes; most have both in one file."""
    found = []
    for path in sorted(suite.rglob("*.ttl")):
        shapes = path.with_name(f"{path.stem}-shapes.ttl")
        if path.stem.endswith(("manifest", "-data", "-shapes")):
            continue
        if shapes.exists():
            apart = path.with_name(f"{path.stem}-data.ttl")
            data, shaping = parsed(apart, suite), parsed(shapes, suite)
        else:
            data = shaping = parsed(path, suite)
        name = path.relative_to(suite).as_posix()
        found.append((name, Data.of(data), ShapesGraph(shaping)))
    return found


def test_whatever_is_supported_is_judged_alike(suite: Path) -> None:
    judged = 0
    for name, data, shapes in cases(suite):
        if data.altered or compiled.unsupported(shapes):
            continue
        expected = Counter(result.key for result in reference.validate(data, shapes))
        for few in (0, compiled.FEW):
            found = Counter(result.key for result in compiled.validate(data.store, shapes, few))
            assert found == expected, name
        judged += 1
    assert judged >= 90
