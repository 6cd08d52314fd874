"""The page of progress: a picture of the major groups of ISCO-08, tables, who did what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from kgqual.editorial.translations import Act
from kgqual.translation.progress import By, Counts, Part, Progress, telling
from kgqual.translation.units import Kind
from kgqual.translation.units.schemes import short_name
from kgqual.web.translating.addresses import queue_address
from kgqual.web.translating.queue_page import kind_key
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.wording import say

TABLES = (By.MAJOR, By.KIND, By.SCHEME, By.COLLECTION)
"""What the page has a table of, in its order; groups of ISCO-08 below these are in the files."""
_SHOWN_WEEKS = 8
_BARS = ("approved", "reviewed", "submitted", "draft")


@dataclass(frozen=True)
class Bar:
    """A stretch of a bar, in percent of it: a state, where it begins and how long it is."""

    state: str
    start: float
    length: float


@dataclass(frozen=True)
class Row:
    """A part of ESCO: its name and language, where its queue is, its numbers and its bar."""

    name: str
    language: str
    code: str
    address: str
    counts: Counts
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Done:
    """What somebody did in a week: the acts and how often."""

    week: str
    person: str
    acts: tuple[tuple[str, int], ...]


def progress_page(visit: TranslatingVisit, progress: Progress) -> HTMLResponse:
    """Return the page."""
    (whole,) = progress.by(By.ALL)
    return visit.render(
        "translate_progress.html",
        target=visit.target,
        target_name=visit.target_name,
        release=progress.release,
        whole=_row(visit, whole),
        tables=[(by, [_row(visit, part) for part in progress.by(by)]) for by in TABLES],
        states=_BARS,
        done=list(_done(progress)),
        queue=queue_address(visit.target, {}),
    )


def _row(visit: TranslatingVisit, part: Part) -> Row:
    thing = part.thing
    name, language = telling.called(part, visit.language), "en"
    if visit.language in thing.label:
        language = visit.language
    if part.by is By.KIND:
        name, language = say(visit.language, kind_key(Kind(thing.code))), visit.language
    elif name == short_name(thing.iri):
        language = ""
    return Row(
        name=name,
        language=language,
        code=thing.code if part.by is By.MAJOR else "",
        address=queue_address(visit.target, dict(_filter(part))),
        counts=part.counts,
        bars=tuple(_bars(part.counts)),
    )


def _filter(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the filter of the queue that leaves a part."""
    if part.by is By.MAJOR:
        yield "isco", part.thing.code
    elif part.by is By.KIND:
        yield "kind", part.thing.code
    elif part.by in (By.SCHEME, By.COLLECTION):
        yield part.by.value, short_name(part.thing.iri)


def _bars(counts: Counts) -> Iterator[Bar]:
    start = 0.0
    for state in _BARS:
        length = 100 * getattr(counts, state) / counts.concepts
        if length:
            yield Bar(state, start, length)
        start += length


def _done(progress: Progress) -> Iterator[Done]:
    acts = telling.by_person(progress)
    weeks = sorted({week for week, _ in acts}, reverse=True)[:_SHOWN_WEEKS]
    for (week, person), counted in acts.items():
        if week in weeks:
            order = [(act.value, counted[act]) for act in Act if counted[act]]
            yield Done(week, person, tuple(order))
