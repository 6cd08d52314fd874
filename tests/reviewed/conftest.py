"""Reviewers who have judged suggestions, and the snapshot that was built after that."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgqual import pipeline
from kgqual.editorial import Editorial, Role
from kgqual.editorial.reviews import Choice, Verdict
from kgqual.mapping.queueing import queue_of
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.snapshot import Snapshots

ORCID = "https://orcid.org/0000-0002-1825-0097"
HEADER = """\
# curie_map:
#   ex: https://example.org/terms/
#   isco: http://data.europa.eu/esco/isco/
#   kq: https://w3id.org/kgqual/ontology#
#   kqid: https://w3id.org/kgqual/id/
#   tool: https://example.org/tools/
# mapping_set_id: https://example.org/mappings/skills-groups
# mapping_set_title: Skills to groups
# mapping_tool_id: tool:matcher
# object_source: kqid:document/isco-08
# extension_definitions:
#   - slot_name: strength
#     property: kq:strength
#   - slot_name: rank
#     property: ex:rank
#     type_hint: xsd:integer
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tconfidence\
\tmatch_string\tstrength\trank
"""
ROWS = (
    ("17", "skos:closeMatch", "C2512", 0.9),
    ("17", "skos:closeMatch", "C2513", 0.6),
    ("09", "skos:closeMatch", "C2514", 0.7),
    ("05", "skos:closeMatch", "C3119", 0.8),
    ("04", "skos:closeMatch", "C3115", 0.4),
    ("34", "skos:exactMatch", "C5120", 0.9),
    ("34", "skos:exactMatch", "C3434", 0.8),
    ("06", "skos:closeMatch", "C9999", 0.5),
)
"""Skills of WorldSkills 2026 and groups of ISCO-08; there is no C9999."""
Decide = Callable[..., int]


def queue_file(folder: Path, *rows: tuple[str, str, str, float]) -> Path:
    """Write an SSSOM file with these suggestions."""
    path = folder / "skills-groups.sssom.tsv"
    lines = (
        f"kqid:worldskills/2026/{subject}\tskill {subject}\t{predicate}\tisco:{object}\t"
        f"group {object}\tsemapv:LexicalMatching\t{confidence}\tone|two\tcomputed\t{number}\n"
        for number, (subject, predicate, object, confidence) in enumerate(rows, start=1)
    )
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def review(data: Path, file: Path) -> tuple[Editorial, Decide]:
    """Load a queue for Anna and Болат; return it, and ``decide(name, verdict, skill, group)``."""
    editorial = Editorial(data)
    people = {
        "Anna": editorial.people.add("Anna", Role.MAPPER)[0],
        "Болат": editorial.people.add("Болат", Role.MAPPER, ORCID)[0],
    }
    queue = editorial.reviews.load(queue_of([file])).queue
    numbers = itertools.count()

    def decide(name: str, verdict: Verdict, skill: str, group: str = "", comment: str = "") -> int:
        """Record a decision; return its number."""
        subject = f"https://w3id.org/kgqual/id/worldskills/2026/{skill}"
        [item] = [one for one in editorial.reviews.items(queue) if one.subject == subject]
        candidates = editorial.reviews.item(queue, item.number).candidates
        chosen = [c.suggestion.id for c in candidates if c.suggestion.object.endswith(f"/{group}")]
        key = f"decision-{next(numbers)}"
        choice = Choice(key, queue, subject, verdict, chosen[0] if group else None, comment)
        return editorial.reviews.decide(people[name], choice).decision.id

    return editorial, decide


@pytest.fixture
def judges(tmp_path: Path) -> Iterator[tuple[Editorial, Decide]]:
    """Reviewers at work in ``tmp_path / "data"``, where nothing is built."""
    editorial, decide = review(tmp_path / "data", queue_file(tmp_path, *ROWS))
    yield editorial, decide
    editorial.close()


@pytest.fixture(scope="session")
def reviewed_data(served_data: Path, made_once: Callable[..., Path]) -> Path:
    """A data directory with decisions, and a snapshot built after them, which is current."""

    def make(folder: Path) -> None:
        data = Path(shutil.copytree(served_data, folder / "data"))
        editorial, decide = review(data, queue_file(folder, *ROWS))
        decide("Anna", Verdict.ACCEPT, "05", "C3119")
        decide("Anna", Verdict.BROADER, "09", "C2514")
        decide("Болат", Verdict.REJECT, "09", "C2514")
        decide("Anna", Verdict.REJECT, "17", "C2513")
        decide("Anna", Verdict.NO_MATCH, "04")
        decide("Anna", Verdict.ACCEPT, "34", "C5120")
        decide("Болат", Verdict.ACCEPT, "34", "C3434")
        decide("Anna", Verdict.ACCEPT, "06", "C9999")
        editorial.close()
        pipeline.build(data)

    return made_once("reviewed", make) / "data"


@pytest.fixture(scope="session")
def reviewed_graph(reviewed_data: Path) -> EmbeddedStore:
    """The snapshot that holds what was reviewed."""
    return Snapshots(reviewed_data).current().open()
