"""How useful the order of the translators' queue is, and how fast it, a context and progress are.

    python benchmarks/translation_queue.py DATA_DIR

DATA_DIR holds a snapshot with ESCO. Every second preferred term is taken to be drafted in Kazakh,
so that filters have translations to look at. Orders that the queue is compared with: by the number
of links alone, by PageRank over ESCO's links and hierarchy, and by IRI, which is none.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

import networkx as nx

from kgqual.answering import Graph, OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field, Translation
from kgqual.store.dataset import Dataset
from kgqual.store.snapshot import Snapshots
from kgqual.translation.context import context
from kgqual.translation.progress import progress
from kgqual.translation.queue import Filters, Queue
from kgqual.translation.units import Concept, Kind, ReasonKind, Units

LINKS = """
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?one ?property ?other {
  VALUES ?property { esco:relatedEssentialSkill esco:relatedOptionalSkill skos:broader }
  ?one ?property ?other
}
"""
WEIGHTS = {"relatedEssentialSkill": 1.0, "relatedOptionalSkill": 0.5, "broader": 1.0}
FIRST_SKILLS, FIRST_OCCUPATIONS = 1_000, 300
FILTERS = {
    "no filter": Filters(),
    "an ISCO-08 group": Filters(isco="25"),
    "a skill group": Filters(group="S1"),
    "a collection": Filters(collection="digital"),
    "drafts": Filters(state="draft"),
    "stale": Filters(stale=True),
    "a part of a term": Filters(text="water"),
}
ROUNDS, CONTEXTS = 20, 300
R = TypeVar("R")


def main(data: Path) -> None:
    """Print what was measured, one claim per line."""
    with OpenSnapshot.of(Snapshots(data).current()) as snapshot:
        graph = snapshot.on()
        units = _timed("reading ESCO", lambda: Units.of(graph), 1)
        _usefulness(graph, units)
        with tempfile.TemporaryDirectory() as folder:
            done = _drafted(Path(folder), units)
        queue = Queue(units, done, dict)
        for name, filters in FILTERS.items():
            _timed(f"the queue, {name}", partial(queue.concepts, filters), ROUNDS)
        concepts = iter(units.by_impact[:: len(units.by_impact) // CONTEXTS])
        _timed(
            "the context of a concept",
            lambda: context(graph, units, done, next(concepts)),
            CONTEXTS,
        )
        _timed("progress", lambda: progress(graph, units, "kk", done, []), ROUNDS)


def _timed(name: str, call: Callable[[], R], rounds: int) -> R:
    """Print how much processor time calls take, at the median and at 95 %."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        result = call()
        times.append(time.process_time() - started)
    times.sort()
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name}: {middle * 1000:.1f} ms, 95 %: {high * 1000:.1f} ms of processor time")
    return result


def _usefulness(graph: Graph, units: Units) -> None:
    """Print how much the first concepts of each order are used."""
    iris = list(units.concepts)
    rank = _ranked(graph, units)
    orders: Mapping[str, Sequence[str]] = {
        "the queue": [concept.iri for concept in units.by_impact],
        "PageRank": sorted(iris, key=lambda iri: -rank.get(iri, 0)),
        "the number of links": sorted(iris, key=lambda iri: -_links(units.concepts[iri])),
        "IRI": iris,
    }
    essential = {iri: _count(units.concepts[iri], ReasonKind.ESSENTIAL) for iri in iris}
    compared = {
        iri
        for iri in iris
        if units.concepts[iri].kind is Kind.OCCUPATION
        and (
            _count(units.concepts[iri], ReasonKind.WORLDSKILLS)
            or _count(units.concepts[iri], ReasonKind.KAZAKHSTAN)
        )
    }
    best = sum(sorted(essential.values())[-FIRST_SKILLS:]) / sum(essential.values())
    print(f"the most that {FIRST_SKILLS:,} skills can have of the essential links: {best:.1%}")
    for name, order in orders.items():
        skills = [iri for iri in order if units.concepts[iri].kind in (Kind.SKILL, Kind.KNOWLEDGE)]
        share = sum(essential[iri] for iri in skills[:FIRST_SKILLS]) / sum(essential.values())
        jobs = [iri for iri in order if units.concepts[iri].kind is Kind.OCCUPATION]
        early = len(compared.intersection(jobs[:FIRST_OCCUPATIONS]))
        print(
            f"by {name}: the first {FIRST_SKILLS:,} skills have {share:.1%} of the essential "
            f"links; of {len(compared)} occupations compared with WorldSkills or Kazakhstan's "
            f"classifiers {early} are among the first {FIRST_OCCUPATIONS}"
        )


def _ranked(graph: Graph, units: Units) -> Mapping[str, float]:
    linked: nx.DiGraph[str] = nx.DiGraph()
    answer = graph.snapshot.store.query(LINKS, Dataset(default=(units.graph,)))
    for row in answer.rows():
        one, property, other = (str(getattr(term, "value", "")) for term in row)
        name = property.rpartition("#")[2]
        linked.add_edge(one, other, weight=WEIGHTS[name])
    ranks: Mapping[str, float] = nx.pagerank(linked)
    return ranks


def _links(concept: Concept) -> int:
    return sum(reason.count for reason in concept.reasons)


def _count(concept: Concept, kind: ReasonKind) -> int:
    return sum(reason.count for reason in concept.reasons if reason.kind is kind)


def _drafted(folder: Path, units: Units) -> Mapping[str, Translation]:
    """Return translations of every second concept, as a database holds them."""
    with closing(Editorial(folder)) as editorial:
        person, _ = editorial.people.add("Benchmark", Role.TRANSLATOR)
        edits = [
            Edit(
                key=f"benchmark-{number}",
                language="kk",
                concept=concept.iri,
                version=0,
                texts={Field.PREFERRED: (f"{concept.term} қазақша",)},
                hashes={Field.PREFERRED: concept.units[Field.PREFERRED].hash},
                sources={Field.PREFERRED: concept.units[Field.PREFERRED].texts},
            )
            for number, concept in enumerate(units.by_impact[::2])
        ]
        editorial.translations.record(person, edits)
        return editorial.translations.all("kk")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
