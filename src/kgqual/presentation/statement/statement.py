"""What a statement says, in one language: facts, lines with strength and sources, sections."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.model import Strength
from kgqual.presentation.statement.sources import Sources
from kgqual.presentation.wording import in_language, known_language, say
from kgqual.recognition import FIELDS, Recognition


@dataclass(frozen=True)
class Line:
    """One line: its text, how strong its basis is, and the marks of its sources."""

    text: str
    strength: Strength | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Lines under a heading; ``name`` tells sections apart, whatever the language."""

    name: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Statement:
    """A statement: what was asked, what was found, on what grounds, and what it is worth."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: Section
    notice: str
    day: str
    permalink: str


def statement(found: Recognition, language: str) -> Statement:
    """Return the statement of a look-up. Raises BadUsage for a language that it is not in."""
    from kgqual.presentation.statement.sections import Sections

    spoken = known_language(language)
    sources = Sources(spoken)
    sections = tuple(section for section in Sections(found, spoken, sources).all() if section.lines)
    cited = tuple(Line(text) for text in sources.all())
    return Statement(
        language=spoken,
        title=say(spoken, "statement.title"),
        facts=_facts(found, spoken),
        sections=sections,
        sources=Section("sources", say(spoken, "statement.sources"), cited),
        notice=in_language(found.notice, spoken),
        day=say(spoken, "answer.day", day=found.as_of, snapshot=found.snapshot),
        permalink=found.permalink,
    )


def _facts(found: Recognition, language: str) -> tuple[tuple[str, str], ...]:
    """Return what was asked: the fields that the application fills, by their labels."""
    values = found.application.model_dump(mode="json")
    values["country"] = in_language(found.country.label, language)
    values["purpose"] = say(language, f"statement.purpose.{found.application.purpose}")
    given = [name for name in FIELDS if values[name] not in (None, "")]
    return tuple((say(language, f"statement.{name}"), str(values[name])) for name in given)
