"""``kgqual map infer``: its options, and the forms in which it is answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.state import kept_snapshots, say
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from kgqual.mapping.inference import Inference

FORMATS = ("text", "json")


def infer(
    from_: Annotated[
        str, typer.Option("--from", help="A scheme or class: NQF, ISCO, its IRI …")
    ] = "",
    to: Annotated[str, typer.Option(help="A scheme or class; else every other one.")] = "",
    subject: Annotated[
        str, typer.Option(help="One thing instead of --from: NQF 6, its IRI …")
    ] = "",
    format: Annotated[str, typer.Option(help=" or ".join(FORMATS))] = "text",
    lang: Annotated[str, typer.Option(help="en, kk or ru: of the text")] = "en",
    as_of: Annotated[str, typer.Option(help="Infer from what was valid on this day.")] = "",
    snapshot: Annotated[str, typer.Option(help="Of this kept snapshot: its id or prefix.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file.")
    ] = None,
) -> None:
    """Infer mappings from those stated: inverse, transitive, through hierarchies; with chains."""
    if format not in FORMATS:
        raise BadUsage(f"--format {format!r} is unknown: {', '.join(FORMATS)}.")
    from kgqual.answering import OpenSnapshot
    from kgqual.atomic import replacing
    from kgqual.cli.days import read_day
    from kgqual.mapping.inference import Asked
    from kgqual.mapping.inference import infer as inferred
    from kgqual.presentation.wording import known_language

    known_language(lang)
    day, kept = read_day(as_of), kept_snapshots()
    asked = Asked.model_validate({"from": from_, "to": to, "subject": subject})
    with OpenSnapshot.of(kept.named(snapshot) if snapshot else kept.current()) as opened:
        text = _written(inferred(opened.on(day), asked), format, lang)
    if output is None:
        print(text)
        return
    with replacing(output) as partial:
        partial.write_text(f"{text}\n", encoding="utf-8")
    say(f"Written to {output}.")


def _written(found: Inference, format: str, language: str) -> str:
    from kgqual.harmless import harmless
    from kgqual.presentation.inference import inference_text

    if format == "json":
        return harmless(found.model_dump_json(indent=1))
    return harmless(inference_text(found, language))
