"""Reading the open index: numbers of the things that a query finds, and the things themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import tantivy
from tantivy import Order, Query

from kgqual.search import fields
from kgqual.search.hits import Stored


class Reader:
    """The open index; any number of threads may read it at once."""

    def __init__(self, index: tantivy.Index) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()

    def count(self, query: Query) -> int:
        """Return how many things ``query`` finds."""
        return _count(self.searcher.search(query, 1, count=True))

    def page(self, query: Query, first: int, last: int) -> tuple[int, list[int]]:
        """Return how many things ``query`` finds, and the numbers of some, most central first.

        These are the ones from ``first`` up to and without ``last``, which must be more than that.
        """
        found = self.searcher.search(
            query,
            last - first,
            count=True,
            order_by_field=fields.NUMBER,
            offset=first,
            order=Order.Asc,
        )
        return _count(found), [number for number, _ in found.hits]

    def thing(self, number: int) -> Stored:
        """Return the thing with that number, which the index must hold."""
        query = Query.term_query(self.schema, fields.NUMBER, number)
        [(_, address)] = self.searcher.search(query, 1, count=False).hits
        return Stored.load(self.searcher.doc(address)[fields.STORED][0])

    @cached_property
    def classes(self) -> Mapping[str, int]:
        """The classes of the things, by IRI, and how many things each has."""
        things = Query.exists_query(fields.NUMBER)
        return dict(self.searcher.terms_with_prefix(fields.CLASS, "", things))

    def labels(self, query: Query, most: int) -> list[tuple[int, str]]:
        """Return the labels that ``query`` ranks first: the number of its thing, and its key."""
        addresses = [address for _, address in self.searcher.search(query, most, count=False).hits]
        numbers = self.searcher.fast_field_values(fields.OF, addresses)
        keys = [self.searcher.doc(address)[fields.STORED][0].decode() for address in addresses]
        return [(int(number or 0), key) for number, key in zip(numbers, keys, strict=True)]


def _count(found: tantivy.SearchResult) -> int:
    count: int = found.count  # type: ignore[attr-defined]  # missing in its stubs
    return count
