"""XLIFF, TMX and TBX bring every text back that XML can hold, and refuse the others by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.translation.records import ESCO, HEADING, records

from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.translation.formats import FORMATS, format_of, tbx_terms
from kgqual.translation.formats.pairs import TermEntry
from kgqual.translation.record import Format, Record, Unread

XML = [FORMATS[name] for name in ("xliff", "xliff2", "tmx", "tbx")]
WEB_DEVELOPER = Record(
    concept=f"{ESCO}occupation/1",
    field=Field.PREFERRED,
    language="kk",
    source=("web developer",),
    source_hash=source_hash(["web developer"]),
    target=("веб-әзірлеуші",),
    state=State.APPROVED,
    base=source_hash(["веб-әзірлеуші"]),
    russian=("веб-разработчик",),
    code="2513.1",
    note="Occupation",
)
HELD_BY_XML = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\ufffe\uffff",
        include_characters="\t\n\r\x85",
    ),
    max_size=8,
)
each_format = pytest.mark.parametrize("format", XML, ids=lambda format: format.name)


def written(format: Format, made: Sequence[Record], folder: Path) -> Path:
    path = folder / f"{format.name}{format.suffix}"
    with path.open("wb") as file:
        format.write(HEADING, made, file)
    return path


def returned(format: Format, path: Path) -> list[Record | Unread]:
    return [replace(row, where="") if isinstance(row, Record) else row for row in format.read(path)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("xml")


def holds(made: Sequence[Record], *, terms_needed: bool) -> bool:
    """Say whether a format can hold records: no line break in a term; TBX: a term a concept."""
    if not made:
        return False
    terms = [row for row in made if row.field.is_term]
    if any("\n" in text for row in terms for text in (*row.source, *row.target, *row.russian)):
        return False
    named = {row.concept for row in terms if row.source or row.target or row.russian}
    return not terms_needed or named >= {row.concept for row in made}


@each_format
@settings(max_examples=50, deadline=None)
@given(made=records(HELD_BY_XML))
def test_every_text_comes_back(format: Format, folder: Path, made: list[Record]) -> None:
    made.sort(key=lambda row: row.concept)
    if holds(made, terms_needed=format.name == "tbx"):
        assert returned(format, written(format, made, folder)) == made
    else:
        with pytest.raises(BadUsage):
            written(format, made, folder)


@each_format
@pytest.mark.parametrize("character", ["\x07", "\x00", "\ufffe", "\ud800"])
def test_a_character_that_no_xml_holds_is_refused_by_name(
    format: Format, character: str, tmp_path: Path
) -> None:
    bell = replace(WEB_DEVELOPER, target=(f"веб{character}",))
    with pytest.raises(BadUsage, match=f"occupation/1#prefLabel .*U\\+{ord(character):04X}"):
        written(format, [bell], tmp_path)


@each_format
def test_a_field_is_in_a_file_once(format: Format, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="twice"):
        written(format, [WEB_DEVELOPER, WEB_DEVELOPER], tmp_path)


@each_format
def test_an_ending_and_the_file_say_which_format_it_is(format: Format, tmp_path: Path) -> None:
    assert format_of(written(format, [WEB_DEVELOPER], tmp_path)) is format


@each_format
def test_a_file_of_another_kind_is_refused(format: Format, tmp_path: Path) -> None:
    path = tmp_path / f"page{format.suffix}"
    path.write_text("<html><body/></html>")
    with pytest.raises(UnreadableInput, match="outermost element is <html>"):
        list(format.read(path))


@each_format
@pytest.mark.parametrize("damage", ["", "no XML", "<tmx", "\x00"])
def test_a_damaged_file_is_refused(format: Format, damage: str, tmp_path: Path) -> None:
    path = tmp_path / f"damaged{format.suffix}"
    path.write_text(damage)
    with pytest.raises(UnreadableInput, match="damaged"):
        list(format.read(path))


@each_format
def test_a_file_cut_short_is_refused(format: Format, tmp_path: Path) -> None:
    path = written(format, [WEB_DEVELOPER], tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableInput, match="line"):
        list(format.read(path))


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "laughs.tmx"
    path.write_text(
        '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu>'
        "</body></tmx>"
    )
    with pytest.raises(UnreadableInput, match="declares entities"):
        list(FORMATS["tmx"].read(path))


@each_format
def test_a_file_that_is_too_long_is_refused(format: Format, tmp_path: Path) -> None:
    second = replace(WEB_DEVELOPER, concept=f"{ESCO}occupation/2")
    path = written(format, [WEB_DEVELOPER, second], tmp_path)
    with holding(Limits(rows=1)), pytest.raises(UnreadableInput, match="more than 1 rows"):
        list(format.read(path))
    with holding(Limits(file_bytes=100)), pytest.raises(UnreadableInput, match="100 bytes"):
        list(format.read(path))


def test_tbx_holds_no_concept_without_a_term(tmp_path: Path) -> None:
    described = replace(WEB_DEVELOPER, field=Field.DESCRIPTION)
    with pytest.raises(BadUsage, match=r"without one\. Export its prefLabel"):
        written(FORMATS["tbx"], [described], tmp_path)


def test_what_we_export_can_be_a_glossary(tmp_path: Path) -> None:
    path = written(FORMATS["tbx"], [WEB_DEVELOPER], tmp_path)
    assert list(tbx_terms.entries(path)) == [
        TermEntry(
            {"en": ("web developer",), "kk": ("веб-әзірлеуші",), "ru": ("веб-разработчик",)},
            where="termEntry 1",
        )
    ]
