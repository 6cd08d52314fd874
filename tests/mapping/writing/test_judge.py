"""The ``sssom`` program of others accepts every shipped set, and everything that is written.

It has a hundred dependencies, which take a minute to install, so it lies in an environment of its
own: ``python -m venv .judge && .judge/bin/pip install sssom==0.4.21`` in the repository.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.mapping.exporting import document
from kgqual.mapping.stored import Selection, select
from kgqual.resources import shipped
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.writing import save

REPOSITORY = Path(__file__).parents[3]
JUDGE = REPOSITORY / ".judge" / "bin" / "python"
EXPORTED = ("nqf-eqf", "turkicskills-worldskills", "worldskills-isco")
"""Sets with all that mappings may state here."""
FORMS = {".tsv": "tsv", ".jsonld": "json", ".ttl": "rdf"}
# A set defines its prefixes; to read the program's thousands of others takes it twenty seconds.
RUN = """
import sys
import curies
from sssom import context
from sssom.cli import main
context._get_default_converter = lambda: curies.Converter([])
for file, form in zip(sys.argv[1::2], sys.argv[2::2]):
    main(["parse", file, "-I", form, "-o", file + ".parsed.tsv"], standalone_mode=False)
"""


@pytest.fixture(scope="module")
def judge() -> Path:
    if not JUDGE.exists():
        pytest.skip("the program sssom is not in .judge: see the beginning of this file")
    return JUDGE


def rows_accepted(judge: Path, files: list[Path]) -> list[int]:
    """How many mappings the program has found in each of the files. Raises when it refuses one."""
    named = [part for file in files for part in (str(file), FORMS[file.suffix])]
    run = [str(judge), "-c", RUN, *named]
    ended = subprocess.run(run, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    parsed = (Path(f"{file}.parsed.tsv").read_text(encoding="utf-8") for file in files)
    return [sum(not line.startswith("#") for line in text.splitlines()) - 1 for text in parsed]


def test_it_accepts_the_shipped_sets_and_what_is_exported_in_each_form(
    judge: Path, shipped_snapshot: OpenSnapshot, tmp_path: Path
) -> None:
    graph = shipped_snapshot.on()
    files, counts = [], []
    for path in sorted(shipped("mappings").glob("*.sssom.tsv")):
        name = path.name.removesuffix(".sssom.tsv")
        copied = tmp_path / path.name
        copied.write_bytes(path.read_bytes())
        files.append(copied)
        counts.append(len(select(graph, Selection(sets=(name,)))))
    exported: Document = document(graph, select(graph, Selection(sets=EXPORTED)))
    for form in FORMS:
        files.append(tmp_path / f"exported.sssom{form}")
        counts.append(len(exported.records))
        save(exported, files[-1], form.removeprefix("."))
    assert rows_accepted(judge, files) == counts


def test_it_refuses_what_is_wrong(judge: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.sssom.tsv"
    path.write_text(
        "#mapping_set_id: https://example.org/m\n#license: https://example.org/l\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "nope:a\tskos:exactMatch\tnope:b\tsemapv:ManualMappingCuration\n",
        encoding="utf-8",
    )
    with pytest.raises(AssertionError):
        rows_accepted(judge, [path])
