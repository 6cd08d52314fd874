"""A regular expression means the same to SPARQL as to Python, or is left to Python."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from kgqual.namespaces import SH
from kgqual.validation.compiled.patterns import as_rust
from kgqual.validation.graphs import TripleTable
from kgqual.validation.shapes import shipped_shapes

STORE = Store()
TRANSLATED = [
    "^a",
    "a$",
    "^a$|b$|c",
    r"^\S([\s\S]*\S)?$",
    r"[^\s]",
    ".",
    "[a-cА-Я]{2,3}",
    "(ab|c)+?d*",
    "[Ѐ-ӿ]",
    r"^(?:x|\.)[^ab]$",
    "[]^-]",
    "(^|[^a-z])x([^a-z]|(?:b|$))",
]
ONLY_IN_PYTHON = [
    r"\d",
    r"\w+",
    r"\bx",
    "(a$|b)c",
    r"(a)\1",
    "(?i:a)",
    "(?=a)",
    "a{5000}",
    "(?:[a-z]{900}){900}",
    r"\Z",
]


def found_by_sparql(rust: str, text: str) -> bool:
    query = f"SELECT (REGEX({Literal(text)}, {Literal(rust)}) AS ?found) {{}}"
    rows = STORE.query(query)
    assert isinstance(rows, QuerySolutions)
    return str(next(rows)[0]) == str(Literal(True))


@pytest.mark.parametrize("expression", TRANSLATED)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=st.text(alphabet=" \n\t\r\x1c\x85\u00a0\u2028abcdxАЯӿ.]^-𝒳", max_size=5))
def test_sparql_finds_what_python_finds(expression: str, text: str) -> None:
    pattern = re.compile(expression)
    rust = as_rust(pattern)
    assert rust is not None
    assert found_by_sparql(rust, text) == bool(pattern.search(text))


@pytest.mark.parametrize("expression", ONLY_IN_PYTHON)
def test_what_may_mean_something_else_is_left_to_python(expression: str) -> None:
    assert as_rust(re.compile(expression)) is None


@pytest.mark.parametrize("flags", [re.IGNORECASE, re.MULTILINE])
def test_flags_are_left_to_python(flags: re.RegexFlag) -> None:
    assert as_rust(re.compile("a", flags)) is None


def test_every_shipped_expression_runs_in_sparql() -> None:
    table: TripleTable = shipped_shapes().table
    values = [
        value for shape in table.using(SH.pattern) for value in table.objects(shape, SH.pattern)
    ]
    assert values
    for value in values:
        assert isinstance(value, Literal)
        assert as_rust(re.compile(value.value)) is not None, value
