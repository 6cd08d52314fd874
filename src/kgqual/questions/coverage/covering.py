"""A standard and what covers it: section by section, and as a whole by the sections' weights.

The coverage of a section is the matched part of its texts; that of the whole is the mean of the
sections' by their official weights: Σ weight · coverage / Σ weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import fsum
from statistics import fmean

from kgqual.answering import Graph, Link, Named, Query, Thing
from kgqual.answering.sentences import generic
from kgqual.namespaces import KQ, SKOS
from kgqual.questions.coverage.comparing import common, languages, matches
from kgqual.questions.coverage.items import Covered, SectionCoverage
from kgqual.questions.coverage.offers import Unit
from kgqual.questions.coverage.standard import Compared, Section

_GRAPHS = Query.beside(__file__, "graphs")
_WEAKEST_FIRST = ("title", "statements", "stated")


class Covering:
    """A standard compared with what an occupation or a programme offers."""

    def __init__(
        self,
        graph: Graph,
        skill: Thing,
        offering: Thing,
        standard: Sequence[Section],
        units: Sequence[Unit],
    ) -> None:
        self._skill, self._offering, self._standard, self._units = skill, offering, standard, units
        self._texts = [text for section in standard for text in section.compared]
        spoken = languages(units)
        self._comparable = any(common(text, spoken) is not None for text in self._texts)
        self._matches = matches(self._texts, units)
        iris = [unit.iri for unit in units] + [section.iri for section in standard]
        self._names = graph.named(iris)
        compared = [skill.iri, offering.iri, *(section.iri for section in standard)]
        stating = {row["graph"] for row in graph.rows(_GRAPHS, thing=compared)}
        self._graphs = tuple(sorted(stating.intersection(graph.entries)))

    def items(self) -> Iterator[tuple[SectionCoverage, list[Link]]]:
        """Yield the whole and its sections, each with what it rests on.

        There are none where no text has a language in common with what is offered, and nothing is
        said to be built on a section.
        """
        found = [self._section(section) for section in self._standard]
        items = [item for item, _ in found]
        if self._comparable or any(item.basis == "stated" for item in items):
            yield self._whole(items)
            yield from found

    def _section(self, section: Section) -> tuple[SectionCoverage, list[Link]]:
        texts, name = section.compared, self._names[section.iri]
        if tied := [unit for unit in self._units if section.iri in unit.sections]:
            return self._stated(section, name, tied)
        pairs = [(text, self._matches.get(text.named.iri)) for text in texts]
        matched = [(text, match) for text, match in pairs if match and match.counts]
        item = SectionCoverage(
            part="section",
            section=name,
            weight=section.percent,
            basis="statements" if section.statements else "title",
            coverage=round(len(matched) / len(texts), 4),
            expected=round(fmean(match.anything if match else 0.0 for _, match in pairs), 4),
            matched=tuple(
                self._covered(text, match.unit, round(match.confidence, 4))
                for text, match in matched
            ),
            unmatched=tuple(t.named for t, match in pairs if not (match and match.counts)),
        )
        links = [*section.links(self._skill), self._comparison(section, item)]
        for covered, (_, match) in zip(item.matched, matched, strict=True):
            links += self._chain(section, covered, match.unit)
        return item, links

    def _comparison(self, section: Section, item: SectionCoverage) -> Link:
        """Return that a section was compared: its coverage is computed, also when it is 0."""
        said = generic(
            "covered-in-section",
            section=item.section,
            offer=self._offering,
            compared=str(len(section.compared)),
            units=str(len(self._units)),
            percent=f"{100 * (item.coverage or 0):.0f}",
        )
        return Link(
            section.iri,
            SKOS.relatedMatch,
            self._offering.iri,
            computed_from=self._graphs,
            statement=said,
        )

    def _stated(
        self, section: Section, name: Named, tied: Sequence[Unit]
    ) -> tuple[SectionCoverage, list[Link]]:
        """Return the coverage of a section that modules are said to be built on."""
        title = Compared(name, "title")
        item = SectionCoverage(
            part="section",
            section=name,
            weight=section.percent,
            basis="stated",
            coverage=1.0,
            expected=1.0,
            matched=tuple(self._covered(title, unit, None) for unit in tied),
            unmatched=(),
        )
        links = section.links(self._skill)
        for unit in tied:
            links += [Link(unit.iri, KQ.tiedTo, section.iri, against=True), *unit.links]
        return item, links

    def _covered(self, text: Compared, unit: Unit, confidence: float | None) -> Covered:
        return Covered.model_validate(
            {
                "statement": text.named,
                "kind": text.kind,
                "by": self._names[unit.iri],
                "need": unit.kind,
                "confidence": confidence,
            }
        )

    def _chain(self, section: Section, covered: Covered, unit: Unit) -> list[Link]:
        """Return the links from a section over one of its texts to what covers that."""
        text = covered.statement
        said = generic(
            "covered", part=text, unit=covered.by, percent=f"{100 * (covered.confidence or 0):.0f}"
        )
        words = generic("has-statement", section=self._names[section.iri], statement=text)
        own = [Link(section.iri, KQ.hasStatement, text.iri, statement=words)]
        return [
            *(own if covered.kind != "title" else ()),
            Link(
                text.iri,
                SKOS.relatedMatch,
                unit.iri,
                computed_from=self._graphs,
                confidence=covered.confidence,
                statement=said,
            ),
            *(unit.links),
        ]

    def _whole(self, items: Sequence[SectionCoverage]) -> tuple[SectionCoverage, list[Link]]:
        titles = sum(item.basis == "title" for item in items)
        coverage = _mean(items, lambda item: item.coverage)
        whole = SectionCoverage(
            part="whole",
            section=Named.model_validate(dict(self._skill), extra="ignore"),
            weight=_sum(items),
            basis=min((item.basis for item in items), key=_WEAKEST_FIRST.index),
            coverage=coverage,
            expected=_mean(items, lambda item: item.expected),
            matched=(),
            unmatched=(),
            caveat=generic("coverage-by-titles", titles=str(titles), sections=str(len(items)))
            if titles
            else generic("coverage-by-statements"),
        )
        said = generic(
            "covered-in-all",
            standard=self._skill,
            offer=self._offering,
            compared=str(len(self._texts)),
            units=str(len(self._units)),
            percent="—" if coverage is None else f"{100 * coverage:.0f}",
        )
        computed = Link(
            self._skill.iri,
            SKOS.relatedMatch,
            self._offering.iri,
            computed_from=self._graphs,
            statement=said,
        )
        weighed = [link for one in self._standard for link in one.links(self._skill)]
        return whole, [*weighed, computed]


def _sum(items: Sequence[SectionCoverage]) -> Decimal | None:
    """Return the weights together, None where one is missing."""
    weights = [item.weight for item in items]
    return None if None in weights else sum(filter(None, weights), Decimal(0))


def _mean(
    items: Sequence[SectionCoverage], value: Callable[[SectionCoverage], float | None]
) -> float | None:
    """Return the mean of a value of sections by their weights, None where one is missing."""
    whole = _sum(items)
    if not whole:
        return None
    weighed = (float(item.weight or 0) * (value(item) or 0) for item in items)
    return round(fsum(weighed) / float(whole), 4)
