"""Files as other tools make them: what is taken from them, and what is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import UnreadableInput
from kgqual.translation.formats import FORMATS, format_of, tbx_terms, tmx, xliff, xliff2
from kgqual.translation.formats.pairs import Pair, TermEntry, same_language
from kgqual.translation.record import Record, Unread

WEB_DEVELOPER = "http://data.europa.eu/esco/occupation/1"


def xliff_file(folder: Path, units: str, languages: str = 'target-language="kk"') -> Path:
    path = folder / "foreign.xlf"
    path.write_text(
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="a" source-language="en" {languages} datatype="plaintext"><body>'
        f"{units}</body></file></xliff>"
    )
    return path


def xliff2_file(folder: Path, unit: str) -> Path:
    path = folder / "foreign.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" '
        f'trgLang="kk"><file id="f"><unit id="u" name="{WEB_DEVELOPER}#prefLabel">{unit}</unit>'
        "</file></xliff>"
    )
    return path


def tmx_file(folder: Path, *units: str) -> Path:
    path = folder / "foreign.tmx"
    path.write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body>'
        f"{''.join(f'<tu>{unit}</tu>' for unit in units)}</body></tmx>"
    )
    return path


def variant(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'


def only(name: str, path: Path) -> Record | Unread:
    (row,) = FORMATS[name].read(path)
    return row


def target(row: Record | Unread) -> tuple[tuple[str, ...], State]:
    assert isinstance(row, Record)
    return row.target, row.state


@pytest.mark.parametrize(
    ("unit", "text", "state"),
    [
        ("<target>веб</target>", ("веб",), State.DRAFT),
        ('<target state="needs-translation">веб</target>', ("веб",), State.DRAFT),
        ('<target state="x-own">веб</target>', ("веб",), State.DRAFT),
        ('<target state="signed-off">веб</target>', ("веб",), State.REVIEWED),
        ('<target state="final"/>', (), State.UNTRANSLATED),
        ("", (), State.UNTRANSLATED),
        ("<target><g id='1'>ве</g>б<!-- here --></target>", ("веб",), State.DRAFT),
        (
            "<seg-source><mrk mtype='seg' mid='1'>a</mrk></seg-source>"
            "<target><mrk mtype='seg' mid='1'>ве</mrk><mrk mtype='seg' mid='2'>б</mrk></target>",
            ("веб",),
            State.DRAFT,
        ),
    ],
)
def test_states_and_segments_of_other_tools(
    unit: str, text: tuple[str, ...], state: State, tmp_path: Path
) -> None:
    path = xliff_file(
        tmp_path,
        f'<group><trans-unit id="{WEB_DEVELOPER}#prefLabel"><source>web</source>{unit}'
        "</trans-unit></group>",
    )
    assert target(only("xliff", path)) == (text, state)


def test_what_a_tool_approved_without_a_state_is_approved(tmp_path: Path) -> None:
    path = xliff_file(
        tmp_path,
        f'<trans-unit id="{WEB_DEVELOPER}#prefLabel" approved="yes"><source>web</source>'
        "<target>веб</target></trans-unit>",
    )
    assert target(only("xliff", path)) == (("веб",), State.APPROVED)


def test_inline_codes_are_no_text_of_a_concept(tmp_path: Path) -> None:
    path = xliff_file(
        tmp_path,
        f'<trans-unit id="{WEB_DEVELOPER}#prefLabel"><source>web</source>'
        '<target>веб<ph id="1">&lt;br/></ph></target></trans-unit>',
    )
    row = only("xliff", path)
    assert isinstance(row, Unread)
    assert (row.where, "inline codes (ph)" in row.message("en")) == ("trans-unit 1", True)


@pytest.mark.parametrize(
    "name", ["", "42", "menu.file#open", f"{WEB_DEVELOPER}#title", "#prefLabel"]
)
def test_a_unit_that_names_no_field_of_a_concept_is_no_translation(
    name: str, tmp_path: Path
) -> None:
    path = xliff_file(tmp_path, f'<trans-unit id="{name}"><source>web</source></trans-unit>')
    row = only("xliff", path)
    assert isinstance(row, Unread)
    assert "names no concept and field" in row.message("en")


def test_pairs_of_xliff_are_finished_texts(tmp_path: Path) -> None:
    path = xliff_file(
        tmp_path,
        '<trans-unit id="1"><source>web<x id="1"/></source><target state="final">веб</target>'
        '</trans-unit><trans-unit id="2"><source>no</source><target state="needs-l10n">а</target>'
        '</trans-unit><trans-unit id="3"><source>no</source><target> </target></trans-unit>'
        f'<trans-unit id="{WEB_DEVELOPER}#altLabel"><source>a\nb</source><target>а</target>'
        "</trans-unit>",
        'target-language="kk-KZ"',
    )
    assert list(xliff.pairs(path, "kk")) == [Pair("web", "en", "веб", "kk-KZ", "trans-unit 1")]
    assert list(xliff.pairs(path, "ru")) == []


def test_a_unit_of_xliff_2_may_have_been_cut_into_segments(tmp_path: Path) -> None:
    path = xliff2_file(
        tmp_path,
        '<segment state="final"><source>One.</source><target>Бір.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source>T<cp hex="0007"/>wo.</source>'
        '<target><pc id="1">Екі.</pc></target></segment>',
    )
    row = only("xliff2", path)
    assert isinstance(row, Record)
    assert (row.source, row.target, row.state) == (
        ("One. T\x07wo.",),
        ("Бір. Екі.",),
        State.DRAFT,
    )
    assert [pair.target for pair in xliff2.pairs(path, "kk")] == ["Бір.", "Екі."]


@pytest.mark.parametrize("hex", ["", "FFFFFFFF", "zz"])
def test_a_code_point_that_is_none_is_an_inline_code(hex: str, tmp_path: Path) -> None:
    path = xliff2_file(tmp_path, f'<segment><source>a<cp hex="{hex}"/></source></segment>')
    row = only("xliff2", path)
    assert isinstance(row, Unread)
    assert "inline codes (cp)" in row.message("en")


@pytest.mark.parametrize("ending", [".xlf", ".XLIFF", ".sdlxliff", ".mqxliff"])
def test_xliff_has_many_endings(ending: str, tmp_path: Path) -> None:
    path = xliff_file(tmp_path, "")
    assert format_of(path.rename(path.with_suffix(ending))) is FORMATS["xliff"]


def test_versions_of_xliff_are_not_taken_for_each_other(tmp_path: Path) -> None:
    path = xliff2_file(tmp_path, "<segment><source>a</source></segment>")
    with pytest.raises(UnreadableInput, match=r"version is “2\.0”, not 1\.x"):
        list(FORMATS["xliff"].read(path))


def test_pairs_of_a_memory_are_from_every_other_language(tmp_path: Path) -> None:
    path = tmx_file(
        tmp_path,
        variant("en-US", "welder")
        + variant("RU", "сварщик<ph/>")
        + variant("kk_KZ", "дәнекерлеуші"),
        variant("en", "no Kazakh") + variant("ru", "нет"),
        '<tuv lang="ru"><seg><hi>стар</hi>ый</seg></tuv><tuv lang="kk"><seg>ескі</seg></tuv>',
    )
    assert list(tmx.pairs(path, "kk")) == [
        Pair("welder", "en-US", "дәнекерлеуші", "kk_KZ", "tu 1"),
        Pair("сварщик", "RU", "дәнекерлеуші", "kk_KZ", "tu 1"),
        Pair("старый", "ru", "ескі", "kk", "tu 3"),
    ]


def test_a_memory_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmx_file(tmp_path, variant("en", "welder") + variant("kk", "дәнекерлеуші"))
    path.write_text(path.read_text(), encoding="utf-16")
    assert [pair.target for pair in tmx.pairs(path, "kk")] == ["дәнекерлеуші"]


OLD = """<martif type="TBX" xml:lang="en"><text><body><termEntry>
<descrip type="definition">To join metals.</descrip>
<langSet xml:lang="en"><ntig><termGrp><term>weld</term></termGrp></ntig></langSet>
<langSet xml:lang="kk"><tig><term>дәнекерлеу</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>пісіру</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
</tig></langSet></termEntry></body></text></martif>"""
NEW = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><basic:definition>To join metals.</basic:definition>
<langSec xml:lang="en"><termSec><term>weld</term></termSec></langSec>
<langSec xml:lang="kk"><termSec><term>дәнекерлеу</term></termSec><termSec><term>пісіру</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize(("content", "where"), [(OLD, "termEntry 1"), (NEW, "conceptEntry 1")])
def test_glossaries_of_both_editions_of_tbx(content: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.tbx"
    path.write_text(content)
    assert list(tbx_terms.entries(path)) == [
        TermEntry(
            {"en": ("weld",), "kk": ("дәнекерлеу",)},
            {"kk": ("пісіру",)},
            "To join metals.",
            where,
        )
    ]


def test_a_termbase_of_others_is_no_translation_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tbx"
    path.write_text(OLD)
    row = only("tbx", path)
    assert isinstance(row, Unread)
    assert "no note of kgqual" in row.message("en")


def test_a_term_added_in_a_termbase_is_an_alternative_label(tmp_path: Path) -> None:
    """Whoever works with termbases adds admitted terms; they are the alternative labels."""
    path = tmp_path / "ours.tbx"
    note = f'kgqual: {{"concept": "{WEB_DEVELOPER}", "field": "altLabel", "language": "kk"}}'
    path.write_text(
        OLD.replace("deprecated", "admitted").replace("<langSet", f"<note>{note}</note><langSet", 1)
    )
    preferred, alternative = FORMATS["tbx"].read(path)
    assert isinstance(preferred, Unread)
    assert "none of the fields that the file was written with (altLabel)" in preferred.message("en")
    assert isinstance(alternative, Record)
    assert (alternative.field, alternative.target) == (Field.ALTERNATIVE, ("пісіру",))


@pytest.mark.parametrize(
    "spoilt",
    ["{", "[]", '{"field": "title"}', '{"field": {}}', '{"field": "altLabel"}', "[" * 100_000],
    ids=["cut short", "a list", "unknown field", "no field", "no concept", "too deep"],
)
def test_a_note_of_ours_that_was_changed_is_told(spoilt: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.tbx"
    path.write_text(OLD.replace("<langSet", f"<note>kgqual: {spoilt}</note><langSet", 1))
    first, *others = FORMATS["tbx"].read(path)
    assert isinstance(first, Unread)
    assert "was changed" in first.message("en")
    assert all(isinstance(row, Unread) for row in others)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("kk", "kk-KZ", True), ("kk_KZ", "KK", True), ("pt-BR", "pt-PT", False), ("kk", "kaa", False)],
)
def test_a_region_makes_no_other_language(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same
