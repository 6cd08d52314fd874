"""The page of one thing: names, statements with their sources, claims, what points to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import DCTERMS, FOAF, KQ, OWL, RDF, RDFS, SCHEMA, SKOS, SSSOM
from kgqual.store.interface import Term
from kgqual.web.description import (
    Group,
    Statement,
    incoming_counts,
    outgoing,
    stated,
    subjects,
)
from kgqual.web.labels import NAMING, NOTATION, Labels
from kgqual.web.links import with_query
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.records import Record, Records, records_about
from kgqual.web.serving import Served
from kgqual.web.showing import Footnotes, Shown, basis, describe_records, in_language, show
from kgqual.web.thing_page import ClaimCard, Conflict, ListView, Row, ThingView, Value

SHOWN = 12
"""Values of one property on a thing's page; the rest is behind a link."""
PER_PAGE = 100
DESCRIBED = 200
"""Things without a name that are described by what they record, at most, on a page."""
SORTED = 500
"""Up to so many things that point here are sorted by name; more are in the store's order."""

_TYPE = RDF.type.value
_NAMES = (*NAMING, SKOS.altLabel.value, SKOS.hiddenLabel.value, NOTATION)
_FIRST = tuple(
    term.value
    for term in (
        KQ.statement,
        SKOS.definition,
        RDFS.comment,
        SKOS.scopeNote,
        KQ.strength,
        DCTERMS.source,
        KQ.locator,
        RDF.subject,
        RDF.predicate,
        RDF.object,
        SCHEMA.validFrom,
        SCHEMA.validThrough,
        SKOS.inScheme,
        SKOS.broader,
        SKOS.narrower,
        SKOS.exactMatch,
        SKOS.closeMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
        SKOS.relatedMatch,
        FOAF.page,
    )
)
"""Properties that come first on a page, in this order; the others follow by name."""
_LAST = tuple(
    term.value
    for term in (
        SKOS.hasTopConcept,
        SKOS.topConceptOf,
        OWL.annotatedSource,
        OWL.annotatedTarget,
        OWL.annotatedProperty,
        SSSOM.subject_source,
        SSSOM.object_source,
    )
)
"""Properties that come last: they repeat what others say better."""


