"""Texts that may quote a hostile file do no harm on a terminal or in a spreadsheet."""

from __future__ import annotations

import io
import json

import pytest

from kgqual.harmless import as_typed, harmless, no_formula, write_table


@pytest.mark.parametrize("steering", ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\r"])
def test_what_steers_a_terminal_is_written_out(steering: str) -> None:
    shown = harmless(f"a{steering}b")
    assert shown == f"a\\u{ord(steering):04x}b"
    assert json.loads(f'"{shown}"') == f"a{steering}b"


def test_ordinary_text_stays_as_it_is() -> None:
    text = "Біліктілік\tdéjà vu\nשלום 🙂"
    assert harmless(text) == text


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_a_formula_becomes_text(formula: str) -> None:
    assert no_formula(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "a=1", "1-1", "https://example.org/"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert no_formula(text) == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''-", "'a", "'", "", "a"])
def test_a_guarded_text_comes_back_as_it_was_typed(text: str) -> None:
    assert as_typed(no_formula(text)) == text


def test_the_texts_of_a_table_do_no_harm_and_its_numbers_stay() -> None:
    table = io.StringIO()
    write_table(table, ["text", "number", "nothing"], [["=1\x1b", -0.5, None]])
    assert table.getvalue() == "text,number,nothing\n'=1\\u001b,-0.5,\n"
