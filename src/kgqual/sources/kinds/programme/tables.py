"""The tables of the ``programme`` template: programmes, modules, outcomes, micro-qualifications."""

from __future__ import annotations

from dataclasses import replace

from kgqual.sources.classification import STUDY_FIELD
from kgqual.sources.kinds.he.tables import GROUPS
from kgqual.sources.kinds.he.tables import PROGRAMMES as HE_PROGRAMMES
from kgqual.sources.kinds.law.tables import BASIS
from kgqual.sources.kinds.programme.ties import CARD, WORLDSKILLS_SECTION, cards_named
from kgqual.sources.kinds.standard.tables import CARDS
from kgqual.sources.kinds.tvet import QUALIFICATIONS, SPECIALITIES
from kgqual.sources.professions import NQF_LEVEL
from kgqual.sources.row_checks import Reference, reference
from kgqual.sources.shared_columns import BASIS_NOTE, ID, NUMBER, PAGE, REFERENCE, REFERENCE_WORDS
from kgqual.sources.statements import SLUG, SLUG_WORDS, TITLES, VALIDITY
from kgqual.sources.template import Column, Table

INSTITUTION = replace(
    HE_PROGRAMMES.by_name["institution"], meaning=f"the institution that offers it: {SLUG_WORDS}"
)
PROGRAMME = Column(
    "programme",
    "the programme: its code in the programmes table",
    required=True,
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
OF_PROGRAMME = (INSTITUTION, PROGRAMME)
CREDITS = Column(
    "credits",
    "how many credits it is worth",
    pattern=r"(?!0+(\.0+)?$)[0-9]+(\.[0-9]+)?",
    expects="a number above 0, such as 6 or 2.5",
)
CREDIT_SYSTEM = Column(
    "credit_system",
    "the credit system they are credits of: tvet, he, or the id of another one",
    pattern=REFERENCE,
    expects=REFERENCE_WORDS,
)
ASSESSMENT_FORM = Column(
    "assessment_form",
    "how it is assessed",
    pattern="demonstration-exam|practical-exam|theoretical-exam",
    expects="demonstration-exam, practical-exam or theoretical-exam",
    many=True,
)

PROGRAMMES = Table(
    "programmes",
    "Educational programmes of an institution.",
    (
        INSTITUTION,
        *(
            replace(column, meaning=column.meaning.replace("university", "institution"))
            for column in HE_PROGRAMMES.columns
            if column.name.startswith("institution_title_")
        ),
        Column(
            "code",
            "the programme's code at the institution or in the register",
            required=True,
            pattern=SLUG,
            expects=SLUG_WORDS,
            code=True,
        ),
        *TITLES,
        Column(
            "type",
            "minor for what students take beside their main programme; empty otherwise",
            pattern="minor",
            expects="the word minor, or nothing",
        ),
        replace(
            SPECIALITIES.by_name["code"],
            name="speciality",
            meaning="the speciality of vocational education it belongs to",
            required=False,
        ),
        replace(
            QUALIFICATIONS.by_name["code"],
            name="qualification",
            meaning="the qualifications of vocational education it leads to",
            required=False,
            many=True,
        ),
        replace(
            GROUPS.by_name["code"],
            name="group",
            meaning="the group of higher-education programmes it belongs to",
            required=False,
        ),
        STUDY_FIELD,
        replace(NQF_LEVEL, meaning="the level in the national framework of 2016 it leads to"),
        CREDITS,
        CREDIT_SYSTEM,
        ASSESSMENT_FORM,
        *VALIDITY,
        PAGE,
        *BASIS,
        BASIS_NOTE,
    ),
    key=("institution", "code"),
)

MODULES = Table(
    "modules",
    "Modules of a programme, in the order of their numbers.",
    (
        *OF_PROGRAMME,
        replace(NUMBER, meaning="its place among the modules of the programme"),
        Column("code", "what the programme calls it for short, such as ПМ 01", code=True),
        *TITLES,
        CREDITS,
        CARD,
        WORLDSKILLS_SECTION,
        ASSESSMENT_FORM,
        *BASIS,
    ),
    key=("institution", "programme", "number"),
)

OUTCOMES = Table(
    "outcomes",
    "What somebody who has completed a module or a programme knows or can do, one a row.",
    (
        *OF_PROGRAMME,
        replace(
            NUMBER,
            name="module",
            meaning="the module; empty for an outcome of the whole programme",
            required=False,
        ),
        replace(NUMBER, meaning="its number among the outcomes of the module or the programme"),
        *TITLES,
        *BASIS,
    ),
    key=("institution", "programme", "module", "number"),
)

MICRO_QUALIFICATIONS = Table(
    "micro_qualifications",
    "Micro-qualifications that are awarded within a programme.",
    (
        *OF_PROGRAMME,
        replace(ID, meaning=f"its id in the programme: {SLUG_WORDS}"),
        *TITLES,
        replace(
            NUMBER,
            name="modules",
            meaning="the modules that must be completed for it",
            required=False,
            many=True,
        ),
        replace(NQF_LEVEL, meaning="the level in the national framework of 2016 it is at"),
        CREDITS,
        CREDIT_SYSTEM,
        *BASIS,
    ),
    key=("institution", "programme", "id"),
)

TABLES = (PROGRAMMES, MODULES, OUTCOMES, MICRO_QUALIFICATIONS)

REFERENCES = (
    *(
        reference(table, ("institution", "programme"), PROGRAMMES)
        for table in (MODULES, OUTCOMES, MICRO_QUALIFICATIONS)
    ),
    reference(OUTCOMES, ("institution", "programme", "module"), MODULES),
    reference(MICRO_QUALIFICATIONS, ("institution", "programme", "modules"), MODULES),
    Reference(MODULES, CARD.name, CARDS, cards_named),
)
"""What must be there for a row to hang on."""
