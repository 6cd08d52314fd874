"""Which tables of which ESCO release some files are, by their official names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import SourceFile
from kgqual.sources.archives import Member, is_bundled, members
from kgqual.sources.kinds.esco.layout import DICTIONARY, GREEN_SHARE, LAYOUTS, RELATIONS, WHOLE
from kgqual.sources.kinds.esco.sheet import TableFile
from kgqual.sources.kinds.rdf import is_rdf

_VERSION = re.compile(r"(?<![a-z0-9])v(\d+(?:\.\d+)+)", re.IGNORECASE)
_BY_LOWER_NAME = {name.lower(): layout for name, layout in LAYOUTS.items()}
_TABLE = re.compile(
    rf"(?:^|[^a-z])(?P<name>{'|'.join(_BY_LOWER_NAME)})(?:_(?P<language>[a-z]{{2,3}}))?"
    r"(?: ?\(\d+\))?\.csv$",
    re.IGNORECASE,
)
_WHOLE_RDF = re.compile(r"\bclassification\b", re.IGNORECASE)
_WITHOUT_LANGUAGE = frozenset(layout.name for layout in (*RELATIONS, GREEN_SHARE, DICTIONARY))

ISSUED = {
    # https://esco.ec.europa.eu/ar/about-esco/faq
    "1": "2017-07",
    # https://esco.ec.europa.eu/pl/node/186 (ESCO v1)
    "1.0.1": "2017-10",
    # https://ec.europa.eu/esco/portal/news/e5db4b84-c099-4bb4-9648-bc645bb50147
    "1.0.6": "2020-07",
    "1.0.7": "2020-07",
    # https://esco.ec.europa.eu/el/node/188 (ESCO versions)
    "1.1": "2022-01",
    "1.1.1": "2022-09",
    "1.1.2": "2024-02",
    "1.2": "2024-05",
    # https://esco.ec.europa.eu/ga/node/563 (ESCO v1.2.1)
    "1.2.1": "2025-12",
}
"""Version (without zeros at its end) → month of publication, as the pages named state it."""


@dataclass(frozen=True)
class Contents:
    """What the files of a source hold: tables in reading order, RDF, and what is neither."""

    tables: tuple[TableFile, ...]
    rdf: tuple[Member, ...]
    unknown: tuple[Member, ...]

    @property
    def complete(self) -> bool:
        """Whether every table of a whole release is there, or the official RDF dump."""
        named = {table.layout.name for table in self.tables}
        return named >= WHOLE or any(_WHOLE_RDF.search(member.name) for member in self.rdf)


def version_of(files: Sequence[SourceFile]) -> str | None:
    """Return the version that the file names state, or None.

    Raises BadUsage when they state several.
    """
    stated = {found[1]: file.name for file in files if (found := _VERSION.search(file.name))}
    if len(stated) > 1:
        named = ", ".join(f"{name!r} (v{version})" for version, name in sorted(stated.items()))
        raise BadUsage(f"The files are of different ESCO releases: {named}. Add each by itself.")
    return next(iter(stated), None)


def issued(version: str) -> str:
    """Return the month in which a release was published, or '' when no source is known."""
    return ISSUED.get(re.sub(r"(\.0)+$", "", version), "")


def contents(files: Sequence[SourceFile]) -> Contents:
    """Return the tables and RDF in the files.

    Raises UnreadableInput for a damaged archive, a file that is no part of an ESCO release, or
    when there is nothing to import, and BadUsage when the same table is given twice.
    """
    tables: list[TableFile] = []
    rdf: list[Member] = []
    unknown: list[Member] = []
    for file in files:
        for member in members(file):
            if table := _table(member):
                tables.append(table)
            elif is_rdf(member):
                rdf.append(member)
            elif is_bundled(file):
                unknown.append(member)
            else:
                raise UnreadableInput(f"{member.name}: not an ESCO file. {_known_names()}")
    if not rdf and all(table.layout is DICTIONARY for table in tables):
        names = ", ".join(file.name for file in files)
        raise UnreadableInput(f"{names}: no ESCO table inside. {_known_names()}")
    order = list(LAYOUTS.values())
    tables.sort(key=lambda t: (order.index(t.layout), t.language, t.member.name))
    _refuse_repeated(tables)
    return Contents(tuple(tables), tuple(rdf), tuple(unknown))


def _table(member: Member) -> TableFile | None:
    found = _TABLE.search(member.path.name)
    if not found:
        return None
    layout = _BY_LOWER_NAME[found["name"].lower()]
    language = (found["language"] or "").lower()
    if not language and layout.name not in _WITHOUT_LANGUAGE:
        raise UnreadableInput(
            f"{member.name}: the name must end in the language, as in {layout.name}_en.csv."
        )
    return TableFile(layout, language, member)


def _refuse_repeated(tables: list[TableFile]) -> None:
    for one, other in pairwise(tables):
        same_language = one.language == other.language or not one.language
        if one.layout is other.layout and same_language:
            raise BadUsage(
                f"{one.member.name} and {other.member.name} are the same table, {other.title}. "
                "Give the files of one release, each once."
            )


def _known_names() -> str:
    return f"ESCO tables are named {', '.join(LAYOUTS)} (with _en, _fr … and .csv)."
