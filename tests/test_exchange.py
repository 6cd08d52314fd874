"""ELM out: what is exported keeps to LOQ as the official shapes state it, or is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pyshacl
import pytest
from pyoxigraph import RdfFormat
from rdflib import RDF, SH, Graph, Literal, URIRef

from kgqual import pipeline
from kgqual.errors import BadUsage, DoesNotConform
from kgqual.exchange import Written, export_elm
from kgqual.namespaces import prefixes
from kgqual.sources.adding import Options
from kgqual.store.snapshot import Snapshot, Snapshots

GRAPH = "https://w3id.org/kgqual/graph/elm/"
ELM = prefixes()["elm"]

WHOLE = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix elm: <http://data.europa.eu/snb/model/elm/> .
@prefix eqf: <http://data.europa.eu/snb/eqf/> .
@prefix isced-f: <http://data.europa.eu/snb/isced-f/> .
@prefix kq: <https://w3id.org/kgqual/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://example.org/q> a elm:Qualification ; dcterms:title "Software developer"@en ;
    elm:EQFLevel eqf:6 ; elm:NQFLevel <https://w3id.org/kgqual/id/nqf/2016/level/6> ;
    elm:ISCEDFCode isced-f:0613 ; elm:learningOutcome <https://example.org/outcome> ;
    rdfs:comment "for insiders", "and for outsiders" .
<https://example.org/outcome> a elm:LearningOutcome ; dcterms:title "Writes programs"@en .
"""
LACKING = WHOLE.replace("elm:EQFLevel eqf:6 ;", "").replace(
    "elm:learningOutcome <https://example.org/outcome>", 'dcterms:title "Developer"'
)
AMBIGUOUS = WHOLE.replace("elm:EQFLevel eqf:6", "elm:EQFLevel eqf:5 , eqf:6")


