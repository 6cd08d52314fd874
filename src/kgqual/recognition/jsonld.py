"""The statement as linked data: the printed qualification in terms of ELM, and who states what.

What a source states is a ``kq:Claim`` with its strength, document and place, one for each step. The
levels at which the look-up arrives are claims too, as strong as their weakest step and derived from
these steps: nothing is asserted of the qualification itself but what its document shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kgqual.answering.envelope import Named, Source, Step, Text
from kgqual.model import Strength
from kgqual.namespaces import ELM, KQ, SKOS, compact, prefixes, thing
from kgqual.recognition.outcome import Corresponding, Match, Recognition
from kgqual.recognition.register import OURS
from kgqual.recognition.wording import say

_USED = ("dcterms", "elm", "foaf", "kq", "prov", "rdf", "rov", "skos", "sssom", "xsd")
_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
_UNDETERMINED = "und"
"""The language of what is printed, which nobody states."""
_PRECISIONS = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
Node = dict[str, Any]


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
        return {"@context": context, "@graph": [_told(node) for node in (*nodes, *described)]}

    def _root(self) -> Iterator[Node]:
        found = self._found
        yield {
            "@id": self._iri,
            "@type": ["foaf:Document", "prov:Entity"],
            "foaf:primaryTopic": _id(self._printed),
            "dcterms:description": _texts(found.notice),
            "dcterms:abstract": _texts(found.explanation or {}),
            "dcterms:date": {"@type": "xsd:date", "@value": found.as_of},
            "dcterms:identifier": found.snapshot,
            "dcterms:hasPart": [_id(claim["@id"]) for claim in self._claims.values()],
            "dcterms:source": [_id(iri) for iri in self._sources],
        }

    def _qualification(self) -> Iterator[Node]:
        """Yield the qualification as its document shows it, and who awarded it."""
        found, given = self._found, self._found.application
        yield {
            "@id": self._printed,
            "@type": "elm:Qualification",
            "dcterms:title": _printed(given.qualification),
            "dcterms:spatial": _id(found.country.iri),
            "elm:awardingOpportunity": _id("#award") if given.institution else None,
            "elm:creditPoint": _id("#credits") if given.credits else None,
            "elm:ISCEDFCode": _id(found.study_field.field.iri) if found.study_field else None,
            "elm:additionalNote": _id("#notice"),
        }
        yield {
            "@id": "#notice",
            "@type": "elm:Note",
            "elm:noteLiteral": _texts(found.notice),
        }
        if given.credits:
            yield {
                "@id": "#credits",
                "@type": "elm:CreditPoint",
                "elm:framework": _id(_ECTS),
                "elm:point": f"{given.credits.normalize():f}",
            }
        if given.institution:
            yield {
                "@id": "#award",
                "@type": "elm:AwardingOpportunity",
                "elm:awardingBody": _id("#body"),
                "elm:learningAchievementSpecification": _id(self._printed),
            }
            yield {
                "@id": "#body",
                "@type": "elm:Organisation",
                "rov:legalName": _printed(given.institution),
                "elm:location": _id("#place"),
            }
            yield {
                "@id": "#place",
                "@type": "dcterms:Location",
                "elm:spatialCode": _id(found.country.iri),
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
                "rdf:subject": _id(step.subject),
                "rdf:predicate": _id(step.predicate),
                "rdf:object": _id(step.object) if _is_iri(step.object) else step.object,
                "kq:strength": _id(thing("strength", step.strength).value),
                "kq:statement": _texts(step.statement),
                "kq:locator": step.source.locator,
                "dcterms:source": _id(self._source(step.source)),
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
            "rdf:subject": _id(self._printed),
            "rdf:predicate": _id(ELM.NQFLevel.value),
            "rdf:object": _id(item.level.iri),
            "kq:strength": _id(thing("strength", item.strength).value),
            "kq:statement": _texts(say(f"route.{'lead' if _is_lead(item) else 'answer'}")),
            "prov:wasDerivedFrom": [_id(self._claim(step)) for step in chain],
            "dcterms:source": [_id(iri) for iri in dict.fromkeys(s.source.iri for s in chain)],
        }

    def _source(self, source: Source) -> str:
        self._sources.setdefault(
            source.iri,
            {
                "@id": source.iri,
                "@type": "dcterms:BibliographicResource",
                "dcterms:title": _texts(source.titles) or source.title,
                "foaf:page": _id(source.page) if source.page else None,
                "dcterms:issued": _day(source.date) if source.date else None,
            },
        )
        return source.iri

    def _concepts(self) -> Iterator[Node]:
        """Yield the country, the levels and the field, which other programs may not know."""
        found = self._found
        yield _concept(found.country)
        ways = (*(found.answer or ()), *(lead.answer for lead in found.leads))
        passed = [one for way in ways for one in (*way.through, way.level)]
        levels = [*(placement.level for placement in found.placements), *passed]
        for level in {one.iri: one for one in levels}.values():
            yield _concept(level)
        if field := found.study_field:
            place = {"skos:broader": _id(field.broader.iri)} if field.broader else {}
            kinds = ["skos:Concept", compact(KQ.StudyField.value)]
            yield {**_concept(field.field), **place, "@type": kinds}


def _is_lead(item: Corresponding) -> bool:
    return item.strength is Strength.UNVERIFIED


def _is_iri(text: str) -> bool:
    return _IRI.fullmatch(text) is not None


def _id(iri: str) -> Node:
    return {"@id": iri}


def _printed(text: str) -> Node:
    return {"@language": _UNDETERMINED, "@value": text}


def _day(text: str) -> Node:
    """Return a date as precise as it is stated: a year, a month or a day."""
    return {"@type": _PRECISIONS[text.count("-")], "@value": text}


def _texts(text: Text) -> list[Node]:
    return [{"@language": language, "@value": said} for language, said in text.items() if language]


def _concept(named: Named) -> Node:
    return {
        "@id": named.iri,
        "@type": "skos:Concept",
        "skos:prefLabel": _texts(named.label),
        "skos:notation": named.code,
    }


def _told(node: Mapping[str, Any]) -> Node:
    """Return a node without what nobody says."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
