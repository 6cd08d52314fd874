"""SPARQL constraints: the query of one runs on Oxigraph, its focus node bound beforehand.

Only queries made of what Oxigraph and the SPARQL engine of the reference evaluate alike are run:
patterns, paths, joins, counting and sums, functions of strings, comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from pyoxigraph import Literal, NamedNode, Store

from kgqual.namespaces import SH
from kgqual.sparql_text import Token, tokens
from kgqual.validation.compiled.shape import Constraint, Judge, Shape
from kgqual.validation.constraint_queries import declared_prefixes
from kgqual.validation.graphs import Node, Term, TripleTable
from kgqual.validation.paths import Predicate
from kgqual.validation.report import Result

_WORDS = frozenset(
    """SELECT DISTINCT WHERE AS FILTER NOT IN EXISTS OPTIONAL UNION BIND GROUP BY HAVING COUNT SUM
    A IF COALESCE ISNUMERIC ISIRI ISLITERAL STR STRLEN SUBSTR STRAFTER STRBEFORE STRSTARTS STRENDS
    CONTAINS CONCAT REGEX TRUE FALSE""".split()  # noqa: SIM905  a list of words to read
)
_MARKS = frozenset("{}().;,/|+^*?!=<>&-")
_PLAIN = frozenset({"space", "comment", "iri", "string"})
_OF_THE_ENGINE = frozenset({"PATH", "shapesGraph", "currentShape", "failure"})
_PLACE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True)
class Query(Constraint):
    """``sh:sparql``: a result for each different row of its query."""

    node: Node
    text: str
    messages: tuple[Literal, ...]

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield what the query finds."""
        seen: set[frozenset[tuple[str, Term]]] = set()
        for row in judge.rows(self.text, focus):
            key = frozenset(row.items())
            if key not in seen and row.keys() & {"this", "path", "value"}:
                seen.add(key)
                yield self._result(shape, focus, row)

    def _result(self, shape: Shape, focus: Term, row: Mapping[str, Term]) -> Result:
        path, this = row.get("path"), row.get("this", focus)
        value = row.get("value", focus if shape.path is None else None)
        bound = {**row, "this": this} | ({} if value is None else {"value": value})
        said = dict.fromkeys([*self.messages, *shape.messages])
        return Result(
            focus_node=this,
            path=Predicate(path) if isinstance(path, NamedNode) else shape.path,
            value=value,
            component=SH.SPARQLConstraintComponent,
            shape=shape.node,
            severity=shape.severity,
            constraint=self.node,
            messages=tuple(_filled(message, bound) for message in said),
        )


def _filled(message: Literal, bound: Mapping[str, Term]) -> Literal:
    """Return the message with the values of the row in the places that it has for them."""

    def value(place: re.Match[str]) -> str:
        """Return what stands in one place."""
        term = bound.get(place[1])
        return place[0] if term is None else str(getattr(term, "value", term))

    text = _PLACE.sub(value, message.value)
    return Literal(text, language=message.language) if message.language else Literal(text)


def read_query(table: TripleTable, node: Node) -> Query | str:
    """Return the SPARQL constraint at ``node``; or what is in it that the engines may differ on."""
    select = table.value(node, SH.select)
    if not isinstance(select, Literal):
        return "a query that is no text"
    if reason := _doubt(select.value):
        return reason
    prefixes = declared_prefixes(table, node)
    text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items()) + select.value
    try:
        Store().query(text)
    except SyntaxError:
        return "a query that Oxigraph does not read"
    said = table.objects(node, SH.message)
    return Query(node, text, tuple(one for one in said if isinstance(one, Literal)))


def _doubt(text: str) -> str:
    """Return what in a query two SPARQL engines might not evaluate alike; empty if nothing."""
    read = [token for token in tokens(text) if token.kind not in ("space", "comment")]
    for token in read:
        if not _is_alike(token):
            return f"a query with {token.text}"
    words = [token.text.upper() for token in read if token.kind == "word"]
    if words.count("SELECT") != 1:
        return "a query within a query"
    if "SUM" in words and "ISNUMERIC" not in words:
        return "a sum of what may be no number"
    if "REGEX" in words and any(re.search(r"[\\$]", t.text) for t in read if t.kind == "string"):
        return "a query with a pattern that has $ or a backslash"
    if not _selects_this(read):
        return "a query that does not select $this"
    return "a query with $this in an expression" if _computes_with_this(read) else ""


def _is_alike(token: Token) -> bool:
    if token.kind == "word":
        return token.text.upper() in _WORDS or token.text.isdigit()
    if token.kind == "name":
        return not token.text.startswith("_:")
    if token.kind == "variable":
        return token.text[1:] not in _OF_THE_ENGINE
    return token.kind in _PLAIN or token.text in _MARKS


def _selects_this(read: Iterable[Token]) -> bool:
    chosen = takewhile(lambda token: token.text.upper() not in ("WHERE", "{"), read)
    return any(token.kind == "variable" and token.text[1:] == "this" for token in chosen)


def _computes_with_this(read: Iterable[Token]) -> bool:
    """Tell whether $this stands between round brackets, where Oxigraph may not know it yet."""
    depth = 0
    for token in read:
        depth += (token.text == "(") - (token.text == ")")
        if depth and token.kind == "variable" and token.text[1:] == "this":
            return True
    return False