@pytest.fixture(scope="module")
def snapshot(served_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot with what kgqual ships and three small ELM files."""
    data = Path(shutil.copytree(served_data, tmp_path_factory.mktemp("exchange") / "data"))
    for version, text in (("whole", WHOLE), ("lacking", LACKING), ("ambiguous", AMBIGUOUS)):
        path = data / f"{version}.ttl"
        path.write_text(text, encoding="utf-8")
        pipeline.add(data, "elm", [path], Options(version=version))
    pipeline.build(data)
    return Snapshots(data).current()


@pytest.fixture(scope="module")
def official_snapshot(
    shared_data: Path, served_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """A snapshot with the two official samples."""
    data = Path(shutil.copytree(served_data, tmp_path_factory.mktemp("official") / "data"))
    for version, name in (("loq", "loq.xml"), ("mc", "Sample-MC-Annex1-unsigned.jsonld")):
        pipeline.add(data, "elm", [shared_data / "eu" / name], Options(version=version))
    pipeline.build(data)
    return Snapshots(data).current()


@pytest.fixture(scope="module")
def official_shapes(shared_data: Path) -> Graph:
    """The official LOQ shapes, without the regular expressions that Python does not know."""
    shapes = Graph().parse(shared_data / "eu" / "LOQ-constraints.ttl")
    for shape, pattern in list(shapes.subject_objects(SH.pattern)):
        if "\\p{" in str(pattern):
            shapes.remove((shape, SH.pattern, pattern))
    return shapes


def official_faults(data: Graph, shapes: Graph) -> list[str]:
    """Return what the official shapes find in the data, with no ontology mixed in."""
    _, report, text = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph), text
    return [
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]


def export(snapshot: Snapshot, version: str, output: Path) -> Written:
    return export_elm(snapshot, output, GRAPH + version)


Content = tuple[str, tuple[tuple[str, str], ...], str, frozenset["Content"]]


def content(element: ElementTree.Element) -> Content:
    """Return what an element says: white space, order and exact repetition apart, everything."""
    return (
        element.tag,
        tuple(sorted(element.attrib.items())),
        (element.text or "").strip(),
        frozenset(content(child) for child in element),
    )


class TestOfficialSamples:
    def test_loq_xml_comes_back_as_it_went_in(
        self, official_snapshot: Snapshot, shared_data: Path, tmp_path: Path
    ) -> None:
        written = export(official_snapshot, "loq", tmp_path / "loq.xml")
        before = ElementTree.parse(shared_data / "eu" / "loq.xml").getroot()
        after = ElementTree.parse(tmp_path / "loq.xml").getroot()
        assert content(after) == content(before)
        assert written.left_out == {}

    def test_its_elements_stand_in_the_order_of_the_schema(
        self, official_snapshot: Snapshot, shared_data: Path, tmp_path: Path
    ) -> None:
        export(official_snapshot, "loq", tmp_path / "loq.xml")

        def orders(path: Path) -> set[tuple[str, ...]]:
            """Return the different sequences in which the children of an element stand."""
            root = ElementTree.parse(path).getroot()
            return {
                (element.tag, *dict.fromkeys(child.tag for child in element))
                for element in root.iter()
                if len(element)
            }

        assert orders(tmp_path / "loq.xml") == orders(shared_data / "eu" / "loq.xml")

    @pytest.mark.parametrize("version", ["loq", "mc"])
    def test_what_is_exported_keeps_to_the_official_shapes(
        self, version: str, official_snapshot: Snapshot, official_shapes: Graph, tmp_path: Path
    ) -> None:
        export(official_snapshot, version, tmp_path / "elm.ttl")
        data = Graph().parse(tmp_path / "elm.ttl")
        assert list(data.subjects(RDF.type, URIRef(ELM + "Qualification")))
        assert official_faults(data, official_shapes) == []

    def test_loq_xml_can_be_added_again_and_says_the_same(
        self, official_snapshot: Snapshot, tmp_path: Path
    ) -> None:
        export(official_snapshot, "loq", tmp_path / "loq.xml")
        [again] = pipeline.add(
            tmp_path / "data", "elm", [tmp_path / "loq.xml"], Options(version="loq")
        )
        [first] = [e for e in official_snapshot.manifest.graphs if e.iri == GRAPH + "loq"]
        assert again.graph.sha256 == first.sha256


class TestOurOwnData:
    @pytest.mark.parametrize("name", ["elm.ttl", "elm.nt", "elm.rdf", "elm.jsonld"])
    def test_a_whole_qualification_is_written_in_every_format(
        self, name: str, snapshot: Snapshot, official_shapes: Graph, tmp_path: Path
    ) -> None:
        export(snapshot, "whole", tmp_path / name)
        triples = pyoxigraph.parse(path=tmp_path / name)
        text = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        data = Graph().parse(data=text, format="nt")
        qualification = URIRef("https://example.org/q")
        title = data.value(qualification, URIRef(prefixes()["dcterms"] + "title"))
        assert title == Literal("Software developer", lang="en")
        assert official_faults(data, official_shapes) == []

    def test_and_as_loq_xml(self, snapshot: Snapshot, tmp_path: Path) -> None:
        export(snapshot, "whole", tmp_path / "elm.xml")
        text = (tmp_path / "elm.xml").read_text(encoding="utf-8")
        assert '<title language="en">Software developer</title>' in text
        assert '<EQFLevel uri="http://data.europa.eu/snb/eqf/6"/>' in text

    def test_concepts_described_elsewhere_in_the_snapshot_are_known_as_such(
        self, snapshot: Snapshot, tmp_path: Path
    ) -> None:
        """The file calls nothing a concept; the EQF, the NQF and ISCED-F of the snapshot do."""
        export(snapshot, "whole", tmp_path / "elm.ttl")
        data = Graph().parse(tmp_path / "elm.ttl")
        concepts = data.subjects(RDF.type, URIRef(prefixes()["skos"] + "Concept"))
        assert len(set(concepts)) == 3

    def test_what_has_no_place_in_loq_is_left_out_and_counted(
        self, snapshot: Snapshot, tmp_path: Path
    ) -> None:
        written = export(snapshot, "whole", tmp_path / "elm.ttl")
        assert written.left_out == {"rdfs:comment": 2}

    def test_what_lacks_something_is_refused_with_all_that_is_missing(
        self, snapshot: Snapshot, tmp_path: Path
    ) -> None:
        with pytest.raises(DoesNotConform) as refused:
            export(snapshot, "lacking", tmp_path / "elm.xml")
        message = str(refused.value)
        assert "elm:EQFLevel is missing from 1 thing." in message
        assert "elm:learningOutcome is missing from 1 thing." in message
        assert "a text has no language or two texts are in one language (Developer)" in message
        assert "elm:NQFLevel" not in message
        assert list(tmp_path.iterdir()) == []

    def test_one_level_is_not_chosen_of_two(self, snapshot: Snapshot, tmp_path: Path) -> None:
        with pytest.raises(DoesNotConform, match=r"elm:EQFLevel: .*there are several values"):
            export(snapshot, "ambiguous", tmp_path / "elm.ttl")

    def test_shipped_qualifications_lack_what_no_source_states(
        self, snapshot: Snapshot, tmp_path: Path
    ) -> None:
        graph = "https://w3id.org/kgqual/graph/qualification/selected-countries-2026"
        with pytest.raises(DoesNotConform, match=r"elm:learningOutcome is missing from \d+ thin"):
            export_elm(snapshot, tmp_path / "elm.ttl", graph)

    @pytest.mark.parametrize(
        ("graph", "name", "reason"),
        [
            ("", "elm.ttl", "name it with --graph"),
            (GRAPH + "nothing", "elm.ttl", "No graph"),
            ("https://w3id.org/kgqual/graph/isco/08", "elm.ttl", "nothing of a class of ELM"),
            (GRAPH + "whole", "elm.csv", r"ends in \.xml \(LOQ XML\) or in \.ttl"),
            (GRAPH + "whole", "no/such/folder/elm.ttl", "cannot be written"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, graph: str, name: str, reason: str, snapshot: Snapshot, tmp_path: Path
    ) -> None:
        with pytest.raises(BadUsage, match=reason):
            export_elm(snapshot, tmp_path / name, graph)


def test_the_official_shapes_do_find_faults(official_shapes: Graph) -> None:
    """What the tests above rely on: a qualification with nothing in it is not accepted."""
    data = Graph().parse(data=f"<https://example.org/q> a <{ELM}Qualification> .", format="turtle")
    found = official_faults(data, official_shapes)
    assert {fault.rpartition("/")[2] for fault in found} == {
        "title",
        "ISCEDFCode",
        "EQFLevel",
        "NQFLevel",
        "learningOutcome",
    }
