"""A chain of statements as lines of text: what each says, who states it and how strongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgqual.answering import Basis, Step
from kgqual.presentation.decimals import decimal
from kgqual.presentation.wording import in_language, say


def chain_lines(steps: Sequence[Step], language: str) -> Iterator[str]:
    """Yield the steps, numbered, each with all that state it."""
    for number, step in enumerate(steps, 1):
        direction = f" ({say(language, 'answer.against')})" if step.against else ""
        yield f"  {number:>2}. {in_language(step.statement, language)}{direction}"
        yield f"      {stated(step, language)}"
        for other in step.also:
            yield f"      {say(language, 'answer.also', basis=stated(other, language))}"


def stated(basis: Basis, language: str) -> str:
    """Return who states something: strength, title, place, date, confidence, reservation."""
    source = basis.source
    title = in_language(source.titles, language) or source.title
    place = ", ".join(part for part in (title, source.locator, source.date) if part)
    parts = [say(language, f"strength.{basis.strength}"), place]
    if basis.confidence is not None:
        parts.append(confidence(basis.confidence, language))
    if basis.until:
        parts.append(say(language, "answer.until", day=basis.until))
    return " · ".join([*parts, *([basis.note] if basis.note else ())])


def confidence(value: float, language: str) -> str:
    """Return how sure somebody is, in words."""
    return say(language, "answer.confidence", confidence=decimal(value, language))
