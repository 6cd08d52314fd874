"""``kgqual validate``: what it judges, how it reports, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
from tests.cli.conftest import Kgqual

from kgqual.cli.validating import STYLES, print_lines, print_summary
from kgqual.namespaces import RDF, SH
from kgqual.validation.rendering import Line
from kgqual.validation.report import Report
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.summary import Summary, summarize

UNTRIMMED = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<http://example.org/baker> a skos:Concept ; skos:prefLabel "Baker "@en , "Наубайшы"@kk .
"""
PEOPLE = """
PREFIX ex: <http://example.org/>
ex:ann a ex:Person ; ex:age "=1+1" . ex:bob a ex:Person ; ex:age 7 , 8 .
"""
SHAPES = """
PREFIX ex: <http://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
ex:PersonShape a sh:NodeShape ; sh:targetClass ex:Person ;
    sh:property [ sh:path ex:age ; sh:datatype xsd:integer ; sh:maxCount 1 ] .
"""
STRICTER = """
PREFIX ex: <http://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
ex:NamedShape a sh:NodeShape ; sh:targetClass ex:Person ; sh:severity sh:Warning ;
    sh:property ex:NamedShape-name .
ex:NamedShape-name sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Warning .
"""


@pytest.fixture
def untrimmed(tmp_path: Path) -> Path:
    return written(tmp_path / "untrimmed.ttl", UNTRIMMED)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(tmp_path / "people.ttl", PEOPLE)


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    """A folder with two files of shapes."""
    folder = tmp_path / "shapes"
    folder.mkdir()
    written(folder / "ages.ttl", SHAPES)
    written(folder / "names.ttl", STRICTER)
    return folder


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


class TestSnapshot:
    """Without a path the current snapshot is validated."""

    def test_what_is_shipped_has_no_violation(self, kgqual: Kgqual, served_data: Path) -> None:
        ran = kgqual("validate", "--format", "json", data=served_data)
        assert ran.returncode == 0
        assert ran.stderr.startswith("Checked by the engine ")
        report = json.loads(ran.stdout)
        assert report["totals"]["violation"] == 0
        assert report["publishable"] is True
        assert report["snapshot"] in kgqual("snapshots", data=served_data).stdout
        assert "https://w3id.org/kgqual/graph/catalog" in report["validated"]
        for group in report["groups"]:
            assert set(group["messages"]) == set(group["hints"]) == {"en", "ru", "kk"}
            assert len(group["examples"]) == min(3, group["count"])

    def test_as_of_another_day_other_graphs_are_validated(
        self, kgqual: Kgqual, served_data: Path
    ) -> None:
        ran = kgqual("validate", "--as-of", "2013-06-01", "--format", "json", data=served_data)
        report = json.loads(ran.stdout)
        assert report["as_of"] == "2013-06-01"
        assert "https://w3id.org/kgqual/graph/framework/nqf-2012" in report["validated"]
        assert "https://w3id.org/kgqual/graph/framework/nqf-2016" not in report["validated"]

    def test_without_a_snapshot_it_says_what_to_do(self, kgqual: Kgqual) -> None:
        ran = kgqual("validate")
        assert (ran.returncode, ran.stdout) == (1, "")
        assert "Run `kgqual build` first." in ran.stderr


