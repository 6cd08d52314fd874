"""Claims and the conflicts between them: their tables, and what their rows become.

A claim is what one source states, kept as that source's statement (``kq:Claim``, a reified
triple). Claims that cannot all hold are listed in a conflict and stay side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, KQ, RDF, SCHEMA, XSD, thing
from kgqual.sources.collection import CellError, RowsCheck, node_named
from kgqual.sources.log import Log
from kgqual.sources.shared_columns import (
    BASIS_NOTE,
    ID,
    STATEMENT,
    STATUS_NOTE,
    day,
    in_languages,
    in_words,
    links,
    references,
    referred,
    standing,
)
from kgqual.sources.statements import (
    CURIE,
    IRI,
    LOCATOR,
    SOURCE,
    STRENGTH,
    TITLES,
    date_literal,
    labels,
    sourced,
)
from kgqual.sources.template import Column, Row, Table

LEXICAL = {
    "boolean": "true|false",
    "date": r"\d{4}-\d{2}-\d{2}",
    "decimal": r"[+-]?\d+(\.\d+)?",
    "duration": r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?",
    "gYear": r"\d{4}",
    "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])",
    "integer": r"[+-]?\d+",
    "string": r"(?s).+",
}
"""Datatypes a claim's object may have, with the form their values must take."""

NODE = f"{IRI}|{CURIE}"
NODE_WORDS = "a web address, or a name with a prefix such as kqid:nqf/2016 or isco:C2513"
OWN_BASIS = {Strength.EDITORIAL, Strength.COMPUTED, Strength.UNVERIFIED}

CLAIMS = Table(
    "claims",
    "What a source states about something, one statement a row.",
    (
        ID,
        Column("subject", "what it is about", required=True, pattern=NODE, expects=NODE_WORDS),
        Column(
            "predicate",
            "what is stated of it: a property",
            required=True,
            pattern=NODE,
            expects=NODE_WORDS,
        ),
        Column(
            "object",
            "the value, or the thing, that the source states; leave it empty where the "
            "statement column says it in words",
        ),
        Column(
            "datatype",
            "the type of a value; empty for a thing or for words",
            pattern="xsd:(" + "|".join(LEXICAL) + ")",
            expects="one of " + ", ".join(f"xsd:{name}" for name in LEXICAL),
        ),
        *in_languages("unit", "what a number is measured in"),
        Column(
            "language",
            "the language of a value in words",
            pattern="[a-z]{2}",
            expects="two letters such as kk",
        ),
        *STATEMENT,
        day("date", "the day or year the statement is of"),
        SOURCE,
        LOCATOR,
        replace(STRENGTH, required=True),
        STATUS_NOTE,
        BASIS_NOTE,
    ),
    key=("id",),
)

CONFLICTS = Table(
    "conflicts",
    "Claims that cannot all hold, kept side by side.",
    (
        ID,
        *TITLES,
        replace(
            references("claims", "ids of the claims, at least two, separated by |"),
            required=True,
        ),
        Column("about", "what the conflict is about", pattern=NODE, expects=NODE_WORDS, many=True),
        *STATEMENT,
    ),
    key=("id",),
)


def claim(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``claims`` table."""
    if not row["source"] and Strength(row["strength"]) not in OWN_BASIS:
        reason = f"is empty: without a source a claim cannot be {row['strength']}, only unverified."
        raise CellError("source", reason)
    node = thing("claim", row["id"])
    yield Triple(node, RDF.type, KQ.Claim)
    yield Triple(node, RDF.subject, node_named("subject", row["subject"]))
    yield Triple(node, RDF.predicate, node_named("predicate", row["predicate"]))
    yield Triple(node, RDF.object, _object(row))
    yield from in_words(node, row, "unit", SCHEMA.unitText)
    yield from in_words(node, row)
    if row["date"]:
        yield Triple(node, DCTERMS.date, date_literal(row["date"]))
    yield from sourced(node, row)
    yield from standing(node, row)


def conflict(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``conflicts`` table."""
    node = thing("conflict", row["id"])
    yield Triple(node, RDF.type, KQ.ClaimConflict)
    yield from labels(node, row)
    yield from links(node, KQ.conflictingClaim, row, "claims", "claim")
    for item in row.items("about"):
        yield Triple(node, KQ.about, node_named("about", item))
    yield from in_words(node, row)


class ConflictsCheck(RowsCheck):
    """Every conflict lists two claims or more, and those it names by id are there."""

    def __init__(self) -> None:
        self._claims: set[str] = set()
        self._conflicts: list[Row] = []

    def see(self, table: str, row: Row) -> None:
        """Take note of a claim's id or of a conflict."""
        if table == CLAIMS.name:
            self._claims.add(row["id"])
        elif table == CONFLICTS.name:
            self._conflicts.append(row)

    def finish(self, log: Log) -> None:
        """Refuse conflicts of fewer than two claims, or of claims that are not in the files."""
        for row in self._conflicts:
            named = row.items("claims")
            where = row.at("claims")
            if len({referred("claim", item) for item in named}) < 2:
                log.refuse(where, "names fewer than two claims; a conflict is between several.")
            for item in named:
                if "://" not in item and item not in self._claims:
                    log.refuse(where, f"names {item!r}, which is not in the claims table.")


def _object(row: Row) -> NamedNode | Literal:
    text, datatype, language = row["object"], row["datatype"], row["language"]
    if not text:
        return _own_words(row)
    if datatype and language:
        raise CellError("language", "a value has a datatype or a language, not both.")
    if language:
        return Literal(text, language=language)
    if not datatype:
        return node_named("object", text)
    name = datatype.removeprefix("xsd:")
    if not re.fullmatch(LEXICAL[name], text) or (name == "date" and not _is_day(text)):
        raise CellError("object", f"{text!r} is not a value of {datatype}.")
    return Literal(text, datatype=XSD[name])


def _own_words(row: Row) -> Literal:
    """Return the statement itself as the object: what is stated cannot be said shorter."""
    words = row.titles("statement")
    for lang in ("en", "ru", "kk"):
        if lang in words:
            return Literal(words[lang], language=lang)
    raise CellError("object", "is empty, and no statement column says it in words.")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
