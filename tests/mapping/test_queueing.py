"""A mapping set becomes a review queue: every row a suggestion, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.editorial import Editorial
from kgqual.editorial.reviews import Extension
from kgqual.errors import BadSource, BadUsage, UnreadableInput
from kgqual.limits import Limits
from kgqual.mapping.queueing import queue_of
from kgqual.namespaces import EQF, KQ, QDR, SKOS, thing
from kgqual.resources import shipped

MAPPINGS = shipped("mappings")
HEADER = """\
# curie_map:
#   eqf: http://data.europa.eu/snb/eqf/
#   kq: https://w3id.org/kgqual/ontology#
#   kqid: https://w3id.org/kgqual/id/
#   qdr: http://data.europa.eu/snb/qdr/
# mapping_set_id: https://example.org/mappings/My_Levels.sssom.tsv
# object_source: kqid:eqf
"""
COLUMNS = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tconfidence\n"
)
MANUAL = "semapv:ManualMappingCuration"


def mapping_set(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "levels.sssom.tsv"
    path.write_text(header + COLUMNS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_iris_take_the_place_of_curies_and_slots_of_the_set_are_known(tmp_path: Path) -> None:
    row = f"qdr:c_6919ed25\tskos:closeMatch\teqf:6\t{MANUAL}\t\t0.75"
    queue = queue_of([mapping_set(tmp_path, row)])
    assert (queue.name, queue.title) == ("my-levels", "levels.sssom.tsv")
    assert queue.mapping_set == "https://example.org/mappings/My_Levels.sssom.tsv"
    assert queue.about == {"object_source": thing("eqf").value}
    [suggestion] = queue.suggestions
    assert suggestion.subject == QDR.c_6919ed25.value
    assert suggestion.predicate == SKOS.closeMatch.value
    assert suggestion.object == EQF["6"].value
    assert suggestion.confidence == 0.75
    assert suggestion.slots == {"object_source": thing("eqf").value}


def test_slots_that_a_set_defines_itself_come_along() -> None:
    queue = queue_of([MAPPINGS / "worldskills-esco.sssom.tsv"], "ws")
    assert queue.name == "ws"
    first = queue.suggestions[0]
    assert first.subject_label == "Industrial Mechanics"
    assert first.extensions["strength"] == Extension(KQ.strength.value, "official")
    assert first.extensions["source"].is_iri
    assert first.extensions["source"].value == thing("document", "wsc2026-td01").value
    assert first.slots["mapping_date"] == "2026-03-05"


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.sssom.tsv")), ids=lambda path: path.name)
def test_what_is_shipped_can_be_reviewed(path: Path, tmp_path: Path) -> None:
    editorial = Editorial(tmp_path)
    queue = queue_of([path])
    loaded = editorial.reviews.load(queue)
    assert loaded.suggestions == len(queue.suggestions)
    assert editorial.reviews.load(queue_of([path])).already
    item = editorial.reviews.item(loaded.queue, 1)
    found = [c.suggestion for c in item.candidates] + ([item.none] if item.none else [])
    assert {one.digest for one in found} <= {one.digest for one in queue.suggestions}
    editorial.close()


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        (f"qdr:c_6919ed25\tskos:exactMatch\teqf:6\t{MANUAL}", "predicate_id", "never the same"),
        (f"eqf:6\tskos:closeMatch\teqf:6\t{MANUAL}", "predicate_id", "a thing to itself"),
        (f"qdr:c_1\tskos:closeMatch\teqf:6\t{MANUAL}\tNot", "predicate_modifier", "not hold"),
        (f"sssom:NoTermFound\tskos:closeMatch\teqf:6\t{MANUAL}", "subject_id", "names nothing"),
        (f"else:1\tskos:closeMatch\teqf:6\t{MANUAL}", "subject_id", "prefix 'else'"),
        ("qdr:c_1\tskos:closeMatch\teqf:6\t", "mapping_justification", ""),
        (f"qdr:c_1\tskos:closeMatch\teqf:6\t{MANUAL}\t\t1.5", "confidence", "less than or equal"),
    ],
)
def test_a_row_that_cannot_be_reviewed_is_named(
    tmp_path: Path, row: str, place: str, reason: str
) -> None:
    good = f"qdr:c_2\tskos:closeMatch\teqf:6\t{MANUAL}"
    with pytest.raises(BadSource, match="1 rows cannot be reviewed; nothing was loaded") as refused:
        queue_of([mapping_set(tmp_path, good, row)])
    [problem] = refused.value.problems
    assert (problem.where.row, problem.where.column) == (10, place)
    assert reason in problem.reason


def test_a_repeated_row_is_named(tmp_path: Path) -> None:
    row = f"qdr:c_1\tskos:closeMatch\teqf:6\t{MANUAL}"
    with pytest.raises(BadSource) as refused:
        queue_of([mapping_set(tmp_path, row, row)])
    assert "repeats levels.sssom.tsv, row 9" in refused.value.problems[0].reason


def test_other_metadata_beside_the_same_table_make_another_queue(tmp_path: Path) -> None:
    row = f"qdr:c_6919ed25\tskos:closeMatch\teqf:6\t{MANUAL}\t\t0.75"
    paths = [mapping_set(tmp_path, row, header=""), tmp_path / "levels.sssom.yml"]
    metadata = HEADER.replace("# ", "")
    paths[1].write_text(metadata, encoding="utf-8")
    before = queue_of(paths)
    assert queue_of(paths).sha256 == before.sha256
    paths[1].write_text(metadata.replace("snb/eqf", "snb/other"), encoding="utf-8")
    assert queue_of(paths).suggestions[0].object != before.suggestions[0].object
    assert queue_of(paths).sha256 != before.sha256


def test_what_is_no_mapping_set(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file"):
        queue_of([tmp_path / "nothing.sssom.tsv"])
    with pytest.raises(UnreadableInput):
        queue_of([mapping_set(tmp_path, header="")])
    with pytest.raises(UnreadableInput, match="10 at most"):
        queue_of([mapping_set(tmp_path)], limits=Limits(document_bytes=10))
    with pytest.raises(BadUsage, match="no suggestions to review"):
        Editorial(tmp_path).reviews.load(queue_of([mapping_set(tmp_path)]))
