"""A service with a review: queues about things that kgqual ships, and two people who may decide."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from httpx import Client

from kgqual.editorial import Editorial, Person
from kgqual.editorial.reviews import NO_TERM, Extension, Offered, Suggestion
from kgqual.namespaces import KQ, SEMAPV, SKOS

CLOSE = SKOS.closeMatch.value
ISCO = "http://data.europa.eu/esco/isco/C"
GROUPS = {"2512": "Software developers", "2513": "Web and multimedia developers"}
"""ISCO groups that are suggested by default, the surer one first."""


@dataclass(frozen=True)
class Member:
    """Somebody who is signed in: ``client`` sends their token as a Bearer."""

    person: Person
    token: str
    client: Client


@dataclass
class Desk:
    """The service of ``data`` at ``address``, its store of people's work, and who is signed in.

    Decisions are about things, so that each queue is about things of its own: ``sections`` of
    WorldSkills standards, taken one after the other.
    """

    data: Path
    address: str
    editorial: Editorial
    anna: Member
    bolat: Member
    sections: Iterator[tuple[str, str]]
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def queue(self, items: int = 2, *, groups: Sequence[str] = tuple(GROUPS)) -> str:
        """Load a queue of some items with the same candidates; return its name."""
        suggestions = [
            suggested(subject, label, f"{ISCO}{group}", GROUPS.get(group, group), 0.9 - place / 5)
            for subject, label in itertools.islice(self.sections, items)
            for place, group in enumerate(groups)
        ]
        return self.load(suggestions)

    def load(self, suggestions: Sequence[Suggestion]) -> str:
        """Load suggestions as a new queue; return its name."""
        name = f"queue-{next(self._numbers)}"
        digest = sha256("".join(one.digest for one in suggestions).encode()).hexdigest()
        about = {"subject_source": "https://w3id.org/kgqual/id/worldskills/2026/skills"}
        file = f"{name}.sssom.tsv"
        offered = Offered(name, file, digest, f"Queue {name}", "urn:x", suggestions, about)
        self.editorial.reviews.load(offered)
        return name


def suggested(
    subject: str, label: str, object: str, object_label: str, confidence: float
) -> Suggestion:
    """A suggestion as a matcher writes it."""
    return Suggestion(
        subject=subject,
        predicate=CLOSE,
        object=object,
        justification=SEMAPV.CompositeMatching.value,
        subject_label=label,
        object_label=object_label,
        confidence=confidence,
        slots={"mapping_tool": "a matcher", "match_string": ["design"]},
        extensions={"features": Extension(KQ.iri + "features", "words_best=0.81; rank_bm25_all=0")},
    )


def nothing_fits(subject: str, label: str, confidence: float) -> Suggestion:
    """A suggestion that nothing fits."""
    return suggested(subject, label, NO_TERM, "", confidence)
