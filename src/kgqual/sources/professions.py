"""Professions as standards, registers and recognition centres name them.

All of them name a profession by one id, and place it in the National Classifier of Occupations
(NCO), at levels of the national and of a sectoral framework, and in tariff categories.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.nco import CODE, EDITION
from kgqual.namespaces import KQ, ORG, RDF, SKOS, thing
from kgqual.sources.classification import concept_scheme, top
from kgqual.sources.codes import CodeColumn
from kgqual.sources.collection import CellError, RowsCheck
from kgqual.sources.kinds.nco import CODE_WORDS
from kgqual.sources.log import Log
from kgqual.sources.shared_columns import REFERENCE, REFERENCE_WORDS, referred
from kgqual.sources.statements import SLUG, SLUG_WORDS, labels
from kgqual.sources.template import Column, Row

NQF = ("nqf", "2016")
LEVEL = "[1-8]"
LEVEL_WORDS = "a level from 1 to 8"
TARIFF_SCHEME = thing("tariff-category")
TARIFF_NAMES = {"en": "Tariff categories", "ru": "Тарифные разряды", "kk": "Тарифтік разрядтар"}


def _group_within(code: str) -> str:
    """Name the group in a code that goes on after it, such as 2512-1-003."""
    group, _, number = code.rpartition("-")
    if "-" in group and number.isdigit():
        return f"It goes on after the code of a group: give the group, {group}."
    return ""


PROFESSION = Column(
    "profession",
    "an id of the profession; the same in standards, registers and lists of centres",
    required=True,
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
NCO = CodeColumn(
    "nco",
    "its group in the National Classifier of Occupations NK RK 01-2017",
    pattern=CODE,
    expects=CODE_WORDS,
    diagnose=_group_within,
)
NQF_LEVEL = Column(
    "nqf_level",
    "the level in the national framework of 2016",
    pattern=LEVEL,
    expects=LEVEL_WORDS,
)
SQF = Column(
    "sqf",
    "the sectoral framework: its id, and its edition if it has one, such as sqf-it/2019; needed "
    "where sqf_level is filled",
    pattern=f"{SLUG}(/{SLUG})?",
    expects="an id such as sqf-it, or an id and an edition such as sqf-it/2019",
)
SQF_LEVEL = Column(
    "sqf_level", "the level in the sectoral framework", pattern=LEVEL, expects=LEVEL_WORDS
)
TARIFF_CATEGORY = Column(
    "tariff_category",
    "the categories that the Unified Tariff and Qualification Directory gives it",
    pattern="[1-9]",
    expects="a category such as 4",
    many=True,
)
SECTORAL_COUNCIL = Column(
    "sectoral_council",
    "the sectoral council responsible for it: its id in the organisations table",
    pattern=REFERENCE,
    expects=REFERENCE_WORDS,
)
LEVELS = (NQF_LEVEL, SQF, SQF_LEVEL)


def profession(row: Row) -> Iterator[Triple]:
    """Yield the profession that a row names, with its names, NCO group and tariff categories."""
    node = thing("profession", row["profession"])
    yield Triple(node, RDF.type, KQ.Profession)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield from labels(node, row)
    yield from nco_group(node, row)
    yield from tariff_categories(node, row)


def nco_group(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the NCO group of a profession or of its card."""
    if row["nco"]:
        yield Triple(node, KQ.ncoGroup, thing("nco", EDITION, row["nco"]))


def levels(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the levels at which a row places a card or a register entry."""
    if row["nqf_level"]:
        yield Triple(node, KQ.nqfLevel, thing(*NQF, "level", row["nqf_level"]))
    if row["sqf_level"]:
        if not row["sqf"]:
            raise CellError("sqf", "is empty: name the sectoral framework whose level is given.")
        yield Triple(node, KQ.sqfLevel, thing(*row["sqf"].split("/"), "level", row["sqf_level"]))


def tariff_categories(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the tariff categories of a profession or of its card, as concepts of one scheme."""
    categories = row.items("tariff_category")
    if categories:
        yield from concept_scheme(TARIFF_SCHEME, TARIFF_NAMES)
    for number in categories:
        category = thing("tariff-category", number)
        yield Triple(node, KQ.tariffCategory, category)
        yield Triple(category, RDF.type, KQ.TariffCategory)
        yield Triple(category, RDF.type, SKOS.Concept)
        yield Triple(category, SKOS.inScheme, TARIFF_SCHEME)
        yield from top(category, TARIFF_SCHEME)
        yield Triple(category, SKOS.notation, Literal(number))
        for lang, name in (
            ("en", f"Tariff category {number}"),
            ("ru", f"Тарифный разряд {number}"),
            ("kk", f"{number}-тарифтік разряд"),
        ):
            yield Triple(category, SKOS.prefLabel, Literal(name, language=lang))


def council(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the sectoral council responsible for a standard or a register entry."""
    if row["sectoral_council"]:
        responsible = referred("organisation", row["sectoral_council"])
        yield Triple(node, KQ.sectoralCouncil, responsible)
        yield Triple(responsible, RDF.type, KQ.SectoralCouncil)
        yield Triple(responsible, RDF.type, ORG.Organization)


class ProfessionNames(RowsCheck):
    """Refuses rows that call one profession by another name than an earlier row does."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Row] = {}
        self._differing: list[tuple[Row, str, Row]] = []

    def see(self, table: str, row: Row) -> None:
        """Take note of what a row calls its profession."""
        if not row["profession"]:
            return
        for lang, title in row.titles().items():
            first = self._first.setdefault((row["profession"], lang), row)
            if title != first[f"title_{lang}"]:
                self._differing.append((row, f"title_{lang}", first))

    def finish(self, log: Log) -> None:
        """Refuse the rows whose names differ."""
        for row, column, first in self._differing:
            log.refuse(
                row.at(column),
                f"{row[column]!r} is another name of the profession {row['profession']!r} than "
                f"in {first.where}; give it one name, or each its own id.",
            )
