"""How a text can match a thing, from the surest way to the least sure, each as a query.

A thing counts where it matches best. Within one way the more central thing comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from enum import Enum

from tantivy import Occur, Query, Schema

from kgqual.folding import bare_code, code_key, label_key
from kgqual.namespaces import expand
from kgqual.search import fields


class Match(Enum):
    """A way of matching: its name, and the score of what matches so (of SIMILAR: at most)."""

    CODE = ("code", 1.0)
    """The text is the code or the IRI of the thing."""
    PREFERRED = ("preferred label", 0.99)
    """It is a preferred label, a title or a name."""
    OTHER = ("other label", 0.97)
    """It is an alternative or hidden label."""
    CODE_BEGINS = ("beginning of a code", 0.9)
    PREFERRED_BEGINS = ("beginning of a preferred label", 0.88)
    OTHER_BEGINS = ("beginning of another label", 0.86)
    WORDS = ("words", 0.8)
    """All its words are in labels or codes of the thing; the last may be the beginning of one."""
    ABOUT = ("words of what describes the graph", 0.77)
    """As in the four ways above, but the thing is a document, a dataset, a term …"""
    SIMILAR = ("similar label", 0.75)
    """A label is like it: the score is lower the less it is."""

    def __init__(self, title: str, score: float) -> None:
        self.title = title
        self.score = score

    @property
    def exact(self) -> bool:
        """Whether the whole text is a whole label or code."""
        return self in (Match.CODE, Match.PREFERRED, Match.OTHER)

    @property
    def beginning(self) -> bool:
        """Whether the text begins a label or code."""
        return self in (Match.CODE_BEGINS, Match.PREFERRED_BEGINS, Match.OTHER_BEGINS)


_HAVE_THE_WORDS = (
    *(Match.PREFERRED, Match.OTHER),
    *(Match.PREFERRED_BEGINS, Match.OTHER_BEGINS),
)


def stages(schema: Schema, text: str, types: Collection[str]) -> list[tuple[Match, Query]]:
    """Return the ways in which ``text`` can match a thing, each with a query for just those things.

    A query finds things of one of ``types`` (any, when there are none) that match in its way and
    in none before it.
    """
    found: list[tuple[Match, Query]] = []
    before: list[tuple[Occur, Query]] = []
    within = [(Occur.Must, of_types(schema, types))] if types else []
    for match, query in _ways(schema, text):
        found.append((match, Query.boolean_query([(Occur.Must, query), *within, *before])))
        before.append((Occur.MustNot, query))
    return found


def matching(schema: Schema, text: str, types: Collection[str]) -> Query:
    """Return the query for all that matches in any of these ways but ``SIMILAR``.

    What a text begins has its words as well.
    """
    ways = [*_exact_ways(schema, text), *_inexact_ways(schema, text)]
    found = _any([query for match, query in ways if match not in _HAVE_THE_WORDS])
    within = [(Occur.Must, of_types(schema, types))] if types else []
    return Query.boolean_query([(Occur.Must, found), *within])


def of_types(schema: Schema, types: Collection[str]) -> Query:
    """Return the query for what has one of these classes or is in one of these schemes."""
    both = (fields.CLASS, fields.SCHEME)
    return _any([_is(schema, field, type) for field in both for type in sorted(types)])


def _ways(schema: Schema, text: str) -> Iterator[tuple[Match, Query]]:
    yield from _exact_ways(schema, text)
    about = (Occur.MustNot, Query.term_query(schema, fields.ABOUT_THE_GRAPH, True))
    inexact = list(_inexact_ways(schema, text))
    for match, query in inexact:
        yield match, Query.boolean_query([(Occur.Must, query), about])
    if inexact:
        yield Match.ABOUT, _any([query for _, query in inexact])


def _exact_ways(schema: Schema, text: str) -> Iterator[tuple[Match, Query]]:
    label, code = label_key(text), code_key(text)
    codes = [_is(schema, fields.CODE, code)] if code else []
    with suppress(ValueError):  # neither an IRI nor a CURIE
        codes.append(_is(schema, fields.IRI, expand(text.strip()).value))
    if codes:
        yield Match.CODE, _any(codes)
    if label:
        yield Match.PREFERRED, _is(schema, fields.PREFERRED, label)
        yield Match.OTHER, _is(schema, fields.OTHER, label)


def _inexact_ways(schema: Schema, text: str) -> Iterator[tuple[Match, Query]]:
    label, code, bare = label_key(text), code_key(text), bare_code(text)
    if not label:
        return
    if any(sign.isdigit() for sign in bare):
        begins = [_begins(schema, fields.CODE, code), _begins(schema, fields.BARE_CODE, bare)]
        yield Match.CODE_BEGINS, _any(begins)
    yield Match.PREFERRED_BEGINS, _begins(schema, fields.PREFERRED, label)
    yield Match.OTHER_BEGINS, _begins(schema, fields.OTHER, label)
    *words, last = label.split()
    whole = [_is(schema, fields.WORD, word) for word in words]
    conditions = [*whole, _begins(schema, fields.WORD, last)]
    yield Match.WORDS, Query.boolean_query([(Occur.Must, query) for query in conditions])


def _is(schema: Schema, field: str, value: str) -> Query:
    return Query.term_query(schema, field, value)


def _begins(schema: Schema, field: str, value: str) -> Query:
    return Query.fuzzy_term_query(schema, field, value, distance=0, prefix=True)


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
