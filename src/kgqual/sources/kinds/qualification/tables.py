"""The tables of the ``qualification`` template, as people fill them in."""

from __future__ import annotations

from dataclasses import replace

from kgqual.sources.kinds.claim.rows import NODE, NODE_WORDS
from kgqual.sources.shared_columns import BASIS_NOTE, ID, IN_COUNTRY, day
from kgqual.sources.statements import (
    LOCATOR,
    SLUG,
    SLUG_WORDS,
    SOURCE,
    STRENGTH,
    TITLES,
    VALIDITY,
)
from kgqual.sources.template import Column, Table

COUNTRY = replace(IN_COUNTRY, meaning="the country that awards it", required=True)
QUALIFICATION = Column(
    "qualification",
    "the qualification's id in its country",
    required=True,
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
EQF_LEVEL = r"[1-8]"
EQF_WORDS = "an EQF level from 1 to 8"
SAID_WITH_STRENGTH = (SOURCE, LOCATOR, replace(STRENGTH, required=True), BASIS_NOTE)

QUALIFICATIONS = Table(
    "qualifications",
    "Qualifications and what they are called.",
    (
        COUNTRY,
        replace(ID, meaning="an id of your choice, unique in the country"),
        *TITLES,
        Column("title", "the name in its own language"),
        Column(
            "language",
            "the language of that name, when it is certain",
            pattern="[a-z]{2}(-[A-Z][a-z]{3})?",
            expects="a language code such as de or sr-Latn",
        ),
        Column("region", "the part of the country it belongs to"),
        *VALIDITY,
        SOURCE,
        LOCATOR,
        STRENGTH,
        BASIS_NOTE,
    ),
    key=("country", "id"),
)

PLACEMENTS = Table(
    "placements",
    "At which levels a source places a qualification.",
    (
        COUNTRY,
        QUALIFICATION,
        Column(
            "level",
            "the levels of the national framework: IRIs or names such as kqid:nqf/2016/level/4",
            pattern=NODE,
            expects=NODE_WORDS,
            many=True,
        ),
        Column(
            "eqf_level",
            "the EQF level, if the source states it of the qualification",
            pattern=EQF_LEVEL,
            expects=EQF_WORDS,
            many=True,
        ),
        *SAID_WITH_STRENGTH,
    ),
    key=("country", "qualification", "level", "eqf_level", "source"),
)

EVALUATIONS = Table(
    "evaluations",
    "How a body that evaluates foreign credentials evaluates a qualification.",
    (
        COUNTRY,
        QUALIFICATION,
        Column(
            "evaluator",
            "the id of the evaluating body in the organisations table",
            required=True,
            pattern=SLUG,
            expects=SLUG_WORDS,
        ),
        Column(
            "evaluated_level",
            "the EQF level of the comparable qualification in the evaluator's country; several "
            "when the evaluator names alternatives",
            required=True,
            pattern=EQF_LEVEL,
            expects=EQF_WORDS,
            many=True,
        ),
        day("date", "when it was evaluated"),
        *SAID_WITH_STRENGTH,
    ),
    key=("country", "qualification", "evaluator", "date"),
)
