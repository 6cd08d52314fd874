"""Suggestions as SSSOM/TSV: read back by the same code that adds mapping sets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sssom_pydantic import Record

from kgqual.answering import OpenSnapshot
from kgqual.mapping.checks import check
from kgqual.mapping.reading import ReadSet, files_at, read
from kgqual.mapping.suggestion.answer import Suggested
from kgqual.mapping.suggestion.answering import answer
from kgqual.mapping.suggestion.mapping_set import as_mapping_set
from kgqual.mapping.suggestion.request import read_request
from kgqual.sources.kinds.sssom.writing import save

FOREIGN = "https://example.org/jobs/7"
TITLE, CUTTERS = "Web and multimedia developers", "Welders | flame cutters"
TEXTS = [
    {"title": TITLE, "lang": "en", "description": "They\tcode."},
    {"title": "zxqv jjkw", "lang": "en", "id": "no 7"},
    {"title": CUTTERS, "lang": "en", "id": FOREIGN},
]


@pytest.fixture(scope="module")
def suggested(shipped_snapshot: OpenSnapshot) -> Suggested:
    """Two candidates for each of three texts."""
    return answer(shipped_snapshot, read_request({"texts": TEXTS, "to": "ISCO", "limit": 2}))


@pytest.fixture(scope="module")
def written(suggested: Suggested, tmp_path_factory: pytest.TempPathFactory) -> ReadSet:
    """The same, written and read back."""
    path = tmp_path_factory.mktemp("sets") / "jobs.sssom.tsv"
    save(as_mapping_set(suggested, "jobs"), path)
    [files] = files_at([path])
    return read(files)


def records(written: ReadSet) -> list[Record]:
    """Return the rows; a row that cannot be read fails the test."""
    assert not written.problems
    return [record for _, record in written.rows]


def test_a_text_that_was_not_understood_has_no_confidence(
    shipped_snapshot: OpenSnapshot, tmp_path: Path
) -> None:
    asked = read_request({"text": "ыфвапр", "to": "WorldSkills 2026"})
    save(as_mapping_set(answer(shipped_snapshot, asked)), tmp_path / "unread.sssom.tsv")
    [files] = files_at([tmp_path / "unread.sssom.tsv"])
    nothing = records(read(files))[0]
    assert (nothing.object_id, nothing.confidence) == ("sssom:NoTermFound", None)
    assert "does not say that nothing fits" in (nothing.comment or "")


def test_every_row_says_what_it_rests_on(written: ReadSet, suggested: Suggested) -> None:
    first, best = records(written)[0], suggested.results[0].candidates[0]
    assert (first.subject_label, first.predicate_id, first.object_id) == (
        TITLE,
        "skos:closeMatch",
        "isco:C2513",
    )
    assert first.mapping_justification == "semapv:CompositeMatching"
    assert first.confidence == pytest.approx(best.confidence, abs=1e-4)
    assert first.similarity_score == pytest.approx(best.score, abs=1e-4)
    assert first.match_string == ["web", "and", "multimedia", "developers"]
    assert (first.mapping_tool, first.mapping_date) == ("kgqual", _day(suggested))
    assert first.object_source_version == "08"
    values = {name: slot.value for name, slot in (first.extensions or {}).items()}
    assert values["strength"] == "computed"
    assert "exact=1" in str(values["features"]).split("; ")


def test_that_nothing_fits_is_a_row(written: ReadSet) -> None:
    [nothing] = [one for one in records(written) if one.object_id == "sssom:NoTermFound"]
    assert (nothing.subject_label, nothing.similarity_score) == ("zxqv jjkw", None)
    assert nothing.comment == "Its id where it comes from: no 7."


def test_an_iri_of_another_prefix_gets_one(written: ReadSet) -> None:
    [welders, _] = [
        one for one in records(written) if (one.subject_label or "").startswith("Welders")
    ]
    assert written.converter.expand(welders.subject_id) == FOREIGN


def test_the_set_says_that_nobody_confirmed_it(written: ReadSet, suggested: Suggested) -> None:
    about = written.about
    assert written.iri == "https://w3id.org/kgqual/mappings/suggested-jobs-isco-08"
    assert "nobody has confirmed" in (about.mapping_set_description or "")
    assert suggested.snapshot in (about.comment or "")


def test_a_text_is_said_to_be_one(written: ReadSet) -> None:
    types = {one.subject_label: one.subject_type for one in records(written)}
    assert types == {TITLE: "rdfs literal", "zxqv jjkw": "rdfs literal", CUTTERS: None}


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "TurkicSkills", "to": "WorldSkills 2026", "limit": 1},
        {"texts": TEXTS, "to": ["web developers", "cooks"], "limit": 1},
    ],
)
def test_the_check_of_mapping_sets_finds_no_error(
    shipped_snapshot: OpenSnapshot, tmp_path: Path, asked: object
) -> None:
    request = read_request(asked)
    path = tmp_path / "turkic.sssom.tsv"
    save(as_mapping_set(answer(shipped_snapshot, request)), path)
    report = check(files_at([path]), shipped_snapshot.on())
    assert [str(fault) for fault in report.faults] == []


def _day(suggested: Suggested) -> date:
    return date.fromisoformat(suggested.date)
