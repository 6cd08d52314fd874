"""What the benchmarks ask the questions: things drawn from the snapshot, by one seed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode

from kgqual.answering import Question
from kgqual.namespaces import ESCO, KQ
from kgqual.store.interface import Store

SEED = 20261122
ANY = tuple(
    node.value
    for node in (
        ESCO.Occupation,
        KQ.FrameworkLevel,
        KQ.OccupationGroup,
        KQ.WorldSkillsSection,
        KQ.WorldSkillsSkill,
    )
)
"""Classes to draw from where an argument may be anything."""
_THINGS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing (MIN(?in) AS ?scheme)
WHERE { VALUES ?class { CLASSES } ?thing a ?class . OPTIONAL { ?thing skos:inScheme ?in } }
GROUP BY ?thing ORDER BY ?thing
"""


class Draw:
    """Draws the arguments of questions from what the store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[frozenset[str], list[tuple[str, str]]] = {}

    def arguments(self, question: Question, count: int) -> Iterator[dict[str, str]]:
        """Yield ``count`` sets of arguments: the documented ones, then things drawn at random."""
        yield dict(question.example)
        drawn = random.Random(f"{SEED} {question.name}")
        for _ in range(count - 1):
            yield self._drawn(question, drawn)

    def _drawn(self, question: Question, drawn: random.Random) -> dict[str, str]:
        found = dict(question.example)
        for name, argument in question.arguments.items():
            if argument.of is None or name not in found:
                continue
            iri, scheme = drawn.choice(self._things(argument.of.classes))
            found[name] = iri
            if argument.of.within:
                found[argument.of.within] = scheme
        return found

    def _things(self, classes: Collection[str]) -> list[tuple[str, str]]:
        """Return the things of classes, each with a scheme that it is in or ''."""
        key = frozenset(classes or ANY)
        if key not in self._known:
            listed = " ".join(str(NamedNode(iri)) for iri in sorted(key))
            rows = self._store.query(_THINGS.replace("CLASSES", listed)).rows()
            self._known[key] = [(_iri(thing), _iri(scheme)) for thing, scheme in rows]
        return self._known[key]


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def request(port: int, path: str, accept: str, parameters: Mapping[str, str]) -> bytes:
    """Return the bytes of a GET request with parameters in its address."""
    query = f"?{urlencode(parameters, quote_via=quote)}" if parameters else ""
    return (
        f"GET {path}{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"User-Agent: kgqual-benchmark\r\nAccept: {accept}\r\n\r\n"
    ).encode()


def form(port: int, path: str, fields: Mapping[str, str]) -> bytes:
    """Return the bytes of a POST request with a form, as OpenRefine sends it."""
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: kgqual-benchmark\r\n"
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
