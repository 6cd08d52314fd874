"""A request about suggestions, answered from a snapshot: what every face of the service shares."""

from __future__ import annotations

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.answer import Suggested, SuggestedForOne
from kgqual.mapping.suggestion.request import Posted
from kgqual.mapping.suggestion.suggesting import Asked, suggest
from kgqual.mapping.suggestion.targets import Target, source_texts, target_set, target_texts


class TooManyTexts(BadUsage):
    """More texts are asked than may be matched at once."""


def answer(opened: OpenSnapshot, posted: Posted, most: int | None = None) -> Suggested:
    """Return what is suggested; for a single text as ``SuggestedForOne``.

    ``most`` is the number of texts that may be matched at once. Raises TooManyTexts, BadUsage for
    texts or sets that are wrong, and NoSets for a snapshot without an index of its sets.
    """
    request = posted.request
    if most and len(request.texts) > most:
        raise _too_many(len(request.texts), most)
    given, others = request.asked(), request.searched()
    target = target_texts(others) if others else target_set(opened.on(), str(request.to))
    asked = Asked(given) if given else asked_set(opened, request.from_, request.lang, target)
    if most and len(asked.texts) > most:
        raise _too_many(len(asked.texts), most)
    found = suggest(asked, target, request.limit, opened.id)
    return SuggestedForOne.of(found) if given and posted.single else found


def _too_many(texts: int, most: int) -> TooManyTexts:
    return TooManyTexts(
        f"{texts:,} texts are asked; {most:,} at once are possible. `kgqual map suggest` takes any "
        "number."
    )


def asked_set(opened: OpenSnapshot, name: str, languages: tuple[str, ...], target: Target) -> Asked:
    """Return the terms of a set as texts. Raises as ``source_texts``, BadUsage without any."""
    source, texts, left_out = source_texts(opened.on(), name, languages, target)
    if source.iri == target.searched.iri:
        raise BadUsage(f"{name!r} is the set that is searched: name another one.")
    if not texts:
        raise BadUsage(f"No term of {name!r} has a label in {', '.join(languages)}.")
    return Asked(texts, source, left_out)
