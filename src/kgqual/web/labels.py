"""Names of things in a reader's language, looked up together for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.namespaces import DCTERMS, FOAF, RDFS, SCHEMA, SKOS, compact
from kgqual.store.dataset import CURRENT, Dataset
from kgqual.store.interface import Store, Term
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.wording import terms

NAMING = tuple(
    term.value for term in (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name, SCHEMA.name)
)
"""Properties that name a thing, the most telling first."""
NOTATION = SKOS.notation.value
_LOOKED_UP = ", ".join(f"<{iri}>" for iri in (*NAMING, NOTATION))
_BATCH = 500


@dataclass(frozen=True)
class Name:
    """What to call a thing: its text, the text's language (empty if none), and its code."""

    text: str
    language: str = ""
    code: str = ""


@dataclass
class Found:
    """The names and codes one thing has: naming property → language → text."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)


class Labels:
    """The names of the things on one page, in ``language`` where they have one in it."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._order = (language, *(lang for lang in ("en", *LANGUAGES) if lang != language), "")
        self._found: dict[str, Found] = {}
        self._described: dict[str, Name] = {}

    def fetch(self, things: Iterable[Term | str]) -> None:
        """Look up the names of ``things`` that are not known yet; literals have none.

        A name in a current graph goes before one in a superseded graph.
        """
        nodes = (NamedNode(t) if isinstance(t, str) else t for t in things)
        iris = dict.fromkeys(node.value for node in nodes if isinstance(node, NamedNode))
        wanted = [iri for iri in iris if iri not in self._found]
        self._look_up(wanted, "%s", CURRENT)
        rest = [iri for iri in wanted if iri not in self._found]
        self._look_up(rest, "GRAPH ?graph { %s }", Dataset())
        for iri in wanted:
            self._found.setdefault(iri, Found())

    def _look_up(self, iris: list[str], pattern: str, dataset: Dataset) -> None:
        for start in range(0, len(iris), _BATCH):
            things = " ".join(str(NamedNode(iri)) for iri in iris[start : start + _BATCH])
            text = (
                f"SELECT ?thing ?property ?name WHERE {{ VALUES ?thing {{ {things} }} "
                f"{pattern % '?thing ?property ?name'} FILTER(?property IN ({_LOOKED_UP})) }}"
            )
            for thing, property, name in self._store.query(text, dataset).rows():
                if (
                    isinstance(thing, NamedNode)
                    and isinstance(property, NamedNode)
                    and isinstance(name, Literal)
                ):
                    self._note(self._found.setdefault(thing.value, Found()), property.value, name)

    @staticmethod
    def _note(found: Found, property: str, name: Literal) -> None:
        if property == NOTATION:
            found.codes.append(name.value)
        else:
            by_language = found.names.setdefault(property, {})
            language = name.language or ""
            by_language[language] = min(by_language.get(language, name.value), name.value)

    def has_name(self, thing: NamedNode) -> bool:
        """Say whether a source or the table of reused terms names ``thing``."""
        found = self._found.get(thing.value)
        return thing.value in terms() or bool(found and (found.names or found.codes))

    def describe(self, thing: NamedNode, text: str, language: str = "") -> None:
        """Say what to call ``thing`` if it has no name of its own."""
        self._described[thing.value] = Name(text, language)

    def name(self, thing: NamedNode | BlankNode | str) -> Name:
        """Return what to call ``thing``; call ``fetch`` first.

        It is a name in the best language, else what ``describe`` said, else its code or IRI.
        """
        if isinstance(thing, BlankNode):
            return Name(f"_:{thing.value}")
        iri = thing if isinstance(thing, str) else thing.value
        found = self._found.get(iri, Found())
        code = min(found.codes, default="")
        ours = terms().get(iri, {})
        own_language = self._order[0]
        for names in (found.names.get(p, {}) for p in NAMING):
            if own_language in names:
                return Name(names[own_language], own_language, code)
        if own_language in ours:
            return Name(ours[own_language], own_language, code)
        for names in (found.names.get(p, {}) for p in NAMING):
            for language in (*self._order, *sorted(names)):
                if language in names:
                    return Name(names[language], language, code)
        return self._described.get(iri) or Name(code or compact(iri))
