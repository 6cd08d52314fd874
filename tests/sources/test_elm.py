"""ELM: LOQ XML, RDF and JSON-LD as elm: things in the graph; hostile and faulty files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.namespaces import DCTERMS, ELM, EQF, RDF, SKOS, XSD
from kgqual.sources.adding import Options, proposed
from kgqual.sources.blank_nodes import GENID
from kgqual.sources.kinds.elm import rules
from kgqual.sources.kinds.elm.layout import ELEMENTS, slots
from kgqual.sources.kinds.elm.profile import loq, profile_path
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]

LOQ = "http://data.europa.eu/snb/model/ap/loq-constraints/"
HEAD = (
    f'<Courses xmlns="{LOQ}" xmlns:skos="http://www.w3.org/2004/02/skos/core#" '
    'xmlns:dc="http://purl.org/dc/terms/" xsdVersion="3.1.0">'
)
QUALIFICATION = "https://example.org/q"


def loq_xml(folder: Path, *inside: str, head: str = HEAD, before: str = "") -> Path:
    """Write LOQ XML with one qualification; each part is on a line of its own, from line 3."""
    parts = "\n".join(inside)
    path = folder / "qualification.xml"
    path.write_text(
        f"{before}{head}<learningAchievementSpecificationReferences>\n"
        f'<qualification id="{QUALIFICATION}">\n{parts}\n'
        "</qualification></learningAchievementSpecificationReferences></Courses>",
        encoding="utf-8",
    )
    return path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(log: Log) -> list[str]:
    return [f"{p.where.row} {p.where.column}: {p.reason}" for p in log.problems]


@pytest.fixture(scope="module")
def official(shared_data: Path, read_source: ReadSource) -> tuple[set[Triple], Log]:
    """The official LOQ sample: two of everything, every element filled."""
    return read_source("elm", shared_data / "eu" / "loq.xml")


@pytest.fixture(scope="module")
def credential(shared_data: Path, read_source: ReadSource) -> tuple[set[Triple], Log]:
    """The official sample of a micro-credential."""
    return read_source("elm", shared_data / "eu" / "Sample-MC-Annex1-unsigned.jsonld")


class TestLoqXml:
    def test_the_official_sample_is_read_whole(self, official: tuple[set[Triple], Log]) -> None:
        triples, log = official
        assert (log.read, log.kept, log.refused, len(triples)) == (23, 23, 0, 5662)

    def test_things_keep_the_names_they_have(
        self, official: tuple[set[Triple], Log], ask: Ask
    ) -> None:
        triples, _ = official
        found = ask(
            triples,
            "SELECT ?eqf ?outcome ?body { <http://Q-01> a elm:Qualification ; elm:EQFLevel ?eqf ; "
            "elm:learningOutcome ?outcome ; elm:awardingOpportunity/elm:awardingBody ?body . "
            "?eqf a skos:Concept . ?outcome a elm:LearningOutcome . ?body a elm:Organisation }",
        )
        assert sorted(found) == [
            ("eqf:2", "http://LO-01", "http://ORG-01"),
            ("eqf:2", "http://LO-02", "http://ORG-01"),
        ]

    def test_what_has_no_name_gets_the_same_iri_every_time(
        self, official: tuple[set[Triple], Log], shared_data: Path, read_source: ReadSource
    ) -> None:
        triples, _ = official
        again, _ = read_source("elm", shared_data / "eu" / "loq.xml")
        assert again == triples
        notes = {t.subject for t in triples if t.predicate == RDF.type and t.object == ELM.Note}
        assert notes
        for note in notes:
            assert isinstance(note, NamedNode) and note.value.startswith(GENID)

    def test_texts_have_their_language_and_numbers_their_datatype(
        self, official: tuple[set[Triple], Log], ask: Ask
    ) -> None:
        triples, _ = official
        [(language,)] = ask(
            triples,
            "SELECT ?l { <http://Q-01> dcterms:title ?t FILTER(STR(?t) = 'r6Z7KzQdvNjTBUzF1z') "
            "BIND(LANG(?t) AS ?l) }",
        )
        assert language == "en"
        duration = Literal("P7Y8M2DT1H10M0S", datatype=XSD.duration)
        assert Triple(NamedNode("http://Q-01"), ELM.volumeOfLearning, duration) in triples

    def test_the_type_of_a_notation_is_its_datatype(
        self, official: tuple[set[Triple], Log], ask: Ask
    ) -> None:
        triples, _ = official
        assert ask(
            triples,
            "SELECT ?type { ?i skos:notation ?n FILTER(STR(?n) = 'p7B.BM') "
            "BIND(DATATYPE(?n) AS ?type) }",
        ) == [("http://lAuwIMFZ/",)]

    def test_what_is_referred_to_and_not_described_has_its_class_only(
        self, official: tuple[set[Triple], Log]
    ) -> None:
        """The sample's publishers are described nowhere; all that is known is their class."""
        triples, log = official
        publisher = NamedNode("http://YbmxmPhP/")
        assert log.findings[rules.DANGLING].count == 15
        assert {t for t in triples if t.subject == publisher} == {
            Triple(publisher, RDF.type, ELM.Agent)
        }

    def test_a_repeated_value_is_stated_once_and_counted(
        self, official: tuple[set[Triple], Log]
    ) -> None:
        _, log = official
        assert log.findings[rules.REPEATED].count == 3

    def test_white_space_around_texts_says_nothing(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        one, _ = read_source("elm", loq_xml(tmp_path, '<title language="en">Baker</title>'))
        other, _ = read_source("elm", loq_xml(tmp_path, '<title language="en">\n Baker </title>'))
        assert one == other
        assert (
            Triple(NamedNode(QUALIFICATION), DCTERMS.title, Literal("Baker", language="en")) in one
        )

    def test_faults_are_listed_with_their_line(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = loq_xml(
            tmp_path,
            '<title language="en">Baker</title>',
            "<title>Baker</title>",
            '<title language="??">Baker</title>',
            '<name language="en">Baker</name>',
            "<modified>yesterday</modified>",
            "<volumeOfLearning>PT</volumeOfLearning>",
            '<EQFLevel uri="six"/>',
            "<EQFLevel>6</EQFLevel>",
            '<learningOutcome idref=""/>',
            "<isPartialQualification>maybe</isPartialQualification>",
            '<status code="1">draft</status>',
            "<status></status>",
            "<status><b>draft</b></status>",
        )
        _, log = read_source("elm", path)
        assert problems(log) == [
            "4 title: has no attribute language.",
            "5 title: '??' is not a language tag.",
            "6 name: is not an element of qualification in LOQ.",
            "7 modified: 'yesterday' is not written as xsd:dateTime is.",
            "8 volumeOfLearning: 'PT' is not written as xsd:duration is.",
            "9 EQFLevel: 'six' is not an IRI (No scheme found in an absolute IRI).",
            "10 EQFLevel: has no attribute uri.",
            "11 learningOutcome: has no attribute idref.",
            "12 isPartialQualification: 'maybe' is not written as xsd:boolean is.",
            "13 status: has the attribute code, which LOQ does not know here.",
            "14 status: is empty.",
            "15 status: must be a text, and has the element b.",
        ]

    def test_a_text_that_turns_the_writing_direction_is_refused(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        _, log = read_source("elm", loq_xml(tmp_path, "<status>draft\u202e</status>"))
        assert problems(log) == [
            "3 status: contains U+202E (RIGHT-TO-LEFT OVERRIDE), which hides or turns what people "
            "see."
        ]

    def test_elements_of_another_place_are_refused(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = write(
            tmp_path,
            "wrong.xml",
            f"{HEAD}\n<agentReferences><group id='https://example.org/g'/></agentReferences>\n"
            "<people/></Courses>",
        )
        _, log = read_source("elm", path)
        assert problems(log) == [
            "2 group: is not an element of agentReferences.",
            "3 people: is not an element of LOQ.",
        ]

    def test_one_name_for_two_things_is_refused(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        group = "<group id='https://example.org/g'/>"
        path = write(
            tmp_path,
            "two.xml",
            f"{HEAD}<groupReferences>{group}\n{group}</groupReferences></Courses>",
        )
        _, log = read_source("elm", path)
        assert problems(log) == ["2 group: https://example.org/g is described twice."]

    def test_another_namespace_is_not_loq(self, tmp_path: Path, read_source: ReadSource) -> None:
        path = loq_xml(tmp_path, head=HEAD.replace(LOQ, "http://example.org/loq/"))
        with pytest.raises(UnreadableInput, match="so this is not LOQ XML"):
            read_source("elm", path)

    def test_another_version_of_the_schema_is_not_guessed_at(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = loq_xml(tmp_path, head=HEAD.replace("3.1.0", "4.0.0"))
        with pytest.raises(UnreadableInput, match=r"of version 4\.0\.0 of the schema"):
            read_source("elm", path)

    def test_a_version_must_be_given(self, tmp_path: Path) -> None:
        path = loq_xml(tmp_path)
        with pytest.raises(BadUsage, match="do not say which version of elm"):
            proposed("elm", [path], Options())
        [source] = proposed("elm", [path], Options(version="ministry-2026-11"))
        assert source.series == "elm/ministry"


LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    for inner, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "a bomb of entities": f'<!DOCTYPE Courses [<!ENTITY a "ha">{LAUGHS}]>',
    "an external entity": '<!DOCTYPE Courses [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
    "an external document type": '<!DOCTYPE Courses SYSTEM "file:///etc/passwd">',
    "one long entity, many times": f'<!DOCTYPE Courses [<!ENTITY j "{"a" * 100_000}">]>',
}


class TestHostileXml:
    @pytest.mark.parametrize("before", HOSTILE.values(), ids=HOSTILE)
    @pytest.mark.parametrize("place", ["text", "attribute", "nowhere"])
    def test_entities_are_refused(
        self, before: str, place: str, tmp_path: Path, read_source: ReadSource
    ) -> None:
        times = 1_000 if "aaaa" in before else 1
        title = {
            "text": f'<title language="en">{"&j;" * times}</title>',
            "attribute": f'<title language="{"&j;" * times}">Baker</title>',
            "nowhere": '<title language="en">Baker</title>',
        }[place]
        refusals = "DOCTYPE|amplification|Entity 'j' not defined|external"
        with pytest.raises(UnreadableInput, match=refusals):
            read_source("elm", loq_xml(tmp_path, title, before=before))

    def test_deep_nesting_is_refused(self, tmp_path: Path, read_source: ReadSource) -> None:
        path = loq_xml(tmp_path, "<a>" * 5_000 + "</a>" * 5_000)
        with pytest.raises(UnreadableInput, match="depth"):
            read_source("elm", path)

    def test_a_file_too_long_is_refused(self, tmp_path: Path, read_source: ReadSource) -> None:
        with (
            holding(Limits(document_bytes=500)),
            pytest.raises(UnreadableInput, match="longer than 500 bytes"),
        ):
            read_source("elm", loq_xml(tmp_path, " " * 500))

    def test_text_between_elements_is_refused(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        with pytest.raises(UnreadableInput, match="line 3: there is text between elements"):
            read_source("elm", loq_xml(tmp_path, '<title language="en">Baker</title> and more'))

    def test_a_file_cut_off_is_refused_with_its_line(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = write(tmp_path, "cut.xml", f"{HEAD}\n<agentReferences>\n")
        with pytest.raises(UnreadableInput, match=r"cut\.xml: line 3: "):
            read_source("elm", path)


class TestRdf:
    TURTLE = (
        "@prefix elm: <http://data.europa.eu/snb/model/elm/> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        f'<{QUALIFICATION}> a elm:Qualification ; dcterms:title "Baker"@en ; '
        "elm:creditPoint [ a elm:CreditPoint ; elm:point '5' ] .\n"
    )

    def test_turtle_is_taken_as_it_is_with_iris_for_blank_nodes(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        triples, log = read_source("elm", write(tmp_path, "q.ttl", self.TURTLE))
        [points] = (t.object for t in triples if t.predicate == ELM.creditPoint)
        assert isinstance(points, NamedNode) and points.value.startswith(GENID)
        assert (log.read, log.kept, len(triples)) == (5, 5, 5)

    def test_rdf_xml_may_end_as_loq_xml_does(self, tmp_path: Path, read_source: ReadSource) -> None:
        text = (
            f'<rdf:RDF xmlns:rdf="{RDF.iri}" xmlns:elm="{ELM.iri}">'
            f'<elm:Qualification rdf:about="{QUALIFICATION}"/></rdf:RDF>'
        )
        triples, _ = read_source("elm", write(tmp_path, "q.xml", text))
        assert triples == {Triple(NamedNode(QUALIFICATION), RDF.type, ELM.Qualification)}

    def test_a_text_that_turns_the_writing_direction_is_refused(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        text = self.TURTLE.replace("Baker", "\u202eBaker")
        _, log = read_source("elm", write(tmp_path, "q.ttl", text))
        assert problems(log) == [
            "None dcterms:title: <https://example.org/q> has a text that contains U+202E "
            "(RIGHT-TO-LEFT OVERRIDE)."
        ]

    def test_rdf_without_anything_of_elm_is_another_kind(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = write(tmp_path, "a.ttl", "<https://example.org/a> a <https://example.org/B> .")
        with pytest.raises(UnreadableInput, match="nothing in it is of a class of ELM"):
            read_source("elm", path)

    def test_named_graphs_are_refused(self, tmp_path: Path, read_source: ReadSource) -> None:
        path = write(
            tmp_path,
            "a.trig",
            f"<https://example.org/g> {{ <{QUALIFICATION}> a <{ELM.iri}Qualification> }}",
        )
        with pytest.raises(UnreadableInput, match="has named graphs"):
            read_source("elm", path)

    def test_of_a_credential_the_qualification_is_read(
        self, credential: tuple[set[Triple], Log], ask: Ask
    ) -> None:
        triples, _ = credential
        assert ask(
            triples,
            "SELECT ?title ?eqf ?nqf ?points { ?q a elm:Qualification ; dcterms:title ?title ; "
            "elm:EQFLevel ?eqf ; elm:NQFLevel ?nqf ; elm:creditPoint/elm:point ?points }",
        ) == [("Digital micro-credential creation", "eqf:6", "qdr:c_c392e7a2", "2")]
        durations = {t.object for t in triples if t.predicate == ELM.volumeOfLearning}
        assert durations == {Literal("PT60H", datatype=XSD.duration)}
        fields = ask(triples, "SELECT ?f { ?q elm:ISCEDFCode ?f . ?f a skos:Concept }")
        assert sorted(fields) == [("isced-f:003",), ("isced-f:0688",)]
        outcomes = ask(
            triples,
            "SELECT ?t { ?q elm:learningOutcome/dcterms:title ?t FILTER(LANG(?t) = 'en') }",
        )
        assert sorted(outcomes) == [
            ("Communication, collaboration and creativity",),
            ("Developing digital content",),
        ]

    def test_of_a_credential_nothing_about_the_person_is_read(
        self, credential: tuple[set[Triple], Log]
    ) -> None:
        triples, log = credential
        text = " ".join(map(str, triples))
        for private in ("Andromeda", "1999-10", "LA-234218", "mailto:", "Person"):
            assert private not in text
        assert log.findings[rules.ABOUT_A_PERSON].count == 1

    def test_names_that_hold_in_one_file_only_are_told_apart(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        """Every credential calls its qualification urn:epass:qualification:1."""

        def qualification(title: str) -> Path:
            text = self.TURTLE.replace(QUALIFICATION, "urn:epass:qualification:1")
            return write(tmp_path, f"{title}.ttl", text.replace("Baker", title))

        triples, log = read_source("elm", qualification("Baker"), qualification("Cook"))
        named = {t.subject for t in triples if t.predicate == DCTERMS.title}
        assert len(named) == 2
        assert rules.LOCAL_NAME in log.findings
        assert not any("urn:epass:" in str(triple) for triple in triples)

    def test_concepts_with_a_source_of_their_own_are_described_there(
        self, credential: tuple[set[Triple], Log]
    ) -> None:
        """The credential calls EQF 6 “Level 6”, which would be a second preferred label."""
        triples, log = credential
        assert {t for t in triples if t.subject == EQF["6"]} == {
            Triple(EQF["6"], RDF.type, SKOS.Concept)
        }
        assert log.findings[rules.DESCRIBED_ELSEWHERE].count == 20

    def test_no_context_is_fetched(self, tmp_path: Path, read_source: ReadSource) -> None:
        text = json.dumps({"@context": "https://example.org/context", "id": QUALIFICATION})
        with pytest.raises(UnreadableInput, match="refers to a context elsewhere"):
            read_source("elm", write(tmp_path, "q.jsonld", text))

    @pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": NaN'])
    def test_json_that_is_none_is_unreadable(
        self, text: str, tmp_path: Path, read_source: ReadSource
    ) -> None:
        with pytest.raises(UnreadableInput, match="not readable JSON"):
            read_source("elm", write(tmp_path, "q.jsonld", text))

    def test_another_kind_of_file_is_unreadable(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        with pytest.raises(UnreadableInput, match="neither LOQ XML nor RDF"):
            read_source("elm", write(tmp_path, "q.csv", "a,b"))


class TestProfile:
    def test_xml_has_an_element_for_every_property_of_a_class(self) -> None:
        for cls in ELEMENTS:
            assert {slot.form.path for slot in slots(cls).values()} == set(loq()[cls])

    def test_our_profile_demands_what_the_official_one_demands(self, shared_data: Path) -> None:
        """Class by class, property by property: cardinality, datatype, classes, languages."""
        ours = _demands(Graph().parse(profile_path()))
        assert ours[ELM.Qualification.value][1].keys() == {
            path.value for path in loq()[ELM.Qualification]
        }
        official = _demands(Graph().parse(shared_data / "eu" / "LOQ-constraints.ttl"))
        assert ours.keys() == official.keys()
        for cls, (closed, properties) in official.items():
            assert ours[cls][1] == properties, cls
            if not cls.endswith(("Group", "Geometry")):
                assert ours[cls][0] == closed, cls


Demands = dict[str, tuple[bool, dict[str, tuple[object, ...]]]]


def _demands(shapes: Graph) -> Demands:
    """Return class → whether it is closed, and property → what is demanded of its values."""
    found: Demands = {}
    for shape, cls in shapes.subject_objects(SH.targetClass):
        if (shape, SH.deactivated, None) in shapes:
            continue
        closed, properties = found.get(str(cls), (False, {}))
        alone = (shape, SH.path, None) in shapes
        for demand in [shape] if alone else shapes.objects(shape, SH.property):
            properties[str(shapes.value(demand, SH.path))] = _demand(shapes, demand)
        found[str(cls)] = (closed or (shape, SH.closed, None) in shapes, properties)
    found.pop(SKOS.ConceptScheme.value, None)
    return found


def _demand(shapes: Graph, demand: Node) -> tuple[object, ...]:
    terms = (SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH.uniqueLang, SH.disjoint)
    values = [str(shapes.value(demand, term) or "") for term in terms]
    classes = {str(cls) for cls in shapes.objects(demand, SH["class"])}
    for head in shapes.objects(demand, SH["or"]):
        for choice in Collection(shapes, head):
            classes.add(str(shapes.value(choice, SH["class"])))
    nested = {
        str(other) for term in (SH.property, SH.node) for other in shapes.objects(demand, term)
    }
    on_the_web = any("OnTheWeb" in name or "URLRegex" in name for name in nested)
    return (*values, frozenset(classes), on_the_web)
