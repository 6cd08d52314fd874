"""The ``kgqual`` command: parses, asks, prints. Everything heavy is loaded when it is used."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kgqual import __version__
from kgqual.cli import asking, mapping, publishing, recognition, registering, translating, users
from kgqual.cli.state import State, kept_snapshots, say
from kgqual.errors import BadSource, BadUsage, Inconsistent, KgqualError, StorageFailed
from kgqual.resources import data_folder

app = typer.Typer(
    name="kgqual",
    help="The open knowledge graph of qualifications, occupations and skills.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    *(registering.add, registering.sources, registering.remove),
    *(publishing.build, publishing.snapshots, publishing.rollback, publishing.export),
    recognition.recognise,
):
    app.command()(command)
app.add_typer(asking.app, name="ask")
app.add_typer(users.app, name="user")
app.add_typer(mapping.app, name="map")
app.add_typer(translating.app, name="translate")


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

    asked = kept_snapshots().named(snapshot) if snapshot else kept_snapshots().current()
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
