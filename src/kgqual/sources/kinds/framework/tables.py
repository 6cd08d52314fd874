"""The tables of the ``framework`` template, as people fill them in."""

from __future__ import annotations

from dataclasses import replace

from kgqual.sources.kinds.claim.rows import CLAIMS, NODE, NODE_WORDS
from kgqual.sources.shared_columns import ID, IN_COUNTRY, STATEMENT, STATUS, day, references
from kgqual.sources.statements import (
    DOCUMENTS,
    LOCATOR,
    SLUG,
    SLUG_WORDS,
    SOURCE,
    STRENGTH,
    TITLES,
    VALIDITY,
)
from kgqual.sources.template import Column, Table, Template

FRAMEWORK_NAME = f"{SLUG}|{NODE}"
FRAMEWORK_WORDS = "an id such as nqf, a web address, or a name with a prefix"
SAID_BY = (SOURCE, LOCATOR, STRENGTH)
SAID_WITH_STRENGTH = (SOURCE, LOCATOR, replace(STRENGTH, required=True))

FRAMEWORK = Column(
    "framework",
    "the framework: its id in the frameworks table, or its IRI",
    required=True,
    pattern=FRAMEWORK_NAME,
    expects=FRAMEWORK_WORDS,
)
EDITION = Column(
    "edition",
    "which dated edition of the framework, such as 2016; empty where there is only one",
    pattern=SLUG,
    expects=SLUG_WORDS,
    code=True,
)
LEVEL = Column(
    "level",
    "the level as the framework writes it, such as 4, 4+ or 5a",
    required=True,
    code=True,
)
OF_LEVEL = (FRAMEWORK, EDITION, LEVEL)
OF_LEVEL_KEY = ("framework", "edition", "level")

FRAMEWORKS = Table(
    "frameworks",
    "Qualification frameworks and their dated editions.",
    (
        Column(
            "id",
            "a short id, or the framework's official IRI",
            required=True,
            pattern=FRAMEWORK_NAME,
            expects=FRAMEWORK_WORDS,
        ),
        EDITION,
        *TITLES,
        Column("abbreviation", "the framework's usual abbreviation, such as DQR"),
        Column(
            "scope",
            "sectoral for a framework of one sector; empty otherwise",
            pattern="sectoral",
            expects="the word sectoral, or nothing",
        ),
        IN_COUNTRY,
        Column("region", "the part of the country it is for: an ISO 3166-2 code or a name"),
        Column("level_count", "how many levels it has", pattern=r"\d+", expects="a whole number"),
        STATUS,
        day("issued", "when it was adopted"),
        *VALIDITY,
        references("legal_basis", "legal acts it rests on: their ids or web addresses"),
        *SAID_BY,
    ),
    key=("id", "edition"),
)

LEVELS = Table(
    "levels",
    "The levels of frameworks.",
    (
        *OF_LEVEL,
        Column("iri", "the level's official IRI, if it has one", pattern=NODE, expects=NODE_WORDS),
        *TITLES,
        *VALIDITY,
        *SAID_BY,
    ),
    key=OF_LEVEL_KEY,
)

DOMAINS = Table(
    "domains",
    "The domains in which a framework describes its levels, such as knowledge.",
    (FRAMEWORK, EDITION, ID, *TITLES, *SAID_BY),
    key=("framework", "edition", "id"),
)

DESCRIPTORS = Table(
    "descriptors",
    "What a level means in a domain.",
    (
        *OF_LEVEL,
        Column("domain", "the domain's id", required=True, pattern=SLUG, expects=SLUG_WORDS),
        Column("text_kk", "the descriptor in Kazakh"),
        Column("text_ru", "the descriptor in Russian"),
        Column("text_en", "the descriptor in English"),
        *SAID_BY,
    ),
    key=(*OF_LEVEL_KEY, "domain"),
)

PATHWAYS = Table(
    "pathways",
    "Ways to reach a level.",
    (
        *OF_LEVEL,
        ID,
        Column(
            "type",
            "the kind of way",
            pattern="formal|non-formal|informal|experience|recognition",
            expects="formal, non-formal, informal, experience or recognition",
        ),
        *TITLES,
        *SAID_BY,
    ),
    key=(*OF_LEVEL_KEY, "id"),
)

CONFIRMING_DOCUMENTS = Table(
    "confirming_documents",
    "Kinds of documents that confirm a level.",
    (*OF_LEVEL, ID, *TITLES, *SAID_BY),
    key=(*OF_LEVEL_KEY, "id"),
)

AWARDS = Table(
    "awards",
    "Types of awards, such as bachelor.",
    (ID, *TITLES, *SAID_BY),
    key=("id",),
)

PREFIXES = Table(
    "prefixes",
    "What the first characters of codes say about the level: claims, not correspondences.",
    (
        Column("prefix", "the first characters of the code", required=True, code=True),
        *OF_LEVEL,
        Column("award", "the award's id in the awards table", pattern=SLUG, expects=SLUG_WORDS),
        *TITLES,
        *STATEMENT,
        *SAID_WITH_STRENGTH,
    ),
    key=("prefix", *OF_LEVEL_KEY),
)

CORRESPONDENCES = Table(
    "correspondences",
    "Which level of another framework a level corresponds to, read in this direction.",
    (
        *OF_LEVEL,
        Column(
            "to",
            "the other level: its IRI or a name such as eqf:4; sssom:NoTermFound where a source "
            "states that there is none",
            required=True,
            pattern=NODE,
            expects=NODE_WORDS,
        ),
        Column(
            "relation",
            "close, or broad, narrow, related; empty means close",
            pattern="close|broad|narrow|related",
            expects="close, broad, narrow or related; levels are never exactly the same",
        ),
        Column("comment", "what the correspondence rests on, in your own words"),
        *VALIDITY,
        *SAID_WITH_STRENGTH,
    ),
    key=(*OF_LEVEL_KEY, "to", "relation", "source"),
)

REVISIONS = Table(
    "revisions",
    "Revisions of a framework under way, and the changes each of them brings.",
    (
        FRAMEWORK,
        replace(EDITION, meaning="the edition it prepares, if that has a row"),
        Column("revision", "the revision's id", required=True, pattern=SLUG, expects=SLUG_WORDS),
        Column("change", "the change's id; empty for the whole", pattern=SLUG, expects=SLUG_WORDS),
        *TITLES,
        *STATEMENT,
        STATUS,
        day("date", "when it began, or was proposed"),
        *SAID_BY,
    ),
    key=("framework", "revision", "change"),
)

TEMPLATE = Template(
    "framework",
    (
        FRAMEWORKS,
        LEVELS,
        DOMAINS,
        DESCRIPTORS,
        PATHWAYS,
        CONFIRMING_DOCUMENTS,
        AWARDS,
        PREFIXES,
        CORRESPONDENCES,
        REVISIONS,
        CLAIMS,
        DOCUMENTS,
    ),
)
