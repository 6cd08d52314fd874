"""The machine forms of a validation report: SHACL in RDF, JSON, CSV; whole or a part of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.namespaces import RDF, SH, XSD
from kgqual.validation.records import as_object, write_csv
from kgqual.validation.report import Report, report_triples
from kgqual.validation.summary import Summary
from kgqual.web.negotiation import Offer


class Form(StrEnum):
    """A form of the report, by the name that ``format=`` takes."""

    JSON = "json"
    HTML = "html"
    TURTLE = "turtle"
    CSV = "csv"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"
    RDFXML = "rdfxml"


LABELS = {
    Form.TURTLE: "Turtle",
    Form.JSON: "JSON",
    Form.CSV: "CSV",
    Form.JSONLD: "JSON-LD",
    Form.NTRIPLES: "N-Triples",
    Form.RDFXML: "RDF/XML",
}
"""What the page calls the other forms."""
OFFERS = (
    Offer("application/json", Form.JSON),
    Offer("text/turtle", Form.TURTLE),
    Offer("text/html", Form.HTML),
    Offer("application/xhtml+xml", Form.HTML),
    Offer("text/csv", Form.CSV),
    Offer("application/ld+json", Form.JSONLD),
    Offer("application/n-triples", Form.NTRIPLES),
    Offer("application/rdf+xml", Form.RDFXML),
    Offer("application/xml", Form.RDFXML),
)
NAMES = ", ".join(Form)
_SYNTAXES = {
    Form.TURTLE: RdfFormat.TURTLE,
    Form.JSONLD: RdfFormat.JSON_LD,
    Form.NTRIPLES: RdfFormat.N_TRIPLES,
    Form.RDFXML: RdfFormat.RDF_XML,
}


def by_name(name: str | None) -> Offer[Form] | None:
    """Return what ``format=name`` asks for, None without it. Raises BadUsage if it is unknown."""
    if not name:
        return None
    if name not in tuple(Form):
        raise BadUsage(f"format={name!r} is unknown; there are {NAMES}.")
    return next(offer for offer in OFFERS if offer.choice == name)


@dataclass(frozen=True)
class Part:
    """Which of the selected results are wanted: ``limit`` of them from ``offset`` on, or all."""

    offset: int = 0
    limit: int | None = None

    @property
    def end(self) -> int | None:
        """The number of the first result that is no longer wanted, None without a limit."""
        return None if self.limit is None else self.offset + self.limit


WHOLE = Part()


def write(
    summary: Summary, form: Form, language: str, part: Part, about: Mapping[str, object]
) -> bytes:
    """Return ``part`` of the selected results in a machine form.

    ``about`` says in JSON what was validated. Totals, groups and ``conforms`` are of the whole.
    """
    if form is Form.JSON:
        return _json(summary, part, about)
    if form is Form.CSV:
        text = io.StringIO()
        write_csv(cut(summary, part), language, text)
        return text.getvalue().encode()
    written = pyoxigraph.serialize(
        _triples(summary, part),
        format=_SYNTAXES[form],
        prefixes={"sh": SH.iri, "rdf": RDF.iri, "xsd": XSD.iri},
    )
    assert written is not None  # None only when an output is given
    return written


def total(summary: Summary) -> int:
    """Return how many results are selected, waived ones included."""
    groups = (*summary.groups, *(one.group for one in summary.waived))
    return sum(group.count for group in groups)


def cut(summary: Summary, part: Part) -> Summary:
    """Return the summary with only ``part`` of its results, waived ones last."""
    passed = 0
    groups = []
    for group in (*summary.groups, *(one.group for one in summary.waived)):
        start = max(part.offset - passed, 0)
        end = None if part.end is None else max(part.end - passed, 0)
        groups.append(replace(group, findings=group.findings[start:end]))
        passed += group.count
    kept = [group for group in groups[: len(summary.groups)] if group.findings]
    excused = zip(summary.waived, groups[len(summary.groups) :], strict=True)
    waived = tuple(replace(one, group=group) for one, group in excused if group.findings)
    return replace(summary, groups=tuple(kept), waived=waived)


def _json(summary: Summary, part: Part, about: Mapping[str, object]) -> bytes:
    found = as_object(summary, **about)
    found["results"] = found["results"][part.offset : part.end]
    found |= {"total": total(summary), "offset": part.offset, "limit": part.limit}
    return (harmless(json.dumps(found, ensure_ascii=False, indent=1)) + "\n").encode()


def _triples(summary: Summary, part: Part) -> Iterator[Triple]:
    """Yield the report, of which waived results are no part; it conforms if the whole does."""
    results = tuple(finding.result for finding in summary.findings())[part.offset : part.end]
    whole = next(t for t in report_triples(summary.report) if t.predicate == SH.conforms)
    for triple in report_triples(Report(results, summary.report.engine)):
        conforms = triple.predicate == SH.conforms
        yield Triple(triple.subject, triple.predicate, whole.object) if conforms else triple
