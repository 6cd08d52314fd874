"""Progress as JSON and as rows of a table: the same numbers on pages, in files and commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import IO

from pydantic import BaseModel

from kgqual.harmless import write_table
from kgqual.translation.progress.counts import Counts
from kgqual.translation.progress.progress import Part, Progress
from kgqual.translation.units.schemes import short_name

COUNTED = tuple(field.name for field in fields(Counts))
COLUMNS = ("by", "code", "iri", "name", *COUNTED, "share")


class PartTold(BaseModel):
    """How far a part of ESCO has come; see ``Part`` and ``Counts``."""

    by: str
    iri: str
    code: str
    label: Mapping[str, str]
    concepts: int
    untranslated: int
    draft: int
    submitted: int
    reviewed: int
    approved: int
    published: int
    stale: int
    share: float


class ActivityTold(BaseModel):
    """How often somebody did something in a week."""

    person: str
    week: str
    act: str
    changes: int


class Told(BaseModel):
    """The progress of a language, the whole first."""

    language: str
    release: str
    snapshot: str
    parts: tuple[PartTold, ...]
    activity: tuple[ActivityTold, ...]


def told(progress: Progress) -> Told:
    """Return the progress as programs are given it."""
    return Told(
        language=progress.language,
        release=progress.release,
        snapshot=progress.snapshot,
        parts=tuple(
            PartTold(
                by=part.by,
                iri=part.thing.iri,
                code=part.thing.code,
                label=part.thing.label,
                share=part.counts.share,
                **asdict(part.counts),
            )
            for part in progress.parts
        ),
        activity=tuple(
            ActivityTold(person=one.person, week=one.week, act=one.act, changes=one.changes)
            for one in progress.activity
        ),
    )


def write_csv(progress: Progress, language: str, target: IO[str]) -> None:
    """Write a row of ``COLUMNS`` for each part; names are in ``language`` where there are any."""
    write_table(target, COLUMNS, _rows(progress, language))


def _rows(progress: Progress, language: str) -> Iterator[tuple[object, ...]]:
    for part in progress.parts:
        numbers = (getattr(part.counts, name) for name in COUNTED)
        name, thing = called(part, language), part.thing
        yield part.by.value, thing.code, thing.iri, name, *numbers, part.counts.share


def called(part: Part, language: str) -> str:
    """Return what to call a part: its name in a language, else in English, else its code."""
    label, thing = part.thing.label, part.thing
    return label.get(language) or label.get("en") or thing.code or short_name(thing.iri)


def by_person(progress: Progress) -> dict[tuple[str, str], Counter[str]]:
    """Return week and person → act → how often, the newest week first."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in sorted(progress.activity, key=lambda a: a.week, reverse=True):
        found.setdefault((one.week, one.person), Counter())[one.act] += one.changes
    return found
