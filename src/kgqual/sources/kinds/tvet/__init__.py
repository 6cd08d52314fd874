"""The classifier of specialities and qualifications of vocational education (TVET)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import TVET_TABLE, known_codes
from kgqual.codes.tvet import PREFIX_LEVELS, QUALIFICATION, SPECIALITY, QualificationCode
from kgqual.namespaces import DCTERMS, ELM, KQ, RDF, SKOS, thing
from kgqual.sources.classification import (
    ClassificationImporter,
    Entry,
    Reading,
    concept,
    concept_scheme,
    study_field,
    top,
)
from kgqual.sources.codes import CodeColumn
from kgqual.sources.kinds.tvet.faults import qualification_fault, speciality_fault
from kgqual.sources.statements import (
    DOCUMENTS,
    LOCATOR,
    SOURCE,
    STRENGTH,
    TITLES,
    document,
    labels,
    sourced,
)
from kgqual.sources.template import Row, Table, Template
from kgqual.sources.titles import TITLES_TABLE, further_titles

SCHEME = thing("tvet")
NAMES = {
    "en": "Classifier of specialities and qualifications of vocational education of Kazakhstan",
    "ru": "Классификатор специальностей и квалификаций технического и профессионального, "
    "послесреднего образования Казахстана",
    "kk": "Қазақстанның техникалық және кәсіптік, орта білімнен кейінгі білімінің "
    "мамандықтары мен біліктіліктерінің жіктеуіші",
}

SPECIALITIES = Table(
    "specialities",
    "Specialities of technical, vocational and post-secondary education.",
    (
        CodeColumn(
            "code",
            "the code of the speciality; its first four digits are the ISCED-F field",
            required=True,
            pattern=SPECIALITY,
            expects="the eight digits of a speciality, such as 06130100",
            diagnose=speciality_fault,
        ),
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

QUALIFICATIONS = Table(
    "qualifications",
    "Qualifications awarded within the specialities.",
    (
        CodeColumn(
            "code",
            "the code of the qualification: prefix, six digits of the speciality, number",
            required=True,
            pattern=QUALIFICATION,
            expects="3W, 4S or 5AB and eight digits, such as 4S06130103",
            diagnose=qualification_fault,
        ),
        CodeColumn(
            "nqf_level",
            "the level in the national framework of 2016, where the source states it; "
            "it must agree with the prefix of the code",
            pattern="[1-8]",
            expects="a level from 1 to 8",
        ),
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

TEMPLATE = Template("tvet", (SPECIALITIES, QUALIFICATIONS, TITLES_TABLE, DOCUMENTS))


class TvetImporter(ClassificationImporter):
    """Reads ``specialities`` and ``qualifications``, and the titles sources dispute."""

    kind = "tvet"
    template = TEMPLATE

    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the scheme, specialities, qualifications and titles."""
        specialities = reading.entries("specialities", _speciality)
        qualifications = reading.entries("qualifications", _qualification)
        yield from concept_scheme(SCHEME, NAMES)
        for code, entry in specialities.items():
            yield from concept(entry, KQ.Speciality, SCHEME, code)
            yield from top(entry.node, SCHEME)
            yield from study_field(entry.node, code[:4], reading.log)
        known = specialities.keys() | known_codes(*TVET_TABLE)
        for code, entry in qualifications.items():
            yield from _qualification_triples(code, entry, reading)
            if (speciality := QualificationCode.of(code).speciality) not in known:
                reading.log.note(
                    "the speciality of a qualification is not known: linked to it by its code",
                    f"{code}: {speciality}",
                )
        _note_shared_titles(reading, specialities, qualifications)
        yield from further_titles(reading, {**specialities, **qualifications})
        for row in reading.tables["documents"]:
            yield from document(row)


def _speciality(code: str) -> NamedNode:
    return thing("tvet", "speciality", code)


def _qualification(code: str) -> NamedNode:
    return thing("tvet", "qualification", code)


def _qualification_triples(code: str, entry: Entry, reading: Reading) -> Iterator[Triple]:
    node, parts = entry.node, QualificationCode.of(code)
    yield Triple(node, RDF.type, KQ.TvetQualification)
    yield Triple(node, RDF.type, ELM.Qualification)
    yield Triple(node, SKOS.notation, Literal(code))
    yield Triple(node, KQ.speciality, _speciality(parts.speciality))
    yield Triple(node, KQ.codePrefix, thing("prefix", parts.prefix))
    yield Triple(node, KQ.sequenceNumber, Literal(parts.number))
    yield from labels(node, entry.row)
    for lang, title in entry.row.titles().items():
        yield Triple(node, DCTERMS.title, Literal(title, language=lang))
    yield from sourced(node, entry.row)
    if level := entry.row["nqf_level"]:
        if level != PREFIX_LEVELS[parts.prefix]:
            reading.log.refuse(
                entry.row.at("nqf_level"),
                f"level {level} does not agree with the code {code}: the prefix {parts.prefix} "
                f"is for level {PREFIX_LEVELS[parts.prefix]}.",
            )
        yield Triple(node, ELM.NQFLevel, thing("nqf", "2016", "level", level))


def _note_shared_titles(
    reading: Reading, specialities: Mapping[str, Entry], qualifications: Mapping[str, Entry]
) -> None:
    """Count titles that stand under two codes: kept as they are, since either may be right."""
    codes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for code, entry in specialities.items():
        _collect(codes, "", code, entry.row)
    for code, entry in qualifications.items():
        _collect(codes, QualificationCode.of(code).speciality, code, entry.row)
    for (_, _, title), sharing in codes.items():
        if len(sharing) > 1:
            reading.log.note(
                "one title stands under two codes: both are kept",
                f"{' and '.join(sorted(sharing))}: {title}",
            )


def _collect(
    codes: dict[tuple[str, str, str], list[str]], within: str, code: str, row: Row
) -> None:
    for lang, title in row.titles().items():
        codes[within, lang, title].append(code)


IMPORTER = TvetImporter()
