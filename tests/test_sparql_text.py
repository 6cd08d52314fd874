"""Keywords are found in every way in which a text can be read, in reasonable time."""

from __future__ import annotations

import time

import pytest

from kgqual.sparql_text import arbitrary, decoded, line_with, tokens, volatile


def test_the_pieces_make_up_the_text() -> None:
    text = 'SELECT ?x { ?x a:b\\#c "d\'" ; <http://e.org/#> -1.5 } # e'
    assert "".join(token.text for token in tokens(text)) == text
    kinds = {token.text: token.kind for token in tokens(text)}
    assert kinds["a:b\\#c"] == "name"
    assert kinds['"d\'"'] == "string"
    assert kinds["<http://e.org/#>"] == "iri"
    assert kinds["# e"] == "comment"


def test_the_first_line_is_told() -> None:
    assert line_with("SELECT *\n{\nGRAPH ?g {}\nGRAPH ?g {} }", "GRAPH") == 3
    assert line_with("SELECT * {}", "GRAPH") == 0


def test_a_comparison_may_look_like_an_iri() -> None:
    assert line_with("FILTER(?o<5)SERVICE#>\n?x {}", "SERVICE") == 1
    assert line_with("?s <http://e.org/5)SERVICE#> ?x {}", "SERVICE") == 0


def test_code_points_are_decoded_where_they_are_characters() -> None:
    assert decoded(r"\u0053\U00000045RVICE") == "SERVICE"
    assert decoded(r"\U0010FFFF\UFFFFFFFF\u12") == "\U0010ffff\\UFFFFFFFF\\u12"


@pytest.mark.alone
@pytest.mark.parametrize("piece", ["a.", '"""\\', "<a>", "<", "<'a>", "'''\\", "x:", "{", "<a "])
def test_a_long_text_takes_no_longer_than_it_is(piece: str) -> None:
    begun = time.process_time()
    line_with(piece * (200_000 // len(piece)), "SERVICE")
    assert time.process_time() - begun < 5


def test_what_changes_an_answer_by_itself_is_named() -> None:
    assert volatile("SELECT (now() AS ?t) (strUUID() AS ?u) { FILTER(?a<RAND()&&?b>1) }") == (
        "NOW",
        "RAND",
        "STRUUID",
    )
    assert volatile("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }") == ("SERVICE",)
    assert volatile("SELECT * { ?s ?p ?o } ORDER BYrand()") == ("RAND",)
    elsewhere = "SELECT ?now { ?now :NOW 'RAND()', <http://e.org/UUID()> } # NOW()"
    assert volatile(elsewhere) == ()


@pytest.mark.parametrize("piece", ["'\\", '"\\', "\\'''", '\\"""', "\\'''\n", '\\"""\n'])
def test_strings_without_an_end_are_looked_through_once(piece: str) -> None:
    text = f"'''{piece * 15_000} NOW"
    began = time.process_time()
    assert "".join(token.text for token in tokens(text)) == text
    assert time.process_time() - began < 2


def test_what_follows_a_quote_that_ends_nothing_is_still_read() -> None:
    text = r"'\' x" + "\n" + r"'y' ''' \' 'z' SERVICE '"
    found = [(token.kind, token.text) for token in tokens(text) if token.kind != "space"]
    assert found == [
        *[("other", "'"), ("other", "\\"), ("other", "'"), ("word", "x"), ("string", "'y'")],
        *[("string", "''"), ("string", r"' \' '"), ("word", "z"), ("string", "' SERVICE '")],
    ]


def test_what_the_engine_may_choose_is_named() -> None:
    assert arbitrary("SELECT (SAMPLE(?s) AS ?x) { ?s ?p ?o } limit 3") == ("LIMIT", "SAMPLE")
    assert arbitrary("SELECT (GROUP_CONCAT(?s) AS ?x) { ?s ?p ?o }") == ("GROUP_CONCAT",)
    assert arbitrary("SELECT * { ?s ?p ?limit } ORDER BY ?s LIMIT 3 OFFSET 2") == ()
