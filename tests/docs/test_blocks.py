"""Every code block of the documentation runs, and prints what the page says it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph
import pytest

from kgqual.namespaces import prefixes
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.interface import AnswerKind
from kgqual.store.snapshot import Snapshot

REPOSITORY = Path(__file__).parents[2]
FENCE = re.compile(r"^(```+)(.*)\n((?:.*\n)*?)\1$", re.MULTILINE)
OFFICIAL = {
    "esco": re.compile(r"\"(ESCO dataset [^\"]+\.zip)\""),
    "worldskills": re.compile(r"\b(WSC\d{4}_TD\d\d_en\.pdf)\b"),
}
"""Names of official files that commands use, by the folder of the third-party data."""
ESCO_RELEASES = "https://w3id.org/kgqual/graph/esco/"
"""A block that names the graph of a release is run where two releases are."""
OF_ESCO = re.compile(r"\bkgqual translate (?!memory|glossary)")
"""Commands that translate ESCO are run over the little one, which costs no minute to build."""
SECONDS = 300

LANGUAGES = {"console", "python", "sparql", "turtle", "sh", "text", "ini", "nginx", "yaml"}
"""``text`` is for drawings and for programs that we do not test with; ``test_operating.py`` tests
the configurations, the tests below the others."""

NOT_RUN_HERE = {
    r"make (serve|test)( (PORT|PYTHON)=\S+)*": "tests/test_two_commands.py and .ci/run run them",
    r'kgqual add esco( "ESCO dataset [^"]+\.zip")+': "tests/conftest.py adds the same",
    r"kgqual build": "tests/cli/test_commands.py builds",
    r'(KGQUAL_\w+="[^"]*" )?kgqual serve( --\w+ \S+)*': "does not end; tests/web serves it",
    r"curl .*http://127\.0\.0\.1:8000/(sparql|queries|validation|id|resource|dump|recognition).*": (
        "tests/web asks a service"
    ),
    r"curl .*http://127\.0\.0\.1:8000/(mappings|questions|reconcile|review|search|suggest).*": (
        "tests/web asks a service"
    ),
    r"curl .*http://127\.0\.0\.1:8000/translations.*": "tests/web/translating asks a service",
    r"curl .*http://127\.0\.0\.1:8000/mappings.*": "tests/web asks a service",
    r"pip install 'kgqual\[\w+\]'": "fetches packages",
    r"python docs/generate\.py": "tests/docs/test_generated.py calls the same functions",
    r"python benchmarks/\w+\.py( \S+)*": "measures for minutes; it is not a check",
}
"""Lines that ``sh`` blocks may hold, each with the reason why it is not run with its page."""


@dataclass
class Command:
    """A command of a ``console`` block, and the output that the page shows, if any."""

    line: str
    shown: list[str] = field(default_factory=list)


def blocks(page: Path, language: str) -> list[str]:
    """Return the texts of the page's blocks in one language."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [text for _, named, text in found if named == language]


def commands(block: str) -> list[Command]:
    """Read a block: ``$ `` begins a command, ``> `` continues it, anything else is output."""
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        elif line.startswith("> ") and not found[-1].shown:
            found[-1].line += f"\n{line[2:]}"
        else:
            found[-1].shown.append(line.rstrip())
    return found


@dataclass(frozen=True)
class Place:
    """A folder with the examples in it, where commands run over a data directory of their own."""

    folder: Path
    data: Path

    def run(self, *command: str) -> list[str]:
        """Run a command that must succeed; return the lines it prints, without trailing blanks."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PATH": path, "KGQUAL_DATA": str(self.data), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert ran.returncode == 0, f"{command[-1]}\n{ran.stderr}"
        return [line.rstrip() for line in ran.stdout.splitlines()]


@pytest.fixture
def place(tmp_path: Path, served_data: Path) -> Place:
    folder, data = tmp_path / "place", tmp_path / "data"
    folder.mkdir()
    (folder / "examples").symlink_to(REPOSITORY / "examples")
    shutil.copytree(served_data, data)
    return Place(folder, data)


def where(block: str, place: Place, request: pytest.FixtureRequest) -> Place:
    """Return where a block is run; what it asks of ESCO's releases must not change them."""
    if OF_ESCO.search(block):
        little = place.folder.parent / "little"
        if not little.exists():
            shutil.copytree(request.getfixturevalue("little_data"), little)
        return replace(place, data=little)
    if ESCO_RELEASES not in block:
        return place
    snapshot: Snapshot = request.getfixturevalue("escos")
    return replace(place, data=snapshot.path.parents[1])


def test_blocks_name_a_known_language(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = FENCE.findall(text)
    assert {language for _, language, _ in found} <= LANGUAGES
    assert len(re.findall(r"^\s*```", text, re.MULTILINE)) == 2 * len(found), "an indented fence"


def test_commands_print_what_the_page_shows(page: Path, request: pytest.FixtureRequest) -> None:
    written = blocks(page, "console")
    if not written:
        return
    place: Place = request.getfixturevalue("place")
    for folder, name in OFFICIAL.items():
        for file in set(name.findall("".join(written))):
            official = request.getfixturevalue("shared_data") / folder / file
            (place.folder / file).symlink_to(official)
    for block in written:
        for command in commands(block):
            printed = where(block, place, request).run("bash", "-c", command.line)
            if command.shown:
                assert printed == command.shown, command.line


def test_queries_answer_something(page: Path, store: EmbeddedStore) -> None:
    for query in blocks(page, "sparql"):
        answer = store.query(query)
        if answer.kind is AnswerKind.SOLUTIONS:
            assert list(answer.rows()), query
        elif answer.kind is AnswerKind.GRAPH:
            assert list(answer.triples()), query
        else:
            assert answer.boolean(), query


def test_programs_run(page: Path, request: pytest.FixtureRequest) -> None:
    if programs := blocks(page, "python"):
        place: Place = request.getfixturevalue("place")
        for program in programs:
            assert where(program, place, request).run(sys.executable, "-c", program)


def test_shown_triples_are_in_the_graph(page: Path, store: EmbeddedStore) -> None:
    """Blocks use our prefixes and are relative to our things; ``[]`` stands for any one thing."""
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())
    for block in blocks(page, "turtle"):
        read = pyoxigraph.parse(
            declared + block, pyoxigraph.RdfFormat.TURTLE, base_iri=prefixes()["kqid"]
        )
        shown = [str(quad.triple) for quad in read]
        assert shown
        assert [t for t in shown if not store.query(f"ASK {{ {t} }}").boolean()] == []
        assert store.query(f"ASK {{ {' . '.join(shown)} }}").boolean(), block


def test_lines_that_are_not_run_are_known_and_tested_elsewhere(page: Path) -> None:
    text = "".join(blocks(page, "sh")).replace("\\\n", " ")
    lines = [re.sub(r"\s+", " ", line.split(" #")[0]).strip() for line in text.splitlines()]
    unknown = [
        line for line in lines if line and not any(re.fullmatch(k, line) for k in NOT_RUN_HERE)
    ]
    assert unknown == []
    for target in re.findall(r"^make (\w+)", "\n".join(lines), re.MULTILINE):
        assert f"\n{target}:" in (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for script in re.findall(r"^python (\S+\.py)", "\n".join(lines), re.MULTILINE):
        assert (REPOSITORY / script).is_file()
