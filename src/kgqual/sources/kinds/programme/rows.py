"""What the rows of the ``programme`` template become."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import is_study_field
from kgqual.codes.tvet import QualificationCode
from kgqual.namespaces import DCTERMS, ELM, ISCED_F, KQ, ORG, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.programme.iris import module_iri, part, programme_iri, whole
from kgqual.sources.kinds.programme.ties import tied_to
from kgqual.sources.professions import NQF
from kgqual.sources.shared_columns import held, links, named, referred, standing
from kgqual.sources.statements import labels, sourced
from kgqual.sources.template import Row


def programme(row: Row) -> Iterator[Triple]:
    """Yield an educational programme, who offers it, and what it leads to."""
    node = programme_iri(row["institution"], row["code"])
    yield Triple(node, RDF.type, KQ.EducationalProgramme)
    yield Triple(node, RDF.type, ELM.LearningAchievementSpecification)
    if row["type"] == "minor":
        yield Triple(node, RDF.type, KQ.MinorProgramme)
    yield Triple(node, SKOS.notation, Literal(row["code"]))
    yield from named(node, row)
    institution = thing("organisation", row["institution"])
    yield Triple(node, SCHEMA.provider, institution)
    yield Triple(institution, RDF.type, ORG.Organization)
    yield from labels(institution, row, "institution_title")
    yield from _classified(node, row)
    yield from _credits(node, row)
    yield from links(node, KQ.assessmentForm, row, "assessment_form", "assessment-form")
    yield from held(node, row)
    yield from standing(node, row)
    yield from sourced(node, row)


def _classified(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the speciality, group and field of a programme, its level and its qualifications."""
    speciality = row["speciality"]
    if speciality:
        yield Triple(node, ELM.educationSubject, thing("tvet", "speciality", speciality))
    if row["group"]:
        yield Triple(node, ELM.educationSubject, thing("he", "group", row["group"]))
    if row["isced_f"]:
        if not is_study_field(row["isced_f"]):
            raise CellError("isced_f", f"{row['isced_f']!r} is not a field of ISCED-F 2013.")
        yield Triple(node, ELM.ISCEDFCode, ISCED_F[row["isced_f"]])
    if row["nqf_level"]:
        yield Triple(node, KQ.nqfLevel, thing(*NQF, "level", row["nqf_level"]))
    for code in row.items("qualification"):
        if speciality and QualificationCode.of(code).speciality != speciality:
            reason = f"{code!r} is not a qualification of the speciality {speciality}."
            raise CellError("qualification", reason)
        awarded = thing("tvet", "qualification", code)
        yield Triple(node, SCHEMA.educationalCredentialAwarded, awarded)


def module(row: Row) -> Iterator[Triple]:
    """Yield a module of a programme and what it is tied to."""
    node = module_iri(row, row["number"])
    yield Triple(whole(row), KQ.hasModule, node)
    yield Triple(node, RDF.type, KQ.ProgrammeModule)
    yield Triple(node, RDF.type, ELM.LearningAchievementSpecification)
    yield Triple(node, SCHEMA.position, Literal(row["number"], datatype=XSD.integer))
    if row["code"]:
        yield Triple(node, SKOS.notation, Literal(row["code"]))
    yield from named(node, row)
    if row["credits"]:
        yield Triple(node, KQ.moduleCredits, Literal(row["credits"], datatype=XSD.decimal))
    for thing_tied_to in tied_to(row):
        yield Triple(node, KQ.tiedTo, thing_tied_to)
    yield from links(node, KQ.assessmentForm, row, "assessment_form", "assessment-form")
    yield from sourced(node, row)


def outcome(row: Row) -> Iterator[Triple]:
    """Yield a learning outcome of a module or of a whole programme."""
    of = module_iri(row, row["module"]) if row["module"] else whole(row)
    node = part(of, "outcome", row["number"])
    yield Triple(of, ELM.learningOutcome, node)
    yield Triple(node, RDF.type, ELM.LearningOutcome)
    yield Triple(node, SCHEMA.position, Literal(row["number"], datatype=XSD.integer))
    yield from _titled(node, row)
    yield from sourced(node, row)


def micro_qualification(row: Row) -> Iterator[Triple]:
    """Yield a micro-qualification and the modules that must be completed for it."""
    node = part(whole(row), "micro-qualification", row["id"])
    yield Triple(whole(row), SCHEMA.educationalCredentialAwarded, node)
    yield Triple(node, RDF.type, KQ.MicroQualification)
    yield Triple(node, RDF.type, ELM.Qualification)
    yield from _titled(node, row)
    for number in row.items("modules"):
        yield Triple(node, DCTERMS.requires, module_iri(row, number))
    if row["nqf_level"]:
        yield Triple(node, ELM.NQFLevel, thing(*NQF, "level", row["nqf_level"]))
    yield from _credits(node, row)
    yield from sourced(node, row)


def _titled(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the titles as labels and, as the European Learning Model has them, as titles."""
    yield from named(node, row)
    for lang, title in row.titles().items():
        yield Triple(node, DCTERMS.title, Literal(title, language=lang))


def _credits(node: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield the credits of a programme or of a qualification, and of which system they are."""
    if not row["credits"]:
        return
    points = part(node, "credits")
    yield Triple(node, ELM.creditPoint, points)
    yield Triple(points, RDF.type, ELM.CreditPoint)
    yield Triple(points, ELM.point, Literal(row["credits"], datatype=XSD.decimal))
    if row["credit_system"]:
        yield Triple(points, ELM.framework, referred("credit", row["credit_system"]))
