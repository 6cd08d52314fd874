"""The build report: what reading each source found, for people and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice

from kgqual.cli.terminal import harmless, print_table
from kgqual.pipeline import Built
from kgqual.store.manifest import GraphEntry

EXAMPLES_SHOWN = 3


def print_report(built: Built) -> None:
    """Print a table of the graphs, then the rules that were applied to each source."""
    header = ("kind", "version", ">triples", ">read", ">kept", ">by rule", "state", "licence")
    graphs = built.snapshot.manifest.graphs
    print_table((*header, "graph"), [_row(entry) for entry in graphs])
    for entry in graphs:
        if entry.findings:
            print(f"\n{entry.name}: {entry.read:,} rows read, {entry.kept:,} kept. By rule:")
        for finding in entry.findings:
            print(f"  {finding.count:,} × {finding.rule}")
            examples = islice(finding.examples, EXAMPLES_SHOWN)
            print(f"      for instance: {harmless('; '.join(examples))}")


def _row(entry: GraphEntry) -> tuple[str, ...]:
    numbers = (entry.triples, entry.read, entry.kept, sum(f.count for f in entry.findings))
    state = "current" if entry.current else "older" if entry.complete else "partial"
    return (
        entry.kind,
        entry.version,
        *(f"{number:,}" for number in numbers),
        state,
        entry.licence,
        entry.iri,
    )


def print_report_json(built: Built) -> None:
    """Print the same as one JSON object: the snapshot, and its graphs as the manifest has them."""
    report = {
        "snapshot": built.snapshot.id,
        "unchanged": built.unchanged,
        "graphs": [asdict(entry) for entry in built.snapshot.manifest.graphs],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
