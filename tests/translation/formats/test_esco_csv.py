"""ESCO's own tables: as official ones in every column, and back without a loss."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.translation.records import ESCO, HEADING, records

from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.store.snapshot import Snapshot
from kgqual.translation.formats.esco_csv import FORMAT, EscoCsv, frames
from kgqual.translation.formats.esco_csv.frames import Frame
from kgqual.translation.record import Record, Unread

KINDS = {
    "occupation": ("occupations", "Occupation"),
    "skill": ("skills", "KnowledgeSkillCompetence"),
}
FRAMES = {
    uri: Frame(table, {"conceptType": type_, "conceptUri": uri, "status": "released"})
    for kind, (table, type_) in KINDS.items()
    for number in range(100)
    for uri in [f"{ESCO}{kind}/{number:02}"]
}
WELDER = f"{ESCO}occupation/00"
OFFICIAL = "ESCO dataset - v1.1.1 - classification - en - csv.zip"


def record(field: Field, *target: str) -> Record:
    return Record(
        concept=WELDER,
        field=field,
        language="kk",
        source=(),
        source_hash="0123456789abcdef",
        target=target,
        state=State.DRAFT if target else State.UNTRANSLATED,
        base=source_hash(target) if target else "",
    )


def written(made: list[Record], path: Path) -> Path:
    with path.open("wb") as file:
        EscoCsv(FRAMES).write(HEADING, made, file)
    return path


def returned(path: Path) -> list[Record | Unread]:
    read = FORMAT.read(path)
    return [replace(row, where="") if isinstance(row, Record) else row for row in read]


@settings(max_examples=50, deadline=None)
@given(made=records(st.text(st.characters(codec="utf-8", exclude_characters="\0\n"))))
def test_every_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    """With the hash of its source, its state and what it was: only sources are not in ESCO's."""
    held = [
        replace(one, source=(), russian=(), code="")
        for one in made
        if one.target and not any("\n" in text for text in one.target)
    ]
    path = tmp_path_factory.getbasetemp() / "translations.zip"
    if held:
        order = [*Field]
        expected = sorted(held, key=lambda one: (one.concept, order.index(one.field)))
        back = [row for row in returned(written(held, path)) if isinstance(row, Record)]
        assert sorted(back, key=lambda one: (one.concept, order.index(one.field))) == expected


def test_the_tables_are_named_and_headed_as_official_ones(tmp_path: Path) -> None:
    made = [record(Field.PREFERRED, "дәнекерлеуші"), record(Field.ALTERNATIVE, "б", "а")]
    with zipfile.ZipFile(written(made, tmp_path / "kk.zip")) as archive:
        assert archive.namelist() == ["occupations_kk.csv", "translations_kk.csv"]
        table = archive.read("occupations_kk.csv").decode()
    assert table == (
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code\r\n"
        f'Occupation,{WELDER},,дәнекерлеуші,"б\nа",,released,,,,,,,\r\n'
    )


def test_a_folder_of_unpacked_tables_is_read_like_the_zip(tmp_path: Path) -> None:
    path = written([record(Field.PREFERRED, "дәнекерлеуші")], tmp_path / "kk.zip")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "kk")
    assert returned(tmp_path / "kk") == returned(path)


def test_an_emptied_cell_is_a_text_that_was_there(tmp_path: Path) -> None:
    path = written(
        [record(Field.PREFERRED, "a"), record(Field.SCOPE_NOTE, "b")], tmp_path / "z.zip"
    )
    folder = tmp_path / "kk"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    table = folder / "occupations_kk.csv"
    table.write_text(table.read_text().replace(",b,", ",,"))
    assert [(row.field, row.target) for row in returned(folder) if isinstance(row, Record)] == [
        (Field.PREFERRED, ("a",)),
        (Field.SCOPE_NOTE, ()),
    ]


def test_official_tables_of_another_language_are_translations_into_it(shared_data: Path) -> None:
    rows = list(FORMAT.read(shared_data / "esco" / "ESCO v1.0 fr es partial.zip"))
    assert all(isinstance(row, Record) for row in rows)
    french = {
        row.field: row.target
        for row in rows
        if isinstance(row, Record)
        and (row.language, row.concept)
        == ("fr", f"{ESCO}skill/0005c151-5b5a-4a66-8aac-60e734beb1ab")
    }
    assert french == {Field.PREFERRED: ("gérer le personnel musical",)}


def test_columns_without_texts_are_those_of_the_official_tables(
    escos: Snapshot, shared_data: Path
) -> None:
    """But for the order of addresses in a cell, which official tables do not keep either."""
    store = escos.open()
    made = frames(store, "https://w3id.org/kgqual/graph/esco/1.1.1")
    store.close()
    same = ("conceptType", "status", "code", "iscoGroup", "skillType", "reuseLevel")
    with zipfile.ZipFile(shared_data / "esco" / OFFICIAL) as archive:
        for table in ("occupations", "skills", "ISCOGroups"):
            text = io.TextIOWrapper(archive.open(f"{table}_en.csv"), "utf-8", newline="")
            for row in csv.DictReader(text):
                frame = made[row["conceptUri"]]
                assert frame.table == table
                assert frame.cells["inScheme"].split(",\n") == sorted(row["inScheme"].split(",\n"))
                columns = [column for column in same if column in row]
                got = {column: frame.cells.get(column, "") for column in columns}
                assert got == {column: row[column] for column in columns}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (record(Field.ALTERNATIVE, "a\nb"), "a term with a line end"),
        (record(Field.PREFERRED, "a", "b"), "has 2 texts; a table of ESCO holds one"),
        (record(Field.PREFERRED, "a\0"), r"contains U\+0000"),
        (replace(record(Field.PREFERRED, "a"), concept="urn:x"), "no concept of this release"),
    ],
)
def test_what_the_tables_do_not_hold_is_refused_by_name(
    tmp_path: Path, made: Record, reason: str
) -> None:
    with pytest.raises(BadUsage, match=reason):
        written([made], tmp_path / "refused.zip")


def test_a_row_of_another_width_is_not_read_as_something_else(tmp_path: Path) -> None:
    path = tmp_path / "skills_kk.csv"
    path.write_text(
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\nx,y\n",
        encoding="utf-8",
    )
    (unread,) = FORMAT.read(path)
    assert isinstance(unread, Unread)
    assert unread.where == "skills_kk.csv, row 2"


def test_a_file_that_is_no_table_of_esco_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anything.csv"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not an ESCO file"):
        list(FORMAT.read(path))
