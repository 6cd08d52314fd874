"""A small snapshot: two releases of one source, and an undated source beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import SKOS
from kgqual.store.snapshot import Snapshot

CHEF = NamedNode("http://example.org/chef")
COOK = NamedNode("http://example.org/cook")


def label(thing: NamedNode, text: str, lang: str = "en") -> Triple:
    return Triple(thing, SKOS.prefLabel, Literal(text, language=lang))


RELEASES = {
    ("esco", "1.1.0"): ("2022-01", [label(CHEF, "chef"), Triple(CHEF, SKOS.broader, COOK)]),
    ("esco", "1.1.1"): ("2022-12", [label(CHEF, "head chef"), Triple(CHEF, SKOS.broader, COOK)]),
    ("nco", "2017"): ("", [label(COOK, "Повар", "ru"), label(COOK, "Аспаз", "kk")]),
}


@pytest.fixture
def publish(tmp_path: Path, publish_releases: Callable[..., Snapshot]) -> Callable[..., Snapshot]:
    """Publish RELEASES, with other triples for ``nco`` when given."""

    def publish(nco: list[Triple] | None = None) -> Snapshot:
        releases = RELEASES if nco is None else {**RELEASES, ("nco", "2017"): ("", nco)}
        return publish_releases(tmp_path / "data", releases)

    return publish


@pytest.fixture
def snapshot(publish: Callable[..., Snapshot], tmp_path: Path) -> Snapshot:
    (tmp_path / "data").mkdir()
    return publish()
