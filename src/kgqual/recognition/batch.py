"""Many applications at once: rows of a CSV in, the same rows with what was found out, as a stream.

A wrong row says which column is wrong and why, and the others go on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgqual.answering.envelope import Frozen, Named
from kgqual.answering.graph import Graph
from kgqual.answering.sentences import name
from kgqual.errors import UnreadableInput
from kgqual.harmless import harmless, no_formula
from kgqual.namespaces import EQF
from kgqual.recognition.application import FIELDS, Application, BadApplication
from kgqual.recognition.looking_up import recognise
from kgqual.recognition.outcome import Recognition

FOUND = (
    "matched", "score", "home_level", "eqf_level", "nqf_level", "route", "strength", "award",
    "prefix", "lead_nqf_level", "evaluated_eqf_level", "he_credits", "tvet_credits",
    "competent_body", "regulated", "abstained", "reason", "candidates", "error_column", "error",
)  # fmt: skip
"""The columns that a batch adds to those it was given."""
_REQUIRED = ("country", "qualification")
_TOO_MANY = "\x00"
_SEVERAL = " | "


class RowOutcome(Frozen):
    """What became of one row: its number (the header is row 1), what it held, what was found.

    ``faults`` says of each wrong column why it is wrong; ``found`` is then None.
    """

    row: int
    given: Mapping[str, str]
    found: Recognition | None = None
    faults: Mapping[str, str] = {}


def recognise_batch(graph: Graph, rows: Iterable[Mapping[str, str]]) -> Iterator[RowOutcome]:
    """Yield what becomes of each row, as soon as it is read; no row stops the others.

    Columns that are no field of an application are left alone. The graph is asked once for what
    rows share, so that a batch asks it little more than one application does.
    """
    for number, given in enumerate(rows, 2):
        yield _outcome(graph, number, given)


def _outcome(graph: Graph, number: int, given: Mapping[str, str]) -> RowOutcome:
    if _TOO_MANY in given:
        kept = {column: cell for column, cell in given.items() if column != _TOO_MANY}
        reason = "the row has more cells than the header has columns."
        return RowOutcome(row=number, given=kept, faults={"row": reason})
    try:
        application = Application.of({f: given[f] for f in FIELDS if f in given})
        return RowOutcome(row=number, given=given, found=recognise(graph, application))
    except BadApplication as error:
        return RowOutcome(row=number, given=given, faults=error.faults)


def read_csv(lines: Iterable[str]) -> tuple[Sequence[str], Iterator[Mapping[str, str]]]:
    """Return the columns of a CSV with a header, and its rows as they are read.

    Cells are separated by commas or, as some spreadsheets write it, by semicolons. Raises
    UnreadableInput when the header lacks a column or has one twice, and, from the rows, when the
    text is no CSV.
    """
    stream = iter(lines)
    header = next(stream, "").lstrip("\ufeff")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    columns = [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), [])]
    if lacking := [column for column in _REQUIRED if column not in columns]:
        raise UnreadableInput(
            f"The header has no column {' and no column '.join(lacking)}. It needs "
            f"{' and '.join(_REQUIRED)}, and may have {', '.join(FIELDS)}."
        )
    if len(set(columns)) < len(columns):
        twice = next(column for column in columns if columns.count(column) > 1)
        raise UnreadableInput(f"The header has the column {twice!r} twice. Name each column once.")
    return columns, _rows(columns, csv.reader(stream, delimiter=delimiter, strict=True))


def _rows(columns: Sequence[str], cells: Iterator[list[str]]) -> Iterator[Mapping[str, str]]:
    try:
        for row in cells:
            given = dict(zip(columns, [*row, *[""] * (len(columns) - len(row))], strict=False))
            yield {**given, _TOO_MANY: ""} if len(row) > len(columns) else given
    except csv.Error as error:
        raise UnreadableInput(f"The rows are no CSV from some row on: {error}.") from error


def write_csv(columns: Sequence[str], outcomes: Iterable[RowOutcome]) -> Iterator[str]:
    """Yield a CSV of the rows as given, with the columns ``FOUND`` after theirs, line by line.

    No cell begins like a formula, and none holds a character that steers a terminal.
    """
    kept = [column for column in columns if column not in FOUND]
    yield _line([*kept, *FOUND])
    for outcome in outcomes:
        found = cells(outcome)
        yield _line([*(outcome.given[c] for c in kept), *(found.get(c, "") for c in FOUND)])


def _line(row: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(no_formula(harmless(cell)) for cell in row)
    return out.getvalue()


def cells(outcome: RowOutcome) -> dict[str, str]:
    """Return what was found of a row, by the columns ``FOUND``; several values by `` | ``."""
    found = outcome.found
    if found is None:
        return {
            "error_column": _SEVERAL.join(outcome.faults),
            "error": _SEVERAL.join(outcome.faults.values()),
        }
    items = found.answer or ()
    ways = (*items, *(lead.answer for lead in found.leads))
    return {
        "matched": found.match.title if found.match else "",
        "score": f"{found.match.score:.2f}" if found.match else "",
        "home_level": _names(p.level for p in found.placements if p.holds and not p.stated),
        "eqf_level": _names(one for way in ways for one in way.through if _is_eqf(one)),
        "nqf_level": _joined(item.level.code for item in items),
        "route": _joined(item.route for item in items),
        "strength": found.strength or "",
        "award": _names(award.award for item in items for award in item.awards),
        "prefix": _joined(award.prefix.code for item in items for award in item.awards),
        "lead_nqf_level": _joined(lead.answer.level.code for lead in found.leads),
        "he_credits": _credits(found, "he"),
        "tvet_credits": _credits(found, "tvet"),
        "evaluated_eqf_level": _joined(e.level.code for e in found.evaluations),
        "competent_body": _names(body for p in found.procedures for body in p.bodies),
        "regulated": _names(found.professions),
        "abstained": "yes" if found.abstained else "no",
        "reason": found.reason or "",
        "candidates": _names(found.candidates),
    }


def _credits(found: Recognition, unit: str) -> str:
    """Return the credits, taken as ECTS, in credits of Kazakhstan: ``60`` or ``50–60``."""
    counted = (one for one in found.credits if (one.from_, one.to) == ("ects", unit))
    ends = (dict.fromkeys((one.low, one.high)) for one in counted)
    return _joined("–".join(map(str, pair)) for pair in ends)


def _is_eqf(level: Named) -> bool:
    return level.iri.startswith(EQF.iri)


def _names(things: Iterable[Named]) -> str:
    return _joined(name(thing, "en") for thing in things)


def _joined(texts: Iterable[str]) -> str:
    return _SEVERAL.join(dict.fromkeys(texts))
