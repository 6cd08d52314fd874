"""Steps that no source states: what the application says, and what the tables of kgqual say."""

from __future__ import annotations

from kgqual.answering.envelope import Named, Source, Step, Text
from kgqual.answering.evidence import Link
from kgqual.model import Strength
from kgqual.recognition.outcome import Match
from kgqual.recognition.register import OURS
from kgqual.recognition.wording import say


def own_step(link: Link, statement: Text, strength: Strength, source: str, iri: str = OURS) -> Step:
    """Return the step that a link is: ``source`` is a key of the wording, ``iri`` who says it."""
    title = say(f"source.{source}")
    end = link.object
    return Step(
        subject=link.subject,
        predicate=link.predicate.value,
        object=end if isinstance(end, str) else end.value,
        statement=statement,
        strength=strength,
        source=Source(iri=iri, title=title["en"], titles=title),
    )


def stated(link: Link, level: Named) -> Step:
    """Return the step that the application says at which level the document is."""
    said = say("statement.stated", level=level)
    return own_step(link, said, Strength.UNVERIFIED, "application", link.subject)


def likeness(link: Link, printed: str, match: Match) -> Step:
    """Return the step from a printed title to the qualification whose title it is only like."""
    score = f"{match.score:.2f}"
    said = say("statement.likeness", title=printed, qualification=match, score=score)
    return own_step(link, said, Strength.COMPUTED, "titles")
