"""Which qualification of its country an application names, and at which level it says it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kgqual.answering.sentences import name
from kgqual.namespaces import expand
from kgqual.recognition.application import Application
from kgqual.recognition.outcome import Match
from kgqual.recognition.register import Register
from kgqual.recognition.titles import ANY_COUNTRY, MARGIN, THRESHOLD, Hit, table
from kgqual.recognition.words import parts, telling, words


@dataclass(frozen=True)
class Matched:
    """The qualification that is meant, or None and why it is not known.

    ``alike`` are those that the title names as well, at the same levels: the answer is theirs too.
    """

    match: Match | None
    matches: tuple[Match, ...]
    alike: tuple[Match, ...] = ()
    why: Literal["", "unmatched", "ambiguous", "other", "part"] = ""


def match(register: Register, application: Application, country: str) -> Matched:
    """Return which qualification of a country the printed title names, or the IRI in its place.

    Of several that match alike, the level or the kind of award that the application names decides
    when it fits one of them only. When all have the same levels it does not matter which it is.
    What a source gives for one part of the country is only offered, unless the title or the level
    shows that the document is from there.
    """
    if chosen_by_iri := _by_iri(register, application.qualification, country):
        return Matched(chosen_by_iri, (chosen_by_iri,))
    titles = register.titles.get(country)
    hits = titles.hits(application.qualification) if titles else ()
    shown = tuple(_match(register, hit) for hit in hits)
    near = [hit for hit in hits if hit.score >= THRESHOLD]
    if not near:
        return Matched(
            None, shown, why="other" if hits and "other" in hits[0].features else "unmatched"
        )
    tied = [hit for hit in near if near[0].score - hit.score <= MARGIN]
    level = stated_level(register, application, country)
    found = _narrowed(register, application, level, tied)
    if len(found) > 1 and not _at_one_place(register, found):
        return Matched(None, shown, why="ambiguous")
    first, *alike = (_match(register, hit) for hit in found)
    if _is_of_a_part(first, application) and level not in placed_at(register, first.iri):
        return Matched(None, shown, why="part")
    return Matched(first, shown, tuple(alike))


def _by_iri(register: Register, text: str, country: str) -> Match | None:
    """Return the qualification that was chosen among candidates, by its IRI or a CURIE."""
    try:
        iri = expand(text).value if ":" in text and " " not in text else ""
    except ValueError:  # a title with a colon in it
        return None
    if register.country_of.get(iri) != country:
        return None
    named = register.names[iri]
    return Match(**dict(named), title=name(named, "en"), score=1.0, features={"iri": 1.0})


def _narrowed(
    register: Register, application: Application, level: str | None, tied: Sequence[Hit]
) -> Sequence[Hit]:
    """Return those of the tied that fit the level and the kind of award, or all if none does."""
    if level:
        placed = (placed_at(register, hit.known.qualification) for hit in tied)
        tied = [hit for hit, at in zip(tied, placed, strict=True) if level in at] or tied
    if award := degree_named(application.award_type):
        of_kind = (_award(register, hit.known.qualification) for hit in tied)
        tied = [
            hit for hit, kind in zip(tied, of_kind, strict=True) if kind.endswith(f"/{award}")
        ] or tied
    return tied


def _is_of_a_part(found: Match, application: Application) -> bool:
    """Return whether the name of a qualification has a part of its country and the title not."""
    return bool(parts(words(name(found, "en"))) - parts(words(application.qualification)))


def _at_one_place(register: Register, tied: Sequence[Hit]) -> bool:
    """Return whether all have the same levels and are the same degree, if any."""
    first, *others = (
        (placed_at(register, iri), _award(register, iri))
        for iri in (hit.known.qualification for hit in tied)
    )
    return bool(first[0]) and all(other == first for other in others)


def _award(register: Register, qualification: str) -> str:
    link = register.degrees.get(qualification)
    return str(link.object) if link else ""


def placed_at(register: Register, qualification: str) -> set[str]:
    """Return the levels at which sources place a qualification, and the EQF levels of these."""
    levels = {str(link.object) for link in register.placed.get(qualification, ())}
    onward = (link for level in levels for link in register.forth.get(level, ()))
    return levels | {str(link.object) for link in onward}


def degree_named(award_type: str | None) -> str | None:
    """Return the award that a kind of award names, such as ``bachelor``, if it is a degree."""
    return _degrees().get(telling(words(award_type))) if award_type else None


@cache
def _degrees() -> dict[tuple[str, ...], str]:
    rows = [row for row in table("synonyms") if row["country"] == ANY_COUNTRY]
    return {telling(words(row["title"])): row["qualification"] for row in rows}


def stated_level(register: Register, application: Application, country: str) -> str | None:
    """Return the level that the application names, if its country or the EQF has such a level."""
    if application.framework is None or application.level is None:
        return None
    framework, code = words(application.framework), application.level.casefold()
    of_country = register.by_name.get((country, framework, code))
    return of_country or register.by_name.get(("", framework, code))


def _match(register: Register, hit: Hit) -> Match:
    return Match(
        **dict(register.names[hit.known.qualification]),
        title=hit.known.title,
        score=round(hit.score, 3),
        features=hit.features,
        synonym=hit.known.synonym,
    )
