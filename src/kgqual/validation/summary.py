"""A report in the order in which people act on it: by what found it, the worst first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pyoxigraph import NamedNode

from kgqual.errors import BadUsage
from kgqual.namespaces import SH
from kgqual.validation.demands import demand
from kgqual.validation.graphs import Node
from kgqual.validation.naming import shape_name
from kgqual.validation.origins import UNKNOWN, Names, Origins
from kgqual.validation.report import SEVERITIES, Report, Result
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.terms import named
from kgqual.validation.waivers import Waiver

EXAMPLES = 3
"""Examples shown of each group."""

SEVERITY_NAMES = {severity: severity.value.removeprefix(SH.iri).lower() for severity in SEVERITIES}
"""Severity → its name in the machine forms and on the command line, the worst first."""


@dataclass(frozen=True)
class Finding:
    """One result, the named graphs it comes from, and the names of its focus node."""

    result: Result
    graphs: tuple[str, ...] = ()
    names: Names | None = None


@dataclass(frozen=True)
class Group:
    """All that one shape, or one SPARQL constraint, found with one severity.

    ``name`` is what to call the shape; ``messages`` say what is wrong and ``hints`` how to repair
    it, language → text, as the shape says it; ``demands`` is what each component asks for
    (``sh:minCount 1``), where SHACL says it with one parameter.
    """

    source: Node
    name: str
    severity: NamedNode
    findings: tuple[Finding, ...]
    messages: Names
    hints: Names
    demands: Mapping[NamedNode, str]

    @property
    def count(self) -> int:
        """How many results there are."""
        return len(self.findings)

    @property
    def examples(self) -> tuple[Finding, ...]:
        """The findings to show: the first of each focus node before the second of any."""
        first = {finding.result.focus_node: finding for finding in reversed(self.findings)}
        chosen = [one for one in self.findings if first[one.result.focus_node] is one]
        rest = (one for one in self.findings if first[one.result.focus_node] is not one)
        return (*chosen, *rest)[:EXAMPLES]

    @property
    def components(self) -> Mapping[NamedNode, int]:
        """Constraint component → how many results it gave, the most first."""
        return dict(Counter(one.result.component for one in self.findings).most_common())

    @property
    def graphs(self) -> Mapping[str, int]:
        """Named graph → how many results come from it, the most first."""
        return dict(Counter(g for one in self.findings for g in one.graphs).most_common())


@dataclass(frozen=True)
class WaivedGroup:
    """Results that a waiver covers; the waiver says whose defect it is and why it may stay."""

    waiver: Waiver
    group: Group


@dataclass(frozen=True)
class Selection:
    """What to show of a report; an empty text selects everything.

    ``shape`` and ``component`` are an IRI, a CURIE or a local name, ``graph`` is an IRI or a
    CURIE, ``severity`` is violation, warning or info.
    """

    shape: str = ""
    graph: str = ""
    severity: str = ""
    component: str = ""

    def __post_init__(self) -> None:
        if self.severity and self.severity.lower() not in SEVERITY_NAMES.values():
            known = ", ".join(SEVERITY_NAMES.values())
            raise BadUsage(f"{self.severity!r} is not a severity: {known}.")

    def takes(self, finding: Finding) -> bool:
        """Tell whether ``finding`` is selected."""
        result = finding.result
        return (
            (not self.shape or named(self.shape, result.source) or named(self.shape, result.shape))
            and (not self.component or _names_component(self.component, result.component))
            and (not self.graph or any(named(self.graph, NamedNode(g)) for g in finding.graphs))
            and (not self.severity or severity_name(result.severity) == self.severity.lower())
        )


@dataclass(frozen=True)
class Summary:
    """A report for people: groups of findings, the worst first, then the most numerous.

    ``totals`` counts the whole report whatever the selection; ``waived`` is apart from it.
    """

    report: Report
    groups: tuple[Group, ...]
    waived: tuple[WaivedGroup, ...] = ()
    selection: Selection = Selection()

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """Severity → how many results of the whole report have it, the worst first."""
        counted = Counter(severity_name(result.severity) for result in self.report.results)
        order = dict.fromkeys((*SEVERITY_NAMES.values(), *sorted(counted)))
        return {name: counted[name] for name in order}

    @property
    def waived_count(self) -> int:
        """How many results are waived."""
        return sum(waived.group.count for waived in self.waived)

    @property
    def publishable(self) -> bool:
        """Whether what was validated may be published: there is no violation but waived ones."""
        return not self.report.violations

    def findings(self) -> Iterator[Finding]:
        """Yield the selected findings in the order of their groups, without the waived ones."""
        for group in self.groups:
            yield from group.findings

    def select(self, selection: Selection) -> Summary:
        """Return the same summary with only what ``selection`` takes."""
        waived = (
            replace(one, group=group)
            for one in self.waived
            for group in _selected([one.group], selection)
        )
        groups = tuple(_selected(self.groups, selection))
        return Summary(self.report, groups, tuple(waived), selection)


def summarize(
    report: Report,
    shapes: ShapesGraph,
    waived: Iterable[tuple[Waiver, Sequence[Result]]] = (),
    origins: Origins = UNKNOWN,
) -> Summary:
    """Return the summary of ``report`` and of the results that waivers took out of it."""
    excused = (
        WaivedGroup(waiver, group)
        for waiver, results in waived
        for group in groups(results, shapes, origins)
    )
    return Summary(report, tuple(groups(report.results, shapes, origins)), tuple(excused))


def groups(
    results: Iterable[Result], shapes: ShapesGraph, origins: Origins = UNKNOWN
) -> list[Group]:
    """Return the results in groups, the worst first, then the most numerous, then by name."""
    gathered: dict[tuple[Node, NamedNode], list[Result]] = defaultdict(list)
    for result in results:
        gathered[result.source, result.severity].append(result)
    found = [_group(source, shapes, origins, some) for (source, _), some in gathered.items()]
    return sorted(found, key=_order)


def severity_name(severity: NamedNode) -> str:
    """Return ``violation``, ``warning`` or ``info``; a severity of a user's own by its IRI."""
    return SEVERITY_NAMES.get(severity, severity.value)


def _group(source: Node, shapes: ShapesGraph, origins: Origins, results: list[Result]) -> Group:
    findings = (
        Finding(one, origins.graphs.get(one, ()), origins.names.get(one.focus_node))
        for one in results
    )
    demands = {one.component: demand(shapes, one.shape, one.component) for one in results}
    return Group(
        source=source,
        name=shape_name(shapes.table, source),
        severity=results[0].severity,
        findings=tuple(findings),
        messages=shapes.messages(source) or shapes.messages(results[0].shape),
        hints=shapes.hints(source) or shapes.hints(results[0].shape),
        demands={component: text for component, text in demands.items() if text},
    )


def _order(group: Group) -> tuple[int, int, str]:
    known = group.severity in SEVERITIES
    rank = SEVERITIES.index(group.severity) if known else len(SEVERITIES)
    return rank, -group.count, group.name


def _selected(groups: Iterable[Group], selection: Selection) -> Iterator[Group]:
    for group in groups:
        taken = tuple(finding for finding in group.findings if selection.takes(finding))
        if taken:
            yield replace(group, findings=taken)


def _names_component(text: str, component: NamedNode) -> bool:
    return any(named(name, component) for name in (text, f"{text}ConstraintComponent"))
