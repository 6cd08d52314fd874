"""The statement as linked data: the printed qualification in terms of ELM, and who states what.

What a source states is a ``kq:Claim`` with its strength, document and place, one for each step. The
levels at which the look-up arrives are claims too, as strong as their weakest step and derived from
these steps: nothing is asserted of the qualification itself but what its document shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kgqual.answering.envelope import Source, Step
from kgqual.model import Strength
from kgqual.namespaces import ELM, KQ, SKOS, compact, prefixes, thing
from kgqual.recognition.nodes import Node, concept, day, id_of, is_iri, printed, texts, told
from kgqual.recognition.outcome import Corresponding, Match, Recognition
from kgqual.recognition.register import OURS
from kgqual.recognition.wording import say

_USED = ("dcterms", "elm", "foaf", "kq", "prov", "rdf", "rov", "skos", "sssom", "xsd")
_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
"""The ECTS, in the list of credit systems of the European Commission."""


def as_jsonld(found: Recognition, base: str = "https://w3id.org/kgqual") -> str:
    """Return a look-up as JSON-LD; ``base`` is where the service is that answers its permalink.

    It has no blank nodes: everything has an address, most of them below that of the statement.
    """
    return json.dumps(_Statement(found, base).document(), ensure_ascii=False, indent=1)


class _Statement:
    """One statement while it is written."""

    def __init__(self, found: Recognition, base: str) -> None:
        self._found = found
        self._iri = f"{base}{found.permalink}"
        self._printed = "#qualification"
        self._claims: dict[tuple[str, str, str], Node] = {}
        self._sources: dict[str, Node] = {}

    def document(self) -> Node:
        """Return the document with its context."""
        found = self._found
        for step in self._steps():
            self._claim(step)
        if found.match:
            self._matched(found.match)
        for item in found.answer or ():
            self._arrival(item, found.steps)
        for lead in found.leads:
            self._arrival(lead.answer, lead.steps)
        nodes = [*self._root(), *self._qualification(), *self._claims.values()]
        described = (*self._sources.values(), *self._concepts())
        context = {"@base": self._iri, **{prefix: prefixes()[prefix] for prefix in _USED}}
        return {"@context": context, "@graph": [told(node) for node in (*nodes, *described)]}

    def _root(self) -> Iterator[Node]:
        found = self._found
        yield {
            "@id": self._iri,
            "@type": ["foaf:Document", "prov:Entity"],
            "foaf:primaryTopic": id_of(self._printed),
            "dcterms:description": texts(found.notice),
            "dcterms:abstract": texts(found.explanation or {}),
            "dcterms:date": {"@type": "xsd:date", "@value": found.as_of},
            "dcterms:identifier": found.snapshot,
            "dcterms:hasPart": [id_of(claim["@id"]) for claim in self._claims.values()],
            "dcterms:source": [id_of(iri) for iri in self._sources],
        }

    def _qualification(self) -> Iterator[Node]:
        """Yield the qualification as its document shows it, and who awarded it."""
        found, given = self._found, self._found.application
        yield {
            "@id": self._printed,
            "@type": "elm:Qualification",
            "dcterms:title": printed(given.qualification),
            "dcterms:spatial": id_of(found.country.iri),
            "elm:awardingOpportunity": id_of("#award") if given.institution else None,
            "elm:creditPoint": id_of("#credits") if given.credits else None,
            "elm:ISCEDFCode": id_of(found.study_field.field.iri) if found.study_field else None,
            "elm:additionalNote": id_of("#notice"),
        }
        yield {
            "@id": "#notice",
            "@type": "elm:Note",
            "elm:noteLiteral": texts(found.notice),
        }
        if given.credits:
            yield {
                "@id": "#credits",
                "@type": "elm:CreditPoint",
                "elm:framework": id_of(_ECTS),
                "elm:point": f"{given.credits.normalize():f}",
            }
        if given.institution:
            yield {
                "@id": "#award",
                "@type": "elm:AwardingOpportunity",
                "elm:awardingBody": id_of("#body"),
                "elm:learningAchievementSpecification": id_of(self._printed),
            }
            yield {
                "@id": "#body",
                "@type": "elm:Organisation",
                "rov:legalName": printed(given.institution),
                "elm:location": id_of("#place"),
            }
            yield {
                "@id": "#place",
                "@type": "dcterms:Location",
                "elm:spatialCode": id_of(found.country.iri),
            }

    def _steps(self) -> Iterator[Step]:
        """Yield what sources state, wherever the outcome shows it."""
        found = self._found
        groups: Iterable[Iterable[Step]] = (
            (placement.step for placement in found.placements),
            *(route.steps for route in found.routes),
            (evaluation.step for evaluation in found.evaluations),
            *(procedure.steps for procedure in found.procedures),
            *(agreement.steps for agreement in found.agreements),
            *(profession.steps for profession in found.professions),
            *(line.steps for line in found.required),
        )
        return (step for group in groups for step in group)

    def _claim(self, step: Step) -> str:
        """Keep a step as a claim, once; return its address."""
        key = (step.subject, step.predicate, step.object)
        if key not in self._claims:
            self._claims[key] = {
                "@id": f"#claim-{len(self._claims) + 1}",
                "@type": "kq:Claim",
                "rdf:subject": id_of(step.subject),
                "rdf:predicate": id_of(step.predicate),
                "rdf:object": id_of(step.object) if is_iri(step.object) else step.object,
                "kq:strength": id_of(thing("strength", step.strength).value),
                "kq:statement": texts(step.statement),
                "kq:locator": step.source.locator,
                "dcterms:source": id_of(self._source(step.source)),
            }
        return str(self._claims[key]["@id"])

    def _matched(self, match: Match) -> None:
        """Keep that the printed title names a qualification: computed, with its score."""
        ours = Source(iri=OURS, title="kgqual")
        step = Step(
            subject=self._printed,
            predicate=SKOS.closeMatch.value,
            object=match.iri,
            statement={"en": f"“{self._found.application.qualification}” names “{match.title}”."},
            strength=Strength.COMPUTED,
            source=ours,
        )
        self._claim(step)
        kept = self._claims[step.subject, step.predicate, step.object]
        kept["sssom:confidence"] = {"@type": "xsd:decimal", "@value": f"{match.score:g}"}

    def _arrival(self, item: Corresponding, steps: Sequence[Step]) -> None:
        """Keep that the qualification arrives at a level, with the claims that it follows from."""
        chain = [steps[index] for index in item.steps]
        assert item.strength is not None
        key = (self._printed, ELM.NQFLevel.value, f"{item.level.iri} {item.route}")
        self._claims[key] = {
            "@id": f"#level-{item.level.code}-{item.route}",
            "@type": "kq:Claim",
            "rdf:subject": id_of(self._printed),
            "rdf:predicate": id_of(ELM.NQFLevel.value),
            "rdf:object": id_of(item.level.iri),
            "kq:strength": id_of(thing("strength", item.strength).value),
            "kq:statement": texts(say(f"route.{'lead' if _is_lead(item) else 'answer'}")),
            "prov:wasDerivedFrom": [id_of(self._claim(step)) for step in chain],
            "dcterms:source": [id_of(iri) for iri in dict.fromkeys(s.source.iri for s in chain)],
        }

    def _source(self, source: Source) -> str:
        self._sources.setdefault(
            source.iri,
            {
                "@id": source.iri,
                "@type": "dcterms:BibliographicResource",
                "dcterms:title": texts(source.titles) or source.title,
                "foaf:page": id_of(source.page) if source.page else None,
                "dcterms:issued": day(source.date) if source.date else None,
            },
        )
        return source.iri

    def _concepts(self) -> Iterator[Node]:
        """Yield the country, the levels and the field, which other programs may not know."""
        found = self._found
        yield concept(found.country)
        ways = (*(found.answer or ()), *(lead.answer for lead in found.leads))
        passed = [one for way in ways for one in (*way.through, way.level)]
        levels = [*(placement.level for placement in found.placements), *passed]
        for level in {one.iri: one for one in levels}.values():
            yield concept(level)
        if field := found.study_field:
            place = {"skos:broader": id_of(field.broader.iri)} if field.broader else {}
            kinds = ["skos:Concept", compact(KQ.StudyField.value)]
            yield {**concept(field.field), **place, "@type": kinds}


def _is_lead(item: Corresponding) -> bool:
    return item.strength is Strength.UNVERIFIED
