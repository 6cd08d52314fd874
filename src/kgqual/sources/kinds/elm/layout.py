"""How LOQ XML writes the classes of the profile: elements, their order, where each class stands.

An element without prefix is in the namespace of LOQ. One with ``*`` is a code: it takes a ``uri``
and nothing else; other concepts may carry their labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from kgqual.namespaces import DCTERMS, ELM, LOCN, SKOS, expand
from kgqual.sources.kinds.elm.profile import Form, loq

LOQ_XML = "http://data.europa.eu/snb/model/ap/loq-constraints/"
ROOT = f"{{{LOQ_XML}}}Courses"
XSD_VERSION = "3.1.0"

PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/terms/",
    "locn": "http://www.w3.org/ns/locn#",
    "clv": "http://data.europa.eu/m8g/",
}
"""Prefix of an element → its namespace."""

OTHER_VOCABULARIES = {
    "adms": "identifier schemeAgency",
    "dcterms": "title description type issued modified publisher language temporal valid spatial",
    "foaf": "homepage member",
    "org": "hasSubOrganization subOrganizationOf",
    "rdf": "value",
    "rov": "legalName registration",
}
"""Vocabulary → elements in the namespace of LOQ that stand for its properties, not for ELM's."""

CONTAINERS = {
    "learningOpportunityReferences": {"learningOpportunity": ELM.LearningOpportunity},
    "learningAchievementSpecificationReferences": {"qualification": ELM.Qualification},
    "learningOutcomeReferences": {"learningOutcome": ELM.LearningOutcome},
    "learningActivitySpecificationReferences": {
        "learningActivitySpecification": ELM.LearningActivitySpecification
    },
    "learningAssessmentSpecificationReferences": {
        "learningAssessmentSpecification": ELM.LearningAssessmentSpecification
    },
    "learningEntitlementSpecificationReferences": {
        "learningEntitlementSpecification": ELM.LearningEntitlementSpecification
    },
    "agentReferences": {"agent": ELM.Agent, "organisation": ELM.Organisation},
    "groupReferences": {"group": ELM.Group},
    "accreditationReferences": {"accreditation": ELM.Accreditation},
    "gradingSchemeReferences": {"gradingScheme": ELM.GradingScheme},
    "locationReferences": {"location": DCTERMS.Location},
}
"""Child of the root → its elements, each with the class it describes: what others refer to."""

_SPECIFICATION = (
    "identifier title skos:altLabel description additionalNote homepage supplementaryDocument "
    "category status modified publisher"
)
_STRUCTURE = "hasPart specialisationOf isPartOf generalisationOf"
_IDENTIFIER = (
    "skos:notation dc:creator schemeAgency issued schemeName schemeVersion schemeId dc:type"
)