class ThingViews:
    """Makes the pages of one thing for a reader of ``language``."""

    def __init__(self, served: Served, thing: NamedNode, language: str, address: str) -> None:
        self._store, self._thing, self._address = served.store, thing, address
        self._language = language
        self._labels = Labels(served.store, language)
        self._footnotes = Footnotes(served.manifest, language)
        self._current = {entry.iri for entry in served.manifest.current}
        self._labels.fetch([thing])

    def whole(self) -> ThingView | None:
        """Return the thing's page, or None when no graph mentions it."""
        groups = outgoing(self._store, self._thing)
        counts = incoming_counts(self._store, self._thing)
        if not groups and not counts:
            return None
        arriving = [self._arriving(p, n, 0, SHOWN) for p, n in counts.items()]
        records = records_about(self._store, self._thing)
        self._name_everything([*groups, *arriving], records)
        by_property = {group.property: group for group in groups}
        types = by_property.pop(_TYPE, None)
        naming = [by_property.pop(p) for p in _NAMES if p in by_property]
        first_conflicts = tuple(self._conflict(c, records) for c in records.conflicts)
        claimed = {node for c in records.conflicts for node in c.conflicting_claims}
        return ThingView(
            iri=self._thing.value,
            heading=show(self._thing, self._labels),
            current=any(
                self._stated_now(s) for group in (*groups, *arriving) for s in group.statements
            ),
            types=self._values(types.statements, records) if types else (),
            names=self._preferred(naming, records),
            naming=tuple(self._row(g, records) for g in naming if g.property != NAMING[0]),
            rows=self._rows(by_property.values(), records),
            conflicts=first_conflicts,
            claims=tuple(self._card(c) for c in records.claims if c.node not in claimed),
            incoming=self._rows(arriving, records),
            footnotes=self._footnotes.all(),
        )

    def listing(self, property: str, *, incoming: bool, page: int) -> ListView | None:
        """Return one page of a property's values, or None when there is no such page."""
        start = (page - 1) * PER_PAGE
        if incoming:
            total = incoming_counts(self._store, self._thing).get(property, 0)
            group = self._arriving(property, total, start, PER_PAGE)
        else:
            found = {g.property: g for g in outgoing(self._store, self._thing)}
            group = found.get(property, Group(property, False, 0, ()))
        if not start < group.total:
            return None
        records = records_about(self._store, self._thing)
        self._name_everything([group], records)
        row = self._row(group, records, 0 if incoming else start, PER_PAGE)
        pages = -(-group.total // PER_PAGE)
        heading = show(self._thing, self._labels)
        iri, notes = self._thing.value, self._footnotes.all()
        return ListView(iri, heading, row, incoming, start + 1, page, pages, notes)

    def _arriving(self, property: str, total: int, start: int, length: int) -> Group:
        """Return a part of the things that point here by ``property``."""
        if total <= SORTED:
            found = subjects(self._store, self._thing, property, limit=SORTED)
            self._labels.fetch(found)
            found.sort(key=lambda subject: show(subject, self._labels).order)
            found = found[start : start + length]
        else:
            found = subjects(self._store, self._thing, property, limit=length, offset=start)
        statements = tuple(stated(self._store, self._thing, property, found))
        return Group(property, True, total, statements)

    def _name_everything(self, groups: Sequence[Group], records: Records) -> None:
        for group in groups:
            self._labels.fetch([group.property, *(s.other for s in group.statements)])
        self._labels.fetch(records.terms())
        own = Record.of(self._thing, (group for group in groups if not group.incoming))
        others = self._unnamed_records(groups)
        for record in others:
            self._labels.fetch(record.mentioned)
        describe_records([own, *others, *records.by_node.values()], self._labels, self._language)

    def _unnamed_records(self, groups: Iterable[Group]) -> list[Record]:
        """Return what is said of things on the page that have no name: most are records."""
        found = (s.other for g in groups for s in g.statements if isinstance(s.other, NamedNode))
        unnamed = islice((t for t in found if not self._labels.has_name(t)), DESCRIBED)
        return [Record.of(thing, outgoing(self._store, thing)) for thing in unnamed]

    def _stated_now(self, statement: Statement) -> bool:
        return not self._current.isdisjoint(statement.graphs)

    def _rows(self, groups: Iterable[Group], records: Records) -> tuple[Row, ...]:
        place = {property: position for position, property in enumerate(_FIRST)}
        place |= {property: len(_FIRST) + 1 for property in _LAST}
        rows = {group.property: self._row(group, records) for group in groups}
        ordered = sorted(
            rows, key=lambda p: (place.get(p, len(_FIRST)), rows[p].property.text.casefold())
        )
        return tuple(rows[property] for property in ordered)

    def _row(self, group: Group, records: Records, start: int = 0, length: int = SHOWN) -> Row:
        ordered = sorted(
            group.statements,
            key=lambda s: (not self._stated_now(s), show(s.other, self._labels).order),
        )
        listed = with_query(
            self._address,
            property=group.property,
            direction="in" if group.incoming else "out",
        )
        named = show(NamedNode(group.property), self._labels)
        shown = self._values(ordered[start : start + length], records)
        return Row(named, shown, group.total, listed)

    def _values(self, statements: Iterable[Statement], records: Records) -> tuple[Value, ...]:
        return tuple(
            Value(
                show(statement.other, self._labels),
                self._footnotes.cite(statement.graphs),
                tuple(basis(r, self._labels) for r in self._records(statement, records)),
            )
            for statement in statements
        )

    def _records(self, statement: Statement, records: Records) -> list[Record]:
        forwards = records.about(self._thing, statement.property, statement.other)
        backwards = records.about(statement.other, statement.property, self._thing)
        return [*forwards, *backwards]

    def _preferred(self, naming: Iterable[Group], records: Records) -> dict[str, tuple[Value, ...]]:
        """Return the preferred names by language; the three languages are always there."""
        preferred = [g for g in naming if g.property == NAMING[0]]
        found: dict[str, list[Statement]] = {language: [] for language in LANGUAGES}
        for statement in (s for group in preferred for s in group.statements):
            if isinstance(statement.other, Literal):
                found.setdefault(statement.other.language or "", []).append(statement)
        return {lang: self._values(statements, records) for lang, statements in found.items()}

    def _conflict(self, conflict: Record, records: Records) -> Conflict:
        nodes = conflict.conflicting_claims
        cards = tuple(self._card(records.by_node[n]) for n in nodes if n in records.by_node)
        statement = in_language(conflict.all(KQ.statement.value), self._language)
        return Conflict(show(conflict.node, self._labels), statement, cards)

    def _card(self, claim: Record) -> ClaimCard:
        remark = in_language(claim.all(KQ.currencyNote.value), self._language)
        in_words = claim.predicate == KQ.statement
        return ClaimCard(
            statement=in_language(claim.all(KQ.statement.value), self._language),
            subject=self._shown(claim.subject),
            property=None if in_words else self._shown(claim.predicate),
            objects=() if in_words else tuple(show(v, self._labels) for v in claim.objects),
            basis=basis(claim, self._labels),
            reservation=remark.text if remark else "",
            notes=self._footnotes.cite(claim.graphs),
        )

    def _shown(self, term: Term | None) -> Shown | None:
        return show(term, self._labels) if term is not None else None
