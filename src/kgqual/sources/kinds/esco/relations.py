"""Rows that relate two concepts, one triple a row, and the rows of two smaller tables.

Occupations and skills are related to skills in the forward direction only
(``esco:relatedEssentialSkill``, ``esco:relatedOptionalSkill``): the inverse properties of the
official RDF say the same again, and SPARQL reads a triple from either end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ESCO, KQ, RDF, SKOS, XSD
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.layout import HIERARCHY_LEVELS
from kgqual.sources.kinds.esco.sheet import Known, Sheet
from kgqual.sources.kinds.esco.text import clean_label, clean_text

RELATION_TYPES = {
    "essential": ESCO.relatedEssentialSkill,
    "optional": ESCO.relatedOptionalSkill,
}
ENDS = {
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
    "occupationSkillRelations": ("occupationUri", "skillUri"),
    "skillSkillRelations": ("originalSkillUri", "relatedSkillUri"),
}
_DECIMAL = re.compile(r"\d+(\.\d+)?")


def relate(sheet: Sheet, known: Known) -> Iterator[Triple]:
    """Yield one triple for each row of a relation table.

    A relation that names a concept no concept table defines is kept, and counted by name.
    """
    from_column, to_column = ENDS[sheet.layout.name]
    rows = sheet.rows()
    from_at, to_at = sheet.columns[from_column], sheet.columns[to_column]
    predicates = _predicates(sheet)
    for cells in rows:
        subject = sheet.node(from_column, cells[from_at])
        object_ = sheet.node(to_column, cells[to_at])
        predicate = predicates(cells)
        if subject and object_ and predicate:
            for uri in (cells[from_at], cells[to_at]):
                if uri not in known.defined:
                    sheet.note(rules.DANGLING, uri)
            sheet.log.kept += 1
            yield Triple(subject, predicate, object_)


def _predicates(sheet: Sheet) -> Callable[[list[str]], NamedNode | None]:
    broader, position = SKOS.broader, sheet.columns.get("relationType")

    def predicate(cells: list[str]) -> NamedNode | None:
        """Return the property a row states, or None when its type is refused."""
        if position is None:
            return broader
        found = RELATION_TYPES.get(cells[position])
        if not found:
            wanted = ", ".join(RELATION_TYPES)
            sheet.refuse("relationType", f"{cells[position]!r} is not one of {wanted}.")
        return found

    return predicate


class _Group(NamedTuple):
    node: NamedNode
    uri: str
    level: int


def hierarchy(sheet: Sheet, known: Known) -> Iterator[Triple]:
    """Yield the code and the parent of each group of ``skillsHierarchy``.

    A group that no group table describes is described from its row as well.
    """
    for cells in sheet.rows():
        groups = [
            _Group(node, uri, level)
            for level in HIERARCHY_LEVELS
            if (uri := cells[sheet.columns[f"Level {level} URI"]])
            and (node := sheet.node(f"Level {level} URI", uri))
        ]
        if not groups:
            continue
        sheet.log.kept += 1
        group = groups[-1]
        if len(groups) > 1:
            yield Triple(group.node, SKOS.broader, groups[-2].node)
        code = sheet.columns.get(f"Level {group.level} code")
        if code is not None and (notation := cells[code].strip()):
            yield Triple(group.node, SKOS.notation, Literal(notation))
        if (group.uri, sheet.language) not in known.described:
            sheet.note(rules.ONLY_IN_HIERARCHY, group.uri)
            yield from _undefined_group(sheet, group, cells)


def _undefined_group(sheet: Sheet, group: _Group, cells: list[str]) -> Iterator[Triple]:
    yield Triple(group.node, RDF.type, SKOS.Concept)
    for column, predicate, clean in (
        (f"Level {group.level} preferred term", SKOS.prefLabel, clean_label),
        ("Description", DCTERMS.description, clean_text),
        ("Scope note", SKOS.scopeNote, clean_text),
    ):
        position = sheet.columns.get(column)
        if position is not None and (text := clean(cells[position])):
            yield Triple(group.node, predicate, Literal(text, language=sheet.language))


def green_shares(sheet: Sheet, known: Known) -> Iterator[Triple]:
    """Yield the share of green skills of each occupation and ISCO group, from 0 to 1.

    The official dictionary maps this table to no property, so it is stated with our own.
    """
    for cells in sheet.rows():
        uri, share = cells[sheet.columns["conceptUri"]], cells[sheet.columns["greenShare"]].strip()
        concept = sheet.node("conceptUri", uri)
        if not _DECIMAL.fullmatch(share):
            sheet.refuse("greenShare", f"{share!r} is not a decimal number.")
        elif concept:
            if uri not in known.defined:
                sheet.note(rules.DANGLING, uri)
            sheet.log.kept += 1
            yield Triple(concept, KQ.greenShare, Literal(share, datatype=XSD.decimal))
