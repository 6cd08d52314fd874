"""``kgqual map infer``: its options, and the forms in which it is answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import kept_snapshots, say

if TYPE_CHECKING:
    from kgqual.mapping.inference import Inference

FORMATS = ("text", "json", "tsv", "jsonld", "ttl")
"""The last three are SSSOM."""


def infer(
    from_: Annotated[
        str, typer.Option("--from", help="A scheme or class: NQF, ISCO, its IRI …")
    ] = "",
    to: Annotated[str, typer.Option(help="A scheme or class; else every other one.")] = "",
    subject: Annotated[
        str, typer.Option(help="One thing instead of --from: NQF 6, its IRI …")
    ] = "",
    format: Annotated[
        str, typer.Option(help="text, json, or SSSOM: tsv, jsonld, ttl; else as the file is called")
    ] = "",
    lang: Annotated[str, typer.Option(help="en, kk or ru: of the text")] = "en",
    as_of: Annotated[str, typer.Option(help="Infer from what was valid on this day.")] = "",
    snapshot: Annotated[str, typer.Option(help="Of this kept snapshot: its id or prefix.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file: NAME.sssom.tsv …")
    ] = None,
) -> None:
    """Infer mappings from those stated: inverse, transitive, through hierarchies; with chains."""
    chosen = format or _format_of(output)
    refuse_unknown("--format", chosen, FORMATS)
    from kgqual.answering import OpenSnapshot
    from kgqual.cli.days import read_day
    from kgqual.mapping.inference import Asked
    from kgqual.mapping.inference import infer as inferred
    from kgqual.presentation.wording import known_language
    from kgqual.sources.kinds.sssom.writing import save_text

    known_language(lang)
    day, kept = read_day(as_of), kept_snapshots()
    asked = Asked.model_validate({"from": from_, "to": to, "subject": subject})
    with OpenSnapshot.of(kept.named(snapshot) if snapshot else kept.current()) as opened:
        found = inferred(opened.on(day), asked)
    text = _written(found, chosen, lang)
    if output is None:
        print(text, end="")
    else:
        save_text(text, output)
        say(f"Written to {output}.")
    if chosen not in ("text", "json"):
        say(f"{found.total:,} mappings are inferred.{_left_out(found)}")


def _format_of(output: Path | None) -> str:
    """Return the format that a file is called by; text for standard output."""
    return output.suffix.removeprefix(".") if output else "text"


def _written(found: Inference, format: str, language: str) -> str:
    from kgqual.harmless import harmless
    from kgqual.mapping.inference.mapping_set import as_document
    from kgqual.presentation.inference import inference_text
    from kgqual.sources.kinds.sssom.writing import written

    if format == "json":
        return harmless(found.model_dump_json(indent=1)) + "\n"
    if format == "text":
        return harmless(inference_text(found, language)) + "\n"
    return harmless(written(as_document(found), format))


def _left_out(found: Inference) -> str:
    """Return what a mapping set leaves out, in words."""
    leads = f" {found.leads_total:,} leads are left out: they rest on unverified statements."
    refused = sum(refusal.count for refusal in found.refused)
    chains = f" {refused:,} pairs are refused; --format text says by which rules."
    return (leads if found.leads_total else "") + (chains if refused else "")
