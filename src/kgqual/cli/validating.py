"""``kgqual validate``, and how reports of validation look on a terminal."""

from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.text import Text

from kgqual.atomic import replacing
from kgqual.cli.choices import refuse_unknown
from kgqual.cli.days import read_day
from kgqual.consistency import Checked, validate_files, validate_snapshot
from kgqual.errors import BadUsage
from kgqual.limits import holding
from kgqual.settings import reading_limits
from kgqual.store.snapshot import NoSnapshot, Snapshots
from kgqual.validation.records import as_json, write_csv
from kgqual.validation.rendering import DEEPER, Line, lines
from kgqual.validation.report import as_turtle
from kgqual.validation.summary import Summary
from kgqual.validation.wording import LANGUAGES

FORMATS = ("text", "json", "csv", "turtle")
STYLES = {
    "clean": "bold green",
    "passed": "bold green",
    "failed": "bold red",
    "violation": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "waived": "bold magenta",
    "hint": "italic",
    "graphs": "dim",
    "note": "dim",
}
"""Role of a line → how rich shows it; what is not named is plain."""


@dataclass(frozen=True)
class Request:
    """What to validate, by which shapes and engine, and how to report it."""

    paths: list[Path] = field(default_factory=list)
    shapes: list[Path] = field(default_factory=list)
    engine: str = "auto"
    format: str = "text"
    language: str = LANGUAGES[0]
    as_of: str = ""
    output: Path | None = None

    def __post_init__(self) -> None:
        refuse_unknown("--format", self.format, FORMATS)
        refuse_unknown("--lang", self.language, LANGUAGES)
        if self.shapes and not self.paths:
            raise BadUsage(
                "--shapes judges files: name them. `kgqual export -o FILE` writes the snapshot "
                "to one."
            )
        if self.as_of and self.paths:
            raise BadUsage("--as-of is for the snapshot: files hold on every day.")


def validate(data: Path, request: Request) -> Checked:
    """Validate as requested, afresh, and report on standard output or to a file.

    Raises BadUsage, UnreadableInput and EngineError as ``kgqual.consistency`` does, and NoSnapshot
    when there is neither a file nor a snapshot.
    """
    with holding(reading_limits()):
        checked, about = _files(data, request) if request.paths else _snapshot(data, request)
    report = _written(checked, request, about)
    if request.output:
        _save(report, request.output)
    elif request.format == "text" and sys.stdout.isatty():
        print_lines(lines(checked.summary, request.language), sys.stdout)
    else:
        sys.stdout.buffer.write(report)
        sys.stdout.buffer.flush()
    return checked


def _files(data: Path, request: Request) -> tuple[Checked, dict[str, str]]:
    try:
        snapshot = None if request.shapes else Snapshots(data).current()
    except NoSnapshot:
        snapshot = None
    checked = validate_files(request.paths, request.shapes or None, request.engine, snapshot)
    return checked, {"snapshot": snapshot.id} if snapshot else {}


def _snapshot(data: Path, request: Request) -> tuple[Checked, dict[str, str]]:
    snapshot = Snapshots(data).current()
    day = read_day(request.as_of)
    about = {"snapshot": snapshot.id} | ({"as_of": day.isoformat()} if day else {})
    return validate_snapshot(snapshot, request.engine, day), about


def _written(checked: Checked, request: Request, about: dict[str, str]) -> bytes:
    if request.format == "turtle":
        return as_turtle(checked.report)
    if request.format == "json":
        return as_json(checked.summary, validated=checked.validated, **about).encode()
    text = io.StringIO()
    if request.format == "csv":
        write_csv(checked.summary, request.language, text)
    else:
        text.writelines(f"{_plain(line)}\n" for line in lines(checked.summary, request.language))
    return text.getvalue().encode()


def _save(report: bytes, output: Path) -> None:
    try:
        with replacing(output) as partial:
            partial.write_bytes(report)
    except OSError as error:
        raise BadUsage(f"{output} cannot be written ({error.strerror}).") from error


def print_summary(summary: Summary, stream: TextIO, language: str = LANGUAGES[0]) -> None:
    """Print a report for people: in colour and wrapped on a terminal, plain elsewhere."""
    if stream.isatty():
        print_lines(lines(summary, language), stream)
    else:
        stream.writelines(f"{_plain(line)}\n" for line in lines(summary, language))


def print_lines(shown: Iterable[Line], stream: TextIO) -> None:
    """Print lines of a report on a terminal, as wide as it is.

    When they are more than fit on the screen, the verdict stands at the end once more.
    """
    console = Console(file=stream, highlight=False)
    height = 0
    verdict = None
    for line in shown:
        verdict = verdict or line
        for part in _wrapped(line, console.width):
            console.print(Text(part, STYLES.get(line.role, "")), soft_wrap=True)
            height += 1
    if verdict and height > console.height:
        console.print()
        console.print(Text(verdict.text, STYLES[verdict.role]), soft_wrap=True)


def _wrapped(line: Line, width: int) -> list[str]:
    margin = " " * line.indent
    return textwrap.wrap(
        line.text,
        max(width, 40),
        initial_indent=margin,
        subsequent_indent=margin + " " * DEEPER,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def _plain(line: Line) -> str:
    return f"{' ' * line.indent}{line.text}"
