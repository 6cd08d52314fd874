"""``kgqual recognise``: the look-up of one foreign qualification, or of the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.atomic import replacing
from kgqual.cli.choices import refuse_unknown
from kgqual.cli.progress import progress_bar
from kgqual.cli.state import State, say
from kgqual.errors import UnreadableInput
from kgqual.harmless import harmless
from kgqual.presentation.statement import page, plain, statement
from kgqual.progress import Progress
from kgqual.recognition import (
    Application,
    Recognition,
    RowOutcome,
    as_jsonld,
    read_csv,
    recognise,
    recognise_batch,
    write_csv,
)
from kgqual.store.snapshot import Snapshots


def look_up(
    fields: Mapping[str, str], day: date | None, format: str, language: str, output: Path | None
) -> None:
    """Look up one qualification; print it, or write it to ``output``, which appears whole.

    Raises BadUsage for fields, a format or a language that are wrong.
    """
    refuse_unknown("--format", format, _FORMS)
    application = Application.of(fields)
    with OpenSnapshot.of(Snapshots(State.data).current()) as opened:
        text = _FORMS[format](recognise(opened.on(day), application), language)
    if output is None:
        print(text)
        return
    with replacing(output) as partial:
        partial.write_text(f"{text}\n", encoding="utf-8")
    say(f"Written to {output}.")


def _json(found: Recognition, language: str) -> str:
    return harmless(found.model_dump_json(indent=1))


def _text(found: Recognition, language: str) -> str:
    return harmless(plain(statement(found, language)))


def _html(found: Recognition, language: str) -> str:
    return page(statement(found, language))


def _jsonld(found: Recognition, language: str) -> str:
    return harmless(as_jsonld(found))


_FORMS: dict[str, Callable[[Recognition, str], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "jsonld": _jsonld,
}


def look_up_rows(table: Path, output: Path, day: date | None) -> None:
    """Look up the rows of a CSV; ``output`` appears when all are done, with what was found.

    A wrong row says in its own columns what is wrong with it. Raises UnreadableInput for a file
    that cannot be read or is no such table.
    """
    columns, read = read_csv(_lines(table))
    rows = list(read)  # a table that breaks off is refused before the work begins
    wrong = 0

    def told(outcomes: Iterable[RowOutcome], progress: Progress) -> Iterator[RowOutcome]:
        """Yield the outcomes, and tell how far the work is and how many rows are wrong."""
        nonlocal wrong
        for done, outcome in enumerate(outcomes, 1):
            wrong += outcome.found is None
            progress("looking up", done, len(rows))
            yield outcome

    with (
        OpenSnapshot.of(Snapshots(State.data).current()) as opened,
        replacing(output) as partial,
        partial.open("w", encoding="utf-8", newline="") as target,
        progress_bar(State.quiet) as progress,
    ):
        target.writelines(write_csv(columns, told(recognise_batch(opened.on(day), rows), progress)))
    say(f"{len(rows):,} rows written to {output}; {wrong:,} of them say what is wrong with them.")


def _lines(table: Path) -> Iterator[str]:
    """Yield the lines of a file. Raises UnreadableInput when it cannot be read or is not UTF-8."""
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            yield from file
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{table}: is not UTF-8 at byte {error.start}.") from error
    except OSError as error:
        raise UnreadableInput(f"{table}: cannot be read ({error.strerror}).") from error
