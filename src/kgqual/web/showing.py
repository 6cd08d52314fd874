"""Terms as pages show them: a text with its language, a link that is safe to follow, a badge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, KQ, SSSOM, thing
from kgqual.store.interface import Term
from kgqual.store.manifest import GraphEntry, Manifest
from kgqual.web.labels import Labels
from kgqual.web.links import local_address
from kgqual.web.records import Record

_STRENGTHS = {thing("strength", strength).value: strength for strength in Strength}


@dataclass(frozen=True)
class Shown:
    """One term: text, language, code, where it is described (None: not a link), its IRI.

    ``strength`` is set when the term is a step of the strength scheme.
    """

    text: str
    language: str = ""
    code: str = ""
    address: str | None = None
    iri: str = ""
    strength: Strength | None = None

    @property
    def order(self) -> tuple[bool, tuple[tuple[int, int | str], ...]]:
        """A key that sorts by code, then by text, numbers in them by value."""
        return (not self.code, _natural(self.code or self.text.casefold()))


def _natural(text: str) -> tuple[tuple[int, int | str], ...]:
    parts = re.split(r"([0-9]+)", text)
    return tuple((0, int(p)) if p.isascii() and p.isdigit() else (1, p) for p in parts if p)


def show(term: Term, labels: Labels) -> Shown:
    """Return ``term`` as a page shows it; ``labels`` must know its name."""
    if isinstance(term, Literal):
        return Shown(term.value, term.language or "")
    if not isinstance(term, NamedNode | BlankNode):
        return Shown(str(term))
    name = labels.name(term)
    if isinstance(term, BlankNode):
        return Shown(name.text)
    return Shown(
        name.text,
        name.language,
        name.code if name.code != name.text else "",
        local_address(term.value),
        term.value,
        _STRENGTHS.get(term.value),
    )


def describe_records(records: Iterable[Record], labels: Labels, language: str) -> None:
    """Give records, which have no names, their statement, or their triple, as what to call them.

    ``labels`` must know the names of what they are about.
    """
    for record in records:
        if not isinstance(record.node, NamedNode):
            continue
        if said := in_language(record.all(KQ.statement.value), language):
            labels.describe(record.node, said.text, said.language)
        elif record.subject and record.predicate and record.objects:
            parts = (record.subject, record.predicate, *record.objects)
            labels.describe(record.node, " — ".join(_full(show(p, labels)) for p in parts))


def _full(shown: Shown) -> str:
    return f"{shown.code} {shown.text}" if shown.code else shown.text


def in_language(terms: Iterable[Term], language: str) -> Shown | None:
    """Return the literal of ``terms`` in ``language``, else in English, else any; None if none."""
    found = {t.language or "": t.value for t in terms if isinstance(t, Literal)}
    for wanted in (language, "en", "ru", "kk", *sorted(found)):
        if wanted in found:
            return Shown(found[wanted], wanted)
    return None


@dataclass(frozen=True)
class Footnote:
    """A graph that a statement on the page comes from, and its number on the page."""

    number: int
    iri: str
    title: str
    version: str
    current: bool

    @property
    def address(self) -> str | None:
        """Where the graph is described."""
        return local_address(self.iri)


class Footnotes:
    """The graphs cited on one page, numbered in the order in which they are first cited."""

    def __init__(self, manifest: Manifest, language: str) -> None:
        self._entries = {entry.iri: entry for entry in manifest.graphs}
        self._language = language
        self._cited: dict[str, Footnote] = {}

    def cite(self, graphs: Iterable[str]) -> tuple[Footnote, ...]:
        """Return the footnotes of ``graphs``, the current ones first."""
        notes = (self._note(iri) for iri in graphs)
        return tuple(sorted(notes, key=lambda note: (not note.current, note.number)))

    def _note(self, iri: str) -> Footnote:
        if iri not in self._cited:
            entry = self._entries[iri]
            self._cited[iri] = Footnote(
                len(self._cited) + 1,
                iri,
                graph_title(entry, self._language),
                entry.version,
                entry.current,
            )
        return self._cited[iri]

    def all(self) -> tuple[Footnote, ...]:
        """Return every footnote cited so far, by number."""
        return tuple(self._cited.values())


def graph_title(entry: GraphEntry, language: str) -> str:
    """Return the title of a graph in ``language``, else in English, else its name."""
    return entry.title.get(language) or entry.title.get("en") or entry.name


@dataclass(frozen=True)
class Basis:
    """What a record says of how far its statement can be relied on."""

    record: Shown
    strength: Shown | None
    confidence: str
    sources: tuple[Shown, ...]
    locator: str
    date: str


def basis(record: Record, labels: Labels) -> Basis:
    """Return the basis that ``record`` gives."""
    strength = record.first(KQ.strength.value)
    return Basis(
        record=show(record.node, labels),
        strength=show(strength, labels) if strength else None,
        confidence=_text(record, SSSOM.confidence.value),
        sources=tuple(show(s, labels) for s in record.all(DCTERMS.source.value)),
        locator=_text(record, KQ.locator.value),
        date=_text(record, DCTERMS.date.value),
    )


def _text(record: Record, property: str) -> str:
    texts = (t.value for t in record.all(property) if isinstance(t, Literal))
    return "; ".join(texts)
