"""``kgqual add``, ``sources`` and ``remove``: what the graph is built from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.state import State, say

if TYPE_CHECKING:
    from kgqual.pipeline import Added


def add(
    kind: Annotated[str, typer.Argument(help="esco, framework, nco, tvet, he, sssom, rdf …")],
    paths: Annotated[list[Path], typer.Argument(help="Files, zips or folders.")],
    version: Annotated[str, typer.Option(help="The version, if the files do not say it.")] = "",
    valid_from: Annotated[str, typer.Option(help="First day it holds.")] = "",
    valid_until: Annotated[str, typer.Option(help="Last day it holds.")] = "",
    issued: Annotated[str, typer.Option(help="When it was published.")] = "",
    current: Annotated[bool, typer.Option("--current", help="Make it the current one.")] = False,
    graph: Annotated[str, typer.Option(help="The graph's IRI (for RDF triples).")] = "",
    title: Annotated[str, typer.Option(help="What to call it in the catalogue.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    licence: Annotated[str, typer.Option(help="The address of its licence.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the same version.")
    ] = False,
) -> None:
    """Read and check files completely, then register a copy as a source."""
    from kgqual import pipeline
    from kgqual.cli.report import remarks
    from kgqual.settings import reading_limits
    from kgqual.sources.adding import Options

    options = Options(
        version, valid_from, valid_until, issued, graph, title, publisher, licence, current
    )
    added = pipeline.add(
        State.data, kind, paths, options, replace_old=replace, limits=reading_limits()
    )
    for one in added:
        _say_added(one)
    for checked in dict.fromkeys(one.checked for one in added):
        for line in remarks(checked):
            say(line)
    say("Run `kgqual build` to put it into the graph.")


def _say_added(added: Added) -> None:
    source, found = added.source, added.graph
    state = "was already registered" if added.already else "registered"
    say(f"{source.name} {state}: {found.triples:,} triples from {found.read:,} rows.")
    if not source.complete:
        say("  It is a partial release: it does not displace a complete one.")
    for finding in found.findings:
        say(f"  {finding.count:,} × {finding.rule}")
        say(f"      for instance: {'; '.join(finding.examples)}")


def sources() -> None:
    """List the sources: shipped ones and those that were added."""
    from kgqual.cli.terminal import print_table
    from kgqual.inventory import all_sources

    rows = [
        (s.kind, s.version, "shipped" if s.shipped else "added", s.valid_from, s.graph)
        for s in all_sources(State.data)
    ]
    print_table(("kind", "version", "origin", "valid from", "graph"), rows)


def remove(
    source: Annotated[str, typer.Argument(help="KIND or KIND@VERSION")],
) -> None:
    """Remove a registered source; snapshots already built keep it."""
    from kgqual import pipeline

    kind, _, version = source.partition("@")
    for removed in pipeline.remove(State.data, kind, version or None):
        say(f"{removed.name} removed. Run `kgqual build` to take it out of the graph.")
