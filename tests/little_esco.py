"""A little graph that is built like ESCO: what translations are made of, without ESCO's texts.

Two releases: in ``1.0`` a baker makes bread otherwise, and something is there that went; ``1.1`` is
current. Around it are a Russian title of an ISCO group, a skill of WorldSkills that is compared
with an occupation, a qualification of Kazakhstan that has the title of one, and an area of study
that is compared with what is exactly the same as a skill group.
"""

from __future__ import annotations

from pyoxigraph import RdfFormat, Triple, parse

from kgqual.namespaces import sparql_prologue

OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
ISCO = "http://data.europa.eu/esco/isco/"
SCHEME = "http://data.europa.eu/esco/concept-scheme/"
BAKER, PASTRY_COOK, DEVELOPER = (OCCUPATION + n for n in ("baker", "pastry-cook", "developer"))
BAKE, DOUGH, DEBUG, TEAM, HYGIENE = (
    SKILL + name for name in ("bake", "dough", "debug", "team", "hygiene")
)
DIGITAL = SCHEME + "6c930acd-c104-4ece-acf7-f44fd7333036"
TRANSVERSAL = SCHEME + "skill-transversal-groups"

_PREFIXES = sparql_prologue() + f"PREFIX scheme: <{SCHEME}>\n"
_SHARED = """
scheme:occupations a skos:ConceptScheme ; skos:prefLabel "Little occupations"@en .
scheme:skills a skos:ConceptScheme ; skos:prefLabel "Little skills"@en .

isco:C2 a skos:Concept ; skos:prefLabel "Professionals"@en ; skos:notation "2" ;
  skos:inScheme scheme:isco, scheme:occupations .
isco:C2512 a skos:Concept ; skos:prefLabel "Software developers"@en ; skos:notation "2512" ;
  skos:broader isco:C2 ; skos:inScheme scheme:isco, scheme:occupations .
isco:C7 a skos:Concept ; skos:prefLabel "Craft workers"@en ; skos:notation "7" ;
  skos:inScheme scheme:isco, scheme:occupations .
isco:C7512 a skos:Concept ; skos:prefLabel "Bakers and pastry-cooks"@en ; skos:notation "7512" ;
  skos:broader isco:C7 ; skos:inScheme scheme:isco, scheme:occupations .

esco-occupation:pastry-cook a skos:Concept, esco:Occupation ; skos:notation "7512.1.1" ;
  skos:prefLabel "pastry cook"@en ; skos:altLabel "maker of cakes"@en, "confectioner"@en ;
  dcterms:description "Pastry cooks make 3 kinds of cakes (GMP)."@en ;
  skos:broader esco-occupation:baker ; esco:memberOfISCOGroup isco:C7512 ;
  skos:inScheme scheme:occupations, scheme:member-occupations ;
  esco:relatedEssentialSkill esco-skill:bake, esco-skill:dough, esco-skill:hygiene .
esco-occupation:developer a skos:Concept, esco:Occupation ; skos:notation "2512.1" ;
  skos:prefLabel "software developer"@en ; skos:altLabel "programmer"@en ;
  skos:hiddenLabel "sofware developer"@en ;
  dcterms:description "Software developers write programs."@en ;
  skos:scopeNote "Excludes people who only test."@en ;
  skos:broader isco:C2512 ; esco:memberOfISCOGroup isco:C2512 ;
  skos:inScheme scheme:occupations, scheme:member-occupations ;
  esco:relatedEssentialSkill esco-skill:debug ; esco:relatedOptionalSkill esco-skill:team .

esco-skill:bake a skos:Concept, esco:Skill ; skos:prefLabel "bake bread"@en ;
  esco:skillType <http://data.europa.eu/esco/skill-type/skill> ;
  dcterms:description "Make bread in an oven."@en ; skos:broader esco-skill:S1 ;
  skos:inScheme scheme:skills, scheme:member-skills .
esco-skill:dough a skos:Concept, esco:Skill ; skos:prefLabel "make dough"@en ;
  skos:altLabel "knead dough"@en ; skos:broader esco-skill:S1 ;
  dcterms:description "Make bread in an oven."@en ;
  esco:skillType <http://data.europa.eu/esco/skill-type/skill> ;
  skos:inScheme scheme:skills, scheme:member-skills .
esco-skill:debug a skos:Concept, esco:Skill ; skos:prefLabel "debug software"@en ;
  esco:skillType <http://data.europa.eu/esco/skill-type/skill> ; skos:broader esco-skill:S2 ;
  skos:inScheme scheme:skills, scheme:member-skills,
    scheme:6c930acd-c104-4ece-acf7-f44fd7333036 .
esco-skill:team a skos:Concept, esco:Skill ; skos:prefLabel "work in a team"@en ;
  esco:skillType <http://data.europa.eu/esco/skill-type/skill> ; skos:broader esco-skill:S ;
  skos:inScheme scheme:skills, scheme:member-skills, scheme:skill-transversal-groups .
esco-skill:hygiene a skos:Concept, esco:Skill ; skos:prefLabel "food hygiene"@en ;
  esco:skillType <http://data.europa.eu/esco/skill-type/knowledge> ; skos:broader esco-skill:K ;
  skos:inScheme scheme:skills, scheme:member-skills .

esco-skill:S a skos:Concept ; skos:prefLabel "skills"@en ; skos:notation "S" ;
  skos:inScheme scheme:skills, scheme:skills-hierarchy .
esco-skill:S1 a skos:Concept ; skos:prefLabel "making food"@en ; skos:notation "S1" ;
  skos:broader esco-skill:S ; skos:inScheme scheme:skills, scheme:skills-hierarchy .
esco-skill:S2 a skos:Concept ; skos:prefLabel "working with computers"@en ; skos:notation "S2" ;
  skos:broader esco-skill:S ; skos:inScheme scheme:skills, scheme:skills-hierarchy .
esco-skill:K a skos:Concept ; skos:prefLabel "knowledge"@en ; skos:notation "K" ;
  skos:inScheme scheme:skills, scheme:skills-hierarchy .
"""
_BAKER = """
esco-occupation:baker a skos:Concept, esco:Occupation ; skos:notation "7512.1" ;
  skos:prefLabel "baker"@en ; skos:altLabel "{alternative}"@en ;
  dcterms:description "{description}"@en ;
  skos:broader isco:C7512 ; esco:memberOfISCOGroup isco:C7512 ;
  skos:inScheme scheme:occupations, scheme:member-occupations ;
  esco:relatedEssentialSkill esco-skill:bake, esco-skill:dough, esco-skill:hygiene ;
  esco:relatedOptionalSkill esco-skill:team .
"""
_BEFORE = (
    _BAKER.format(alternative="bread maker", description="Bakers make bread.")
    + """
esco-skill:fire a skos:Concept, esco:Skill ; skos:prefLabel "keep a fire"@en ;
  skos:broader esco-skill:S1 ; skos:inScheme scheme:skills, scheme:member-skills .
"""
)
_AFTER = _BAKER.format(
    alternative="bread maker", description="Bakers make bread, rolls and baguettes."
)
_AROUND = {
    ("isco", "08"): 'isco:C7512 skos:prefLabel "Пекари и кондитеры"@ru .',
    ("worldskills", "2026"): """
<https://w3id.org/kgqual/id/worldskills/2026/47> a kq:WorldSkillsSkill ;
  skos:prefLabel "Bakery"@en ; skos:notation "47" .""",
    ("sssom", "worldskills-esco"): """
<https://w3id.org/kgqual/id/worldskills/2026/47> skos:closeMatch esco-occupation:baker .
<https://w3id.org/kgqual/id/mapping/bakery> a sssom:Mapping ;
  owl:annotatedSource <https://w3id.org/kgqual/id/worldskills/2026/47> ;
  owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget esco-occupation:baker ;
  kq:strength <https://w3id.org/kgqual/id/strength/official> .""",
    ("isced-f", "2013"): """
<https://example.org/field/knowledge> a skos:Concept ; skos:exactMatch esco-skill:K ;
  skos:prefLabel "Knowledge"@en .
<https://w3id.org/kgqual/id/mapping/field> a sssom:Mapping ;
  owl:annotatedSource <https://example.org/field/knowledge> ;
  owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget esco-skill:K ;
  kq:strength <https://w3id.org/kgqual/id/strength/official> .""",
    ("he", "2020"): """
<https://w3id.org/kgqual/id/he/area/6B99> a skos:Concept ;
  skos:prefLabel "Білім"@kk, "Знания"@ru ; skos:closeMatch <https://example.org/field/knowledge> .
<https://w3id.org/kgqual/id/mapping/area> a sssom:Mapping ;
  owl:annotatedSource <https://w3id.org/kgqual/id/he/area/6B99> ;
  owl:annotatedProperty skos:closeMatch ;
  owl:annotatedTarget <https://example.org/field/knowledge> ;
  kq:strength <https://w3id.org/kgqual/id/strength/editorial> .""",
    ("tvet", "2018"): """
<https://w3id.org/kgqual/id/tvet/qualification/3W07210103> a kq:TvetQualification ;
  skos:prefLabel "Baker"@en, "Наубайшы"@kk, "Пекарь"@ru ; skos:notation "3W07210103" ;
  kq:strength <https://w3id.org/kgqual/id/strength/informal> .""",
}
"""Kind and version → what is stated there."""


def releases(group: str = "S1") -> dict[tuple[str, str], tuple[str, list[Triple]]]:
    """Return both releases of the little ESCO and what is around it, to be published.

    ``group`` is how the IRI of the skill group S1 ends in the release 1.0.
    """
    before = (_SHARED + _BEFORE).replace("esco-skill:S1 ", f"esco-skill:{group} ")
    texts = {
        ("esco", "1.0"): ("2025-01-01", before),
        ("esco", "1.1"): ("2026-01-01", _SHARED + _AFTER),
        **{key: ("2026-01-01", text) for key, text in _AROUND.items()},
    }
    return {key: (issued, _triples(text)) for key, (issued, text) in texts.items()}


def _triples(text: str) -> list[Triple]:
    parsed = parse(_PREFIXES + text, format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in parsed]
