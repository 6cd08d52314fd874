"""What people can decide about suggested mappings, and a decision as it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgqual.namespaces import SKOS


class Verdict(StrEnum):
    """What somebody decides: the first five about one candidate, the others about the item."""

    ACCEPT = "accept"
    """The mapping is right as it is suggested."""
    BROADER = "broader"
    """What is mapped to is broader: ``skos:broadMatch``."""
    NARROWER = "narrower"
    """What is mapped to is narrower: ``skos:narrowMatch``."""
    RELATED = "related"
    """The two are related, neither broader nor narrower: ``skos:relatedMatch``."""
    REJECT = "reject"
    """The candidate does not correspond."""
    NO_MATCH = "no-match"
    """Nothing in what is mapped to corresponds."""
    LATER = "later"
    """Not decided now."""
    UNDO = "undo"
    """An earlier decision of the same person does not count."""

    @property
    def about_candidate(self) -> bool:
        """Whether it is about one candidate, not about the item as a whole."""
        return self in _OF_CANDIDATES

    @property
    def predicate(self) -> str | None:
        """The relation that it states itself; None where it is that of the suggestion, or none."""
        return _PREDICATES.get(self)


_OF_CANDIDATES = frozenset(
    {Verdict.ACCEPT, Verdict.BROADER, Verdict.NARROWER, Verdict.RELATED, Verdict.REJECT}
)
_PREDICATES = {
    Verdict.BROADER: SKOS.broadMatch.value,
    Verdict.NARROWER: SKOS.narrowMatch.value,
    Verdict.RELATED: SKOS.relatedMatch.value,
}


@dataclass(frozen=True)
class Choice:
    """What somebody wants recorded. ``key`` is the client's own name for it, such as a UUID.

    The same choice with the same key is recorded once, however often it is sent. ``subject`` is
    that of the item, ``suggestion`` the id of the candidate that was seen, for verdicts about one,
    ``item`` the number that the item had when it was seen.
    """

    key: str
    queue: str
    subject: str
    verdict: Verdict
    suggestion: int | None = None
    comment: str = ""
    item: int | None = None


@dataclass(frozen=True)
class Decision:
    """One row of what was decided, in the order of ``id``.

    ``person`` is a name, ``loading`` the id of the file that the queue had. ``object`` and
    ``predicate`` are those of the candidate where the verdict is about one: what ``accept`` asserts
    and ``reject`` denies is ``predicate``. ``batch`` is the key under which several were recorded
    at once, ``undoes`` the id of the decision that this one undoes.
    """

    id: int
    key: str
    person: str
    decided: datetime
    queue: str
    subject: str
    verdict: Verdict
    loading: int
    suggestion: int | None = None
    object: str | None = None
    predicate: str | None = None
    comment: str = ""
    batch: str | None = None
    undoes: int | None = None

    @property
    def states(self) -> str | None:
        """The relation that the decision states between subject and object, or None."""
        if not self.verdict.about_candidate or self.verdict is Verdict.REJECT:
            return None
        return self.predicate
