"""``kgqual map review``: suggestions for people to judge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.state import State, say


def review(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="An SSSOM file, and its metadata if they are apart."),
    ],
    name: Annotated[str, typer.Option(help="What to call the queue; else as the set is.")] = "",
) -> None:
    """Put the mappings of an SSSOM file into a review queue, as suggestions for people to judge."""
    from kgqual.editorial import Editorial
    from kgqual.mapping.queueing import queue_of
    from kgqual.settings import editorial_database, reading_limits

    offered = queue_of(paths, name, reading_limits())
    loaded = Editorial(State.data, editorial_database()).reviews.load(offered)
    say(
        f"The queue {loaded.queue} has {loaded.items:,} items with {loaded.suggestions:,} "
        "suggestions" + (", as before." if loaded.already else ".")
    )
    if not loaded.already:
        say(f"  {loaded.new:,} new, {loaded.changed:,} changed, {loaded.gone:,} gone.")
    say(f"Review them at /review/{loaded.queue} of the service.")
