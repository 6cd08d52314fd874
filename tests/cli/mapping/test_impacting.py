"""``kgqual map impact`` over two releases of ESCO; how it is written is tested with its data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.errors import BadUsage
from kgqual.store.snapshot import Snapshot

GONE = "http://data.europa.eu/esco/occupation/81309031-dad2-4a7a-bde6-7f6e518f89ff"
HEIR = "http://data.europa.eu/esco/occupation/f4525ed8-54eb-4a3b-90db-55cc01b0d9fd"
MINE = """\
# curie_map:
#   esco-occupation: http://data.europa.eu/esco/occupation/
#   esco-skill: http://data.europa.eu/esco/skill/
#   mine: https://example.org/job/
# mapping_set_id: https://example.org/mappings/jobs
# license: https://creativecommons.org/licenses/by/4.0/
subject_id\tpredicate_id\tobject_id\tmapping_justification
mine:1\tskos:exactMatch\tesco-occupation:81309031-dad2-4a7a-bde6-7f6e518f89ff\tsemapv:ManualMappingCuration
mine:2\tskos:closeMatch\tesco-skill:00064735-8fad-454b-90c7-ed858cc993f2\tsemapv:ManualMappingCuration
"""


def impact(escos: Snapshot, *arguments: object) -> str:
    """Return what the command says of the way from v1.1.1 to the part of v1.2.1."""
    command = ["--data", str(escos.path.parents[1]), "map", "impact", "--from", "1.1.1"]
    ran = CliRunner().invoke(
        app, [*command, "--to", "1.2.1", *map(str, arguments)], catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A mapping set of two jobs."""
    path = tmp_path / "jobs.sssom.tsv"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_in_esco_the_successor_is_proposed_and_a_skill_is_left_open(
    escos: Snapshot, jobs: Path
) -> None:
    """*Residential care home worker* went into *care home worker*, looked up in both releases."""
    said = json.loads(impact(escos, jobs, "--format", "json"))
    one, two = (job for job in said["affected"] if job["row"])
    assert (one["severity"], one["object"]["iri"]) == ("broken", GONE)
    successor = one["repairs"][0]
    assert (successor["way"], successor["object"]["iri"]) == ("successor", HEIR)
    assert successor["predicate"] == "http://www.w3.org/2004/02/skos/core#closeMatch"
    assert (two["severity"], two["ends"][0]["changes"]) == ("open", ["not-said"])
    assert "The table of skills is not in the files" in two["ends"][0]["statements"][0]["en"]


def test_both_releases_are_needed(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="Give both releases"):
        CliRunner().invoke(app, ["--data", str(tmp_path), "map", "impact"], catch_exceptions=False)
