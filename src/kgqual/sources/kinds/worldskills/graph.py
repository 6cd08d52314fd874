"""A technical description as triples: the same ones that the same facts make in tables.

What it says becomes rows of the template and goes through the code that reads those, so that a
PDF and a table of the same skill give the same IRIs. Its alignments are the mappings of the
curated sets ``worldskills-esco``, ``-isco`` and ``-onet``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Location, Strength
from kgqual.namespaces import KQ, PAV, RDF, SEMAPV, SKOS, SSSOM, expand, thing
from kgqual.sources.competitions.tables import COMPETITIONS, SECTIONS, SKILLS, STATEMENTS
from kgqual.sources.kinds.worldskills.description import TechnicalDescription
from kgqual.sources.kinds.worldskills.rows import KIND, READ
from kgqual.sources.mappings import Mapping
from kgqual.sources.statements import DOCUMENTS, date_literal
from kgqual.sources.template import Row, Table

PUBLISHER = "WorldSkills International"
LANGUAGE = "en"
MAPPING_SET = "https://w3id.org/kgqual/mappings/worldskills-{}"
NO_WEIGHTS = {
    "en": "The weight of every section of skill {}, {}: its technical description shows none.",
    "ru": "Вес каждого раздела компетенции {} ({}): в техническом описании он не показан.",
    "kk": "{}-құзыреттің ({}) әр бөлімінің салмағы: техникалық сипаттамада көрсетілмеген.",
}


def document_id(said: TechnicalDescription) -> str:
    """Return the id of the document in the tables of documents: ``wsc2026-td17``."""
    return f"wsc{said.competition}-td{said.number}"


def triples(said: TechnicalDescription, file_name: str) -> Iterator[Triple]:
    """Yield the skill, its standard, sections, statements and alignments, and the document."""
    for table, values in _rows(said):
        row = Row(table, Location(file_name), {k: v for k, v in values.items() if v}, {})
        yield from READ[table.name](row)
    for mapping in _mappings(said):
        yield from mapping.triples()
    if not all(section.weight for section in said.sections):
        yield from _gap(said)


def _rows(said: TechnicalDescription) -> Iterator[tuple[Table, dict[str, str]]]:
    """Yield what the document says as rows of the template's tables."""
    code = f"WSC{said.competition}_TD{said.number}"
    official = {"source": document_id(said), "strength": Strength.OFFICIAL.value}
    standard = official | {"locator": said.standard_at}
    of_skill = {"competition": said.competition, "skill": said.number}
    yield COMPETITIONS, {"id": said.competition}
    yield (
        SKILLS,
        {
            "competition": said.competition,
            "number": said.number,
            "title_en": said.title,
            "age_limit": said.age_limit,
            "last_updated": said.last_updated,
            "locator": "§1.1",
        }
        | official,
    )
    for section in said.sections:
        of_section = of_skill | {"section": str(section.number)}
        weight = f"{Decimal(section.weight).normalize():f}" if section.weight else ""
        yield SECTIONS, of_section | {"title_en": section.title, "weight": weight} | standard
        for number, statement in enumerate(section.statements, start=1):
            yield (
                STATEMENTS,
                of_section
                | standard
                | {
                    "number": str(number),
                    "kind": statement.kind,
                    "statement_en": statement.text,
                },
            )
    yield (
        DOCUMENTS,
        {
            "id": document_id(said),
            "title": f"Technical Description – {said.title} ({code})",
            "language": LANGUAGE,
            "publisher": PUBLISHER,
            "date": said.last_updated,
        },
    )


def _mappings(said: TechnicalDescription) -> Iterator[Mapping]:
    """Yield the alignments as the curated mapping sets state them."""
    details: list[tuple[NamedNode, NamedNode | Literal]] = [
        (KQ.locator, Literal(said.references_at)),
        (PAV.authoredBy, thing("organisation", "worldskills-international")),
        (SSSOM.author_label, Literal(PUBLISHER)),
    ]
    if said.last_updated:
        details.append((PAV.authoredOn, date_literal(said.last_updated)))
    stated = said.alignments
    targets = [
        *(("esco", f"esco-occupation:{occupation}") for occupation in stated.esco),
        *(("isco", f"isco:C{code}") for code in stated.isco),
        *(("onet", f"onet:{code}") for code in stated.onet),
    ]
    for scheme, target in targets:
        yield Mapping(
            subject=thing(KIND, said.competition, said.number),
            predicate=SKOS.closeMatch,
            object=expand(target),
            justification=SEMAPV.ManualMappingCuration,
            mapping_set=NamedNode(MAPPING_SET.format(scheme)),
            sources=(thing("document", document_id(said)),),
            strength=Strength.OFFICIAL,
            details=tuple(details),
        )


def _gap(said: TechnicalDescription) -> Iterator[Triple]:
    """Yield what the document was expected to say and does not show."""
    node = thing("gap", f"{KIND}-{said.name}-weights-not-shown")
    yield Triple(node, RDF.type, KQ.KnownGap)
    yield Triple(node, KQ.about, thing(KIND, said.competition, said.number))
    for language, text in NO_WEIGHTS.items():
        label = Literal(text.format(said.number, said.title), language=language)
        yield Triple(node, SKOS.prefLabel, label)
