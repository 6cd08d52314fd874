"""Rows that describe a concept or a scheme: its types, labels, and what its columns state.

A collection row repeats the row of its concept with other separators, so one reader serves
both; a member of a collection is ``skos:inScheme`` of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import ESCO, RDF, SKOS
from kgqual.sources.characters import CONTROL
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.columns import BLANKS, COLUMNS
from kgqual.sources.kinds.esco.layout import (
    CONCEPT_SCHEME,
    ISCO_GROUP,
    OCCUPATION,
    SKILL,
    SKILL_GROUP,
)
from kgqual.sources.kinds.esco.repeats import Repeat
from kgqual.sources.kinds.esco.sheet import Known, Sheet
from kgqual.sources.kinds.esco.text import clean_label, split_labels

TYPES: Mapping[str, tuple[NamedNode, ...]] = {
    OCCUPATION: (ESCO.Occupation, ESCO.MemberConcept, SKOS.Concept),
    SKILL: (ESCO.Skill, ESCO.MemberConcept, SKOS.Concept),
    SKILL_GROUP: (SKOS.Concept,),
    ISCO_GROUP: (SKOS.Concept,),
    CONCEPT_SCHEME: (SKOS.ConceptScheme,),
}

OTHER_LABELS = {"altLabels": SKOS.altLabel, "hiddenLabels": SKOS.hiddenLabel}


def describe(sheet: Sheet, repeated: Mapping[int, Repeat], known: Known) -> Iterator[Triple]:
    """Yield what the rows of a concept or scheme table state.

    ``repeated`` are the rows that do not count. What is described is added to ``known``.
    """
    rows = sheet.rows()
    description = _Description(sheet)
    for cells in rows:
        if repeat := repeated.get(sheet.row):
            _pass_over(sheet, repeat)
        elif concept := _concept(sheet, cells):
            before = sheet.log.refused
            yield from description.of(concept, cells)
            known.defined.add(concept.value)
            known.described.add((concept.value, sheet.language))
            sheet.log.kept += sheet.log.refused == before


def collect(sheet: Sheet, known: Known) -> Iterator[Triple]:
    """Yield the members of a collection.

    A collection repeats the rows of its members; they are described from it only where the
    release lacks the members' own table.
    """
    rows = sheet.rows()
    description = _Description(sheet)
    scheme = NamedNode(sheet.layout.scheme)
    for cells in rows:
        if concept := _concept(sheet, cells):
            before = sheet.log.refused
            yield Triple(concept, SKOS.inScheme, scheme)
            if (concept.value, sheet.language) not in known.described:
                known.described.add((concept.value, sheet.language))
                yield from description.of(concept, cells)
            sheet.log.kept += sheet.log.refused == before


def _concept(sheet: Sheet, cells: list[str]) -> NamedNode | None:
    kind = cells[sheet.columns["conceptType"]]
    if kind not in sheet.layout.types:
        sheet.refuse("conceptType", f"{kind!r} does not belong in this table.")
        return None
    return sheet.node(sheet.layout.uri, cells[sheet.columns[sheet.layout.uri]])


def _pass_over(sheet: Sheet, repeat: Repeat) -> None:
    if repeat.rule:
        sheet.note(repeat.rule, repeat.uri)
    else:
        sheet.refuse(
            sheet.layout.uri,
            f"repeats {repeat.uri} of row {repeat.row} with other content and no later date; "
            "keep one of the two.",
        )


class _Description:
    """From the rows of one sheet to triples; where its columns stand is looked up once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._type = sheet.columns["conceptType"]
        self._preferred = sheet.columns["preferredLabel"]
        self._others = [
            (sheet.columns[column], predicate, column == "altLabels")
            for column, predicate in OTHER_LABELS.items()
            if column in sheet.columns
        ]
        self._stating = [
            (position, COLUMNS[column], BLANKS.get(column))
            for column, position in sheet.columns.items()
            if column in COLUMNS
        ]

    def of(self, concept: NamedNode, cells: list[str]) -> Iterator[Triple]:
        """Yield what a row states of its concept."""
        sheet = self._sheet
        if any("\u00a0" in cell for cell in cells):
            sheet.note(rules.NO_BREAK_SPACE)
        if any(CONTROL.search(cell) for cell in cells):
            sheet.note(rules.CONTROL)
        for type_ in TYPES[cells[self._type]]:
            yield Triple(concept, RDF.type, type_)
        yield from self._labels(concept, cells)
        for position, state, blank in self._stating:
            cell = cells[position]
            if cell and not cell.isspace():
                yield from state(sheet, concept, cell)
            elif blank:
                sheet.note(blank, concept.value)

    def _labels(self, concept: NamedNode, cells: list[str]) -> Iterator[Triple]:
        sheet, language = self._sheet, self._sheet.language
        written = cells[self._preferred]
        trimmed = written.strip()
        if written != trimmed:
            sheet.note(rules.STRAY_SPACE, written)
        preferred = self._label(trimmed)
        if preferred:
            yield Triple(concept, SKOS.prefLabel, Literal(preferred, language=language))
        else:
            sheet.note(rules.NO_PREFERRED, concept.value)
        stated = {preferred}
        for position, predicate, alternative in self._others:
            for label in split_labels(cells[position], sheet.layout.separator):
                text = self._label(label)
                if text not in stated:
                    stated.add(text)
                    yield Triple(concept, predicate, Literal(text, language=language))
                elif not alternative:
                    sheet.note(rules.HIDDEN_REPEATED, text)
                else:
                    same = label.strip() == trimmed
                    sheet.note(rules.PREFERRED_REPEATED if same else rules.LABEL_REPEATED, text)

    def _label(self, written: str) -> str:
        label = clean_label(written)
        if label != written and label != written.replace("\u00a0", " "):
            spaced = label == " ".join(written.split())
            self._sheet.note(rules.LABEL_SPACE if spaced else rules.INVISIBLE, label)
        return label
