"""Whether two servers gave the same answer: rows in any order, triples in any order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, parse

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"


def accept(query: str) -> str:
    """Return the media type in which the query's answer is compared."""
    graph = any(form in query for form in ("CONSTRUCT {", "DESCRIBE <"))
    return TRIPLES if graph else RESULTS


def canonical(answer: bytes, media_type: str) -> Counter[Any]:
    """Return the rows or triples of an answer and how often each is there."""
    if media_type == TRIPLES:
        # rdflib-endpoint describes in RDF/XML, whatever it is asked for.
        format = RdfFormat.RDF_XML if answer.startswith(b"<?xml") else RdfFormat.N_TRIPLES
        return Counter(_triple(quad) for quad in set(parse(answer, format)))
    rows = json.loads(answer)["results"]["bindings"]
    return Counter(tuple(sorted((name, _binding(row[name])) for name in row)) for row in rows)


def _triple(quad: Quad) -> tuple[str, str, str]:
    term = quad.object
    shown = _plain(term.value, term.language or "") if isinstance(term, Literal) else str(term)
    return str(quad.subject), str(quad.predicate), shown


def _binding(binding: Mapping[str, str]) -> str:
    return _plain(binding["value"], binding.get("xml:lang", ""))


def _plain(value: str, language: str) -> str:
    """Return a term without its datatype: servers write numbers and times in different ways."""
    with suppress(InvalidOperation):
        return str(Decimal(value).normalize())
    with suppress(ValueError):
        return str(datetime.fromisoformat(value))
    return f"{value}@{language}"


def difference(ours: Counter[Any], theirs: Counter[Any]) -> str:
    """Return what is in one answer and not in the other, in a few words; '' when nothing is."""
    if ours == theirs:
        return ""
    missing, extra = ours - theirs, theirs - ours
    example = next(iter([*missing, *extra]))
    return f"{missing.total()} of ours missing, {extra.total()} besides; for instance {example}"
