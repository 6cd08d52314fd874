"""What things are called, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode

from kgqual.answering.names import names
from kgqual.namespaces import SKOS
from kgqual.store.dataset import CURRENT
from kgqual.store.embedded import EmbeddedStore

WELDER, OTHER = "http://e/welder", "http://e/other"
GRAPH = NamedNode("http://e/graph")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Yield a store in which a welder has names in two languages and a code."""
    engine = ox.Store(str(tmp_path / "store"))
    welder = NamedNode(WELDER)
    for predicate, value in (
        (SKOS.prefLabel, Literal("welder", language="en")),
        (SKOS.prefLabel, Literal("brazier", language="en")),
        (SKOS.prefLabel, Literal("сварщик", language="ru")),
        (SKOS.notation, Literal("7212")),
    ):
        engine.add(ox.Quad(welder, predicate, value, ox.DefaultGraph()))
        engine.add(ox.Quad(welder, predicate, value, GRAPH))
    del engine
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


def test_a_thing_has_one_name_a_language_and_a_code(store: EmbeddedStore) -> None:
    named = names(store, CURRENT).of([WELDER])[WELDER]
    assert (named.label, named.code) == ({"en": "brazier", "ru": "сварщик"}, "7212")


def test_what_has_no_name_is_named_by_its_iri(store: EmbeddedStore) -> None:
    named = names(store, CURRENT).of([OTHER])[OTHER]
    assert (named.iri, named.label, named.code) == (OTHER, {}, "")


def test_what_was_asked_before_is_given_again(store: EmbeddedStore) -> None:
    kept = names(store, CURRENT)
    first = kept.of([WELDER])
    again = kept.of([OTHER, WELDER])
    assert list(again) == [OTHER, WELDER]
    assert again[WELDER] is first[WELDER]