ELEMENTS: Mapping[NamedNode, str] = {
    ELM.Accreditation: (
        "identifier type* title description decision report organisation limitQualification "
        "limitField* limitEQFLevel* limitJurisdiction* accreditingAgent issued reviewDate "
        "expiryDate valid additionalNote homepage landingPage supplementaryDocument status "
        "modified publisher"
    ),
    ELM.Address: "identifier fullAddress countryCode*",
    ELM.Agent: (
        "identifier skos:prefLabel skos:altLabel additionalNote location contactPoint "
        "groupMemberOf status modified publisher"
    ),
    ELM.Amount: "unit* value",
    ELM.AwardingOpportunity: (
        "identifier awardingBody location temporal learningAchievementSpecification"
    ),
    ELM.ContactPoint: "additionalNote description address phone emailAddress contactForm",
    ELM.CreditPoint: "framework* point",
    ELM.GradingScheme: "identifier title description supplementaryDocument",
    ELM.Grant: "title description dc:type supplementaryDocument contentUrl",
    ELM.Group: ("skos:prefLabel skos:altLabel dc:type additionalNote location contactPoint member"),
    ELM.Identifier: _IDENTIFIER,
    ELM.LearningActivitySpecification: (
        f"{_SPECIFICATION} type* contactHour volumeOfLearning language* mode* influences "
        f"{_STRUCTURE}"
    ),
    ELM.LearningAssessmentSpecification: (
        f"{_SPECIFICATION} type* language* mode* gradingScheme proves {_STRUCTURE}"
    ),
    ELM.LearningEntitlementSpecification: (
        f"{_SPECIFICATION} type* entitlementStatus* limitOrganisation limitJurisdiction* "
        f"limitOccupation limitNationalOccupation entitledBy {_STRUCTURE}"
    ),
    ELM.LearningOpportunity: (
        "identifier title description type* additionalNote homepage supplementaryDocument "
        "temporal duration mode* grant learningSchedule* scheduleInformation admissionProcedure "
        "applicationDeadline priceDetail providedBy location learningAchievementSpecification "
        "learningActivitySpecification hasPart isPartOf bannerImage defaultLanguage* status "
        "modified publisher"
    ),
    ELM.LearningOutcome: (
        "identifier title type* additionalNote reusabilityLevel* relatedSkill relatedESCOSkill"
    ),
    ELM.LegalIdentifier: f"{_IDENTIFIER} spatial*",
    ELM.MediaObject: (
        "title description contentType* attachmentType contentEncoding* contentSize content"
    ),
    ELM.Note: "dc:subject noteFormat noteLiteral",
    ELM.Organisation: (
        "skos:altLabel legalName type identifier eidasLegalIdentifier registration "
        "vatIdentifier taxIdentifier homepage additionalNote accreditation location "
        "contactPoint hasSubOrganization subOrganizationOf logo groupMemberOf status modified "
        "publisher"
    ),
    ELM.Phone: "phoneNumber countryDialing areaDialing dialNumber",
    ELM.PriceDetail: "identifier amount skos:prefLabel description additionalNote",
    ELM.Qualification: (
        f"{_SPECIFICATION} type learningOutcomeSummary ISCEDFCode* educationSubject "
        "volumeOfLearning creditPoint educationLevel language* mode* learningSetting* "
        "maximumDuration targetGroup* entryRequirement learningOutcome influencedBy provenBy "
        f"entitlesTo {_STRUCTURE} awardingOpportunity isPartialQualification EQFLevel* "
        "NQFLevel* qualificationCode accreditation"
    ),
    ELM.WebResource: "title language* contentUrl",
    DCTERMS.Location: ("identifier geographicName spatialCode* description address locn:geometry"),
    DCTERMS.PeriodOfTime: "skos:prefLabel startDate endDate",
    LOCN.Geometry: "clv:longitude clv:latitude",
    SKOS.Concept: "skos:prefLabel skos:altLabel skos:notation skos:inScheme",
}
"""Class → its elements in their order."""

REFERRED_TO = frozenset(cls for inside in CONTAINERS.values() for cls in inside.values())
"""The classes that stand in a container of their own and are referred to by ``idref``."""


@dataclass(frozen=True)
class Slot:
    """An element of a class: its name (``{namespace}name``), and the property it stands for."""

    element: str
    form: Form
    code: bool


@cache
def slots(cls: NamedNode) -> Mapping[str, Slot]:
    """Return the elements of a class by name, in their order."""
    forms = loq()[cls]
    found: dict[str, Slot] = {}
    for text in ELEMENTS[cls].split():
        name = text.rstrip("*")
        slot = Slot(_element(name), forms[_property(name)], text.endswith("*"))
        found[slot.element] = slot
    return found


def _element(name: str) -> str:
    prefix, colon, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if colon else f"{{{LOQ_XML}}}{local}"


def _property(name: str) -> NamedNode:
    prefix, colon, local = name.rpartition(":")
    if colon:
        return NamedNode(PREFIXES[prefix] + local)
    for vocabulary, names in OTHER_VOCABULARIES.items():
        if name in names.split():
            return expand(f"{vocabulary}:{name}")
    return ELM[name]
