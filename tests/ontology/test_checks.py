"""Every rule of ``ontology/checks`` finds nothing in our ontology, and finds its defect.

Each row that a rule returns is an error sentence. ``DEFECTS`` plants one defect for every way
in which a rule can be broken, alone in an empty dataset, and gives the sentence it must cause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Store

from kgqual.resources import shipped

Check = Callable[[str, Store], list[str]]
RULES = sorted(path.stem for path in (shipped("ontology") / "checks").glob("*.rq"))
ONTOLOGY = "https://w3id.org/kgqual/ontology"
ALIGNMENTS = f"{ONTOLOGY}/alignments"
KQ = f"<{ONTOLOGY}#"
SCHEME = "https://w3id.org/kgqual/id/x"


@dataclass(frozen=True)
class Defect:
    """Turtle that breaks a rule, the sentence that must say so, and the file it stands in."""

    rule: str
    turtle: str
    error: str
    file: str = ONTOLOGY


def _texts(**texts: str) -> str:
    return " , ".join(f'"{text}"@{lang}' for lang, text in texts.items())


_CONCEPT_TEXTS = (
    f"skos:prefLabel {_texts(en='x', kk='x', ru='x')} ; "
    f"skos:definition {_texts(en='X.', kk='X.', ru='X.')}"
)

DEFECTS = [
    Defect(
        "concepts",
        f"<{SCHEME}> a skos:ConceptScheme ; skos:prefLabel {_texts(en='x', ru='x')} ; "
        f"skos:definition {_texts(en='X.', kk='X.', ru='X.')} .",
        f"<{SCHEME}> has no label in kk.",
    ),
    Defect(
        "concepts",
        f"<{SCHEME}> a skos:ConceptScheme ; {_CONCEPT_TEXTS} .\n"
        f"<{SCHEME}/b> a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:notation 'a' ; "
        f"{_CONCEPT_TEXTS} .",
        f"<{SCHEME}/b> is not named by its scheme, a slash and its notation.",
    ),
    Defect(
        "concepts",
        f"<{SCHEME}/a> a kq:Strength ; kq:rank 0 . <{SCHEME}/c> a kq:Strength ; kq:rank 2 .",
        f"<{SCHEME}/c> has no rank of its own in the order 0, 1, 2 ….",
    ),
    Defect(
        "defined-by",
        "kq:Level a owl:Class .",
        f"{KQ}Level> does not say rdfs:isDefinedBy <{ONTOLOGY}>.",
    ),
    Defect(
        "defined-by",
        "kq:Level rdfs:isDefinedBy <https://example.org/other> .",
        f"{KQ}Level> says it is defined by <https://example.org/other>, "
        "which is not this ontology.",
    ),
    Defect(
        "deprecated",
        "kq:Step a owl:Class ; owl:deprecated true .",
        f"The deprecated {KQ}Step> does not say by which declared term it is replaced.",
    ),
    Defect(
        "deprecated",
        "kq:Step owl:deprecated true ; dcterms:isReplacedBy kq:Level . kq:Level a owl:Class .\n"
        "kq:reaches rdfs:range kq:Step .",
        f"The deprecated {KQ}Step> is still used by {KQ}reaches>.",
    ),
    Defect(
        "domain-and-range",
        "kq:reaches a owl:ObjectProperty ; rdfs:domain kq:Level .",
        f"{KQ}reaches> has no range and no skos:scopeNote saying why.",
    ),
    Defect(
        "drafts",
        'kq:Level skos:definition "Деңгей."@kk .',
        f'{KQ}Level> has a Kazakh definition with neither kq:draftText "kk" nor a '
        "dcterms:contributor who reviewed it.",
    ),
    Defect(
        "drafts",
        'kq:Level rdfs:label "level"@en ; kq:draftText "ru" .',
        f"{KQ}Level> is flagged as a draft in “ru”, in which it has no text.",
    ),
    Defect(
        "foreign-terms",
        "kq:Level rdfs:subClassOf skos:Concept .",
        f"{KQ}Level> builds on <http://www.w3.org/2004/02/skos/core#Concept>, "
        "which alignments.ttl does not declare.",
    ),
    Defect(
        "foreign-terms",
        "skos:Concept a owl:Class .",
        "alignments.ttl declares <http://www.w3.org/2004/02/skos/core#Concept>, "
        "on which nothing builds.",
        ALIGNMENTS,
    ),
    Defect(
        "headers",
        "kq:Level a owl:Class .",
        f"<{ONTOLOGY}>: its file does not declare it as an owl:Ontology.",
    ),
    Defect(
        "headers",
        f"<{ONTOLOGY}> a owl:Ontology .",
        f"<{ONTOLOGY}>: has no <http://purl.org/dc/terms/license>.",
    ),
    Defect(
        "headers",
        f'<{ONTOLOGY}> a owl:Ontology ; dcterms:title "Ontology"@en .',
        f"<{ONTOLOGY}>: has no <http://purl.org/dc/terms/title> in kk.",
    ),
    Defect(
        "headers",
        f'<{ONTOLOGY}> a owl:Ontology ; owl:versionIRI <{ONTOLOGY}/2> ; owl:versionInfo "1" .',
        f"<{ONTOLOGY}>: has a version IRI that is not its IRI, a slash and its version.",
    ),
    Defect(
        "hierarchy-cycles",
        "kq:A rdfs:subClassOf kq:B . kq:B rdfs:subClassOf kq:A .",
        f"{KQ}A> is a class above itself; break the circle.",
    ),
    Defect(
        "hierarchy-cycles",
        "kq:a rdfs:subPropertyOf kq:a .",
        f"{KQ}a> is a property above itself; break the circle.",
    ),
    Defect(
        "imports",
        f"<{ONTOLOGY}> owl:imports <https://example.org/gone> .",
        f"<{ONTOLOGY}> imports <https://example.org/gone>, which is not here.",
    ),
    Defect(
        "kinds",
        "kq:level a owl:ObjectProperty , owl:DatatypeProperty .",
        f"{KQ}level> is both <http://www.w3.org/2002/07/owl#DatatypeProperty> and "
        "<http://www.w3.org/2002/07/owl#ObjectProperty>.",
    ),
    Defect(
        "kinds",
        "kq:level a owl:ObjectProperty ; rdfs:range xsd:string .",
        f"{KQ}level> is an object property with the datatype "
        "<http://www.w3.org/2001/XMLSchema#string> as range.",
    ),
    Defect(
        "kinds",
        "kq:level a owl:DatatypeProperty ; rdfs:range kq:Level .",
        f"{KQ}level> is a datatype property with the class {KQ}Level> as range.",
    ),
    Defect(
        "labels-and-definitions",
        'kq:Level a owl:Class ; rdfs:label "level"@en , "деңгей"@kk .',
        f"{KQ}Level> has 0 texts as label in ru; it must have one.",
    ),
    Defect(
        "labels-and-definitions",
        'kq:Level a owl:Class ; skos:definition "A step."@en , "A rung."@en .',
        f"{KQ}Level> has 2 texts as definition in en; it must have one.",
    ),
    Defect(
        "labels-unique",
        'kq:Level a owl:Class ; rdfs:label "level"@en . kq:Step a owl:Class ; '
        'rdfs:label "Level"@en .',
        f"{KQ}Level> and {KQ}Step> are two classes labelled “level” in en; tell them apart.",
    ),
    Defect(
        "labels-unique",
        'kq:level a owl:ObjectProperty ; rdfs:label "level"@en . '
        'kq:step a owl:DatatypeProperty ; rdfs:label "level"@en .',
        f"{KQ}level> and {KQ}step> are two properties labelled “level” in en; tell them apart.",
    ),
    Defect("names", "kq:level_A a owl:Class .", f"{KQ}level_A> must be named in UpperCamelCase."),
    Defect(
        "names",
        "kq:HasLevel a owl:ObjectProperty .",
        f"{KQ}HasLevel> must be named in lowerCamelCase.",
    ),
    Defect(
        "obligations",
        "kq:Level owl:minCardinality 1 .",
        "<http://www.w3.org/2002/07/owl#minCardinality> states an obligation; "
        "it belongs in shapes/.",
    ),
    Defect(
        "obligations",
        "kq:level a owl:FunctionalProperty .",
        f"{KQ}level> is declared functional; how many values there may be belongs in shapes/.",
    ),
    Defect(
        "obligations",
        "kq:Level skos:note [] .",
        "A blank node stands at <http://www.w3.org/2004/02/skos/core#note>; give it an IRI.",
    ),
    Defect(
        "own-namespace",
        'skos:Concept rdfs:label "our own idea of it"@en .',
        f"<{ALIGNMENTS}> says <http://www.w3.org/2000/01/rdf-schema#label> of "
        "<http://www.w3.org/2004/02/skos/core#Concept>, which is not ours to define.",
        ALIGNMENTS,
    ),
    Defect(
        "own-namespace",
        "skos:Concept a owl:Class .",
        f"<{ONTOLOGY}> says <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> of "
        "<http://www.w3.org/2004/02/skos/core#Concept>, which is not ours to define.",
    ),
    Defect(
        "scripts",
        'kq:Level rdfs:label "дeңгей"@kk .',  # the second letter is Latin
        f"{KQ}Level> has letters of another script in its kk text “дeңгей”.",
    ),
    Defect(
        "scripts",
        'kq:Level rdfs:label "то, c чем сравнивают"@ru .',  # the lone letter is Latin
        f"{KQ}Level> has letters of another script in its ru text “то, c чем сравнивают”.",
    ),
    Defect(
        "scripts",
        'kq:Level rdfs:label "деңгей"@ru .',
        f"{KQ}Level> has letters of another script in its ru text “деңгей”.",
    ),
    Defect(
        "scripts",
        'kq:Level rdfs:label "lеvel"@en .',  # the second letter is Cyrillic
        f"{KQ}Level> has letters of another script in its en text “lеvel”.",
    ),
    Defect(
        "texts",
        'kq:Level rdfs:label "level."@en .',
        f"{KQ}Level>: the text “level.” (en) ends in a punctuation mark.",
    ),
    Defect(
        "texts",
        'kq:Level rdfs:label "framework  level"@en .',
        f"{KQ}Level>: the text “framework  level” (en) has stray white space.",
    ),
    Defect(
        "texts",
        'kq:Level skos:definition " A step."@en .',
        f"{KQ}Level>: the text “ A step.” (en) has stray white space.",
    ),
    Defect(
        "texts",
        'kq:Level skos:definition "ступень рамки."@ru .',
        f"{KQ}Level>: the text “ступень рамки.” (ru) does not begin with a capital letter.",
    ),
    Defect(
        "texts",
        'kq:Level skos:definition "A step"@en .',
        f"{KQ}Level>: the text “A step” (en) does not end in a full stop.",
    ),
    Defect(
        "texts",
        'kq:Level skos:definition "Знания, умения и т. д."@ru .',
        f"{KQ}Level>: the text “Знания, умения и т. д.” (ru) trails off instead of saying "
        "what it means.",
    ),
    Defect(
        "texts",
        'kq:Level rdfs:label "level"@en ; skos:definition "Level."@en .',
        f"{KQ}Level>: the text “Level.” (en) only repeats the label.",
    ),
    Defect(
        "undeclared-terms",
        "kq:Level a owl:Class ; rdfs:subClassOf kq:Stage .",
        f"{KQ}Stage> is used but kgqual.ttl does not declare it.",
    ),
    Defect(
        "undeclared-terms",
        "kq:Level a owl:Class .",  # declared in the wrong file
        f"{KQ}Level> is used but kgqual.ttl does not declare it.",
        ALIGNMENTS,
    ),
]


@pytest.mark.parametrize("rule", RULES)
def test_ontology_keeps_the_rule(rule: str, ontology: Store, check: Check) -> None:
    errors = check(rule, ontology)
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.rule)
def test_rule_finds_its_defect(
    defect: Defect, check: Check, turtle: Callable[[Store, str, str], None]
) -> None:
    store = Store()
    turtle(store, defect.file, defect.turtle)
    assert defect.error in check(defect.rule, store)


def test_every_rule_has_a_planted_defect() -> None:
    assert {defect.rule for defect in DEFECTS} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_rule_says_what_it_is_for(rule: str, ontology_folder: Path) -> None:
    text = (ontology_folder / "checks" / f"{rule}.rq").read_text(encoding="utf-8")
    assert text.startswith("# "), "the first line must be a comment that states the rule"
