"""What terms are looked for: texts, each in one wording or in several languages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kgqual.answering.envelope import Frozen
from kgqual.languages import language_tag
from kgqual.namespaces import expand, thing

LONGEST_TITLE = 1_000
LONGEST_DESCRIPTION = 20_000


class Wording(Frozen):
    """A text in one language: its title, what it is, and the language; '' when that is unknown."""

    title: str
    description: str = ""
    language: str = ""


class AskedText(Frozen):
    """A text that terms are looked for, in as many languages as it is known in.

    ``id`` is what whoever asks calls it. ``iri`` is what a mapping calls it: its id if that is an
    IRI or a CURIE, else one made from its words, so that the same words are the same subject
    wherever they come from.
    """

    iri: str
    id: str = ""
    wordings: tuple[Wording, ...]

    @property
    def label(self) -> str:
        """Its title in the first of its languages."""
        return self.wordings[0].title


def asked_text(
    titles: Mapping[str, str], descriptions: Mapping[str, str], name: str = ""
) -> AskedText:
    """Return the text with these titles and descriptions by language; '' is an unknown one.

    ``name`` is its id, if it has one. Raises ValueError for a text without a title, one that is too
    long, and a description in a language without a title.
    """
    titled = _cleaned(titles, "title", LONGEST_TITLE)
    described = _cleaned(descriptions, "description", LONGEST_DESCRIPTION)
    if not titled:
        raise ValueError("a text needs a title: the words that terms are looked for")
    if alone := sorted(described.keys() - titled.keys()):
        raise ValueError(f"the description in {alone[0]!r} has no title in that language")
    wordings = tuple(
        Wording(title=title, description=described.get(tag, ""), language=tag)
        for tag, title in titled.items()
    )
    return AskedText(iri=_iri(name) or made_iri(wordings), id=name.strip(), wordings=wordings)


def made_iri(wordings: tuple[Wording, ...]) -> str:
    """Return the IRI of a text that has none, made from its words."""
    parts = (part for one in wordings for part in (one.language, one.title, one.description))
    return thing("text", hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]).value


def is_made(iri: str) -> bool:
    """Tell whether an IRI is one that was made from the words of a text."""
    return iri.startswith(thing("text", "").value)


def _cleaned(texts: Mapping[str, str], what: str, longest: int) -> dict[str, str]:
    """Return the texts that have words, without superfluous white space, by normal tags."""
    found: dict[str, str] = {}
    for tag, text in texts.items():
        words, language = " ".join(text.split()), language_tag(tag)
        if len(words) > longest:
            raise ValueError(f"a {what} of {len(words):,} characters: {longest:,} are possible")
        if words and language in found:
            raise ValueError(f"two texts as {what} in the language {language!r}")
        if words:
            found[language] = words
    return found


def _iri(name: str) -> str:
    """Return the IRI that a name is or abbreviates, '' for any other name."""
    try:
        return expand(name.strip()).value
    except ValueError:
        return ""
