"""``kgqual translate publish``: what is approved, in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgqual.cli.state import State, say

if TYPE_CHECKING:
    from kgqual.store.manifest import GraphEntry


def publish() -> None:
    """Publish what is approved as a new snapshot, without building anything else anew.

    A service does so by itself, some seconds after an approval.
    """
    from kgqual.cli.progress import progress_bar
    from kgqual.settings import editorial_database, reading_limits
    from kgqual.store.manifest import TRANSLATION_KIND
    from kgqual.store.snapshot import Snapshots
    from kgqual.translated import publish as republish

    before = Snapshots(State.data).current()
    with progress_bar(State.quiet) as progress:
        snapshot = republish(
            State.data, lambda step: progress(step, 0, 1), reading_limits(), editorial_database()
        )
    for entry in snapshot.manifest.graphs:
        if entry.kind == TRANSLATION_KIND:
            _print(entry)
    same = "Nothing changed: the snapshot is still" if snapshot == before else "Published snapshot"
    say(f"{same} {snapshot.id}.")


def _print(entry: GraphEntry) -> None:
    from kgqual.harmless import harmless

    print(f"{entry.title['en']}: {entry.kept:,} of {entry.read:,} fields  <{entry.iri}>")
    for finding in entry.findings:
        print(f"  {finding.count:,} × {finding.rule}")
        for example in finding.examples:
            print(harmless(f"      {example}"))
