"""The mappings that candidates stand for: what a person is asked to confirm.

A candidate is a close match at most: that two things are the same no likeness of words can show.
That nothing fits is a mapping too (``sssom:NoTermFound``), proposed where it is likelier than the
best candidate.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgqual.mapping.suggestion.answer import Found, ProposedMapping, Suggestion
from kgqual.mapping.suggestion.texts import Wording
from kgqual.matching.words import stem, words
from kgqual.namespaces import SEMAPV, SKOS, SSSOM

PREDICATE = SKOS.closeMatch.value
JUSTIFICATION = SEMAPV.CompositeMatching.value
NO_TERM_FOUND = SSSOM.NoTermFound.value


def best_mapping(
    iri: str,
    text: Wording,
    candidates: Sequence[Suggestion],
    nothing: float,
    understood: bool = True,
) -> ProposedMapping:
    """Return the likeliest mapping; ``nothing`` is the probability that nothing fits.

    Of a text that was not ``understood`` that probability is not stated.
    """
    if not candidates or nothing > candidates[0].confidence:
        return ProposedMapping(
            subject_id=iri,
            subject_label=text.title,
            predicate_id=PREDICATE,
            object_id=NO_TERM_FOUND,
            mapping_justification=JUSTIFICATION,
            confidence=nothing if understood else None,
        )
    return _mapping(iri, text, candidates[0])


def proposals(found: Found) -> tuple[ProposedMapping, ...]:
    """Return all mappings that a person may choose among for a text, the likeliest first."""
    mappings = (_mapping(found.iri, found.text, one) for one in found.candidates)
    if found.mapping.object_id == NO_TERM_FOUND:
        return (found.mapping, *mappings)
    return tuple(mappings)


def _mapping(iri: str, text: Wording, candidate: Suggestion) -> ProposedMapping:
    return ProposedMapping(
        subject_id=iri,
        subject_label=text.title,
        predicate_id=PREDICATE,
        object_id=candidate.iri,
        object_label=_label(candidate, text.language),
        mapping_justification=JUSTIFICATION,
        confidence=candidate.confidence,
        similarity_score=candidate.score,
        match_string=_shared(text, candidate.matched),
    )


def _label(candidate: Suggestion, language: str) -> str:
    """Return what a candidate is called, in ``language`` if it can be."""
    labels = candidate.label
    return next((labels[tag] for tag in (language, "en", *labels) if tag in labels), "")


def _shared(text: Wording, label: str) -> tuple[str, ...]:
    """Return the words of a title that a label has too, in whatever form of them."""
    there = {stem(word, text.language) for word in words(label)}
    shared = (word for word in words(text.title) if stem(word, text.language) in there)
    return tuple(dict.fromkeys(shared))
