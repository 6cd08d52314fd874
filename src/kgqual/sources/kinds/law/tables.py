"""The tables of the ``law`` template: acts, agreements, who acts under them, and how."""

from __future__ import annotations

from dataclasses import replace

from kgqual.sources.shared_columns import (
    BASIS_NOTE,
    COUNTRY_CODE,
    COUNTRY_WORDS,
    ID,
    IN_COUNTRY,
    PAGE,
    STATEMENT,
    STATUS,
    STATUS_NOTE,
    day,
    in_languages,
    references,
)
from kgqual.sources.statements import LOCATOR, SOURCE, STRENGTH, TITLES, VALIDITY
from kgqual.sources.template import Column, Table

HOURS = r"\d+(\.\d+)?"
HOURS_WORDS = "a number such as 24 or 1.5"
REGIME = Column(
    "regime",
    "whether recognition is required or a choice",
    pattern="mandatory|voluntary",
    expects="mandatory or voluntary",
)
GOVERNED_BY = references("governed_by", "ids of the acts that set the rules")
COMPETENT_BODY = references("competent_body", "ids of the organisations that decide")
STANDING = (STATUS, STATUS_NOTE, BASIS_NOTE, PAGE)
BASIS = (SOURCE, LOCATOR, STRENGTH)

ACTS = Table(
    "acts",
    "Laws, orders and other acts.",
    (
        ID,
        *TITLES,
        *in_languages("former_title", "an earlier name"),
        IN_COUNTRY,
        Column("type", "law, code, order or resolution, in one English word"),
        Column("number", "its number; several for a joint act", many=True),
        replace(day("date", "the day it was signed; several for a joint act"), many=True),
        references("issuer", "ids of the organisations that issued it"),
        Column("registration_number", "the number under which it was registered", code=True),
        day("registered", "the day it was registered"),
        references("amends", "ids of the acts it changes"),
        references("repeals", "ids of the acts it ends"),
        references("ratifies", "ids of the agreements it ratifies"),
        references("approves", "ids of the agreements whose text or signing it approves"),
        *STATEMENT,
        *VALIDITY,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

AGREEMENTS = Table(
    "agreements",
    "International agreements and conventions.",
    (
        ID,
        *TITLES,
        Column("title", "the name in another language"),
        Column("language", "the language of that name", pattern="[a-z]{2}", expects="two letters"),
        Column(
            "party",
            "the countries bound by it, or that negotiated it when it is a draft",
            pattern=COUNTRY_CODE,
            expects=COUNTRY_WORDS,
            many=True,
        ),
        day("signed", "the day it was signed or adopted"),
        *in_languages("covers", "what it covers"),
        *VALIDITY,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

ORGANISATIONS = Table(
    "organisations",
    "Ministries, councils, centres and other bodies of a qualifications system.",
    (
        ID,
        *TITLES,
        Column("also_called", "other names and abbreviations", many=True),
        IN_COUNTRY,
        Column(
            "role",
            "what it is in the system",
            pattern="competent-body|accreditation-body|recognition-centre|sectoral-council",
            expects="competent-body, accreditation-body, recognition-centre or sectoral-council",
            many=True,
        ),
        references("part_of", "ids of the organisations it belongs to"),
        references("replaces", "ids of the organisations it was made from"),
        references("carries_out", "ids of the procedures it carries out"),
        day("founded", "when it was set up"),
        *STATEMENT,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

REGISTERS = Table(
    "registers",
    "Registers kept by law, and the platforms that hold them.",
    (
        ID,
        *TITLES,
        IN_COUNTRY,
        references("part_of", "ids of the registers or platforms it is a part of"),
        references("maintained_by", "ids of the organisations that keep it"),
        GOVERNED_BY,
        *STATEMENT,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

PROCEDURES = Table(
    "procedures",
    "How qualifications, documents and centres are recognised.",
    (
        ID,
        *TITLES,
        IN_COUNTRY,
        REGIME,
        *in_languages("applies_to", "what or whom it applies to"),
        GOVERNED_BY,
        COMPETENT_BODY,
        *STATEMENT,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

PROFESSIONS = Table(
    "professions",
    "Professions for which holding a recognised qualification is regulated.",
    (
        ID,
        *TITLES,
        IN_COUNTRY,
        REGIME,
        GOVERNED_BY,
        COMPETENT_BODY,
        *STATEMENT,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

STANDARDS = Table(
    "standards",
    "Professional standards known by their title and the act that approves them.",
    (ID, *TITLES, IN_COUNTRY, GOVERNED_BY, *STANDING, *BASIS),
    key=("id",),
)

CREDITS = Table(
    "credits",
    "Credit systems and how much work one credit stands for.",
    (
        ID,
        *TITLES,
        IN_COUNTRY,
        Column("hours", "academic hours in one credit", pattern=HOURS, expects=HOURS_WORDS),
        Column("ects", "ECTS credits that one credit equals", pattern=HOURS, expects=HOURS_WORDS),
        Column(
            "ects_hours_min",
            "the fewest hours that the source counts for one ECTS credit",
            pattern=HOURS,
            expects=HOURS_WORDS,
        ),
        Column(
            "ects_hours_max",
            "the most hours that the source counts for one ECTS credit",
            pattern=HOURS,
            expects=HOURS_WORDS,
        ),
        GOVERNED_BY,
        *VALIDITY,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)
