"""Arguments in fixed queries: whatever a user typed stays one term."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

import kgqual.answering
import kgqual.mapping
import kgqual.questions
from kgqual.answering import Named, Query

FILES = sorted(
    path
    for package in (kgqual.answering, kgqual.mapping, kgqual.questions)
    for path in Path(str(package.__file__)).parent.rglob("*.rq")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_query_runs_as_it_stands(path: Path) -> None:
    ox.Store().query(path.read_text(encoding="utf-8"))


def test_a_block_takes_a_thing_several_terms_or_rows() -> None:
    query = Query("q", "VALUES ?a { <http://e/x> } VALUES (?b ?c) { (1 2) } VALUES ?d { 1 }")
    filled = query.filled(
        {
            "a": Named(iri="http://e/y"),
            "b c": [(Literal("1"), "http://e/z")],
            "d": None,
        }
    )
    assert filled == (
        'VALUES ?a { <http://e/y> } VALUES (?b ?c) { ("1" <http://e/z>) } VALUES ?d { UNDEF }'
    )


def test_an_argument_for_which_the_query_has_no_place_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"q\.rq has no VALUES for level"):
        Query("q", "SELECT * {}").filled({"level": "http://e/x"})


@given(st.text())
def test_a_text_comes_back_as_it_was_typed(text: str) -> None:
    query = Query("q", 'SELECT ?t WHERE { VALUES ?t { "example" } VALUES ?u { 1 } }')
    try:
        literal = Literal(text)
        solutions = ox.Store().query(query.filled({"t": literal}))
    except UnicodeEncodeError:  # half a surrogate pair is no text
        return
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution["t"] for solution in solutions] == [literal]
