"""The tables that describe skills competitions, of WorldSkills and of others alike."""

from __future__ import annotations

from kgqual.sources.shared_columns import (
    BASIS_NOTE,
    ID,
    IN_COUNTRY,
    PAGE,
    day,
    in_languages,
    references,
)
from kgqual.sources.statements import LOCATOR, SOURCE, STRENGTH, TITLES
from kgqual.sources.template import Column, Table

BASIS = (SOURCE, LOCATOR, STRENGTH)

COMPETITION = Column(
    "competition",
    "the id of the competition, usually its year",
    required=True,
    pattern=ID.pattern,
    expects=ID.expects,
    code=True,
)
SKILL = Column(
    "skill",
    "the number of the skill, as in the skills table",
    required=True,
    pattern=r"\d{1,3}",
    expects="a skill number such as 17 or 05",
    code=True,
)
SECTION = Column(
    "section",
    "the number of the section",
    required=True,
    pattern=r"[1-9]\d?",
    expects="a whole number such as 3",
)

COMPETITIONS = Table(
    "competitions",
    "The competitions, one a row.",
    (
        ID,
        *TITLES,
        *in_languages("place", "where it is held"),
        IN_COUNTRY,
        day("start", "its first day"),
        day("end", "its last day"),
        references("organiser", "ids or addresses of the organisations that hold it"),
        PAGE,
        *BASIS,
        BASIS_NOTE,
    ),
    key=("id",),
)

SKILLS = Table(
    "skills",
    "The skills in which people compete.",
    (
        COMPETITION,
        Column(
            "number",
            "the number of the skill in this competition",
            required=True,
            pattern=SKILL.pattern,
            expects=SKILL.expects,
            code=True,
        ),
        *TITLES,
        *in_languages("sector", "the sector it is grouped under"),
        Column(
            "age_limit",
            "how old a competitor may be at most in the year of the competition",
            pattern=r"\d{1,2}",
            expects="an age in years",
        ),
        day("last_updated", "when its technical description was last updated"),
        *BASIS,
        BASIS_NOTE,
    ),
    key=("competition", "number"),
)

SECTIONS = Table(
    "sections",
    "The sections of each skill's occupational standard and their weights.",
    (
        COMPETITION,
        SKILL,
        SECTION,
        *TITLES,
        Column(
            "weight",
            "its share of the marks in percent; empty when no source states it",
            pattern=r"\d{1,3}(\.\d+)?",
            expects="a percentage such as 12.5",
        ),
        *BASIS,
    ),
    key=("competition", "skill", "section"),
)

STATEMENTS = Table(
    "statements",
    "What somebody of this skill knows or can do, one statement a row.",
    (
        COMPETITION,
        SKILL,
        SECTION,
        Column(
            "number",
            "its place among the statements of the section",
            required=True,
            pattern=r"[1-9]\d{0,2}",
            expects="a whole number",
        ),
        Column(
            "kind",
            "whether it says what to know and understand, or what to be able to do",
            required=True,
            pattern="knowledge|ability",
            expects="knowledge or ability",
        ),
        *in_languages("statement", "the statement"),
        *BASIS,
    ),
    key=("competition", "skill", "section", "number"),
)
