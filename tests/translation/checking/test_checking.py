"""The checks over a little ESCO that is partly translated."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from tests.little_esco import BAKE, BAKER, DEVELOPER, DOUGH, PASTRY_COOK
from tests.translation.edits import edit_of

from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Field, Pass, Translation, Waived
from kgqual.translation.checking import Checking
from kgqual.translation.checking.report import COLUMNS, Report, as_csv, as_json, as_text
from kgqual.translation.units import Units


@pytest.fixture
def wrong(units: Units, tmp_path: Path) -> Iterator[Mapping[str, Translation]]:
    """Kazakh with a Latin letter that a reviewer lets pass, one that none does, and a formula."""
    with closing(Editorial(tmp_path)) as editorial:
        bolat, _ = editorial.people.add("Bolat", Role.REVIEWER)
        texts = {BAKER: "наубайшы", PASTRY_COOK: "наубaйшы", BAKE: "=нан пiсiру"}
        for concept, text in texts.items():
            edit = edit_of(units, concept, {Field.PREFERRED: (text,)})
            saved = editorial.translations.save(bolat, edit).translation
        written = saved.entries[Field.PREFERRED].texts_hash
        waived = Waived(Field.PREFERRED, "mixed-scripts", written)
        editorial.translations.record(
            bolat, [Pass("let-pass", "kk", BAKE, waived, "as on the sign")]
        )
        yield editorial.translations.all("kk")


@pytest.fixture
def report(units: Units, wrong: Mapping[str, Translation]) -> Report:
    return Report(units, "kk", len(wrong), tuple(Checking(units, "kk", wrong).all()))


def test_good_translations_pass(units: Units, translations: Mapping[str, Translation]) -> None:
    found = {
        (judged.finding.concept, judged.finding.check)
        for judged in Checking(units, "kk", translations).all()
    }
    assert found == {(BAKER, "stale")}, "the description of the baker has changed"


def test_a_waived_finding_is_told_but_does_not_block(report: Report) -> None:
    found = [(j.finding.concept, j.finding.check, j.blocks) for j in report.judged]
    assert (PASTRY_COOK, "mixed-scripts", True) in found
    assert (BAKE, "mixed-scripts", False) in found
    assert report.blocking == 1
    assert report.counts == {"mixed-scripts": 1}


def test_the_queue_filters_by_what_is_not_waived(
    units: Units, wrong: Mapping[str, Translation]
) -> None:
    found = Checking(units, "kk", wrong).by_concept()
    assert found == {PASTRY_COOK: frozenset({"mixed-scripts"})}


def test_a_draft_is_compared_with_what_others_wrote(
    units: Units, translations: Mapping[str, Translation]
) -> None:
    checking = Checking(units, "kk", translations)
    (finding,) = checking.of(DEVELOPER, {Field.PREFERRED: ("Наубайшы",)}, [])[-1:]
    assert (finding.check, finding.others) == ("same-preferred", (BAKER,))
    assert not checking.of(DOUGH, {Field.PREFERRED: ("қамыр илеу",)})


def test_what_is_not_in_the_release_has_nothing_to_be_compared_with(
    units: Units, translations: Mapping[str, Translation]
) -> None:
    assert Checking(units, "kk", translations).of("urn:gone", {Field.PREFERRED: ("x",)}) == []


def test_the_report_names_concept_text_and_repair(report: Report) -> None:
    text = as_text(report, "en")
    assert "pastry cook (occupation 7512.1.1)\n" in text
    assert "  blocking  mixed-scripts  prefLabel: “наубaйшы” has letters of two scripts: a" in text
    assert "    → наубайшы\n" in text
    assert "  waived  mixed-scripts" in text
    assert "жазудың" in as_text(report, "kk")
    assert report.verdict == (
        "3 concepts in kk: 1 blocking and 0 warning findings: 1 × mixed-scripts."
    )


def test_programs_get_the_same(report: Report) -> None:
    document = json.loads(as_json(report, "ru"))
    assert (document["language"], document["release"], document["blocking"]) == ("kk", "1.1", 1)
    by_concept = {finding["concept"]: finding for finding in document["findings"]}
    assert by_concept[PASTRY_COOK]["repaired"] == "наубайшы"
    assert by_concept[BAKE]["waived"] is True


def test_no_cell_of_the_table_is_a_formula(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report, "en"))))
    assert tuple(rows[0]) == COLUMNS
    assert {row["text"] for row in rows} == {"наубaйшы", "'=нан пiсiру"}
    assert {row["waived"] for row in rows} == {"", "yes"}
