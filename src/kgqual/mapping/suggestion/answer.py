"""What is suggested: for each text a ranking with its reasons, and what it comes down to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field

from kgqual.answering import Named
from kgqual.answering.envelope import Frozen
from kgqual.mapping.suggestion.sets import TermSet
from kgqual.mapping.suggestion.texts import Wording
from kgqual.model import Strength


class Tool(Frozen):
    """What matched: the tool, its version, and its matchers.

    With ``vectors`` among them a language model has compared meanings as well.
    """

    name: str
    version: str
    matchers: tuple[str, ...]


class Suggestion(Named):
    """A term that a text may mean; ``matched`` is the label by which it was found.

    ``score`` ranks (0 to 1). ``confidence`` is the calibrated probability that the term is the
    right one, and ``features`` are the scores of the matchers and what else it was computed from.
    """

    rank: int
    matched: str
    score: float
    confidence: float
    features: Mapping[str, float]


class ProposedMapping(Frozen):
    """A mapping as SSSOM has it, its ends as IRIs: what a person is asked to confirm.

    ``object_id`` is ``sssom:NoTermFound`` where it is likelier that nothing in the set fits than
    that the best candidate does. A program made it and nobody confirmed it: hence ``computed``.
    ``confidence`` is None for a text that was not understood: nothing supports a number.
    """

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str = ""
    mapping_justification: str
    confidence: float | None
    similarity_score: float | None = None
    match_string: tuple[str, ...] = ()
    strength: Strength = Strength.COMPUTED


class Found(Frozen):
    """What is suggested for one text, the best candidate first.

    ``text`` is the wording that was compared, ``id`` and ``iri`` are those of the text.
    ``no_term_found`` is the calibrated probability that nothing in the set fits; it says little
    where the text was not ``understood``: the set has no labels in its language, and it could not
    be read in another one, or not surely.
    """

    id: str
    iri: str
    text: Wording
    candidates: tuple[Suggestion, ...]
    no_term_found: float
    understood: bool = True
    mapping: ProposedMapping


class Searched(TermSet):
    """The set that was searched, and how many terms of it can be found: those with a label."""

    terms: int


class Suggested(Frozen):
    """The answer: which snapshot and releases were searched, by what, and a result for each text.

    ``to`` is the set that was searched, ``from_`` the one whose terms were asked, None for texts.
    ``left_out`` counts terms of that one that have no label in the languages asked for.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    snapshot: str
    date: str
    to: Searched
    from_: Annotated[TermSet | None, Field(alias="from")]
    limit: int
    tool: Tool
    results: tuple[Found, ...]
    left_out: int = 0


class SuggestedForOne(Suggested):
    """The answer to a single text: what its only result says stands in the answer itself too."""

    candidates: tuple[Suggestion, ...]
    no_term_found: float
    mapping: ProposedMapping

    @classmethod
    def of(cls, suggested: Suggested) -> SuggestedForOne:
        """Return the answer with its only result. Raises ValueError when it has not just one."""
        [found] = suggested.results
        return cls(
            **dict(suggested),
            candidates=found.candidates,
            no_term_found=found.no_term_found,
            mapping=found.mapping,
        )