class TestFile:
    """With a path that file is judged: by our shapes, or by others alone."""

    def test_a_violation_is_told_with_its_repair(
        self, kgqual: Kgqual, served_data: Path, untrimmed: Path
    ) -> None:
        ran = kgqual("validate", untrimmed, data=served_data)
        assert ran.returncode == 1
        verdict, *rest = ran.stdout.splitlines()
        assert verdict.startswith("Failed: there are violations (violations 1, ")
        assert any(line.startswith("VIOLATION  1 ×  kqsh:") for line in rest)
        assert '"Baker "@en' in ran.stdout
        assert "  Repair: " in ran.stdout

    @pytest.mark.parametrize(
        ("language", "verdict"),
        [("ru", "Не пройдено: есть нарушения"), ("kk", "Өтпеді: бұзушылықтар бар")],
    )
    def test_the_report_speaks_the_readers_language(
        self,
        kgqual: Kgqual,
        served_data: Path,
        untrimmed: Path,
        language: str,
        verdict: str,
    ) -> None:
        ran = kgqual("validate", untrimmed, "--lang", language, data=served_data)
        assert ran.stdout.startswith(verdict)
        assert "Repair" not in ran.stdout

    def test_shapes_are_files_and_folders(self, kgqual: Kgqual, people: Path, shapes: Path) -> None:
        ages = kgqual("validate", people, "--shapes", shapes / "ages.ttl")
        both = kgqual(
            "validate", people, "--shapes", shapes / "ages.ttl", "--shapes", shapes / "names.ttl"
        )
        folder = kgqual("validate", people, "--shapes", shapes)
        assert "violations 2, warnings 0" in ages.stdout
        assert "violations 2, warnings 2" in both.stdout
        assert folder.stdout == both.stdout

    def test_warnings_alone_exit_with_0(self, kgqual: Kgqual, people: Path, shapes: Path) -> None:
        ran = kgqual("validate", people, "--shapes", shapes / "names.ttl")
        assert ran.returncode == 0
        assert ran.stdout.startswith("Passed: no violations (violations 0, warnings 2, ")

    def test_shapes_without_names_or_messages_are_told_all_the_same(
        self, kgqual: Kgqual, people: Path, shapes: Path
    ) -> None:
        ran = kgqual("validate", people, "--shapes", shapes / "ages.ttl")
        assert "http://example.org/PersonShape › http://example.org/age" in ran.stdout
        assert "There are too many values. (sh:maxCount 1)" in ran.stdout
        assert "(sh:datatype xsd:integer)" in ran.stdout

    def test_our_shapes_have_no_say_beside_others(
        self, kgqual: Kgqual, untrimmed: Path, shapes: Path
    ) -> None:
        assert kgqual("validate", untrimmed, "--shapes", shapes).stdout.startswith("Conforms")


