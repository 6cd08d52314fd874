"""Glossaries in files: what a table and a termbase say, and why a row says nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.translation.glossary import Entry
from kgqual.translation.glossary.reading import read_glossary
from kgqual.translation.record import Unread

TERMBASE = """<?xml version="1.0"?>
<martif type="TBX-Basic" xml:lang="en"><text><body>
 <termEntry id="c1">
  <descrip type="definition">What a worker should know</descrip>
  <langSet xml:lang="en"><tig><term>professional standard</term></tig></langSet>
  <langSet xml:lang="kk-KZ">
   <tig><term>кәсіптік стандарт</term></tig>
   <tig><term>кәсіби стандарт</term>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
 </termEntry>
 <termEntry id="c2"><langSet xml:lang="en"><tig><term>nothing in Kazakh</term></tig></langSet>
 </termEntry>
</body></text></martif>
"""


def test_a_table_has_a_column_for_each_language(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(
        "term_en,term_ru,kk-KZ,forbidden,note,source,mood\n"
        "staff|personnel,персонал,персонал | қызметкерлер,штат,people,the team,good\n"
        ",,,жұмыскер,,,\n"
        "staff,,,,,,\n"
        ",,персонал,,,,\n"
    )
    first, second, third, fourth = read_glossary(file, "kk")

    assert first == Entry(
        {"en": ("staff", "personnel"), "ru": ("персонал",)},
        ("персонал", "қызметкерлер"),
        ("штат",),
        "people",
        "the team",
    )
    assert second == Entry({}, (), ("жұмыскер",))
    assert isinstance(third, Unread)
    assert (third.where, third.message("en")) == (
        "terms.csv, row 4",
        "says no term in “kk”, neither right nor forbidden.",
    )
    assert isinstance(fourth, Unread)
    assert fourth.message("en") == "says no term in another language than “kk”."


def test_a_sheet_is_a_table_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["en", "kk"])
    sheet.append(["=staff", "персонал"])
    sheet["A2"].data_type = "s"
    book.save(tmp_path / "terms.xlsx")

    assert list(read_glossary(tmp_path / "terms.xlsx", "kk")) == [
        Entry({"en": ("=staff",)}, ("персонал",))
    ]


def test_a_termbase_says_what_is_deprecated(tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    file.write_text(TERMBASE)
    first, second = read_glossary(file, "kk")

    assert isinstance(first, Entry)
    assert first.terms == {"en": ("professional standard",)}
    assert (first.translations, first.forbidden) == (("кәсіптік стандарт",), ("кәсіби стандарт",))
    assert first.note == "What a worker should know"
    assert isinstance(second, Unread)


def test_what_is_no_glossary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("title,kk\nx,y\n")
    (tmp_path / "terms.tmx").write_text("<tmx/>")

    with pytest.raises(UnreadableInput, match="one for another language"):
        list(read_glossary(tmp_path / "terms.csv", "kk"))
    with pytest.raises(BadUsage, match="tmx is no format of glossaries"):
        list(read_glossary(tmp_path / "terms.tmx", "kk"))
    with pytest.raises(UnreadableInput, match="no such file"):
        list(read_glossary(tmp_path / "nowhere.csv", "kk"))
