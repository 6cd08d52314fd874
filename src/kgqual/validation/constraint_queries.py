"""The SPARQL in a shapes graph: the texts of its constraints and validators, and their prefixes.

What such a text may not contain is said in https://www.w3.org/TR/shacl/#pre-binding; what it may
not reach, here: no other endpoint and no other graph than the one that is validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kgqual.errors import UnreadableInput
from kgqual.namespaces import OWL, RDF, RDFS, SH
from kgqual.sparql_text import Token, decoded, line_with, tokens
from kgqual.validation.graphs import Node, TripleTable
from kgqual.validation.naming import called

LONGEST = 20_000
"""Characters of one query."""
MOST_TOKENS = 2_000
"""Words, names and signs of one query: the parser of Oxigraph calls itself for some of them."""
DEEPEST = 40
"""Brackets within brackets in one query."""

FORMS = {SH.select: "SELECT", SH.ask: "ASK"}
_REFUSED = {
    "SERVICE": "calls another endpoint",
    "FROM": "names the graph it looks at",
    "GRAPH": "looks at other graphs",
    "MINUS": "uses MINUS, which SHACL forbids",
    "VALUES": "uses VALUES, which SHACL forbids",
}
_BOUND_BEFOREHAND = frozenset({"this", "shapesGraph", "currentShape"})


def refuse_queries(table: TripleTable) -> None:
    """Raise UnreadableInput, naming it, for a constraint whose query is not to be run."""
    for form, word in FORMS.items():
        for holder in table.using(form):
            for text in table.objects(holder, form):
                if reason := _reason_against(table, holder, text, word):
                    raise UnreadableInput(f"{called(table, holder)}: the query {reason}.")


def declared_prefixes(table: TripleTable, holder: Node) -> Mapping[str, str]:
    """Return prefix → namespace that the query of ``holder`` may use, by sh:prefixes."""
    declared = {"rdf": RDF.iri, "rdfs": RDFS.iri, "owl": OWL.iri}
    for ontology in table.objects(holder, SH.prefixes):
        for one in declarations(table, ontology):
            prefix, namespace = table.value(one, SH.prefix), table.value(one, SH.namespace)
            if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                declared[prefix.value] = namespace.value
    return declared


def declarations(table: TripleTable, ontology: object) -> Iterator[Node]:
    """Yield the declarations of prefixes that ``ontology`` has or imports."""
    waiting, seen = [ontology], {ontology}
    while waiting:
        here = waiting.pop()
        yield from _objects(table, here, SH.declare)
        imported = [other for other in _objects(table, here, OWL.imports) if other not in seen]
        waiting += imported
        seen.update(imported)


def _objects(table: TripleTable, subject: object, predicate: NamedNode) -> list[Node]:
    if not isinstance(subject, NamedNode | BlankNode):
        return []
    found = table.objects(subject, predicate)
    return [term for term in found if not isinstance(term, Literal)]


def _reason_against(table: TripleTable, holder: Node, text: object, form: str) -> str:
    """Return what is wrong with the query, as the rest of a sentence; '' if nothing is."""
    if not isinstance(text, Literal):
        return "is not a text"
    if len(text.value) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    # rdflib takes \u0053 for the letter S everywhere, Oxigraph only inside strings and IRIs.
    for query in (text.value, decoded(text.value)):
        read = [token for token in tokens(query) if token.kind not in ("space", "comment")]
        if len(read) > MOST_TOKENS:
            return f"has more than {MOST_TOKENS:,} words, names and signs"
        if _depth(read) > DEEPEST:
            return f"has more than {DEEPEST} brackets within brackets"
        if reason := _reach(query, read) or _binding(read):
            return reason
    return _form(read, form) or _syntax(table, holder, text.value)


def _depth(read: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in read:
        depth += (token.text in "({[") - (token.text in ")}]")
        deepest = max(deepest, depth)
    return deepest


def _reach(query: str, read: Iterable[Token]) -> str:
    for keyword, reason in _REFUSED.items():
        if any(token.kind == "word" and token.text.upper() == keyword for token in read):
            return reason
    return _REFUSED["SERVICE"] if line_with(query, "SERVICE") else ""


def _binding(read: Sequence[Token]) -> str:
    """Return what is wrong with how the query treats the variables that are bound beforehand."""
    for before, token in pairwise(read):
        if token.kind == "variable" and token.text[1:] == "shapesGraph":
            return "asks for the shapes graph, which it does not get here"
        if before.text.upper() == "AS" and token.text[1:] in _BOUND_BEFOREHAND:
            return f"gives {token.text} another value, which SHACL forbids"
    selects = [place for place, token in enumerate(read) if token.text.upper() == "SELECT"]
    for place in selects[1:]:
        chosen = takewhile(lambda token: token.text != "{", read[place:])
        if not any(token.kind == "variable" and token.text[1:] == "this" for token in chosen):
            return "has a query inside that does not select $this, which SHACL demands"
    return ""


def _form(read: Sequence[Token], form: str) -> str:
    words = [token.text.upper() for token in read if token.kind == "word"]
    first = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    return "" if first == form else f"is no {form} query"


def _syntax(table: TripleTable, holder: Node, text: str) -> str:
    """Return what the parser says against the query; it is given no data, so nothing is run."""
    path_named = "".join(
        "<urn:path>" if token.kind == "variable" and token.text[1:] == "PATH" else token.text
        for token in tokens(text)
    )
    try:
        Store().query(path_named, prefixes=dict(declared_prefixes(table, holder)))
    except SyntaxError as error:
        return f"is not SPARQL: {error.msg}"
    return ""
