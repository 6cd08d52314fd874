"""The Translate Toolkit, an independent reader and writer, and we read each other's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.translation.formats.test_xml import WEB_DEVELOPER, returned, written
from translate.storage import tbx, tmx, xliff, xliff2

from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.translation.formats import FORMATS, tbx_terms
from kgqual.translation.formats import tmx as tmx_format
from kgqual.translation.formats import xliff as xliff_format
from kgqual.translation.formats import xliff2 as xliff2_format
from kgqual.translation.formats.pairs import Pair, TermEntry
from kgqual.translation.record import Record

ALTERNATIVE = replace(
    WEB_DEVELOPER,
    field=Field.ALTERNATIVE,
    source=("web programmer", "<HTML> & CSS developer"),
    target=("веб-бағдарламашы ",),
    state=State.DRAFT,
)
DESCRIPTION = replace(
    WEB_DEVELOPER,
    field=Field.DESCRIPTION,
    source=("Builds\n\tsites.\r\n",),
    target=(),
    base="",
    state=State.UNTRANSLATED,
)
ROWS = (WEB_DEVELOPER, ALTERNATIVE, DESCRIPTION)
READERS: dict[str, Any] = {
    "xliff": xliff.xlifffile,
    "xliff2": xliff2.Xliff2File,
    "tmx": tmx.tmxfile,
    "tbx": tbx.tbxfile,
}
each_reader = pytest.mark.parametrize("name", ["xliff", "xliff2", "tmx"])


def opened(name: str, path: Path) -> Any:
    """Return a file as the toolkit reads it, for translation into Kazakh."""
    store = READERS[name].parsefile(str(path))
    store.settargetlanguage("kk")
    return store


def units(store: Any) -> list[Any]:
    """Return the units of a file that hold texts."""
    return [unit for unit in store.units if not unit.isheader()]


@each_reader
def test_the_toolkit_reads_what_we_write(name: str, tmp_path: Path) -> None:
    read = units(opened(name, written(FORMATS[name], ROWS, tmp_path)))
    assert [(unit.source, unit.target or "") for unit in read] == [
        ("\n".join(row.source), "\n".join(row.target)) for row in ROWS
    ]


def test_the_toolkit_reads_the_preferred_terms_of_a_termbase(tmp_path: Path) -> None:
    (entry,) = units(opened("tbx", written(FORMATS["tbx"], ROWS, tmp_path)))
    assert (entry.source, entry.target) == ("web developer", "веб-әзірлеуші")


def test_the_toolkit_sees_what_is_approved(tmp_path: Path) -> None:
    read = units(opened("xliff", written(FORMATS["xliff"], ROWS, tmp_path)))
    assert [unit.isapproved() for unit in read] == [True, False, False]


@each_reader
def test_what_a_translator_notes_comes_back(name: str, tmp_path: Path) -> None:
    path = written(FORMATS[name], ROWS[2:], tmp_path)
    store = opened(name, path)
    units(store)[0].addnote("Ask the ministry.", origin="translator")
    store.savefile(str(path))
    (row,) = returned(FORMATS[name], path)
    assert isinstance(row, Record)
    assert row.note == f"{DESCRIPTION.note}\nAsk the ministry."


@each_reader
def test_what_is_translated_in_the_toolkit_comes_back_for_the_same_field(
    name: str, tmp_path: Path
) -> None:
    path = written(FORMATS[name], ROWS, tmp_path)
    store = opened(name, path)
    units(store)[2].target = "Сайт жасайды.\n"
    store.savefile(str(path))
    *others, row = returned(FORMATS[name], path)
    assert others == list(ROWS[:2])
    assert row == replace(DESCRIPTION, target=("Сайт жасайды.\n",), state=State.DRAFT)


def test_we_read_a_memory_that_the_toolkit_writes(tmp_path: Path) -> None:
    store: Any = tmx.tmxfile(sourcelanguage="ru", targetlanguage="kk")
    store.addtranslation("сварщик & <резчик>", "ru", "дәнекерлеуші & <кескіш>", "kk")
    path = tmp_path / "ru-kk.tmx"
    store.savefile(str(path))
    assert list(tmx_format.pairs(path, "kk")) == [
        Pair("сварщик & <резчик>", "ru", "дәнекерлеуші & <кескіш>", "kk", "tu 1")
    ]


def test_we_read_the_xliff_that_the_toolkit_writes(tmp_path: Path) -> None:
    for name, read, place in (
        ("xliff", xliff_format.pairs, "trans-unit 1"),
        ("xliff2", xliff2_format.pairs, "unit 1"),
    ):
        store = READERS[name]()
        store.setsourcelanguage("en")
        store.settargetlanguage("kk")
        store.addsourceunit("welder <b>").target = "дәнекерлеуші <b>"
        store.addsourceunit("not yet")
        path = tmp_path / "en-kk.xlf"
        store.savefile(str(path))
        assert list(read(path, "kk")) == [Pair("welder <b>", "en", "дәнекерлеуші <b>", "kk", place)]


def test_we_read_the_glossary_that_the_toolkit_writes(tmp_path: Path) -> None:
    store: Any = tbx.tbxfile(sourcelanguage="en", targetlanguage="kk")
    store.addsourceunit("weld").target = "дәнекерлеу"
    path = tmp_path / "glossary.tbx"
    store.savefile(str(path))
    assert list(tbx_terms.entries(path)) == [
        TermEntry({"en": ("weld",), "kk": ("дәнекерлеу",)}, where="termEntry 1")
    ]


def test_a_hash_that_a_tool_dropped_is_that_of_the_source_in_the_file(tmp_path: Path) -> None:
    store: Any = xliff.xlifffile(sourcelanguage="en", targetlanguage="kk")
    unit = store.addsourceunit("web developer")
    unit.setid(f"{WEB_DEVELOPER.concept}#prefLabel")
    unit.target = "веб-әзірлеуші"
    path = tmp_path / "returned.xlf"
    store.savefile(str(path))
    (row,) = returned(FORMATS["xliff"], path)
    assert row == replace(
        WEB_DEVELOPER,
        source_hash=source_hash(["web developer"]),
        state=State.DRAFT,
        base="",
        russian=(),
        code="",
        note="",
    )
