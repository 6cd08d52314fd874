"""Unchanged files change nothing, in every format; what differs is told row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.little_esco import BAKE, BAKER, DEVELOPER, PASTRY_COOK
from tests.translation.exchange.conftest import Save

from kgqual import editorial as editorial_package
from kgqual import translation
from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial
from kgqual.editorial.people import Person
from kgqual.editorial.translations import Conflict, Edit, Field, Pass, State, Waived, source_hash
from kgqual.errors import BadUsage
from kgqual.translation.exchange import (
    Aim,
    Outcome,
    Plan,
    Row,
    export,
    format_for,
    plan,
    records,
    writer,
)
from kgqual.translation.formats import FORMATS
from kgqual.translation.glossary import Entry, Glossary
from kgqual.translation.reasons import reasons
from kgqual.translation.record import Heading, Record, Unread
from kgqual.translation.units import Units
from kgqual.translation.workbench import Workbench

HEADING = Heading("kk", "1.1")
PREFERRED, ALTERNATIVE, DESCRIPTION = Field.PREFERRED, Field.ALTERNATIVE, Field.DESCRIPTION
AWKWARD = ("=1+1", "  бос орын  ", "<b>&amp;</b>", 'ә"ң;қ', "@ғ", "007", "а\\nб")


class Desk:
    """What tests do with one database: write files, read them, plan and import."""

    def __init__(self, units: Units, editorial: Editorial, person: Person) -> None:
        self.units, self.editorial, self.person = units, editorial, person

    def exported(self, **wanted: object) -> list[Record]:
        standing = self.editorial.translations.all("kk")
        every = self.units.concepts.values()
        return list(records(every, standing, "kk", **wanted))  # type: ignore[arg-type]

    def record(self, concept: str, field: Field) -> Record:
        (found,) = (r for r in self.exported() if (r.concept, r.field) == (concept, field))
        return found

    def plan(self, read: Iterable[Record | Unread], **options: object) -> Plan:
        there = self.editorial.translations
        return plan(self.units, there, "kk", read, **options)  # type: ignore[arg-type]

    def take(self, made: Plan, batch: str = "batch-01") -> None:
        workbench = Workbench(self.units, self.editorial.translations)
        workbench.record(self.person, made.edits(batch, "a file"), batch)

    def texts(self, concept: str, field: Field = PREFERRED) -> tuple[str, ...]:
        return self.editorial.translations.concept("kk", concept).texts(field)


@pytest.fixture
def desk(units: Units, editorial: Editorial, bolat: Person) -> Desk:
    return Desk(units, editorial, bolat)


def outcomes(made: Plan) -> list[Outcome]:
    return [row.outcome for row in made.rows]


@pytest.mark.parametrize("name", FORMATS)
def test_an_unchanged_file_changes_nothing(
    name: str, desk: Desk, save: Save, little: OpenSnapshot, tmp_path: Path
) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",), ALTERNATIVE: AWKWARD, DESCRIPTION: ("Нан\nпісіреді.",)})
    save(BAKE, {PREFERRED: ("нан пісіру",)}, State.APPROVED)
    format = writer(name, little.on(), desk.units)
    path = tmp_path / f"kk{format.suffix}"
    export(format, HEADING, desk.exported(), path)
    made = desk.plan(format.read(path))
    assert {row.outcome for row in made.rows} == {Outcome.SAME}, made.rows
    assert made.edits("batch-01") == []


def test_a_changed_row_is_told_from_a_new_one_and_only_they_are_saved(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {PREFERRED: ("нанбай",)}, State.APPROVED)
    changed = replace(desk.record(BAKER, PREFERRED), target=("наубайшы",), note="as in the act")
    new = replace(desk.record(BAKE, PREFERRED), target=("нан пісіру",))
    untouched = desk.record(DEVELOPER, PREFERRED)
    made = desk.plan([changed, new, untouched])
    assert outcomes(made) == [Outcome.CHANGED, Outcome.NEW, Outcome.SAME]
    desk.take(made)
    assert (desk.texts(BAKER), desk.texts(BAKE)) == (("наубайшы",), ("нан пісіру",))
    (_, change) = desk.editorial.translations.history("kk", BAKER)
    assert (change.comment, change.batch) == ("as in the act", "batch-01")
    assert change.fields[PREFERRED].state is State.DRAFT
    assert desk.editorial.translations.history("kk", DEVELOPER) == []


def test_what_somebody_else_has_changed_since_is_a_conflict_that_says_who_and_what(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {PREFERRED: ("нанбай",)})
    ours = replace(desk.record(BAKER, PREFERRED), target=("наубайшы",))
    save(BAKER, {PREFERRED: ("нан пісіруші",)})
    (row,) = desk.plan([ours]).rows
    assert row.outcome is Outcome.CONFLICT
    assert "has changed since: “нан пісіруші” (Bolat, 20" in row.message("en")


def test_a_row_that_is_as_it_was_exported_leaves_what_others_wrote_since(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {PREFERRED: ("нанбай",)})
    untouched = desk.record(BAKER, PREFERRED)
    save(BAKER, {PREFERRED: ("нан пісіруші",)})
    (row,) = desk.plan([untouched]).rows
    assert (row.outcome, row.message("en")) == (
        Outcome.SAME,
        "is as it was exported; the later text stays.",
    )


def test_a_file_that_knows_nothing_of_what_stands_does_not_replace_it(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {PREFERRED: ("нанбай",)})
    foreign = Record(BAKER, PREFERRED, "kk-KZ", (), "", ("наубайшы",))
    (row,) = desk.plan([foreign]).rows
    assert row.outcome is Outcome.CONFLICT
    assert "is not known to the file: “нанбай”" in row.message("en")
    (new,) = desk.plan([replace(foreign, concept=BAKE)]).rows
    assert new.outcome is Outcome.NEW


def test_a_file_of_another_database_is_new_where_nobody_has_written_anything(desk: Desk) -> None:
    there = source_hash(["наубайшы"])
    moved = replace(desk.record(BAKER, PREFERRED), target=("наубайшы",), base=there)
    assert outcomes(desk.plan([moved])) == [Outcome.NEW]


def test_what_somebody_has_emptied_since_does_not_come_back_by_itself(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {PREFERRED: ("нанбай",)})
    untouched = desk.record(BAKER, PREFERRED)
    save(BAKER, {PREFERRED: ()})
    other = replace(untouched, target=("наубайшы",))
    same, conflict = (desk.plan([row]).rows[0] for row in (untouched, other))
    assert same.outcome is Outcome.SAME
    assert conflict.outcome is Outcome.CONFLICT
    assert "is gone meanwhile" in conflict.message("en")


def test_a_translation_of_an_older_english_text_is_kept_as_one(desk: Desk, save: Save) -> None:
    old = ("bread maker",)
    stale = replace(
        desk.record(BAKER, PREFERRED), source=old, source_hash=source_hash(old), target=("нанбай",)
    )
    made = desk.plan([stale])
    assert outcomes(made) == [Outcome.STALE]
    desk.take(made)
    entry = desk.editorial.translations.concept("kk", BAKER).entries[PREFERRED]
    assert entry.source_hash == source_hash(old)
    assert desk.editorial.translations.source(entry.source_hash) == old
    unknown = replace(stale, source=(), source_hash="0123456789abcdef", target=("басқа",))
    (row,) = desk.plan([replace(unknown, base=entry.texts_hash)]).rows
    assert row.outcome is Outcome.REFUSED
    assert "neither today's nor known" in row.message("en")


def test_columns_that_were_sorted_apart_are_noticed(desk: Desk) -> None:
    baker, developer = (desk.record(one, PREFERRED) for one in (BAKER, DEVELOPER))
    mixed = replace(baker, source=developer.source, target=("әзірлеуші",))
    (row,) = desk.plan([mixed]).rows
    assert row.outcome is Outcome.REFUSED
    assert "sorted apart" in row.message("en")
    spaced = replace(baker, source=(f" {baker.source[0]} ",), target=("наубайшы",))
    assert outcomes(desk.plan([spaced])) == [Outcome.NEW]


def test_a_concept_that_is_not_in_the_release_is_refused(desk: Desk) -> None:
    gone = Record("http://data.europa.eu/esco/skill/gone", PREFERRED, "kk", (), "", ("а",))
    (row,) = desk.plan([gone]).rows
    assert (row.outcome, row.message("en")) == (
        Outcome.REFUSED,
        "<http://data.europa.eu/esco/skill/gone> is no concept of ESCO v1.1.",
    )


def test_an_emptied_cell_empties_nothing_unless_told_to(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",), ALTERNATIVE: ("нанбай",)})
    emptied = replace(desk.record(BAKER, ALTERNATIVE), target=())
    assert outcomes(desk.plan([emptied])) == [Outcome.REFUSED]
    made = desk.plan([emptied], clear=True)
    assert outcomes(made) == [Outcome.CHANGED]
    desk.take(made)
    assert desk.texts(BAKER, ALTERNATIVE) == ()
    assert desk.texts(BAKER) == ("наубайшы",)


def test_rows_that_say_different_things_of_one_field_are_both_refused(desk: Desk) -> None:
    first = replace(desk.record(BAKER, PREFERRED), target=("наубайшы",), where="row 2")
    other = replace(first, target=("нанбай",), where="row 9")
    one, two = desk.plan([first, other]).rows
    assert (one.outcome, one.message("en")) == (Outcome.REFUSED, "says something else than row 9.")
    assert (two.outcome, two.message("en")) == (Outcome.REFUSED, "says something else than row 2.")
    again = replace(first, where="row 9")
    assert outcomes(desk.plan([first, again])) == [Outcome.NEW, Outcome.SAME]


def test_what_cannot_be_kept_is_refused_row_by_row(desk: Desk) -> None:
    made = desk.plan(
        [
            replace(desk.record(BAKER, PREFERRED), target=("а\x07",)),
            replace(desk.record(BAKE, PREFERRED), target=("а" * 20_001,)),
            replace(desk.record(BAKER, DESCRIPTION), target=("а", "б")),
            Unread("row 4", "ragged"),
        ]
    )
    assert outcomes(made) == [Outcome.REFUSED] * 4
    assert "U+0007" in made.rows[0].message("en")
    assert "20,000 characters" in made.rows[1].message("en")
    assert made.stops


def test_texts_that_are_there_may_be_brought_further_by_a_file(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",)})
    save(BAKE, {PREFERRED: ("нан пісіру",)}, State.APPROVED)
    there = [desk.record(BAKER, PREFERRED), desk.record(BAKE, PREFERRED)]
    made = desk.plan(there, aim=Aim.REVIEWED)
    assert [(row.outcome, row.message("en")) for row in made.rows] == [
        (Outcome.CHANGED, "draft → reviewed"),
        (Outcome.SAME, ""),
    ]
    submitted = desk.plan(there, aim=Aim.SUBMITTED).rows[0]
    assert (submitted.outcome, submitted.message("en")) == (Outcome.CHANGED, "draft → submitted")
    desk.take(made)
    stands = desk.editorial.translations.concept
    assert stands("kk", BAKER).state is State.REVIEWED
    assert stands("kk", BAKE).state is State.APPROVED


def test_an_older_file_does_not_make_a_translation_stale(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",)})
    old = ("bread maker",)
    written = replace(desk.record(BAKER, PREFERRED), source=old, source_hash=source_hash(old))
    desk.take(desk.plan([written], aim=Aim.APPROVED))
    entry = desk.editorial.translations.concept("kk", BAKER).entries[PREFERRED]
    assert entry.state is State.APPROVED
    assert entry.source_hash == desk.units.concepts[BAKER].units[PREFERRED].hash


def test_an_unchanged_file_approves_a_stale_text_as_a_stale_one(
    desk: Desk, bolat: Person, save: Save
) -> None:
    old = ("bread maker",)
    save(BAKER, {PREFERRED: ("нанбай",)})
    made_from = Edit(
        *("of-an-older-source", "kk", BAKER, 1, {PREFERRED: ("наубайшы",)}),
        {PREFERRED: source_hash(old)},
        {PREFERRED: old},
    )
    desk.editorial.translations.save(bolat, made_from)
    unchanged = desk.record(BAKER, PREFERRED)
    assert unchanged.source_hash != source_hash(old)  # an export quotes the English of today
    made = desk.plan([unchanged], aim=Aim.APPROVED)
    (row,) = made.rows
    assert row.outcome is Outcome.STALE
    assert row.message("en").startswith("draft → approved, and still a translation of an English")
    desk.take(made)
    entry = desk.editorial.translations.concept("kk", BAKER).entries[PREFERRED]
    assert (entry.state, entry.source_hash) == (State.APPROVED, source_hash(old))
    # Another file, which says by itself that this is the translation of today's, is believed.
    save(BAKER, {PREFERRED: ("наубайшы",)})
    desk.editorial.translations.save(bolat, replace(made_from, key="older-again", version=4))
    other = desk.plan([replace(unchanged, base="")], aim=Aim.REVIEWED)
    assert other.rows[0].message("en") == "draft → reviewed"


@pytest.mark.parametrize("away", ["emptied", "undone"])
def test_an_older_file_does_not_bring_back_what_was_taken_away(
    away: str, desk: Desk, bolat: Person, save: Save
) -> None:
    saved = save(BAKER, {PREFERRED: ("нанбай",)})
    unchanged = desk.record(BAKER, PREFERRED)
    if away == "emptied":
        save(BAKER, {PREFERRED: ()}, State.APPROVED)
    else:
        assert saved.change
        desk.editorial.translations.undo(bolat, "undo-the-first", saved.change.id)
    assert PREFERRED not in desk.editorial.translations.concept("kk", BAKER).entries
    changed = replace(unchanged, target=("наубайшы",))
    same, conflict = (desk.plan([row]).rows[0] for row in (unchanged, changed))
    assert (same.outcome, same.why) == (Outcome.SAME, "as-exported")
    assert (conflict.outcome, conflict.why) == (Outcome.CONFLICT, "gone")
    assert outcomes(desk.plan([replace(changed, base="")])) == [Outcome.NEW]


def test_notes_that_do_not_fit_together_are_refused_before_anything_is_imported(
    desk: Desk, save: Save
) -> None:
    save(BAKER, {ALTERNATIVE: ("нанбай",)})
    rows = [
        replace(desk.record(BAKER, PREFERRED), target=("наубайшы",), note="a" * 2_500),
        replace(desk.record(BAKER, DESCRIPTION), target=("Нан.",), note="b" * 2_500),
        replace(desk.record(BAKER, ALTERNATIVE), note="c" * 4_001),
        replace(desk.record(BAKE, PREFERRED), target=("нан пісіру",), note="d" * 4_000),
    ]
    made = desk.plan(rows, aim=Aim.REVIEWED)
    assert outcomes(made) == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED, Outcome.NEW]
    assert "more than 4,000 characters together" in made.rows[1].message("en")
    desk.take(made)
    comments = desk.editorial.translations.concept("kk", BAKER).comments
    assert [len(one.text) for one in comments] == [2_500]


def test_nothing_is_imported_when_somebody_was_faster(desk: Desk, save: Save) -> None:
    ours = [replace(desk.record(one, PREFERRED), target=("а",)) for one in (BAKE, BAKER)]
    made = desk.plan(ours)
    save(BAKER, {PREFERRED: ("наубайшы",)})
    with pytest.raises(Conflict):
        desk.take(made)
    assert desk.texts(BAKE) == ()


def test_rows_in_other_languages_are_passed_over_and_counted(desk: Desk) -> None:
    kazakh = replace(desk.record(BAKER, PREFERRED), target=("наубайшы",))
    made = desk.plan([kazakh, replace(kazakh, language="ky"), replace(kazakh, language="")])
    assert (outcomes(made), made.others) == ([Outcome.NEW, Outcome.SAME], 1)


def test_only_what_is_published_can_be_exported(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",)}, State.APPROVED)
    save(BAKER, {PREFERRED: ("нанбай",)})
    save(BAKE, {PREFERRED: ("нан пісіру",)})
    assert [(one.concept, one.target) for one in desk.exported(published=True)] == [
        (BAKER, ("наубайшы",))
    ]
    assert desk.record(BAKER, PREFERRED).target == ("нанбай",)
    assert [one.field for one in desk.exported(fields=(DESCRIPTION,)) if one.concept == BAKER] == [
        DESCRIPTION
    ]


def test_tables_of_esco_go_into_a_folder_that_is_whole_or_not_there(
    desk: Desk, save: Save, little: OpenSnapshot, tmp_path: Path
) -> None:
    save(PASTRY_COOK, {PREFERRED: ("кондитер",)})
    format = writer("esco-csv", little.on(), desk.units)
    export(format, HEADING, desk.exported(), tmp_path / "kk")
    assert sorted(path.name for path in (tmp_path / "kk").iterdir()) == [
        "occupations_kk.csv",
        "translations_kk.csv",
    ]
    with pytest.raises(BadUsage, match="is there already"):
        export(format, HEADING, desk.exported(), tmp_path / "kk")


def test_a_file_that_cannot_be_written_leaves_the_one_before(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "kk.xlsx"
    path.write_bytes(b"before")
    long = replace(desk.record(BAKER, PREFERRED), target=("а" * 40_000,))
    with pytest.raises(BadUsage):
        export(FORMATS["xlsx"], HEADING, [long], path)
    assert [one.read_bytes() for one in tmp_path.glob("*kk.xlsx")] == [b"before"]


def test_the_format_is_that_of_the_name_unless_another_is_asked_for() -> None:
    assert format_for("", Path("kk.TMX")) == "tmx"
    assert format_for("xliff2", Path("kk.xlf")) == "xliff2"
    with pytest.raises(BadUsage, match=r"Say in which format: --format csv | xlsx"):
        format_for("", Path("kk"))


def test_a_draft_that_checks_block_is_saved_and_told(desk: Desk) -> None:
    mixed = replace(desk.record(BAKER, PREFERRED), target=("наубaйшы",), where="row 2")  # Latin a
    made = desk.plan([mixed])
    (row,) = made.rows
    assert (row.outcome, len(row.blocking)) == (Outcome.NEW, 1)
    assert row.message("en").startswith("A draft that is blocked by mixed-scripts: ")
    desk.take(made)
    assert desk.texts(BAKER) == ("наубaйшы",)


def test_what_checks_block_is_not_reviewed_or_approved_by_an_import(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубaйшы",)})  # Latin a
    save(PASTRY_COOK, {PREFERRED: ("кондитер",)})
    rows = [
        desk.record(BAKER, PREFERRED),
        replace(desk.record(DEVELOPER, PREFERRED), target=("кондитер",)),
        replace(desk.record(BAKE, PREFERRED), target=("нан пісіру",)),
    ]
    made = desk.plan(rows, aim=Aim.APPROVED)
    assert outcomes(made) == [Outcome.REFUSED, Outcome.REFUSED, Outcome.NEW]
    assert "mixed-scripts" in made.rows[0].message("en")
    assert "same-preferred" in made.rows[1].message("en")


def test_two_terms_change_places_in_one_file_or_not_at_all(desk: Desk, save: Save) -> None:
    save(BAKER, {PREFERRED: ("наубайшы",)}, State.APPROVED)
    save(PASTRY_COOK, {PREFERRED: ("кондитер",)}, State.APPROVED)
    rows = [
        replace(desk.record(BAKER, PREFERRED), target=("кондитер",)),
        replace(desk.record(PASTRY_COOK, PREFERRED), target=("наубайшы",)),
    ]
    half = replace(rows[0], target=("кoндитер маманы",))  # Latin o: this one is refused
    stays = desk.plan([half, rows[1]], aim=Aim.APPROVED)
    assert [[one.check for one in row.blocking] for row in stays.rows] == [
        ["mixed-scripts"],
        ["same-preferred"],
    ]
    assert stays.edits("batch-00") == []
    desk.take(desk.plan(rows, aim=Aim.APPROVED))
    assert (desk.texts(BAKER), desk.texts(PASTRY_COOK)) == (("кондитер",), ("наубайшы",))


def test_what_stops_nothing_is_told_as_well_with_the_terms_of_the_glossary(desk: Desk) -> None:
    glossary = Glossary("kk", [Entry({"en": ("bread",)}, ("нан",))])
    term = replace(desk.record(BAKE, PREFERRED), target=("тоқаш пісіру",))
    (row,) = desk.plan([term], glossary=glossary).rows
    assert (row.outcome, [one.check for one in row.warnings]) == (
        Outcome.NEW,
        ["glossary-missing"],
    )
    assert "нан" in row.warned("kk")[0]


def test_what_a_reviewer_waived_may_be_approved_by_an_import(
    desk: Desk, save: Save, bolat: Person
) -> None:
    save(BAKER, {PREFERRED: ("наубaйшы",)})
    waived = Waived(PREFERRED, "mixed-scripts", source_hash(["наубaйшы"]))
    desk.editorial.translations.record(bolat, [Pass("waived-01", "kk", BAKER, waived, "a brand")])
    made = desk.plan([desk.record(BAKER, PREFERRED)], aim=Aim.APPROVED)
    assert outcomes(made) == [Outcome.CHANGED]


def test_every_reason_is_said_in_three_languages() -> None:
    folders = (Path(package.__file__ or "").parent for package in (editorial_package, translation))
    code = "".join(path.read_text("utf-8") for one in folders for path in one.rglob("*.py"))
    for why, said in reasons().items():
        assert f'"{why}"' in code, f"{why} is said of nothing"
        assert set(said) == {"en", "kk", "ru"}, why
        names = [sorted(re.findall(r"\{(\w+)\}", text)) for text in said.values()]
        assert names == [names[0]] * 3, why
    conflict = Row("row 2", Outcome.CONFLICT, "says-otherwise", {"where": "row 9"})
    assert conflict.message("kk") == "мынамен сәйкес келмейді: row 9."
