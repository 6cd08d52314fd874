"""From two releases and the mappings there are to the mappings that are affected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kgqual.answering import Graph, Named
from kgqual.errors import BadUsage
from kgqual.mapping.impact.answer import WAYS, Affected, Impact, Repair, SetImpact, Severity
from kgqual.mapping.impact.ends import SEVERITIES, Ends
from kgqual.mapping.impact.reasons import reason
from kgqual.mapping.impact.repairing import Proposal, Repairing
from kgqual.mapping.impact.stated import Stated, in_files, in_graph
from kgqual.namespaces import SEMAPV
from kgqual.releases import Comparison, NoPair, compare, pair
from kgqual.releases.reading import NEW, OLD, Reading


def impact(
    graph: Graph, old: str, new: str, *, scheme: str = "", files: Sequence[Path] = ()
) -> Impact:
    """Return what the way from release ``old`` to ``new`` does to the mappings of ``graph``.

    ``scheme`` names the source or the one scheme that is looked at, where releases of several have
    these names; ``files`` are SSSOM files that are looked at as well. Raises BadUsage when there
    are no such releases, and UnreadableInput or BadSource for files that cannot be read.
    """
    try:
        comparison = compare(graph, pair(graph, scheme, old, new))
    except NoPair as none:
        raise BadUsage(_why(none)) from None
    return _Impact(graph, comparison).of([*in_graph(graph), *in_files(files)])


def _why(none: NoPair) -> str:
    known = ", ".join(none.known)
    return {
        "no-scheme": f"{none.text!r} names no one source or scheme. Releases there are: {known}.",
        "no-version": f"{none.text!r} is no release in the snapshot. There are: {known}.",
        "one-version": f"Both names stand for {none.text}: give two releases.",
        "no-concepts": f"{none.text} describes no concept of it: nothing can be compared.",
    }[none.key]


class _Impact:
    """One look at the mappings there are."""

    def __init__(self, graph: Graph, comparison: Comparison) -> None:
        self._graph = graph
        self._comparison = comparison
        self._repairing = Repairing(graph, comparison)
        self._names: Mapping[str, Named] = {}

    def of(self, stated: Sequence[Stated]) -> Impact:
        """Return the mappings that are affected, the most affected first."""
        ends = Ends(
            self._graph, self._comparison, {i for m in stated for i in (m.subject, m.object)}
        )
        concerned = [m for m in stated if ends.concerned(m)]
        affected = [(m, severity) for m in concerned if (severity := ends.severity(m))]
        proposals = {m: self._proposals(m, severity, ends) for m, severity in affected}
        self._name(affected, proposals)
        found = sorted(
            (self._affected(m, severity, proposals[m], ends) for m, severity in affected),
            key=lambda one: (SEVERITIES.index(one.severity), one.mapping_set, one.mapping),
        )
        older, newer = self._comparison.pair.old, self._comparison.pair.new
        scheme = self._comparison.pair.scheme
        return Impact(
            older=Named(iri=older.iri, label=older.title),
            newer=Named(iri=newer.iri, label=newer.title),
            scheme=self._graph.named([scheme])[scheme] if scheme else None,
            as_of=self._graph.day.isoformat(),
            snapshot=self._graph.snapshot.id,
            date=date.today().isoformat(),
            mappings=len(concerned),
            counts=_counted(found),
            sets=tuple(_sets(concerned, found)),
            affected=tuple(found),
        )

    def _proposals(self, mapping: Stated, severity: Severity, ends: Ends) -> list[Proposal]:
        if severity == "broken":
            found = self._repairing.proposals(mapping, ends.gone(mapping))
            return sorted(found, key=lambda one: (WAYS.index(one.way), -(one.confidence or 0)))
        if severity == "doubtful":
            how = SEMAPV.MappingReview.value
            about = next(iter(ends.changed(mapping)))
            pair = (mapping.subject, mapping.predicate, mapping.object)
            return [Proposal("keep", *pair, how, "keep", about)]
        return []

    def _name(
        self,
        affected: Iterable[tuple[Stated, Severity]],
        proposals: Mapping[Stated, Iterable[Proposal]],
    ) -> None:
        """Look up what everything is called: in the newer release, the older one, or the graph."""
        wanted = {iri for m, _ in affected for iri in (m.subject, m.object)}
        wanted |= {
            iri for some in proposals.values() for p in some for iri in (p.subject, p.object)
        }
        reading = Reading(self._graph, self._comparison.pair)
        names = {iri: one.named for iri, one in reading.described(NEW, wanted).items()}
        before = reading.described(OLD, wanted - names.keys())
        names |= {iri: one.named for iri, one in before.items()}
        self._names = {**self._graph.named(wanted - names.keys()), **names}

    def _affected(
        self, mapping: Stated, severity: Severity, proposals: Iterable[Proposal], ends: Ends
    ) -> Affected:
        return Affected(
            mapping=mapping.iri,
            mapping_set=mapping.mapping_set,
            row=mapping.row,
            subject=self._names[mapping.subject],
            predicate=mapping.predicate,
            object=self._names[mapping.object],
            denied=mapping.denied,
            strength=mapping.strength,
            confidence=mapping.confidence,
            severity=severity,
            ends=tuple(ends.told(mapping, self._names)),
            repairs=tuple(self._repair(mapping, one) for one in proposals),
        )

    def _repair(self, mapping: Stated, proposal: Proposal) -> Repair:
        exchanged = proposal.subject if proposal.subject != mapping.subject else proposal.object
        return Repair(
            way=proposal.way,
            subject=self._names[proposal.subject],
            predicate=proposal.predicate,
            object=self._names[proposal.object],
            mapping_justification=proposal.justification,
            confidence=proposal.confidence,
            reason=reason(
                proposal.reason, thing=self._names[proposal.about], after=self._names[exchanged]
            ),
        )


def _ends(mappings: Iterable[Stated | Proposal]) -> set[str]:
    return {iri for one in mappings for iri in (one.subject, one.object)}


def _counted(found: Iterable[Affected]) -> Mapping[Severity, int]:
    counted = Counter(one.severity for one in found)
    return {severity: counted[severity] for severity in SEVERITIES}


def _sets(concerned: Iterable[Stated], found: Iterable[Affected]) -> Iterator[SetImpact]:
    titles: dict[str, str] = {}
    mappings: Counter[str] = Counter()
    for one in concerned:
        titles.setdefault(one.mapping_set, one.title)
        mappings[one.mapping_set] += 1
    affected: dict[str, list[Affected]] = {}
    for each in found:
        affected.setdefault(each.mapping_set, []).append(each)
    for iri in sorted(titles):
        yield SetImpact(
            mapping_set=iri,
            title=titles[iri],
            mappings=mappings[iri],
            affected=_counted(affected.get(iri, ())),
        )
