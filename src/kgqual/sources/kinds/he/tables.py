"""The tables of the higher-education classifier."""

from __future__ import annotations

from dataclasses import replace

from kgqual.codes.he import AREA, DIRECTION, GROUP, PROGRAMME
from kgqual.sources.classification import STUDY_FIELD
from kgqual.sources.codes import CodeColumn
from kgqual.sources.shared_columns import in_languages
from kgqual.sources.statements import LOCATOR, SLUG, SLUG_WORDS, SOURCE, STRENGTH, TITLES
from kgqual.sources.template import Table

DIRECTION_WORDS = (
    "a national code such as 6B061, or the area's code, '-' and a number of your own: 6B06-28"
)

AREAS = Table(
    "areas",
    "Areas of education: 6B01 to 8D12.",
    (
        CodeColumn(
            "code",
            "the code of the area; its first two characters tell the kind of degree",
            required=True,
            pattern=AREA,
            expects="a digit 6 to 8, a Latin letter and two digits, such as 6B06",
        ),
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

DIRECTIONS = Table(
    "directions",
    "Directions of training within the areas.",
    (
        CodeColumn(
            "id",
            "the national code; where none is known, the area's code, '-' and a number of your "
            "own, and the direction is marked provisional",
            required=True,
            pattern=DIRECTION,
            expects=DIRECTION_WORDS,
        ),
        STUDY_FIELD,
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("id",),
)

GROUPS = Table(
    "groups",
    "Groups of educational programmes.",
    (
        CodeColumn(
            "code",
            "the code of the group: B for bachelor's, M for master's, R for residency, "
            "D for doctoral programmes",
            required=True,
            pattern=GROUP,
            expects="B, M, R or D and three digits, such as B057",
        ),
        CodeColumn(
            "direction",
            "the direction the group belongs to, as the directions table names it",
            required=True,
            pattern=DIRECTION,
            expects=DIRECTION_WORDS,
        ),
        STUDY_FIELD,
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

PROGRAMMES = Table(
    "programmes",
    "Educational programmes. Universities number theirs independently, so a programme is known "
    "by its code together with its university.",
    (
        CodeColumn(
            "code",
            "the code of the programme; it begins with the code of its area",
            required=True,
            pattern=PROGRAMME,
            expects="a digit 6 to 8, a Latin letter and five digits, such as 6B06101",
        ),
        CodeColumn(
            "institution",
            f"the university that offers it: {SLUG_WORDS}",
            required=True,
            pattern=SLUG,
            expects=SLUG_WORDS,
        ),
        *in_languages("institution_title", "the name of the university"),
        replace(
            GROUPS.by_name["code"],
            name="group",
            meaning="the group of educational programmes it belongs to",
            required=False,
        ),
        replace(
            GROUPS.by_name["direction"],
            meaning="the direction of training it belongs to",
            required=False,
        ),
        STUDY_FIELD,
        *TITLES,
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code", "institution"),
)
