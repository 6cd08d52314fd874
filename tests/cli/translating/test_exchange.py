"""``kgqual translate export|import``: a file goes out, comes back, and every row is told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from tests.cli.translating.conftest import Run
from tests.little_esco import BAKE, BAKER
from typer.testing import CliRunner, Result

from kgqual.cli import app
from kgqual.editorial import Editorial
from kgqual.editorial.translations import Field, State
from kgqual.errors import BadUsage

PREFERRED = Field.PREFERRED


def fill(path: Path, texts: dict[str, str]) -> None:
    """Write preferred terms beside their concepts, as a spreadsheet saves the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["field"] == "prefLabel" and row["concept"] in texts:
            row["translation"] = texts[row["concept"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def counts(result: Result) -> dict[str, int]:
    """Return how many rows of each outcome were printed, without those of which there is none."""
    lines = [line.split() for line in result.stdout.splitlines()[1:7]]
    return {name: int(count) for name, count in lines if count != "0"}


def test_a_file_goes_out_is_filled_and_comes_back(
    run: Run, editorial: Editorial, tmp_path: Path
) -> None:
    path = tmp_path / "kk.csv"
    exported = run("export", "-o", path, "--kind", "occupation", "--field", "prefLabel")
    assert "3 rows of 3 concepts are in" in exported.stderr
    texts = run("export", "-o", tmp_path / "kk.ttl", "--kind", "occupation").stderr
    assert "0 rows of 0 concepts are in" in texts
    assert "more are not translated, and turtle has no place for them." in texts
    with pytest.raises(BadUsage, match="--lang: Translations are made from English"):
        run("export", "-o", path, "--lang", "en")
    fill(path, {BAKER: "наубайшы"})
    dry = run("import", path, "--dry-run")
    assert counts(dry) == {"new": 1, "same": 2}
    assert "Nothing was changed." in dry.stderr
    assert editorial.translations.all("kk") == {}
    taken = run("import", path, "--user", "bolat", "--state", "reviewed")
    assert "1 concepts changed." in taken.stderr
    entry = editorial.translations.concept("kk", BAKER).entries[PREFERRED]
    assert (entry.texts, entry.state, entry.written.person) == (
        ("наубайшы",),
        State.REVIEWED,
        "Bolat",
    )
    (change,) = editorial.translations.history("kk", BAKER)
    assert change.comment == "imported from kk.csv"
    assert counts(run("import", path, "--dry-run")) == {"same": 3}


def test_an_import_is_taken_back_as_a_whole(run: Run, editorial: Editorial, tmp_path: Path) -> None:
    path = tmp_path / "kk.csv"
    run("export", "-o", path)
    fill(path, {BAKER: "наубайшы", BAKE: "нан пісіру"})
    said = run("import", path, "--user", "Bolat").stderr
    found = re.search(r"`kgqual translate (undo import-\S+)` takes it back", said)
    assert found
    undone = run(*found[1].split(), "--user", "Bolat")
    assert "2 concepts are as they were before import-" in undone.stderr
    assert {one.state for one in editorial.translations.all("kk").values()} == {State.UNTRANSLATED}
    with pytest.raises(BadUsage, match="There is no such change"):
        run("undo", "import-of-nobody", "--user", "Bolat")


def test_wrong_rows_stop_the_import_unless_they_are_left_out(
    run: Run, editorial: Editorial, tmp_path: Path
) -> None:
    path, report = tmp_path / "kk.csv", tmp_path / "report.csv"
    path.write_text(
        f"concept,field,translation\n{BAKER},prefLabel,наубайшылар\n{BAKE}x,prefLabel,=1+1\n",
        encoding="utf-8",
    )
    stopped = run("import", path, "--lang", "kk", "--user", "Bolat", "--report", report)
    assert stopped.exit_code == 1
    assert counts(stopped) == {"new": 1, "refused": 1}
    assert f"kk.csv, row 3  refused  prefLabel  <{BAKE}x> is no concept" in stopped.stdout
    assert "--leave-out" in stopped.stderr
    assert editorial.translations.all("kk") == {}
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["outcome"], row["translation"]) for row in rows] == [
        ("kk.csv, row 2", "new", "наубайшылар"),
        ("kk.csv, row 3", "refused", "'=1+1"),
    ]
    assert "plural" in rows[0]["warnings"]
    assert re.search(r"^plural +1$", stopped.stdout, re.MULTILINE)
    rest = run("import", path, "--lang", "kk", "--user", "Bolat", "--leave-out", "--messages", "kk")
    assert (rest.exit_code, "шығарылымында жоқ ұғым" in rest.stdout) == (0, True)
    assert list(editorial.translations.all("kk")) == [BAKER]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "-o", "kk"), "Say in which format: --format csv | xlsx"),
        (("export", "-o", "kk.csv", "--field", "label"), "--field 'label' is unknown: prefLabel"),
        (("export", "-o", "kk.csv", "--lang", "kz"), "--lang: 'kz' is no language: Kazakh is kk"),
        (("export", "-o", "kk.csv", "--kind", "job"), "'job' is no kind of concept: occupation"),
        (
            ("import", "kk.csv", "--state", "final"),
            "--state 'final' is unknown: draft, submitted, reviewed",
        ),
        (("import", "nothing.csv"), "there is no such file"),
        (("import", "kk.doc"), "the ending says no format"),
    ],
)
def test_what_is_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadUsage) as refused:
        run(*arguments)
    assert message in str(refused.value)


def test_a_file_that_says_no_language_needs_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kk.csv"
    path.write_text(f"concept,field,translation\n{BAKER},prefLabel,а\n", encoding="utf-8")
    with pytest.raises(BadUsage, match="The file says no language: say which one is meant"):
        run("import", path)


def test_without_esco_there_is_nothing_to_translate(served_data: Path, tmp_path: Path) -> None:
    command = ["--data", str(served_data), "translate", "export", "-o", str(tmp_path / "kk.csv")]
    assert "kgqual add esco" in str(CliRunner().invoke(app, command).exception)
