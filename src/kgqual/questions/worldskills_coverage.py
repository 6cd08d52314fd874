"""How far an occupation's skills, or a programme's modules, cover a WorldSkills standard."""

from __future__ import annotations

from typing import Annotated

from kgqual.answering import Evidence, Findings, Graph, Of, Query, Reason, Thing, question
from kgqual.namespaces import ESCO, KQ
from kgqual.questions.coverage.covering import Covering
from kgqual.questions.coverage.items import SectionCoverage
from kgqual.questions.coverage.offers import Unit, modules_of, skills_of
from kgqual.questions.coverage.standard import sections
from kgqual.questions.esco.loaded import esco_graphs

QUERY = Query.beside(__file__)
SKILLS = Query.beside(__file__, "skills")
MODULES = Query.beside(__file__, "modules")
PROGRAMME = KQ.EducationalProgramme.value


@question
def worldskills_coverage(
    graph: Graph,
    skill: Annotated[Thing, Of(KQ.WorldSkillsSkill)],
    occupation: Annotated[Thing, Of(ESCO.Occupation, KQ.EducationalProgramme, kind="esco")],
) -> Findings[SectionCoverage]:
    """Return the coverage of the whole standard, then of each section, with what was matched.

    ``occupation`` may be an educational programme: then its modules and learning outcomes are
    compared, and a section counts as covered that a module is said to be built on. Where only
    titles are loaded these are compared, and the answer says how little that tells.
    """
    evidence = Evidence[SectionCoverage](graph)
    is_programme = PROGRAMME in occupation.types
    if not is_programme and not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    units = _modules(graph, occupation) if is_programme else _skills(graph, occupation)
    standard = sections(graph, QUERY, skill)
    if not standard:
        return evidence.findings(Reason("no-sections", skill=skill))
    if not units:
        return evidence.findings(Reason("nothing-offered", occupation=occupation))
    covering = Covering(graph, skill, occupation, standard, units)
    for item, links in covering.items():
        evidence.answer(item, links)
    return evidence.findings(Reason("no-language", skill=skill, occupation=occupation))


def _skills(graph: Graph, occupation: Thing) -> list[Unit]:
    return skills_of(graph, SKILLS, occupation)


def _modules(graph: Graph, programme: Thing) -> list[Unit]:
    return modules_of(graph, MODULES, programme)
