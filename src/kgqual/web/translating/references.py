"""What programs are given of memories and glossaries: what was found, what was added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import Field as Described

from kgqual.answering.envelope import Frozen
from kgqual.editorial.references import Added, Kind, Reference
from kgqual.translation.differences import Piece
from kgqual.translation.formats import XLIFF_OF_TOOLS
from kgqual.translation.glossary import Hit
from kgqual.translation.memory import Match
from kgqual.translation.record import Unread
from kgqual.web.uploads import Accepted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED: Mapping[Kind, Accepted] = {
    Kind.MEMORY: Accepted(
        "a memory",
        {
            "application/x-tmx+xml": ".tmx",
            "application/xliff+xml": ".xlf",
            "text/csv": ".csv",
            XLSX: ".xlsx",
        },
        dict.fromkeys(XLIFF_OF_TOOLS, ".xlf"),
    ),
    Kind.GLOSSARY: Accepted(
        "a glossary", {"application/x-tbx+xml": ".tbx", "text/csv": ".csv", XLSX: ".xlsx"}, {}
    ),
}
"""What files of memories and glossaries may be."""


class ReferenceAnswer(Frozen):
    """A memory or a glossary that is in use: what it is called, who added it, and when."""

    name: str
    language: str
    rows: int
    file: str
    person: str
    added: datetime

    @classmethod
    def of(cls, reference: Reference) -> ReferenceAnswer:
        """Return what is told of a reference file."""
        return cls(**{name: getattr(reference, name) for name in cls.model_fields})


class MatchAnswer(Frozen):
    """A text like the one asked about, and what it was translated as.

    ``score`` is 1 for the same text alone; ``differences`` lead from it to what was asked.
    ``memory`` is '' for an approved translation, which is of ``field`` of ``concept``.
    """

    source: str
    target: str
    score: float
    differences: tuple[Piece, ...]
    memory: str
    person: str
    date: str
    concept: str
    field: str

    @classmethod
    def of(cls, match: Match) -> MatchAnswer:
        """Return what is told of a match."""
        origin = match.origin
        return cls(
            source=match.source,
            target=match.target,
            score=round(match.score, 4),
            differences=match.pieces,
            memory=origin.memory,
            person=origin.person,
            date=origin.date,
            concept=origin.concept,
            field=origin.field,
        )


class HitAnswer(Frozen):
    """A term of a glossary in the text asked about, from ``start`` up to, without, ``end``."""

    term: str
    start: int
    end: int
    translations: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    source: str
    glossary: str

    @classmethod
    def of(cls, hit: Hit) -> HitAnswer:
        """Return what is told of a term that was found."""
        said = hit.entry
        return cls(
            term=hit.term,
            start=hit.start,
            end=hit.end,
            translations=said.translations,
            forbidden=said.forbidden,
            note=said.note,
            source=said.source,
            glossary=said.glossary,
        )


class MemoryAnswer(Frozen):
    """The memories in use, and what they have that is like a text, most alike first."""

    memories: tuple[ReferenceAnswer, ...]
    matches: tuple[MatchAnswer, ...]


class GlossaryAnswer(Frozen):
    """The glossaries in use, and the terms of a text, by their place."""

    glossaries: tuple[ReferenceAnswer, ...]
    hits: tuple[HitAnswer, ...]


class LeftOut(Frozen):
    """A row of a file that could not be used: where, and why."""

    where: str
    reason: str


class AddedAnswer(Frozen):
    """What adding a file did.

    ``replaced`` is how many rows the one had whose place it takes, None where there was none;
    ``already`` says that this very file was there, and nothing was recorded.
    """

    added: ReferenceAnswer
    already: bool
    replaced: int | None
    left_out: tuple[LeftOut, ...] = Described(serialization_alias="leftOut")

    @classmethod
    def of(cls, added: Added, unread: Sequence[Unread], language: str) -> AddedAnswer:
        """Return what is told of a file that was added; reasons are in ``language``."""
        return cls(
            added=ReferenceAnswer.of(added.reference),
            already=added.already,
            replaced=added.replaced.rows if added.replaced else None,
            left_out=tuple(
                LeftOut(where=one.where, reason=one.message(language)) for one in unread
            ),
        )


def media_types(accepted: Accepted) -> Mapping[str, object]:
    """Return how OpenAPI says which files may be sent."""
    return {media_type: {"schema": {"type": "string"}} for media_type in accepted.syntaxes}
