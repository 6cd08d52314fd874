"""The classifier of higher and postgraduate education: areas, directions, programme groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.he import GROUP_PREFIXES, PREFIXES
from kgqual.codes.known import is_study_field
from kgqual.namespaces import ELM, ISCED_F, KQ, ORG, RDF, SCHEMA, SKOS, compact, thing
from kgqual.sources.classification import (
    NOT_ISCED_F,
    ClassificationImporter,
    Entry,
    Reading,
    concept,
    concept_scheme,
    hierarchy,
    study_field,
    top,
)
from kgqual.sources.kinds.he.tables import AREAS, DIRECTIONS, GROUPS, PROGRAMMES
from kgqual.sources.statements import DOCUMENTS, document, labels, sourced
from kgqual.sources.template import Row, Template
from kgqual.sources.titles import TITLES_TABLE, further_titles

SCHEME = thing("he")
NAMES = {
    "en": "Classifier of training areas of higher and postgraduate education of Kazakhstan",
    "ru": "Классификатор направлений подготовки кадров с высшим и послевузовским образованием "
    "Казахстана",
    "kk": "Қазақстанның жоғары және жоғары оқу орнынан кейінгі білімі бар кадрларды даярлау "
    "бағыттарының жіктеуіші",
}

TEMPLATE = Template("he", (AREAS, DIRECTIONS, GROUPS, PROGRAMMES, TITLES_TABLE, DOCUMENTS))


class HeImporter(ClassificationImporter):
    """Reads areas, directions, groups and programmes, each placed below the one before."""

    kind = "he"
    template = TEMPLATE

    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the scheme, its concepts with their places and fields, programmes, titles."""
        areas = reading.entries("areas", _area)
        directions = reading.entries("directions", _direction, "id")
        groups = reading.entries("groups", _group)
        yield from concept_scheme(SCHEME, NAMES)
        for code, entry in areas.items():
            yield from concept(entry, KQ.StudyArea, SCHEME, code)
            yield from top(entry.node, SCHEME)
            yield from _code_prefix(entry, code, reading)
        for code, entry in directions.items():
            yield from _direction_triples(code, entry, reading)
        yield from hierarchy(directions, areas, _area, lambda code: code[:4], reading.log)
        for code, entry in groups.items():
            yield from _group_triples(code, entry, reading)
        above = {code: entry.row["direction"] for code, entry in groups.items()}
        yield from hierarchy(groups, directions, _direction, above.__getitem__, reading.log)
        for row in reading.tables["programmes"]:
            yield from _programme(row, directions, reading)
        yield from further_titles(reading, {**areas, **directions, **groups})
        for row in reading.tables["documents"]:
            yield from document(row)


def _area(code: str) -> NamedNode:
    return thing("he", "area", code)


def _direction(code: str) -> NamedNode:
    return thing("he", "direction", code)


def _group(code: str) -> NamedNode:
    return thing("he", "group", code)


def _code_prefix(entry: Entry, code: str, reading: Reading) -> Iterator[Triple]:
    if code[:2] in PREFIXES:
        yield Triple(entry.node, KQ.codePrefix, thing("prefix", code[:2]))
    else:
        reading.log.note("a code begins with a prefix that is not known: no level indicated", code)


def _direction_triples(code: str, entry: Entry, reading: Reading) -> Iterator[Triple]:
    """Yield a direction; one without a national code is provisional and has no notation."""
    provisional = "-" in code
    yield from concept(entry, KQ.StudyDirection, SCHEME, "" if provisional else code)
    if provisional:
        yield Triple(entry.node, KQ.provisional, Literal(True))
    yield from study_field(entry.node, entry.row["isced_f"], reading.log)


def _group_triples(code: str, entry: Entry, reading: Reading) -> Iterator[Triple]:
    yield from concept(entry, KQ.ProgrammeGroup, SCHEME, code)
    yield from study_field(entry.node, entry.row["isced_f"], reading.log)
    direction = entry.row["direction"]
    if (prefix := GROUP_PREFIXES[code[0]]) != direction[:2]:
        reading.log.refuse(
            entry.row.at("direction"),
            f"{direction!r} does not agree with the group {code}: groups with {code[0]} belong "
            f"to directions with {prefix}.",
        )


def _programme(row: Row, directions: Mapping[str, Entry], reading: Reading) -> Iterator[Triple]:
    code, institution = row["code"], row["institution"]
    node = thing("he", "programme", institution, code)
    yield Triple(node, RDF.type, KQ.EducationalProgramme)
    yield Triple(node, RDF.type, ELM.LearningAchievementSpecification)
    yield Triple(node, SKOS.notation, Literal(code))
    yield Triple(node, KQ.studyArea, _area(code[:4]))
    yield from _code_prefix(Entry(node, row), code, reading)
    if direction := row["direction"] or (code[:5] if code[:5] in directions else ""):
        yield Triple(node, KQ.studyDirection, _direction(direction))
    if row["group"]:
        yield Triple(node, ELM.educationSubject, _group(row["group"]))
    if is_study_field(row["isced_f"]):
        yield Triple(node, ELM.ISCEDFCode, ISCED_F[row["isced_f"]])
    elif row["isced_f"]:
        reading.log.note(NOT_ISCED_F, f"{compact(node.value)}: {row['isced_f']}")
    university = thing("organisation", institution)
    yield Triple(node, SCHEMA.provider, university)
    yield Triple(university, RDF.type, ORG.Organization)
    yield from labels(university, row, "institution_title")
    yield from labels(node, row)
    yield from sourced(node, row)


IMPORTER = HeImporter()
