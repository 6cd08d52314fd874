"""Every command and option, its output and its exit status (the interface contract)."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Triple
from tests.cli.conftest import Kgqual
from typer.main import get_command

from kgqual import __version__
from kgqual.cli import app
from kgqual.namespaces import RDF, SKOS
from kgqual.store.snapshot import Snapshot, Snapshots

COOK = NamedNode("http://example.org/cook")
DOCS = Path(__file__).parents[2] / "docs"
NCO = "code,title_kk,title_ru,title_en\n2,,Специалисты-профессионалы,\n25,,Специалисты ИКТ,\n"


@pytest.fixture
def nco(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text(NCO, encoding="utf-8")
    return path


def test_version(kgqual: Kgqual) -> None:
    assert kgqual("--version").stdout == f"kgqual {__version__}\n"


def test_every_command_is_documented() -> None:
    documented = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"kgqual {name}" not in documented] == []


def test_without_a_snapshot_a_query_says_what_to_do(kgqual: Kgqual) -> None:
    ran = kgqual("query", "ASK {}")
    assert ran.returncode == 1
    assert "Run `kgqual build` first." in ran.stderr


def test_add_build_query_remove(kgqual: Kgqual, nco: Path) -> None:
    assert kgqual("add", "nco", nco, "--version", "2024").returncode == 0
    listed = [line.split()[:3] for line in kgqual("sources").stdout.splitlines()]
    assert ["nco", "2024", "added"] in listed
    built = kgqual("build")
    assert built.returncode == 0
    assert "Published snapshot" in built.stderr
    query = (
        "SELECT ?title { <https://w3id.org/kgqual/id/nco/2024/25> "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?title }"
    )
    assert kgqual("query", query, "--format", "csv").stdout == "title\nСпециалисты ИКТ\n"
    assert "Nothing changed" in kgqual("build").stderr
    assert kgqual("remove", "nco@2024").returncode == 0
    assert kgqual("build").returncode == 0
    assert kgqual("query", query, "--format", "csv").stdout == "title\n"
    assert len(kgqual("snapshots").stdout.splitlines()) == 3
    assert kgqual("rollback").returncode == 0
    assert kgqual("query", query, "--format", "csv").stdout == "title\nСпециалисты ИКТ\n"


def test_the_build_report_counts_rows_and_rules(
    kgqual: Kgqual, served_data: Path, tmp_path: Path
) -> None:
    built = Path(shutil.copytree(served_data, tmp_path / "built"))
    as_text = kgqual("build", data=built).stdout
    assert "tvet@2018-partial: " in as_text
    assert "for instance: " in as_text
    report = json.loads(kgqual("build", "--format", "json", data=built).stdout)
    assert report["unchanged"] is True
    [tvet] = [graph for graph in report["graphs"] if graph["kind"] == "tvet"]
    assert tvet["read"] >= tvet["kept"] > 0
    assert all(finding["count"] and finding["examples"] for finding in tvet["findings"])
    assert kgqual("build", "--format", "yaml").returncode == 2


def test_bad_rows_are_listed_and_nothing_is_registered(kgqual: Kgqual, nco: Path) -> None:
    nco.write_text(NCO + "6В,,Кириллица,\n2,,Повтор,\n,,Без кода,\n", encoding="utf-8")
    ran = kgqual("add", "nco", nco, "--version", "2024")
    assert ran.returncode == 1
    assert "nothing was registered" in ran.stderr
    assert "groups.csv, row 4, column code" in ran.stderr
    assert "Cyrillic" in ran.stderr
    assert "groups.csv, row 5" in ran.stderr
    assert "groups.csv, row 6, column code: is empty" in ran.stderr
    assert "added" not in kgqual("sources").stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("groups.csv", "code,title_ru\n2,Спец\n".encode("cp1251"), "row 2: not UTF-8"),
        ("groups.csv", b"", "the first row must name the columns"),
        ("groups.csv", b"kod,titul\n1,x\n", "is not the nco table"),
        ("groups.xlsx", b"PK\x03\x04 broken", "not a whole zip archive"),
        ("groups.docx", b"", "expected a .csv, .tsv or .xlsx file"),
    ],
)
def test_unreadable_files_are_refused(
    kgqual: Kgqual, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = kgqual("add", "nco", path, "--version", "2024")
    assert ran.returncode == 2
    assert message in ran.stderr
    assert "added" not in kgqual("sources").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nco", "GROUPS"], "which version of nco"),
        (["nosuch", "GROUPS"], "Unknown kind 'nosuch'"),
        (["nco", "nowhere.csv", "--version", "1"], "no such file"),
        (["nco", "GROUPS", "--version", "1", "--valid-from", "16.03.2016"], "--valid-from"),
        (
            ["nco", "GROUPS", "--version", "1", "--valid-from", "2017", "--valid-until", "2016"],
            "later",
        ),
        (
            ["nco", "GROUPS", "--version", "1", "--graph", "https://w3id.org/kgqual/graph/catalog"],
            "reserved",
        ),
    ],
)
def test_wrong_usage_exits_with_2(
    kgqual: Kgqual, nco: Path, arguments: list[str], message: str
) -> None:
    ran = kgqual("add", *(nco if a == "GROUPS" else a for a in arguments))
    assert ran.returncode == 2
    assert message in ran.stderr


def test_other_files_for_the_same_version_need_replace(kgqual: Kgqual, nco: Path) -> None:
    kgqual("add", "nco", nco, "--version", "2024")
    assert "was already registered" in kgqual("add", "nco", nco, "--version", "2024").stderr
    nco.write_text(NCO + "26,,Другие,\n", encoding="utf-8")
    refused = kgqual("add", "nco", nco, "--version", "2024")
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert kgqual("add", "nco", nco, "--version", "2024", "--replace").returncode == 0


def test_removing_what_is_not_there(kgqual: Kgqual) -> None:
    ran = kgqual("remove", "esco@9.9")
    assert ran.returncode == 2
    assert "No source esco@9.9 is registered" in ran.stderr


class TestQuery:
    """``kgqual query`` over the shipped snapshot."""

    LEVEL = (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?n "
        "{ <https://w3id.org/kgqual/id/nqf/2016/level/4> skos:notation ?n }"
    )

    def test_from_the_argument_a_file_and_standard_input(
        self, kgqual: Kgqual, served_data: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "level.rq"
        file.write_text(self.LEVEL, encoding="utf-8")
        answers = {
            kgqual("query", self.LEVEL, data=served_data).stdout,
            kgqual("query", file, data=served_data).stdout,
            kgqual("query", "-", data=served_data, stdin=self.LEVEL).stdout,
        }
        assert len(answers) == 1
        assert [line.strip() for line in answers.pop().splitlines()] == ["n", "4"]

    def test_a_long_query_on_one_line_is_no_file(self, kgqual: Kgqual, served_data: Path) -> None:
        query = "ASK { " + "?s ?p ?o . " * 100 + "}"
        assert kgqual("query", query, data=served_data).stdout == "true\n"

    @pytest.mark.parametrize("form", ["SELECT *", "CONSTRUCT"])
    def test_a_reader_may_stop_early(self, served_data: Path, form: str) -> None:
        command = f"kgqual query '{form} WHERE {{ ?s ?p ?o }}' --format $0 | head -n 1"
        ran = subprocess.run(
            [
                "bash",
                "-c",
                f"set -o pipefail; {command}",
                "turtle" if form == "CONSTRUCT" else "csv",
            ],
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "KGQUAL_DATA": str(served_data),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert len(ran.stdout.splitlines()) == 1

    def test_result_formats(self, kgqual: Kgqual, served_data: Path) -> None:
        def answer(format: str) -> str:
            return kgqual("query", self.LEVEL, "--format", format, data=served_data).stdout

        assert list(csv.reader(io.StringIO(answer("csv")))) == [["n"], ["4"]]
        assert answer("tsv") == '?n\n"4"\n'
        assert json.loads(answer("json"))["results"]["bindings"][0]["n"]["value"] == "4"
        assert "<literal>4</literal>" in answer("xml")

    @pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld"])
    def test_graph_formats(self, kgqual: Kgqual, served_data: Path, format: str) -> None:
        query = "CONSTRUCT WHERE { <https://w3id.org/kgqual/id/nqf/2016/level/4> ?p ?o }"
        ran = kgqual("query", query, "--format", format, data=served_data)
        assert ran.returncode == 0
        assert "nqf/2016/level/4" in ran.stdout

    @pytest.mark.parametrize(
        ("arguments", "status", "message"),
        [
            (["SELEC"], 2, "Not a valid SPARQL query"),
            (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2, "SERVICE"),
            (["ASK {}", "--format", "yaml"], 2, "'yaml' is not a format"),
            (["ASK {}", "--format", "turtle"], 2, "cannot express"),
            (["ASK {}", "--as-of", "yesterday"], 2, "--as-of"),
            (["ASK {}", "--snapshot", "zzz"], 2, "No snapshot has the id 'zzz'. Kept are"),
            (["nowhere.rq"], 2, "nowhere.rq: cannot be read"),
            (
                ["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"],
                3,
                "ran longer than 0.5 s",
            ),
        ],
    )
    def test_errors(
        self,
        kgqual: Kgqual,
        served_data: Path,
        arguments: list[str],
        status: int,
        message: str,
    ) -> None:
        ran = kgqual("query", *arguments, data=served_data)
        assert (ran.returncode, ran.stdout) == (status, "")
        assert message in ran.stderr
        assert "Traceback" not in ran.stderr

    def test_a_query_that_breaks_down_the_engine_is_told_of(
        self, kgqual: Kgqual, served_data: Path
    ) -> None:
        chained = " ".join(f"BIND({number} AS ?x{number})" for number in range(7_000))
        ran = kgqual("query", "-", data=served_data, stdin=f"SELECT * {{ {chained} }}")
        assert (ran.returncode, ran.stdout) == (3, "")
        assert "nests too deeply" in ran.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
    def test_a_query_does_not_outlive_a_command_that_was_killed(self, served_data: Path) -> None:
        kgqual = Path(sys.executable).with_name("kgqual")
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        command = [str(kgqual), "--data", str(served_data), "query", endless]
        with subprocess.Popen(command, start_new_session=True) as process:
            time.sleep(2)
            process.kill()
        deadline = time.monotonic() + 10
        with pytest.raises(ProcessLookupError):
            while time.monotonic() < deadline:
                os.killpg(process.pid, 0)
                time.sleep(0.05)

    def test_groups_nested_too_deeply_are_refused(self, kgqual: Kgqual, served_data: Path) -> None:
        ran = kgqual("query", "-", data=served_data, stdin="ASK {" + "{" * 5_000 + "}" * 5_001)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "more than 250 deep" in ran.stderr

    def test_an_older_snapshot_answers_as_before(
        self, kgqual: Kgqual, publish_releases: Callable[..., Snapshot], tmp_path: Path
    ) -> None:
        older, _ = (
            publish_releases(tmp_path, {("nco", "2017"): ("", [Triple(COOK, RDF.type, kind)])})
            for kind in (SKOS.Concept, SKOS.Collection)
        )
        query = ("query", f"ASK {{ ?cook a <{SKOS.Concept.value}> }}", "--format", "csv")
        assert kgqual(*query, data=tmp_path).stdout == "false"
        assert kgqual(*query, "--snapshot", older.id[:6], data=tmp_path).stdout == "true"

    def test_as_of_a_day_another_edition_answers(self, kgqual: Kgqual, served_data: Path) -> None:
        query = (
            "SELECT ?edition { ?edition <http://purl.org/dc/terms/isVersionOf> "
            "<https://w3id.org/kgqual/id/nqf> ; "
            "a <https://w3id.org/kgqual/ontology#FrameworkVersion> }"
        )

        def editions(*options: str) -> str:
            return kgqual("query", query, "--format", "csv", *options, data=served_data).stdout

        assert "nqf/2016" in editions()
        assert "nqf/2012" not in editions()
        assert "nqf/2012" in editions("--as-of", "2013-06-01")
        assert "nqf/2016" not in editions("--as-of", "2013-06-01")


def test_what_cannot_be_read_in_the_data_directory_is_said(kgqual: Kgqual, tmp_path: Path) -> None:
    (tmp_path / "data" / "current").mkdir(parents=True)
    ran = kgqual("query", "ASK {}")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("kgqual: ")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", [["query", "ASK {}", "--as-of", "2020-01-01"], ["snapshots"]])
def test_a_snapshot_of_another_format_is_said(
    kgqual: Kgqual, tmp_path: Path, command: list[str]
) -> None:
    snapshot = tmp_path / "data" / "snapshots" / "0123456789abcdef"
    snapshot.mkdir(parents=True)
    for name, content in (("manifest.json", '{"format": 0}'), ("inputs", "")):
        (snapshot / name).write_text(content, encoding="utf-8")
    (tmp_path / "data" / "current").write_text(snapshot.name, encoding="utf-8")
    ran = kgqual(*command)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "has format 0; this kgqual reads" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--port", "99999"], {}, "less than or equal to 65535"),
        ([], {"KGQUAL_WORKERS": "many"}, "KGQUAL_WORKERS: Input should be a valid integer"),
        ([], {"KGQUAL_QUERY_TIMEOUT": "0"}, "KGQUAL_QUERY_TIMEOUT: Input should be greater than 0"),
    ],
)
def test_a_service_that_cannot_start_says_why(
    kgqual: Kgqual,
    served_data: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    message: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ran = kgqual("serve", *arguments, data=served_data)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


class TestExport:
    """``kgqual export``."""

    def test_the_whole_snapshot_is_canonical_n_quads(
        self, kgqual: Kgqual, served_data: Path, tmp_path: Path
    ) -> None:
        dump = tmp_path / "all.nq"
        assert kgqual("export", "-o", dump, data=served_data).returncode == 0
        lines = dump.read_bytes().splitlines()
        assert lines == sorted(set(lines))
        assert not any(line.startswith(b"_:") or b" _:" in line for line in lines[:1000])

    @pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf", ".jsonld", ".trig"])
    def test_one_graph_in_every_format(
        self, kgqual: Kgqual, served_data: Path, tmp_path: Path, suffix: str
    ) -> None:
        dump = tmp_path / f"nqf{suffix}"
        graph = "https://w3id.org/kgqual/graph/framework/nqf-2016"
        assert kgqual("export", "--graph", graph, "-o", dump, data=served_data).returncode == 0
        written = {quad.triple for quad in pyoxigraph.parse(path=dump)}
        [entry] = [e for e in Snapshots(served_data).current().manifest.graphs if e.iri == graph]
        assert len(written) == entry.triples

    def test_elm_that_lacks_what_loq_demands_is_refused(
        self, kgqual: Kgqual, served_data: Path, tmp_path: Path
    ) -> None:
        graph = "https://w3id.org/kgqual/graph/qualification/selected-countries-2026"
        file = tmp_path / "qualifications.xml"
        ran = kgqual("export", "--format", "elm", "--graph", graph, "-o", file, data=served_data)
        assert ran.returncode == 1
        assert "elm:learningOutcome is missing from" in ran.stderr
        assert not file.exists()

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["-o", "all.ttl"], "name it with --graph"),
            (["--format", "elm", "-o", "all.xml"], "name it with --graph"),
            (["-o", "all.xyz"], "no export format"),
            (["--graph", "http://example.org/none", "-o", "x.nq"], "No graph http://example.org"),
            (["-o", "no/such/folder/all.nq"], "cannot be written"),
        ],
    )
    def test_errors(
        self, kgqual: Kgqual, served_data: Path, arguments: list[str], message: str
    ) -> None:
        ran = kgqual("export", *arguments, data=served_data)
        assert ran.returncode == 2
        assert message in ran.stderr


class TestDoctor:
    """``kgqual doctor``."""

    def test_all_is_well(self, kgqual: Kgqual, served_data: Path) -> None:
        ran = kgqual("doctor", data=served_data)
        assert (ran.returncode, ran.stderr) == (0, "Everything is in order.\n")

    def test_a_data_directory_must_be_a_folder(self, kgqual: Kgqual, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_text("", encoding="utf-8")
        ran = kgqual("doctor", data=file)
        assert ran.returncode == 1
        assert f"{file} is a file, not a folder" in ran.stderr
        assert "Traceback" not in ran.stderr

    def test_it_says_what_to_do(self, kgqual: Kgqual, nco: Path, tmp_path: Path) -> None:
        kgqual("add", "nco", nco, "--version", "2024")
        for copy in (tmp_path / "data" / "files").iterdir():
            copy.unlink()
        ran = kgqual("doctor")
        assert ran.returncode == 1
        assert "Run `kgqual remove nco@2024` and add it again." in ran.stderr
        assert "Run `kgqual build` first." in ran.stderr
