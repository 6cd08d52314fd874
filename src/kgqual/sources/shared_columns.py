"""Columns that several templates share: references, countries, status, our own sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import COUNTRY, DCTERMS, FOAF, KQ, thing
from kgqual.sources.collection import CellError
from kgqual.sources.statements import (
    DATE,
    DATE_WORDS,
    IRI,
    SLUG,
    SLUG_WORDS,
    labels,
    validity,
)
from kgqual.sources.template import LANGUAGES, Column, Row
from kgqual.versions import first_day, last_day

REFERENCE = f"{SLUG}|{IRI}"
REFERENCE_WORDS = "an id or a web address"
COUNTRY_CODE = "[A-Z0-9]{3}"
COUNTRY_WORDS = "a country code of the EU's country list, such as KAZ"
LANGUAGE_NAMES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}

ID = Column("id", SLUG_WORDS, required=True, pattern=SLUG, expects=SLUG_WORDS, code=True)
IN_COUNTRY = Column(
    "country", "the country it belongs to", pattern=COUNTRY_CODE, expects=COUNTRY_WORDS
)
STATUS = Column(
    "status",
    "whether it applies",
    pattern="in-force|repealed|draft|historical|unknown",
    expects="in-force, repealed, draft, historical or unknown",
)
STATUS_NOTE = Column("status_note", "what a reader should know about how current this is")
BASIS_NOTE = Column("basis_note", "what a reader should know about how this is known")
NUMBER = Column(
    "number",
    "its number among the others",
    required=True,
    pattern=r"[1-9]\d{0,2}",
    expects="a whole number such as 3",
)
PAGE = Column("url", "the address of its page", pattern=IRI, expects="a web address")


def in_languages(name: str, meaning: str) -> tuple[Column, ...]:
    """Return the columns ``name_kk``, ``name_ru`` and ``name_en``."""
    return tuple(
        Column(f"{name}_{lang}", f"{meaning}, in {LANGUAGE_NAMES[lang]}") for lang in LANGUAGES
    )


STATEMENT = in_languages("statement", "what the source states, in your own words")


def references(name: str, meaning: str) -> Column:
    """Return a column that lists ids of other rows, or web addresses of other things."""
    return Column(name, meaning, pattern=REFERENCE, expects=REFERENCE_WORDS, many=True)


def day(name: str, meaning: str) -> Column:
    """Return a column that holds a date, as exactly as it is known."""
    return Column(name, meaning, pattern=DATE, expects=DATE_WORDS)


def referred(kind: str, item: str) -> NamedNode:
    """Return the node of one item of a reference column: our own thing, or any IRI."""
    return NamedNode(item) if "://" in item else thing(kind, item)


def links(
    subject: NamedNode, term: NamedNode, row: Row, column: str, kind: str
) -> Iterator[Triple]:
    """Yield a triple for each thing of ``kind`` that a reference column names."""
    for item in row.items(column):
        yield Triple(subject, term, referred(kind, item))


def in_words(
    subject: NamedNode, row: Row, column: str = "statement", term: NamedNode = KQ.statement
) -> Iterator[Triple]:
    """Yield the text of ``column_kk``, ``column_ru`` and ``column_en`` as far as filled."""
    for lang, text in row.titles(column).items():
        yield Triple(subject, term, Literal(text, language=lang))


def standing(subject: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the country, page, status and notes of a row, as far as its table has them."""
    if row["country"]:
        yield Triple(subject, DCTERMS.spatial, COUNTRY[row["country"]])
    if row["url"]:
        yield Triple(subject, FOAF.page, NamedNode(row["url"]))
    for column, term in (
        ("status", KQ.status),
        ("status_note", KQ.currencyNote),
        ("basis_note", KQ.basisNote),
    ):
        if row[column]:
            yield Triple(subject, term, Literal(row[column]))


def stated_titles(row: Row) -> Mapping[str, str]:
    """Return the titles of a row by language. Raises CellError when it has none."""
    if not (titles := row.titles()):
        raise CellError("title_kk", "is empty, and so are the other languages: fill one of them.")
    return titles


def named(subject: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the labels of a thing that is known by them only. Raises CellError without any."""
    stated_titles(row)
    yield from labels(subject, row)


def held(subject: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield from when until when the row holds.

    Raises CellError for a day that no calendar has, and for an end before the beginning.
    """
    days = {}
    for column, day_of in (("valid_from", first_day), ("valid_until", last_day)):
        if row[column]:
            try:
                days[column] = day_of(row[column])
            except ValueError:
                raise CellError(column, f"{row[column]!r} is in no calendar.") from None
    if len(days) == 2 and days["valid_until"] < days["valid_from"]:
        raise CellError("valid_until", "is before the first day it holds.")
    yield from validity(subject, row)
