"""Progress as rows of a table and as JSON: the same numbers on pages, in files and commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields

from kgqual.translation.progress.counts import Counts
from kgqual.translation.progress.progress import Part, Progress
from kgqual.translation.units.schemes import short_name

COUNTED = tuple(field.name for field in fields(Counts))
COLUMNS = ("by", "code", "iri", "name", *COUNTED, "share")
ACTIVITY = ("week", "person", "act", "changes")


def rows(progress: Progress, language: str = "en") -> Iterator[tuple[object, ...]]:
    """Yield a row of ``COLUMNS`` for each part; names are in ``language`` where there are any."""
    for part in progress.parts:
        counts = part.counts
        numbers = (getattr(counts, name) for name in COUNTED)
        thing = part.thing
        yield part.by.value, thing.code, thing.iri, called(part, language), *numbers, counts.share


def called(part: Part, language: str) -> str:
    """Return what to call a part: its name in a language, else in English, else its code."""
    label, thing = part.thing.label, part.thing
    return label.get(language) or label.get("en") or thing.code or short_name(thing.iri)


def as_json(progress: Progress) -> dict[str, object]:
    """Return the progress as JSON."""
    return {
        "language": progress.language,
        "release": progress.release,
        "snapshot": progress.snapshot,
        "parts": [
            {
                "by": part.by.value,
                "iri": part.thing.iri,
                "code": part.thing.code,
                "label": dict(part.thing.label),
                **asdict(part.counts),
                "share": part.counts.share,
            }
            for part in progress.parts
        ],
        "activity": [asdict(one) for one in progress.activity],
    }


def by_person(progress: Progress) -> dict[tuple[str, str], Counter[str]]:
    """Return week and person → act → how often, the newest week first."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in sorted(progress.activity, key=lambda a: a.week, reverse=True):
        found.setdefault((one.week, one.person), Counter())[one.act] += one.changes
    return found
