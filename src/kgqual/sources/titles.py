"""Titles that sources give a code, each kept as that source's claim.

The main tables hold one title per language. The ``titles`` table adds titles from other
sources: a language the main table lacks, or a title that differs from the main one. Different
titles of one code in one language are a conflict, kept side by side.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import KQ, RDF, SKOS, thing
from kgqual.sources.classification import Entry, Reading
from kgqual.sources.codes import CodeColumn
from kgqual.sources.statements import LOCATOR, SOURCE, STRENGTH, sourced
from kgqual.sources.template import LANGUAGES, Column, Row, Table

TITLES_TABLE = Table(
    "titles",
    "Further titles of codes, each from a source of its own: in a language that the main table "
    "lacks, or different from the title there.",
    (
        CodeColumn("code", "a code of another table of this source", required=True),
        Column(
            "language",
            "the language of the title",
            required=True,
            pattern="|".join(LANGUAGES),
            expects=f"one of {', '.join(LANGUAGES)}",
        ),
        Column("title", "the title exactly as the source gives it", required=True),
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code", "language", "title"),
)


@dataclass(frozen=True)
class _Stated:
    """A title and the row that cites its source."""

    title: str
    row: Row

    @property
    def order(self) -> tuple[int, str]:
        """Strongest basis first, then alphabetical: independent of the order of rows."""
        strength = self.row["strength"]
        return Strength(strength).rank if strength else len(Strength), self.title


def further_titles(reading: Reading, entries: Mapping[str, Entry]) -> Iterator[Triple]:
    """Yield labels, claims and conflicts for the rows of the ``titles`` table.

    ``entries`` are all codes of the source; a row with another code is refused.
    """
    further: dict[tuple[str, str], list[_Stated]] = defaultdict(list)
    for row in reading.tables[TITLES_TABLE.name]:
        code = row["code"]
        if code in entries:
            further[code, row["language"]].append(_Stated(row["title"], row))
        else:
            reading.log.refuse(row.at("code"), f"{code!r} is in no table of these files.")
    for (code, lang), stated in further.items():
        yield from _titles_of(reading, code, entries[code], lang, stated)


def _titles_of(
    reading: Reading, code: str, entry: Entry, lang: str, further: list[_Stated]
) -> Iterator[Triple]:
    stated = {item.title: item for item in further}
    if main := entry.row[f"title_{lang}"]:
        preferred = main
        stated.setdefault(main, _Stated(main, entry.row))
    else:
        preferred = min(further, key=lambda item: item.order).title
        yield Triple(entry.node, SKOS.prefLabel, Literal(preferred, language=lang))
    for title in stated.keys() - {preferred}:
        yield Triple(entry.node, SKOS.altLabel, Literal(title, language=lang))
    claims = []
    for item in stated.values():
        digest = hashlib.sha256(item.title.encode()).hexdigest()[:8]
        node = thing("claim", reading.slug(code, "title", lang, digest))
        yield from _claim(node, entry.node, lang, item)
        claims.append(node)
    if len(claims) > 1:
        yield from _conflict(reading, code, entry, lang, claims)


def _claim(node: NamedNode, subject: NamedNode, lang: str, item: _Stated) -> Iterator[Triple]:
    yield Triple(node, RDF.type, KQ.Claim)
    yield Triple(node, RDF.subject, subject)
    yield Triple(node, RDF.predicate, SKOS.prefLabel)
    yield Triple(node, RDF.object, Literal(item.title, language=lang))
    yield from sourced(node, item.row)


def _conflict(
    reading: Reading, code: str, entry: Entry, lang: str, claims: list[NamedNode]
) -> Iterator[Triple]:
    reading.log.note("sources give different titles for one code: all are kept", f"{code} ({lang})")
    node = thing("conflict", reading.slug(code, "title", lang))
    yield Triple(node, RDF.type, KQ.ClaimConflict)
    yield Triple(node, KQ.about, entry.node)
    for language, label in (
        ("en", f"Different titles of {code}"),
        ("ru", f"Разные названия у кода {code}"),
        ("kk", f"{code} кодының әртүрлі атаулары"),
    ):
        yield Triple(node, SKOS.prefLabel, Literal(label, language=language))
    for claim in claims:
        yield Triple(node, KQ.conflictingClaim, claim)
