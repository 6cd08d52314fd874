"""What reading and validating sources found, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from kgqual.cli.terminal import print_table
from kgqual.consistency import Checked
from kgqual.harmless import harmless
from kgqual.pipeline import Built
from kgqual.store.manifest import GraphEntry
from kgqual.store.snapshot import Snapshot
from kgqual.validation.rendering import example, message
from kgqual.validation.summary import severity_name

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
    """Print the same as one JSON object, and how many results validation gave."""
    report = {
        "snapshot": built.snapshot.id,
        "unchanged": built.unchanged,
        "validation": dict(built.snapshot.totals),
        "graphs": [asdict(entry) for entry in built.snapshot.manifest.graphs],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))


def validated(snapshot: Snapshot) -> str:
    """Return how many results the validation of a published snapshot gave, as a sentence."""
    counted = {name: count for name, count in snapshot.totals.items() if count}
    if not counted:
        return "Validated: nothing was found."
    said = ", ".join(f"{count:,} × {name}" for name, count in counted.items())
    return f"Validated: {said}. `kgqual validate` lists them."


def remarks(checked: Checked) -> Iterator[str]:
    """Yield what validating new sources found that does not stop them, in the lines of a report."""
    for group in checked.summary.groups:
        [first, *_] = group.examples
        text = message(group, first, "en")
        yield f"  {group.count:,} × {severity_name(group.severity)}: {text}"
        yield f"      for instance: {'; '.join(example(one, 'en') for one in group.examples)}"
    if count := checked.summary.waived_count:
        yield f"  {count:,} × waived: known defects of the source."
