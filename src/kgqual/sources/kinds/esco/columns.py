"""What each column of a concept's row states, as the official dictionary maps it.

One thing the dictionary leaves open: ``iscoGroup`` is the code of the ISCO unit group that an
occupation belongs to. It is stated with ``esco:memberOfISCOGroup``, because the group is the
``skos:broader`` only of the occupations directly below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ESCO, ISCO, ISO_THES, SKOS, XSD
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.sheet import Sheet
from kgqual.sources.kinds.esco.text import clean_text, split_uris

Statements = Callable[[Sheet, NamedNode, str], Iterator[Triple]]
"""From the sheet, the concept of its current row, and a cell that is not blank to triples."""

SKILL_TYPE = "http://data.europa.eu/esco/skill-type/"
REUSE_LEVEL = "http://data.europa.eu/esco/skill-reuse-level/"

SKILL_TYPES = {
    "knowledge": NamedNode(SKILL_TYPE + "knowledge"),
    "skill/competence": NamedNode(SKILL_TYPE + "skill"),
}
REUSE_LEVELS = {
    level: NamedNode(REUSE_LEVEL + level)
    for level in ("transversal", "cross-sector", "sector-specific", "occupation-specific")
}
CODES = {
    "occupations": re.compile(r"\d{4}(\.\d+)+"),
    "ISCOGroups": re.compile(r"\d{1,4}"),
    "skillGroups": re.compile(r"[KLST](\d+(\.\d+)*)?|\d{2,4}"),
}
_UNIT_GROUP = re.compile(r"\d{4}")
_CODE_IN_URI = re.compile(r"/(?:isco/C|isced-f/)(\d+)")
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def parse_date(text: str) -> datetime | None:
    """Return the moment a ``modifiedDate`` names, or None when it is not a date and time."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _text(predicate: NamedNode) -> Statements:
    def state(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
        """Yield what a cell states of its concept."""
        if cell != cell.strip():
            sheet.note(rules.TEXT_SPACE)
        yield Triple(concept, predicate, Literal(clean_text(cell), language=sheet.language))

    return state


def _links(predicate: NamedNode, column: str) -> Statements:
    def state(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
        """Yield what a cell states of its concept."""
        for uri in split_uris(cell):
            if node := sheet.node(column, uri):
                yield Triple(concept, predicate, node)

    return state


def _status(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    yield Triple(concept, ISO_THES.status, Literal(clean_text(cell)))


def _modified(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    date = cell.strip()
    if parse_date(date) is None:
        sheet.refuse("modifiedDate", f"{date!r} is not a date and time like 2022-09-30T08:15:00Z.")
        return
    canonical = _DATE.sub(_without_trailing_zeros, date)
    if canonical != date:
        sheet.note(rules.DATE_FORM, date)
    yield Triple(concept, DCTERMS.modified, Literal(canonical, datatype=XSD.dateTime))


def _without_trailing_zeros(date: re.Match[str]) -> str:
    seconds, fraction, zone = date.group(1), date.group(2) or "", date.group(3) or ""
    return seconds + fraction.rstrip("0").rstrip(".") + zone


def _regulated(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    linked = cell.startswith("http://data.europa.eu/")
    state = _REGULATED_LINK if linked else _REGULATED_TEXT
    yield from state(sheet, concept, cell)


def _code(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    code = cell.strip()
    in_uri = _CODE_IN_URI.search(concept.value)
    if not CODES[sheet.layout.name].fullmatch(code):
        sheet.refuse("code", f"{code!r} is not a code of this table. {_AS_TEXT}")
    elif in_uri and in_uri[1] != code:
        sheet.refuse("code", f"{code!r} is not the code {in_uri[1]!r} of the URI. {_AS_TEXT}")
    else:
        yield Triple(concept, SKOS.notation, Literal(code))


def _isco_group(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    code = cell.strip()
    if _UNIT_GROUP.fullmatch(code):
        yield Triple(concept, ESCO.memberOfISCOGroup, ISCO["C" + code])
    else:
        sheet.refuse("iscoGroup", f"{code!r} is not a four-digit ISCO code. {_AS_TEXT}")


def _skill_type(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    types = cell.split()
    if len(types) > 1:
        sheet.note(rules.TWO_SKILL_TYPES, concept.value)
    for name in types:
        if name in SKILL_TYPES:
            yield Triple(concept, ESCO.skillType, SKILL_TYPES[name])
        else:
            sheet.refuse("skillType", f"{name!r} is not one of {', '.join(SKILL_TYPES)}.")


def _reuse_level(sheet: Sheet, concept: NamedNode, cell: str) -> Iterator[Triple]:
    level = cell.strip()
    if level in REUSE_LEVELS:
        yield Triple(concept, ESCO.skillReuseLevel, REUSE_LEVELS[level])
    else:
        sheet.refuse("reuseLevel", f"{level!r} is not one of {', '.join(REUSE_LEVELS)}.")


_AS_TEXT = "A spreadsheet may have changed it: give the file as it was downloaded."
_REGULATED_LINK = _links(ESCO.regulatedProfessionNote, "regulatedProfessionNote")
_REGULATED_TEXT = _text(ESCO.regulatedProfessionNote)

COLUMNS: Mapping[str, Statements] = {
    "broaderConceptUri": _links(SKOS.broader, "broaderConceptUri"),
    "code": _code,
    "definition": _text(SKOS.definition),
    "description": _text(DCTERMS.description),
    "hasTopConcept": _links(SKOS.hasTopConcept, "hasTopConcept"),
    "inScheme": _links(SKOS.inScheme, "inScheme"),
    "iscoGroup": _isco_group,
    "modifiedDate": _modified,
    "naceCode": _links(ESCO.hasNACECode, "naceCode"),
    "regulatedProfessionNote": _regulated,
    "reuseLevel": _reuse_level,
    "scopeNote": _text(SKOS.scopeNote),
    "skillType": _skill_type,
    "status": _status,
    "title": _text(DCTERMS.title),
}
"""Column → what it states. Type, URI and labels are stated by :mod:`.concepts`."""

BLANKS = {"skillType": rules.NO_SKILL_TYPE, "reuseLevel": rules.NO_REUSE_LEVEL}
"""Columns that every row should fill, and the rule for those that do not."""
