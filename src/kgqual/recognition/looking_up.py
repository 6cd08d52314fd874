"""The look-up: an application in, what the sources say of it out.

::

    title ──► qualification ──► levels of its framework ──► EQF ──► NQF, every route by itself
                     │
                     └► evaluations beside · field · credits · procedures · agreements · sheet
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from kgqual.answering.envelope import Candidate, Conflict, Named
from kgqual.answering.graph import Graph
from kgqual.model import Strength
from kgqual.recognition.advice import Sheet
from kgqual.recognition.application import FIELDS, Application, BadApplication
from kgqual.recognition.outcome import Recognition, StudyField
from kgqual.recognition.placing import Placing
from kgqual.recognition.professions import Professions
from kgqual.recognition.reading import register_of
from kgqual.recognition.register import Register
from kgqual.recognition.rules import Rules, rules_for
from kgqual.recognition.study_fields import narrowed, study_field
from kgqual.recognition.volumes import volumes
from kgqual.recognition.wording import say

NAME = "recognition"


def recognise(graph: Graph, application: Application) -> Recognition:
    """Return what the sources in a graph say of a foreign qualification.

    Raises BadApplication for a country that the graph does not know.
    """
    register = register_of(graph)
    placing = Placing(graph, register, application, _country(register, application))
    rules = rules_for(graph, placing)
    field = _field(graph, placing, rules)
    professions = Professions.of(graph)
    sheet = Sheet(placing, rules, field)
    return Recognition(
        **_envelope(graph, placing, rules),
        application=application,
        country=placing.country,
        match=placing.matched.match,
        matches=placing.matched.matches,
        placements=placing.placements,
        evaluations=placing.evaluations,
        routes=placing.routes,
        study_field=field,
        credits=volumes(graph, application.credits) if application.credits else (),
        procedures=rules.procedures,
        agreements=rules.agreements,
        professions=professions.about(application.qualification, field.field if field else None),
        required=rules.required,
        missing=sheet.missing(),
        would_change=sheet.would_change(),
        unknown=rules.law.gaps,
        notice=say("notice"),
    )


def _field(graph: Graph, placing: Placing, rules: Rules) -> StudyField | None:
    code = placing.application.field
    found = study_field(graph, code) if code else None
    if found is None:
        return None
    awards = (award for item in placing.findings.items for award in item.awards)
    return narrowed(found, rules.sector, {award.prefix.code for award in awards})


def _country(register: Register, application: Application) -> Named:
    if iri := register.countries.get(application.country):
        return register.names[iri]
    raise BadApplication(
        {"country": f"the graph knows no country with the code {application.country!r}."}
    )


def _envelope(graph: Graph, placing: Placing, rules: Rules) -> dict[str, Any]:
    findings, reason = placing.findings, placing.reason
    given = _given(placing.application)
    match = placing.matched.match
    return {
        "question": NAME,
        "arguments": given,
        "resolved": {
            "country": placing.country,
            **({"qualification": _named(match)} if match else {}),
        },
        "as_of": graph.day.isoformat(),
        "snapshot": graph.snapshot.id,
        "answer": findings.items if reason is None else None,
        "abstained": reason is not None,
        "reason": reason["en"] if reason else None,
        "explanation": reason,
        "candidates": _candidates(placing),
        "leads": findings.leads,
        "strength": Strength.weakest(s.strength for s in findings.steps)
        if findings.steps
        else None,
        "steps": findings.steps,
        "conflicts": _conflicts(placing, rules),
        "query": placing.register.query,
        "permalink": _permalink(graph, given),
    }


def _given(application: Application) -> dict[str, str]:
    values = application.model_dump(mode="json", include=set(FIELDS))
    return {name: str(values[name]) for name in FIELDS if values[name] not in (None, "")}


def _permalink(graph: Graph, given: dict[str, str]) -> str:
    day = {"as-of": graph.asked.isoformat()} if graph.asked else {}
    return f"/recognition?{urlencode({**given, **day, 'snapshot': graph.snapshot.id})}"


def _candidates(placing: Placing) -> tuple[Candidate, ...]:
    """Return what the title may name, or the placed degrees of the same kind, if it arrives not."""
    if placing.matched.match:
        return tuple(
            Candidate(**dict(found), argument="qualification") for found in placing.same_degree
        )
    return tuple(
        Candidate(**dict(_named(found)), argument="qualification", score=found.score)
        for found in placing.matched.matches
    )


def _named(thing: Named) -> Named:
    return Named(iri=thing.iri, label=thing.label, code=thing.code)


def _conflicts(placing: Placing, rules: Rules) -> tuple[Conflict, ...]:
    """Return the contradictions about what the routes pass, and about the procedures."""
    steps = [step for route in placing.routes for step in route.steps]
    things = {iri for step in steps for iri in (step.subject, step.object)}
    things |= {found.iri for found in rules.procedures}
    known = placing.register.conflicts
    found = {one.iri: one for iri in things for one in known.get(iri, ())}
    return tuple(found[iri] for iri in sorted(found))
