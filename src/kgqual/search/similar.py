"""Finding labels that are like a text, for what is mistyped: trigrams first, then edit distance."""

from __future__ import annotations

from collections.abc import Collection

from tantivy import Occur, Query

from kgqual.folding import trigrams
from kgqual.search import fields
from kgqual.search.likeness import likeness
from kgqual.search.reader import Reader
from kgqual.search.stages import of_types

CANDIDATES = 100
"""Labels that are compared letter by letter: those that share the rarest trigrams (BM25)."""
LEAST = 0.7
"""How like a text a label must be to count."""


def similar(reader: Reader, key: str, types: Collection[str]) -> dict[int, float]:
    """Return the numbers of the things that have a label like ``key``, and how like it is."""
    shared = [
        (Occur.Should, Query.term_query(reader.schema, fields.TRIGRAM, part, "freq"))
        for part in trigrams(key)
    ]
    query = Query.boolean_query(shared)
    if types:
        within = Query.const_score_query(of_types(reader.schema, types), 0.0)
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])
    found: dict[int, float] = {}
    for number, label in reader.labels(query, CANDIDATES):
        found[number] = max(found.get(number, 0.0), likeness(key, label))
    return {number: like for number, like in found.items() if like >= LEAST}
