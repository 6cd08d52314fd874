"""Skills competitions: competitions, skills, weighted sections and their statements.

Shared by the kinds ``worldskills`` and ``turkicskills``: a competition of either is described by
the same tables, and its things lie below ``…/id/<kind>/<competition>/<skill number>``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, KQ, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.sources.competitions.tables import COMPETITIONS, SECTIONS, SKILLS, STATEMENTS
from kgqual.sources.kinds.claim.rows import ConflictsCheck
from kgqual.sources.log import Log
from kgqual.sources.shared_columns import in_words, links, standing
from kgqual.sources.statements import date_literal, labels, sourced
from kgqual.sources.template import Row

STANDARD_TITLES = {
    "kk": "WorldSkills кәсіптік стандарты: {}",
    "ru": "Профессиональный стандарт WorldSkills: {}",
    "en": "WorldSkills Occupational Standard: {}",
}
SCHEME_TITLES = {
    "kk": "{}: құзыреттер",
    "ru": "{}: компетенции",
    "en": "{}: skills",
}
WHOLE = Decimal(100)


def competition(kind: str, row: Row) -> Iterator[Triple]:
    """Yield a competition and the scheme of its skills and sections."""
    node = thing(kind, row["id"])
    yield Triple(node, RDF.type, KQ.SkillsCompetition)
    yield from labels(node, row)
    yield from in_words(node, row, "place", SCHEMA.location)
    for column, term in (("start", SCHEMA.startDate), ("end", SCHEMA.endDate)):
        if row[column]:
            yield Triple(node, term, date_literal(row[column]))
    yield from links(node, SCHEMA.organizer, row, "organiser", "organisation")
    yield from standing(node, row)
    yield from sourced(node, row)
    scheme = _scheme(kind, row["id"])
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield Triple(scheme, DCTERMS.relation, node)
    yield from _titled(scheme, row, SCHEME_TITLES)
    yield from sourced(scheme, row)


def skill(kind: str, row: Row) -> Iterator[Triple]:
    """Yield a skill as a concept of its competition's scheme."""
    scheme = _scheme(kind, row["competition"])
    node = thing(kind, row["competition"], row["number"])
    yield Triple(node, RDF.type, KQ.CompetitionSkill)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.inScheme, scheme)
    yield Triple(node, SKOS.topConceptOf, scheme)
    yield Triple(scheme, SKOS.hasTopConcept, node)
    yield Triple(node, SKOS.notation, Literal(row["number"]))
    yield Triple(node, KQ.skillNumber, Literal(row["number"]))
    yield Triple(node, KQ.competition, thing(kind, row["competition"]))
    yield from labels(node, row)
    yield from in_words(node, row, "sector", KQ.sector)
    if row["age_limit"]:
        yield Triple(node, KQ.ageLimit, Literal(row["age_limit"], datatype=XSD.integer))
    if row["last_updated"]:
        yield Triple(node, KQ.lastUpdated, date_literal(row["last_updated"]))
    yield from standing(node, row)
    yield from sourced(node, row)


def occupational_standard(kind: str, row: Row) -> Iterator[Triple]:
    """Yield the occupational standard that the technical description of a skill sets."""
    node = thing(kind, row["competition"], row["number"])
    standard = thing(kind, row["competition"], row["number"], "standard")
    yield Triple(node, RDF.type, KQ.WorldSkillsSkill)
    yield Triple(node, KQ.occupationalStandard, standard)
    yield Triple(standard, RDF.type, KQ.WorldSkillsOccupationalStandard)
    yield from _titled(standard, row, STANDARD_TITLES)
    yield from sourced(standard, row)


def section(kind: str, row: Row) -> Iterator[Triple]:
    """Yield a section of a skill's standard, with its weight when one is stated."""
    node = _section(kind, row)
    yield Triple(thing(kind, row["competition"], row["skill"]), KQ.hasSection, node)
    yield Triple(node, RDF.type, KQ.WorldSkillsSection)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.inScheme, _scheme(kind, row["competition"]))
    yield Triple(node, SKOS.notation, Literal(f"{row['skill']}.{row['section']}"))
    yield Triple(node, KQ.sectionNumber, Literal(row["section"], datatype=XSD.integer))
    yield from labels(node, row)
    if row["weight"]:
        yield Triple(node, KQ.weight, Literal(row["weight"], datatype=XSD.decimal))
    yield from sourced(node, row)


def statement(kind: str, row: Row) -> Iterator[Triple]:
    """Yield one statement of a section."""
    parts = (row["competition"], row["skill"], "section", row["section"], "statement")
    node = thing(kind, *parts, row["number"])
    yield Triple(_section(kind, row), KQ.hasStatement, node)
    yield Triple(node, RDF.type, KQ.WorldSkillsStatement)
    yield Triple(node, KQ.statementKind, Literal(row["kind"]))
    yield from in_words(node, row)
    yield from sourced(node, row)


class CompetitionCheck(ConflictsCheck):
    """Skills, sections and statements have what they belong to; weights add up to 100."""

    def __init__(self) -> None:
        super().__init__()
        self._there: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._belonging: list[tuple[str, tuple[str, ...], Row]] = []
        self._weights: dict[tuple[str, ...], list[str]] = defaultdict(list)

    def see(self, table: str, row: Row) -> None:
        """Take note of what a row defines and of what it belongs to."""
        super().see(table, row)
        event = row["competition"]
        of_skill = (event, row["skill"])
        if table == COMPETITIONS.name:
            self._there[table].add((row["id"],))
        elif table == SKILLS.name:
            self._there[table].add((event, row["number"]))
            self._belonging.append((COMPETITIONS.name, (event,), row))
        elif table == SECTIONS.name:
            self._there[table].add((*of_skill, row["section"]))
            self._belonging.append((SKILLS.name, of_skill, row))
            self._weights[of_skill].append(row["weight"])
        elif table == STATEMENTS.name:
            self._belonging.append((SECTIONS.name, (*of_skill, row["section"]), row))

    def finish(self, log: Log) -> None:
        """Refuse rows that belong to nothing; note weights that are missing or do not add up."""
        super().finish(log)
        for table, key, row in self._belonging:
            if key not in self._there[table]:
                named = ", ".join(key)
                log.refuse(row.where, f"belongs to {named}, which is not in the {table} table.")
        for of_skill, weights in sorted(self._weights.items()):
            note_weights(log, "/".join(of_skill), weights)


def note_weights(log: Log, of_skill: str, weights: Sequence[str]) -> None:
    """Note the weights of a skill's sections that are missing or do not add up to 100."""
    if not all(weights):
        log.note("skills without the weight of every section", of_skill)
    elif (total := sum(map(Decimal, weights))) != WHOLE:
        log.note("skills whose section weights do not add up to 100", f"{of_skill}: {total}")


def _titled(node: NamedNode, row: Row, patterns: Mapping[str, str]) -> Iterator[Triple]:
    """Yield labels made from the row's titles, for things that have no name of their own."""
    for lang, title in row.titles().items():
        yield Triple(node, SKOS.prefLabel, Literal(patterns[lang].format(title), language=lang))


def _scheme(kind: str, competition: str) -> NamedNode:
    return thing(kind, competition, "skills")


def _section(kind: str, row: Row) -> NamedNode:
    return thing(kind, row["competition"], row["skill"], "section", row["section"])
