"""Why current graphs are also loaded into the default graph: joins over merged graphs.

    python benchmarks/default_graph.py DATA_DIR

DATA_DIR holds a snapshot with ESCO. The same query over the physical default graph, over the list
of the same graphs, merged at query time as those of another day are, and over the graph of ESCO
alone, named.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from kgqual.store.dataset import CURRENT, Dataset
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshots

QUERIES = {
    "look-up": 'SELECT ?s { ?s skos:prefLabel "web developer"@en }',
    "join": "SELECT ?k (COUNT(*) AS ?n) { ?o a esco:Occupation ; esco:relatedEssentialSkill ?k . "
    "?k skos:prefLabel ?l } GROUP BY ?k ORDER BY DESC(?n) LIMIT 10",
    "path": "SELECT ?x { ?x skos:broader+ isco:C2 }",
}
PREFIXES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX isco: <http://data.europa.eu/esco/isco/>
"""


def main(data: Path) -> None:
    """Print one line per query: milliseconds for each dataset, and ratios to the first."""
    snapshot = Snapshots(data).current()
    current = snapshot.manifest.current
    merged = Dataset(default=tuple(entry.iri for entry in current))
    alone = Dataset(default=tuple(entry.iri for entry in current if entry.kind == "esco"))
    store = snapshot.open()

    def best(query: str, dataset: Dataset) -> float:
        times = []
        for _ in range(3):
            started = time.perf_counter()
            store.query(PREFIXES + query, dataset).serialize(Format.JSON, io.BytesIO())
            times.append(time.perf_counter() - started)
        return min(times) * 1000

    for name, query in QUERIES.items():
        one, many, release = best(query, CURRENT), best(query, merged), best(query, alone)
        print(
            f"{name}: default graph {one:.1f} ms, merged {many:.1f} ms ({many / one:.1f}), "
            f"ESCO alone {release:.1f} ms ({release / one:.1f})"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
