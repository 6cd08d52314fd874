"""Exchange of translations with other tools: files written, and files taken in.

An import is planned first, row by row, and done whole or not at all::

    made = plan(units, editorial.translations, "kk", named("csv").read(path))
    Workbench(units, editorial.translations).record(person, made.edits(batch), batch)
"""

from kgqual.translation.exchange.aim import Aim
from kgqual.translation.exchange.exporting import export, format_for, held, records, writer
from kgqual.translation.exchange.outcome import Outcome, Row, Text
from kgqual.translation.exchange.plan import Plan, plan
from kgqual.translation.exchange.reading import only_language, read_all

__all__ = [
    "Aim",
    "Outcome",
    "Plan",
    "Row",
    "Text",
    "export",
    "format_for",
    "held",
    "only_language",
    "plan",
    "read_all",
    "records",
    "writer",
]
