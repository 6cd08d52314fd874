"""Memories in files: tables with a column for each language, TMX and XLIFF of other tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.editorial.references import Segment
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.translation.memory.reading import read_memory
from kgqual.translation.record import Unread

TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="other" creationtoolversion="1" segtype="sentence"
 o-tmf="other" adminlang="en" srclang="ru-RU" datatype="plaintext"/><body>
 <tu><tuv xml:lang="ru-RU"><seg>сварка</seg></tuv><tuv xml:lang="kk-KZ"><seg>дәнекерлеу</seg></tuv>
 </tu>
 <tu><tuv xml:lang="ru-RU"><seg>сварка</seg></tuv><tuv xml:lang="kk-KZ"><seg>дәнекерлеу</seg></tuv>
 </tu>
 <tu><tuv xml:lang="ru-RU"><seg>труба</seg></tuv><tuv xml:lang="uz"><seg>quvur</seg></tuv></tu>
</body></tmx>
"""
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="x"
 source-language="en-US" target-language="kk"><body>
 <trans-unit id="1"><source>weld</source><target state="final">дәнекерлеу</target></trans-unit>
 <trans-unit id="2"><source>pipe</source><target state="new">?</target></trans-unit>
</body></file></xliff>
"""


def test_each_other_language_of_a_table_is_a_source(tmp_path: Path) -> None:
    file = tmp_path / "memory.csv"
    file.write_text("en;ru;kk-KZ\nweld;сварка;дәнекерлеу\npipe;;құбыр\nno;нет;\nweld;;дәнекерлеу\n")

    assert list(read_memory(file, "kk")) == [
        Segment("en", "weld", "дәнекерлеу"),
        Segment("ru", "сварка", "дәнекерлеу"),
        Segment("en", "pipe", "құбыр"),
    ]


def test_a_row_that_ends_early_is_none_and_one_that_goes_on_is_told(tmp_path: Path) -> None:
    file = tmp_path / "memory.csv"
    file.write_text("ru,kk\nтруба\nсварка,дәнекерлеу, пісіру\n")
    (told,) = read_memory(file, "kk")
    assert isinstance(told, Unread)
    assert told.where == "memory.csv, row 3"
    assert "more cells than there are column names: “ пісіру”" in told.message("en")


def test_a_translation_memory_of_another_tool(tmp_path: Path) -> None:
    (tmp_path / "memory.tmx").write_text(TMX)
    assert list(read_memory(tmp_path / "memory.tmx", "kk")) == [
        Segment("ru", "сварка", "дәнекерлеу")
    ]


def test_what_is_finished_in_xliff(tmp_path: Path) -> None:
    (tmp_path / "done.xlf").write_text(XLIFF)
    assert list(read_memory(tmp_path / "done.xlf", "kk")) == [Segment("en", "weld", "дәнекерлеу")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tbx", "<martif/>", "tbx is no format of memories"),
        ("a.csv", "en,ru\nweld,сварка\n", "there must be a column 'kk'"),
        ("a.csv", "en-GB,en-US,kk\n", "two columns are in 'en'"),
        ("a.csv", "kk\nдәнекерлеу\n", "there must be a column 'kk' and one for another"),
        ("a.doc", "", "the ending says no format"),
    ],
)
def test_what_is_no_memory_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises((BadUsage, UnreadableInput), match=said):
        list(read_memory(tmp_path / name, "kk"))
