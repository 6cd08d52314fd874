"""The tables of the ``standard`` template: passports, cards, functions, skills, requirements."""

from __future__ import annotations

from dataclasses import replace

from kgqual.sources.kinds.law.tables import BASIS, GOVERNED_BY, STANDING
from kgqual.sources.kinds.standard.oked import OKED, OKED_SECTION
from kgqual.sources.professions import (
    LEVELS,
    NCO,
    PROFESSION,
    SECTORAL_COUNCIL,
    TARIFF_CATEGORY,
)
from kgqual.sources.row_checks import reference
from kgqual.sources.shared_columns import ID, IN_COUNTRY, NUMBER, in_languages, references
from kgqual.sources.statements import SLUG, SLUG_WORDS, TITLES, VALIDITY
from kgqual.sources.template import Column, Table

STANDARD = Column(
    "standard",
    "the standard: its id in the standards table",
    required=True,
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
CARD = Column(
    "card",
    "the card: its id in the cards table",
    required=True,
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
FUNCTION = replace(NUMBER, name="function", meaning="the labour function: its number on the card")
SKILL = replace(NUMBER, name="standard_skill", meaning="the skill: its number in the function")

STANDARDS = Table(
    "standards",
    "Passports of professional standards.",
    (
        replace(ID, meaning="the standard's code; an id of your own where the code is not known"),
        Column("code", "the code in the passport, as it is printed", code=True),
        *TITLES,
        IN_COUNTRY,
        OKED_SECTION,
        OKED,
        replace(GOVERNED_BY, meaning="ids of the acts that approve it"),
        SECTORAL_COUNCIL,
        references("registered_in", "ids of the registers in which it is entered"),
        *VALIDITY,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

CARDS = Table(
    "cards",
    "Profession cards: a standard has one for each profession and level.",
    (
        STANDARD,
        replace(ID, meaning=f"the card's id in its standard: {SLUG_WORDS}"),
        PROFESSION,
        *TITLES,
        NCO,
        *LEVELS,
        TARIFF_CATEGORY,
        *(
            replace(column, many=True)
            for column in in_languages(
                "personal_competency", "qualities the card asks for, separated by |"
            )
        ),
        *BASIS,
    ),
    key=("standard", "id"),
)

FUNCTIONS = Table(
    "functions",
    "Labour functions of a card.",
    (STANDARD, CARD, replace(NUMBER, meaning="its number on the card"), *TITLES, *BASIS),
    key=("standard", "card", "number"),
)

SKILLS = Table(
    "skills",
    "Skills that a labour function takes: whole professional tasks.",
    (
        STANDARD,
        CARD,
        FUNCTION,
        replace(NUMBER, meaning="its number in the function"),
        *TITLES,
        *BASIS,
    ),
    key=("standard", "card", "function", "number"),
)

REQUIREMENTS = Table(
    "requirements",
    "Abilities and knowledge that a skill rests on, one a row.",
    (
        STANDARD,
        CARD,
        FUNCTION,
        SKILL,
        Column(
            "kind",
            "whether it is an ability or knowledge",
            required=True,
            pattern="ability|knowledge",
            expects="ability or knowledge",
        ),
        replace(NUMBER, meaning="its number among those of its kind"),
        *TITLES,
        *BASIS,
    ),
    key=("standard", "card", "function", "standard_skill", "kind", "number"),
)

TABLES = (STANDARDS, CARDS, FUNCTIONS, SKILLS, REQUIREMENTS)

REFERENCES = (
    reference(CARDS, ("standard",), STANDARDS),
    reference(FUNCTIONS, ("standard", "card"), CARDS),
    reference(SKILLS, ("standard", "card", "function"), FUNCTIONS),
    reference(REQUIREMENTS, ("standard", "card", "function", "standard_skill"), SKILLS),
)
"""What must be there for a row to hang on."""
