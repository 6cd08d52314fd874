"""How well a thing fits a query: features, a score made of them, and whether a match is safe.

The score is a weighted mean of how well the name fits (weight 2) and of each property that the
query gives and the graph knows of the thing (weight 1: it agrees or not), times 100. A thing of
another type than asked for has half of it.

A match is safe when the text of the query, letter by letter but for case, is the code, the IRI or
a preferred name of one thing alone; or another name of one thing alone, and a property agrees.
Nothing that the query says may speak against it, and no other thing may be called the same. Where
the query asks for no type, a number is no code yet unless a property agrees, and nothing of
another type may be called nearly the same: an occupation and the qualification for it often are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from kgqual.namespaces import expand
from kgqual.search import Hit, Match

_NAME_WEIGHT = 2
_OTHER_TYPE = 0.5
_NEARLY = 0.85
"""The similarity from which on names are nearly the same."""
_UNLIKE = 0.5
"""The similarity below which a name that was found only for its letters is none."""


class Fit(Enum):
    """How the text of a query fits a thing: the name of the feature, and what it counts for."""

    CODE = ("same_code", 1.0)
    """It is the code or the IRI of the thing."""
    REFERENCE = ("same_reference", 1.0)
    """It names the scheme of the thing and its code in it, as DQR 6 does."""
    PREFERRED = ("same_name", 1.0)
    """It is a preferred name."""
    OTHER = ("same_other_name", 0.95)
    """It is an alternative name."""
    FOLDED = ("same_letters", 0.9)
    """It is a name when marks, punctuation and the letters of Kazakh are taken for simpler ones."""
    SIMILAR = ("", 0.85)
    """A name is like it: it counts for its similarity times this."""
    NONE = ("", 0.0)
    """The query has no text."""

    def __init__(self, feature: str, weight: float) -> None:
        self.feature = feature
        self.weight = weight


@dataclass(frozen=True)
class Scored:
    """A thing with what speaks for it and against it.

    ``agrees`` is property → whether the thing has a value that was given; a property of which the
    graph knows no value is absent. ``typed`` is None when the query asks for no type.
    """

    hit: Hit
    fit: Fit
    typed: bool | None = None
    agrees: Mapping[str, bool] = field(default_factory=dict)

    @property
    def features(self) -> dict[str, bool | float]:
        """What the score is made of."""
        found: dict[str, bool | float] = {}
        if self.fit is not Fit.NONE:
            found["name_similarity"] = self.hit.features["similarity"]
            found |= {fit.feature: fit is self.fit for fit in Fit if fit.feature}
        if self.typed is not None:
            found["type"] = self.typed
        return found | {f"property_{key}": value for key, value in self.agrees.items()}

    @property
    def score(self) -> float:
        """How well it fits, from 0 to 100."""
        similarity = self.hit.features["similarity"] if self.fit is Fit.SIMILAR else 1.0
        weight = 0 if self.fit is Fit.NONE else _NAME_WEIGHT
        parts = weight * similarity * self.fit.weight + sum(self.agrees.values())
        mean = parts / ((weight + len(self.agrees)) or 1)
        return round(100 * mean * (_OTHER_TYPE if self.typed is False else 1), 2)

    @property
    def unlike(self) -> bool:
        """Whether a few letters in common are all that speaks for it."""
        similar = self.hit.features["similarity"] >= _UNLIKE
        return self.hit.match is Match.SIMILAR and self.fit is Fit.SIMILAR and not similar

    @property
    def contradicted(self) -> bool:
        """Whether something that the query says speaks against it."""
        return self.typed is False or not all(self.agrees.values())

    @property
    def named(self) -> bool:
        """Whether the query's text is a name or code of it, letter by letter."""
        return self.fit not in (Fit.FOLDED, Fit.SIMILAR, Fit.NONE)

    @property
    def confirmed(self) -> bool:
        """Whether something else than its name speaks for it."""
        return bool(self.typed) or any(self.agrees.values())

    @property
    def safe(self) -> bool:
        """Whether it could be matched if nothing else is called the same."""
        if self.contradicted or (self.fit is Fit.OTHER and not any(self.agrees.values())):
            return False
        number = self.fit is Fit.CODE and self.hit.matched.text.isdigit()
        return self.named and (self.confirmed or not number)

    def rivals(self, other: Scored) -> bool:
        """Whether another thing may be meant as well, as far as the query says."""
        if other is self or other.contradicted:
            return False
        if other.named:
            return True
        alike = other.hit.features["similarity"] >= _NEARLY
        return not self.confirmed and alike and {*self.hit.types} != {*other.hit.types}


_EXACTLY = {Match.CODE: Fit.CODE, Match.PREFERRED: Fit.PREFERRED, Match.OTHER: Fit.OTHER}


def fit(text: str, hit: Hit) -> Fit:
    """Return how the text of a query fits a thing that was found by it."""
    if not text.strip():
        return Fit.NONE
    if not hit.match.exact:
        return Fit.SIMILAR
    if _is_iri(text, hit.iri):
        return Fit.CODE
    if hit.matched.text == hit.iri:  # it was looked up by what a scheme and a code stand for
        return Fit.REFERENCE
    if _plain(text) != _plain(hit.matched.text):
        return Fit.FOLDED
    return _EXACTLY[hit.match]


def the_match(scored: Sequence[Scored]) -> Scored | None:
    """Return the one thing that is surely meant, or None."""
    safe = [one for one in scored if one.safe]
    alone = len(safe) == 1 and not any(safe[0].rivals(other) for other in scored)
    return safe[0] if alone else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_iri(text: str, iri: str) -> bool:
    try:
        return expand(text.strip()).value == iri
    except ValueError:  # neither an IRI nor a CURIE
        return False