class TestFormats:
    """Text for people, the others for programs."""

    def test_turtle_is_the_report_and_nothing_else(
        self, kgqual: Kgqual, people: Path, shapes: Path
    ) -> None:
        ran = kgqual("validate", people, "--shapes", shapes, "--format", "turtle")
        assert ran.returncode == 1
        triples = [
            quad.triple for quad in pyoxigraph.parse(ran.stdout, pyoxigraph.RdfFormat.TURTLE)
        ]
        [report] = [t.subject for t in triples if t.object == SH.ValidationReport]
        assert {t.subject for t in triples if t.predicate == SH.result} == {report}
        results = [t for t in triples if (t.predicate, t.object) == (RDF.type, SH.ValidationResult)]
        assert len(results) == 4

    def test_csv_has_a_row_for_each_result(
        self, kgqual: Kgqual, people: Path, shapes: Path
    ) -> None:
        ran = kgqual("validate", people, "--shapes", shapes, "--format", "csv", "--lang", "kk")
        rows = list(csv.DictReader(io.StringIO(ran.stdout)))
        assert [row["severity"] for row in rows] == ["violation"] * 2 + ["warning"] * 2
        assert "Мәндер тым көп. (sh:maxCount 1)" in {row["message"] for row in rows}
        assert not any(cell[:1] in tuple("=+-@") for row in rows for cell in row.values())

    @pytest.mark.parametrize("format", ["text", "json", "csv", "turtle"])
    def test_a_report_goes_to_a_file(
        self, kgqual: Kgqual, people: Path, shapes: Path, tmp_path: Path, format: str
    ) -> None:
        file = tmp_path / "report"
        asked = ("validate", people, "--shapes", shapes, "--format", format)
        ran = kgqual(*asked, "-o", file)
        assert (ran.returncode, ran.stdout) == (1, "")
        if (
            format == "text"
        ):  # elsewhere the blank nodes of the shapes have names, new ones each time
            assert file.read_text(encoding="utf-8") == kgqual(*asked).stdout
        assert file.stat().st_size > 100

    @pytest.mark.parametrize("format", ["text", "json", "csv"])
    def test_hostile_characters_are_not_printed(
        self, kgqual: Kgqual, tmp_path: Path, shapes: Path, format: str
    ) -> None:
        hostile = PEOPLE.replace("=1+1", r"\u001B[31m\u202Egnp.exe")
        people = written(tmp_path / "hostile.ttl", hostile)
        ran = kgqual("validate", people, "--shapes", shapes, "--format", format)
        assert not set(ran.stdout) & {"\x1b", "\u202e"}
        assert "u202e" in ran.stdout

    @pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
    def test_the_engine_is_named(
        self, kgqual: Kgqual, people: Path, shapes: Path, engine: str
    ) -> None:
        asked = ("validate", people, "--shapes", shapes, "--engine", engine)
        text, written = kgqual(*asked), kgqual(*asked, "--format", "json")
        assert f"Checked by the engine “{engine}”." in text.stdout
        assert text.stderr.startswith(f"Checked by the engine {engine}.")
        assert json.loads(written.stdout)["engine"] == engine


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "--format 'xml' is unknown: text, json, csv, turtle."),
        (["--lang", "de"], "--lang 'de' is unknown: en, ru, kk."),
        (["PEOPLE", "--engine", "jena"], "jena"),
        (["--as-of", "yesterday"], "--as-of 'yesterday' is not a day"),
        (["PEOPLE", "--as-of", "2020-01-01"], "--as-of is for the snapshot"),
        (["--shapes", "PEOPLE"], "--shapes judges files: name them."),
        (["nowhere.ttl"], "nowhere.ttl"),
        (["PEOPLE", "--shapes", "nowhere.ttl"], "nowhere.ttl"),
        (["BROKEN"], "broken.ttl"),
        (["PEOPLE", "--shapes", "BROKEN"], "broken.ttl"),
        (["PEOPLE", "--shapes", "PEOPLE", "-o", "no/such/folder/report"], "cannot be written"),
    ],
)
def test_wrong_usage_exits_with_2(
    kgqual: Kgqual,
    served_data: Path,
    people: Path,
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    broken = written(tmp_path / "broken.ttl", "<http://example.org/a> <")
    named = {"PEOPLE": people, "BROKEN": broken}
    ran = kgqual("validate", *(named.get(one, one) for one in arguments), data=served_data)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


class Terminal(io.StringIO):
    """What is printed, as if to a terminal."""

    def isatty(self) -> bool:
        return True


class TestTerminal:
    """On a terminal the report is as wide as it is, in colour, and the verdict can be seen."""

    LINES = (Line("Failed", "failed"), Line("word " * 40, "message", 2))

    @pytest.fixture
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> Terminal:
        for name, value in {"COLUMNS": "60", "LINES": "8", "TERM": "xterm"}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("NO_COLOR", raising=False)
        return Terminal()

    def test_lines_are_wrapped_and_set_in(self, terminal: Terminal) -> None:
        print_lines(self.LINES, terminal)
        verdict, first, second, *_ = terminal.getvalue().splitlines()
        assert "\x1b[" in verdict
        assert first.startswith("  word")
        assert second.startswith("    word")
        assert len(first) <= 60

    def test_a_report_longer_than_the_screen_ends_with_the_verdict(
        self, terminal: Terminal
    ) -> None:
        print_lines(self.LINES, terminal)
        assert terminal.getvalue().count("Failed") == 1
        print_lines((self.LINES[0], *self.LINES[1:] * 3), terminal)
        assert "Failed" in terminal.getvalue().splitlines()[-1]

    def test_elsewhere_the_report_is_plain(self) -> None:
        summary = summarize(Report.of([], "compiled"), ShapesGraph([]))
        plain = io.StringIO()
        print_summary(summary, plain)
        assert plain.getvalue().startswith("Conforms: nothing was found")
        assert "\x1b" not in plain.getvalue()

    def test_every_role_that_matters_has_a_colour(self, terminal: Terminal) -> None:
        summary: Summary = summarize(Report.of([], "compiled"), ShapesGraph([]))
        print_summary(summary, terminal)
        assert "\x1b[1;32mConforms" in terminal.getvalue()
        assert {"clean", "passed", "failed", "violation", "warning", "waived"} <= set(STYLES)
