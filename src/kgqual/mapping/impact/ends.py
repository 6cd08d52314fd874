"""What happened to the ends of mappings, and how much that affects the mappings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kgqual.answering import Graph, Named
from kgqual.mapping.impact.answer import End, Severity
from kgqual.mapping.impact.reasons import reason
from kgqual.mapping.impact.stated import Stated
from kgqual.releases import Comparison
from kgqual.releases.change import GONE, Change, Kind
from kgqual.releases.reading import NEW, OLD, Reading
from kgqual.releases.telling import Telling, gap_named
from kgqual.sources.mappings import NO_TERM_FOUND

SEVERITIES: tuple[Severity, ...] = ("broken", "doubtful", "open", "cosmetic")
_SEVERITY: Mapping[Kind, Severity] = {
    **dict.fromkeys((*GONE, "deprecated"), "broken"),
    "retyped": "doubtful",
    "renamed": "doubtful",
    "redefined": "doubtful",
    "moved": "doubtful",
    "left": "doubtful",
    "recoded": "cosmetic",
    "respelt": "cosmetic",
}
"""Kind of change → how much it affects a mapping; a concept that is new affects none."""


class Ends:
    """The ends of some mappings in two releases."""

    def __init__(self, graph: Graph, comparison: Comparison, iris: Collection[str]) -> None:
        self._comparison = comparison
        self._telling = Telling(graph, comparison)
        reading, scheme = Reading(graph, comparison.pair), comparison.pair.scheme
        described = {**reading.described(OLD, iris), **reading.described(NEW, iris)}
        known = {i for i, one in described.items() if not scheme or scheme in one.schemes}
        spaces = {_space(iri) for iri in known}
        self._missing = {
            iri
            for iri in {*iris} - described.keys() - {NO_TERM_FOUND.value}
            if _space(iri) in spaces
        }
        self._known = known | self._missing | comparison.by_concept.keys()

    def concerned(self, mapping: Stated) -> bool:
        """Whether an end of a mapping is a concept of the releases, or should be one."""
        return mapping.subject in self._known or mapping.object in self._known

    def severity(self, mapping: Stated) -> Severity | None:
        """Return how much a mapping is affected; None when nothing happened to its ends."""
        found = {
            severity
            for end in (mapping.subject, mapping.object)
            for severity in self._severities(end)
        }
        return min(found, key=SEVERITIES.index, default=None)

    def gone(self, mapping: Stated) -> dict[str, Change]:
        """Return the ends that are gone or should no longer be used, with what happened."""
        return {
            end: change
            for end in (mapping.subject, mapping.object)
            for change in self._changes(end)
            if _SEVERITY.get(change.kind) == "broken"
        }

    def changed(self, mapping: Stated) -> list[str]:
        """Return the ends that something happened to."""
        return [e for e in (mapping.subject, mapping.object) if any(self._severities(e))]

    def told(self, mapping: Stated, names: Mapping[str, Named]) -> Iterator[End]:
        """Yield the ends that something happened to, in words."""
        if any(self._severities(mapping.subject)):
            yield self._end("subject", mapping.subject, names)
        if any(self._severities(mapping.object)):
            yield self._end("object", mapping.object, names)

    def _end(self, side: str, iri: str, names: Mapping[str, Named]) -> End:
        concept = names[iri]
        said = [self._telling.change(change) for change in self._changes(iri)]
        kinds: list[str] = [change.kind for change in self._changes(iri)]
        if iri in self._missing:
            kinds.append("missing")
            said.append(reason("missing", thing=concept))
        if gap := self._comparison.not_said.get(iri):
            kinds.append("not-said")
            said.append(reason("open", thing=concept, after=gap_named(gap)))
        return End.model_validate(
            {"side": side, "concept": concept, "changes": kinds, "statements": said}
        )

    def _severities(self, iri: str) -> Iterator[Severity]:
        if iri in self._missing:
            yield "broken"
        if iri in self._comparison.not_said:
            yield "open"
        for change in self._changes(iri):
            yield _SEVERITY[change.kind]

    def _changes(self, iri: str) -> list[Change]:
        happened = self._comparison.by_concept.get(iri, ())
        return [change for change in happened if change.kind in _SEVERITY]


def _space(iri: str) -> str:
    """Return the part of an IRI that those of its kind have in common."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
