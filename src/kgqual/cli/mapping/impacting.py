"""``kgqual map impact``: its options, and the forms in which it is answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import kept_snapshots, say
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from kgqual.mapping.impact import Impact

FORMATS = ("text", "json", "tsv", "jsonld", "ttl")
"""Beside text and JSON of everything, the forms in which SSSOM has the repairs."""


def impact(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="SSSOM files to look at besides the graph.")
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="The older release: 1.1.0.")] = "",
    to: Annotated[str, typer.Option(help="The newer release: 1.1.1.")] = "",
    scheme: Annotated[str, typer.Option(help="The source or scheme, if not clear: esco.")] = "",
    format: Annotated[str, typer.Option(help=" or ".join(FORMATS))] = "text",
    lang: Annotated[str, typer.Option(help="en, kk or ru: of the text")] = "en",
    as_of: Annotated[str, typer.Option(help="Look at the mappings that held on this day.")] = "",
    snapshot: Annotated[str, typer.Option(help="Of this kept snapshot: its id or prefix.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file.")
    ] = None,
) -> None:
    """Say what a new release does to mappings: which break, and how they may be repaired."""
    refuse_unknown("--format", format, FORMATS)
    if not (from_ and to):
        raise BadUsage("Give both releases: --from 1.1.0 --to 1.1.1.")
    from kgqual.answering import OpenSnapshot
    from kgqual.cli.days import read_day
    from kgqual.mapping.impact import impact as found
    from kgqual.presentation.wording import known_language
    from kgqual.sources.kinds.sssom.writing import save_text

    known_language(lang)
    day, kept = read_day(as_of), kept_snapshots()
    with OpenSnapshot.of(kept.named(snapshot) if snapshot else kept.current()) as opened:
        looked = found(opened.on(day), from_, to, scheme=scheme, files=paths or ())
    text = _written(looked, format, lang)
    if output is None:
        print(text, end="")
    else:
        save_text(text, output)
        say(f"Written to {output}.")


def _written(found: Impact, format: str, language: str) -> str:
    from kgqual.harmless import harmless
    from kgqual.mapping.impact import as_mapping_set
    from kgqual.presentation.impact import impact_text
    from kgqual.sources.kinds.sssom.writing import written

    if format == "text":
        return harmless(f"{impact_text(found, language)}\n")
    if format == "json":
        return harmless(f"{found.model_dump_json(indent=1)}\n")
    return harmless(written(as_mapping_set(found), format))
