"""The ``kgqual`` command: parses, asks, prints. Everything heavy is loaded when it is used."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual import __version__
from kgqual.cli import asking, recognition
from kgqual.cli.state import State, say
from kgqual.errors import BadSource, BadUsage, Inconsistent, KgqualError, StorageFailed
from kgqual.resources import data_folder

if TYPE_CHECKING:
    from kgqual.pipeline import Added
    from kgqual.store.snapshot import Snapshots

app = typer.Typer(
    name="kgqual",
    help="The open knowledge graph of qualifications, occupations and skills.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(asking.app, name="ask")
app.command()(recognition.recognise)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"kgqual {__version__}")
        raise typer.Exit


@app.callback()
def main(
    data: Annotated[
        Path | None,
        typer.Option(help="Where sources and snapshots are kept.", envvar="KGQUAL_DATA"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, no messages.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """Global options; the commands follow."""
    State.data = data or data_folder()
    State.quiet = quiet


@app.command()
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


@app.command()
def sources() -> None:
    """List the sources: shipped ones and those that were added."""
    from kgqual.cli.terminal import print_table
    from kgqual.inventory import all_sources

    rows = [
        (s.kind, s.version, "shipped" if s.shipped else "added", s.valid_from, s.graph)
        for s in all_sources(State.data)
    ]
    print_table(("kind", "version", "origin", "valid from", "graph"), rows)


@app.command()
def remove(
    source: Annotated[str, typer.Argument(help="KIND or KIND@VERSION")],
) -> None:
    """Remove a registered source; snapshots already built keep it."""
    from kgqual import pipeline

    kind, _, version = source.partition("@")
    for removed in pipeline.remove(State.data, kind, version or None):
        say(f"{removed.name} removed. Run `kgqual build` to take it out of the graph.")


@app.command()
def build(
    format: Annotated[str, typer.Option(help="How to report: table or json.")] = "table",
) -> None:
    """Build a snapshot of everything shipped and added, publish it, and report on it."""
    from kgqual import pipeline
    from kgqual.cli.progress import progress_bar
    from kgqual.cli.report import print_report, print_report_json, validated
    from kgqual.settings import reading_limits

    reports = {"table": print_report, "json": print_report_json}
    if format not in reports:
        raise BadUsage(f"--format {format!r} is unknown: table or json.")
    with progress_bar(State.quiet) as progress:
        built = pipeline.build(State.data, progress, reading_limits())
    reports[format](built)
    say(validated(built.snapshot))
    same = "Nothing changed: the snapshot is still" if built.unchanged else "Published snapshot"
    say(f"{same} {built.snapshot.id} ({built.snapshot.manifest.triples:,} triples).")


@app.command()
def snapshots() -> None:
    """List the kept snapshots, the newest first."""
    from kgqual.cli.terminal import print_table

    kept = _snapshots()
    served = kept.current()
    rows = [
        (s.id, "current" if s == served else "", len(s.manifest.graphs), f"{s.manifest.triples:,}")
        for s in kept.all()
    ]
    print_table(("snapshot", "state", ">graphs", ">triples"), rows)


@app.command()
def rollback(
    snapshot: Annotated[str, typer.Argument(help="Its id, or the first digits of it.")] = "",
) -> None:
    """Make an older snapshot current: the one named, or the one before."""
    chosen = _snapshots().make_current(snapshot or None)
    say(f"Snapshot {chosen.id} is current.")


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="RDF files or folders; else the snapshot."),
    ] = None,
    shapes: Annotated[
        list[Path] | None, typer.Option(help="Judge PATH by these alone; may be repeated.")
    ] = None,
    engine: Annotated[str, typer.Option(help="auto, compiled or pyshacl")] = "auto",
    format: Annotated[str, typer.Option(help="text, json, csv or turtle")] = "text",
    lang: Annotated[str, typer.Option(help="en, ru or kk: of text and csv")] = "en",
    as_of: Annotated[str, typer.Option(help="Validate what was valid on this day.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the report to a file.")
    ] = None,
) -> None:
    """Validate the current snapshot, or files, against the shapes; always afresh."""
    from kgqual.cli import validating

    request = validating.Request(paths or [], shapes or [], engine, format, lang, as_of, output)
    checked = validating.validate(State.data, request)
    say(f"Checked by the engine {checked.engine}. {checked.report.reason}".rstrip())
    if not checked.publishable:
        raise typer.Exit(1)


@app.command()
def query(
    query: Annotated[str, typer.Argument(metavar="QUERY|FILE|-", help="SPARQL, its file, or -")],
    format: Annotated[
        str, typer.Option(help="table, csv, tsv, json, xml, turtle, ntriples or jsonld")
    ] = "",
    as_of: Annotated[str, typer.Option(help="Query what was valid on this day.")] = "",
    timeout: Annotated[
        float | None, typer.Option(help="Stop after so many seconds.", min=0.001)
    ] = None,
    snapshot: Annotated[str, typer.Option(help="Ask this kept snapshot: its id or prefix.")] = "",
) -> None:
    """Ask the current snapshot, or an older one, a SPARQL query."""
    from kgqual.cli.querying import print_answer

    asked = _snapshots().named(snapshot) if snapshot else _snapshots().current()
    print_answer(asked, _query_text(query), format, as_of, timeout)


def _query_text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if query.endswith((".rq", ".sparql")) or _is_file(query):
        try:
            return Path(query).read_text(encoding="utf-8")
        except OSError as error:
            raise BadUsage(f"{query}: cannot be read ({error.strerror}).") from error
        except UnicodeDecodeError as error:
            raise BadUsage(f"{query}: is not UTF-8 at byte {error.start}.") from error
    return query


def _is_file(query: str) -> bool:
    try:
        return "\n" not in query and Path(query).is_file()
    except OSError:  # too long for the name of a file
        return False


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    graph: Annotated[str, typer.Option(help="One graph's IRI; without it, all graphs.")] = "",
    format: Annotated[
        str, typer.Option(help="nquads, trig, turtle, ntriples, rdfxml, jsonld or elm")
    ] = "",
) -> None:
    """Write a graph, or the whole snapshot, to a file."""
    if format == "elm":
        _export_elm(output, graph)
        return
    from kgqual.store.export import export_file

    count = export_file(_snapshots().current(), output, graph, format)
    say(f"{count:,} triples written to {output}.")


def _export_elm(output: Path, graph: str) -> None:
    from kgqual.exchange import export_elm

    written = export_elm(_snapshots().current(), output, graph)
    say(f"{written.triples:,} triples written to {output} as LOQ demands them.")
    for path, count in sorted(written.left_out.items()):
        say(f"  {count:,} × {path} left out: LOQ has no place for it there.")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve the current snapshot over HTTP."""
    from kgqual.cli.serving import serve_until_stopped

    serve_until_stopped(State.data, host, port, say)


@app.command()
def doctor() -> None:
    """Check the installation and the data directory, and say what to do."""
    from kgqual.cli.checkup import checkup

    problems = checkup(State.data)
    if problems:
        raise KgqualError("\n".join(problems))
    say("Everything is in order.")


def _snapshots() -> Snapshots:
    from kgqual.store.snapshot import Snapshots

    return Snapshots(State.data)


def run() -> None:
    """Run the command; errors become one message and an exit status."""
    try:
        app()
    except KgqualError as error:
        from kgqual.harmless import harmless

        print(f"kgqual: {harmless(str(error))}", file=sys.stderr)
        if isinstance(error, BadSource):
            for problem in error.problems:
                print(f"  {harmless(str(problem))}", file=sys.stderr)
        if isinstance(error, Inconsistent):
            from kgqual.cli.validating import print_summary

            print_summary(error.checked.summary, sys.stderr)
        sys.exit(error.exit_status)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # whoever reads has read enough
            os._exit(0)
        raise
    except OSError as error:
        print(f"kgqual: {error}.", file=sys.stderr)
        sys.exit(StorageFailed.exit_status)
