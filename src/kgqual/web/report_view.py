"""The page of a validation report: totals, findings in groups, what is waived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import compact
from kgqual.validation.graphs import Term
from kgqual.validation.origins import Names
from kgqual.validation.paths import Path, Predicate, readable
from kgqual.validation.rendering import message
from kgqual.validation.summary import (
    EXAMPLES,
    Finding,
    Group,
    Summary,
    WaivedGroup,
    severity_name,
)
from kgqual.validation.terms import readable_term
from kgqual.web.description import outgoing
from kgqual.web.labels import Labels
from kgqual.web.links import local_address, with_query
from kgqual.web.records import Record
from kgqual.web.report_formats import Part, cut, total
from kgqual.web.report_page import GroupView, Listing, ReportView, ResultView, WaivedView
from kgqual.web.serving import Served
from kgqual.web.showing import Shown, describe_records, graph_title, show

ADDRESS = "/validation"
DESCRIBED = 200
"""Things without a name that are described by what they record, at most, on a page."""
COUNTED = {
    "violation": "validation.violations",
    "warning": "validation.warnings",
    "info": "validation.infos",
}
"""Severity → the text that counts its results."""
NAMED = {
    "violation": "validation.violation",
    "warning": "validation.warning",
    "info": "validation.info",
}
"""Severity → the text that names it."""
FACTS = {
    "snapshot": "validation.snapshot",
    "when": "validation.when",
    "engine": "validation.engine",
    "shapes": "validation.shapes",
}
"""What is known of a validation → the text that names it."""


class ReportViews:
    """Makes the views of one report for a reader of ``language``.

    ``own`` says that the report is of the snapshot itself: then its things have pages.
    """

    def __init__(self, served: Served, language: str, *, own: bool) -> None:
        self._store, self._labels = served.store, Labels(served.store, language)
        self._manifest = served.manifest
        self._language, self._own = language, own

    def whole(self, summary: Summary, selected: Summary, more: int = 0) -> ReportView:
        """Return the report ``summary`` with some examples of each group that is selected.

        ``more`` results of each group, at most, follow the examples.
        """
        groups = (*selected.groups, *(one.group for one in selected.waived))
        self._fetch(finding for group in groups for finding in _shown(group, more))
        return ReportView(
            totals=tuple((n, COUNTED[n], summary.totals[n]) for n in COUNTED),
            waived_count=summary.waived_count,
            clean=summary.report.conforms,
            groups=tuple(self._group(group, _shown(group, more)) for group in selected.groups),
            waived=tuple(self._waived(one) for one in selected.waived),
        )

    def listing(self, selected: Summary, part: Part) -> Listing:
        """Return one page of the results, in their groups; waived results are no part of it."""
        found = replace(selected, waived=())
        whole = {(group.source, group.severity): group for group in found.groups}
        groups = cut(found, part).groups
        self._fetch(finding for group in groups for finding in group.findings)
        return Listing(
            groups=tuple(
                self._group(whole[group.source, group.severity], group.findings, group.count)
                for group in groups
            ),
            part=part,
            shown=sum(group.count for group in groups),
            total=total(found),
        )

    def _fetch(self, findings: Iterable[Finding]) -> None:
        """Look up the names of everything that the findings mention, together."""
        terms: list[Term] = []
        for result in (finding.result for finding in findings):
            terms.append(result.focus_node)
            if result.value is not None:
                terms.append(result.value)
            if isinstance(result.path, Predicate):
                terms.append(result.path.iri)
        self._labels.fetch(terms)
        self._describe(term for term in dict.fromkeys(terms) if isinstance(term, NamedNode))

    def _describe(self, things: Iterable[NamedNode]) -> None:
        """Let claims and mappings, which have no names, be called by what they state."""
        unnamed = islice((t for t in things if not self._labels.has_name(t)), DESCRIBED)
        records = [Record.of(thing, outgoing(self._store, thing)) for thing in unnamed]
        self._labels.fetch(term for record in records for term in record.mentioned)
        describe_records(records, self._labels, self._language)

    def _group(
        self, group: Group, findings: Sequence[Finding], examples: int = EXAMPLES
    ) -> GroupView:
        severity = severity_name(group.severity)
        named = group.source.value if isinstance(group.source, NamedNode) else ""
        said = self._message(group, findings[0])
        results = tuple(self._result(group, finding, said) for finding in findings)
        return GroupView(
            severity=severity if severity in NAMED else "other",
            name=NAMED.get(severity, ""),
            message=said,
            hint=self._text(group.hints),
            shape=Shown(group.name, iri=named),
            demands=tuple(dict.fromkeys(group.demands.values())),
            count=group.count,
            graphs=tuple((self._graph(iri), count) for iri, count in group.graphs.items()),
            results=results[:examples],
            more=results[examples:],
            all_address=with_query(ADDRESS, shape=compact(named), severity=severity),
        )

    def _waived(self, one: WaivedGroup) -> WaivedView:
        view = self._group(one.group, one.group.examples)
        return WaivedView(self._graph(one.waiver.graph), self._text(one.waiver.reasons), view)

    def _result(self, group: Group, finding: Finding, said: Shown) -> ResultView:
        result = finding.result
        value = result.value if result.value != result.focus_node else None
        own = self._message(group, finding)
        return ResultView(
            focus=self._focus(finding),
            path=self._path(result.path) if result.path is not None else None,
            value=self._term(value) if value is not None else None,
            demand=group.demands.get(result.component, "") if len(group.demands) > 1 else "",
            message=own if own != said else None,
        )

    def _message(self, group: Group, finding: Finding) -> Shown:
        known = self._text(group.messages)
        language = known.language if known else self._language
        return Shown(message(group, finding, self._language), language)

    def _focus(self, finding: Finding) -> Shown:
        shown = self._term(finding.result.focus_node)
        named = self._text(finding.names or {})
        if named is None or shown.text != compact(shown.iri):
            return shown
        return replace(shown, text=named.text, language=named.language)

    def _path(self, path: Path) -> Shown:
        return self._term(path.iri) if isinstance(path, Predicate) else Shown(readable(path))

    def _term(self, term: Term) -> Shown:
        """Return a term; things that only an uploaded file knows are not links."""
        if isinstance(term, Literal) and term.language:
            return Shown(readable_term(Literal(term.value)), term.language)
        if not isinstance(term, NamedNode):
            return Shown(readable_term(term))
        shown = show(term, self._labels)
        known = self._own or self._labels.has_name(term)
        return shown if known else replace(shown, address=None)

    def _graph(self, iri: str) -> Shown:
        entry = next((entry for entry in self._manifest.graphs if entry.iri == iri), None)
        title = graph_title(entry, self._language) if entry else compact(iri)
        return Shown(title, address=local_address(iri) if entry else None, iri=iri)

    def _text(self, texts: Names) -> Shown | None:
        for language in (self._language, "en", "ru", "kk", *sorted(texts)):
            if language in texts:
                return Shown(texts[language], language)
        return None


def _shown(group: Group, more: int) -> tuple[Finding, ...]:
    """Return the examples of a group, and ``more`` of its other findings."""
    examples = set(map(id, group.examples))
    others = (finding for finding in group.findings if id(finding) not in examples)
    return (*group.examples, *islice(others, more))


def facts(**known: str) -> Mapping[str, str]:
    """Return what is known of a validation, under the text that names each."""
    return {FACTS[name]: text for name, text in known.items() if text}
