"""A request about suggestions, answered from a snapshot: what every face of the service shares."""

from __future__ import annotations

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.answer import Suggested, SuggestedForOne
from kgqual.mapping.suggestion.request import MOST_TEXTS, Posted, TooManyTexts
from kgqual.mapping.suggestion.suggesting import Asked, suggest
from kgqual.mapping.suggestion.targets import Target, source_texts, target_set, target_texts


def answer(opened: OpenSnapshot, posted: Posted) -> Suggested:
    """Return what is suggested; for a single text as ``SuggestedForOne``.

    Raises BadUsage for texts or sets that are wrong, TooManyTexts, and NoSets for a snapshot
    without an index of its sets.
    """
    request, graph = posted.request, opened.on()
    given = request.asked()
    others = request.searched()
    target = target_texts(others) if others else target_set(graph, str(request.to))
    asked = Asked(given) if given else _terms(opened, posted, target)
    found = suggest(asked, target, request.limit, opened.id)
    return SuggestedForOne.of(found) if given and posted.single else found


def _terms(opened: OpenSnapshot, posted: Posted, target: Target) -> Asked:
    request = posted.request
    asked = asked_set(opened, request.from_, request.lang, target)
    if len(asked.texts) > MOST_TEXTS:
        raise TooManyTexts(
            f"{request.from_} has {len(asked.texts):,} terms; a service looks up {MOST_TEXTS:,} "
            "at once. `kgqual map suggest` takes any number."
        )
    return asked


def asked_set(opened: OpenSnapshot, name: str, languages: tuple[str, ...], target: Target) -> Asked:
    """Return the terms of a set as texts. Raises as ``source_texts``, BadUsage without any."""
    source, texts, left_out = source_texts(opened.on(), name, languages, target)
    if source.iri == target.searched.iri:
        raise BadUsage(f"{name!r} is the set that is searched: name another one.")
    if not texts:
        raise BadUsage(f"No term of {name!r} has a label in {', '.join(languages)}.")
    return Asked(texts, source, left_out)
