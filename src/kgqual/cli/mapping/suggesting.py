"""The command ``kgqual map suggest``: its options, and which way they go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgqual.errors import BadUsage

SET = "a scheme or class by IRI, CURIE or name (“ESCO skills”), or a file of texts (CSV, TSV, TXT)"


def suggest(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]…", help="Texts to look up; else --from.")
    ] = None,
    from_: Annotated[str, typer.Option("--from", metavar="SET", help=f"What to map: {SET}.")] = "",
    to: Annotated[str, typer.Option(metavar="SET", help=f"Where to look: {SET}.")] = "",
    lang: Annotated[
        list[str] | None,
        typer.Option(
            help="Of texts: the language, if the file does not say it. Of a set: the languages of "
            "its labels that are compared; may be repeated."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Candidates for each text.")] = 5,
    format: Annotated[
        str, typer.Option(help="tsv, jsonld or ttl (SSSOM), json or text; text for TEXT, else tsv.")
    ] = "",
    snapshot: Annotated[
        str, typer.Option(help="Search this kept snapshot: its id or prefix.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file: NAME.sssom.tsv.")
    ] = None,
) -> None:
    """Suggest mappings from texts or a set to a set, each with its calibrated confidence."""
    if bool(texts) == bool(from_):
        raise BadUsage("Give either texts, or --from: the set or file to map.")
    if not to:
        raise BadUsage(f"--to is missing: {SET}.")
    from kgqual.cli.mapping.suggested import Wanted, suggestions

    tags = [tag for given in lang or () for tag in given.replace(",", " ").split()]
    wanted = Wanted(texts or (), from_, to, tags, limit)
    suggestions(wanted, snapshot, format or ("text" if texts and not output else "tsv"), output)
