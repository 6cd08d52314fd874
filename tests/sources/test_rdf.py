"""RDF files become the triples of one graph, without blank nodes, or are refused with a place."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.model import Source, SourceFile
from kgqual.sources import blank_nodes
from kgqual.sources.kinds.rdf import IMPORTER, NOT_RDF, OTHER_GRAPH
from kgqual.sources.log import Log

GRAPH = "https://example.org/graph"
A, B, P = (NamedNode(f"https://example.org/{name}") for name in ("a", "b", "p"))
ONE_TRIPLE = {
    "turtle.ttl": "@prefix e: <https://example.org/> . e:a e:p e:b .",
    "ntriples.nt": "<https://example.org/a> <https://example.org/p> <https://example.org/b> .\n",
    "nquads.nq": "<https://example.org/a> <https://example.org/p> <https://example.org/b> .\n",
    "trig.trig": "@prefix e: <https://example.org/> . e:a e:p e:b .",
    "json.jsonld": '{"@id": "https://example.org/a",'
    ' "https://example.org/p": {"@id": "https://example.org/b"}}',
    "xml.rdf": '<?xml version="1.0"?>\n<rdf:RDF xmlns:e="https://example.org/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="https://example.org/a">'
    '<e:p rdf:resource="https://example.org/b"/></rdf:Description></rdf:RDF>',
}
Read = Callable[..., tuple[list[Triple], Log]]


def source_file(path: Path) -> SourceFile:
    return SourceFile(path.name, str(path), "", path.stat().st_size)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read({name: text}, graph)`` → the triples of those files, and the log."""

    def read_files(files: dict[str, str], graph: str = GRAPH) -> tuple[list[Triple], Log]:
        written = []
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            written.append(source_file(tmp_path / name))
        log = Log()
        source = Source("rdf", "1", graph, "rdf", tuple(written))
        return list(IMPORTER.triples(source, log)), log

    return read_files


@pytest.mark.parametrize("name", ONE_TRIPLE)
def test_every_format_states_the_same_triple(read: Read, name: str) -> None:
    triples, log = read({name: ONE_TRIPLE[name]})
    assert triples == [Triple(A, P, B)]
    assert (log.read, log.kept) == (1, 1)


@pytest.mark.parametrize("name", ["turtle.ttl", "data.zip"])
def test_a_byte_order_mark_is_passed_over(tmp_path: Path, name: str) -> None:
    path, text = tmp_path / name, ONE_TRIPLE["turtle.ttl"].encode("utf-8-sig")
    if name == "data.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("turtle.ttl", text)
    else:
        path.write_bytes(text)
    source = Source("rdf", "1", GRAPH, "rdf", (source_file(path),))
    assert list(IMPORTER.triples(source, Log())) == [Triple(A, P, B)]


def test_files_in_a_zip_are_read_and_what_is_not_rdf_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/turtle.ttl", ONE_TRIPLE["turtle.ttl"])
        archive.writestr("data/readme.txt", "hello")
    log = Log()
    source = Source("rdf", "1", GRAPH, "rdf", (source_file(path),))
    assert list(IMPORTER.triples(source, log)) == [Triple(A, P, B)]
    assert log.findings[NOT_RDF].examples == ["data.zip/data/readme.txt"]


class TestNamedGraphs:
    QUADS = (
        '<https://example.org/a> <https://example.org/p> "in g" <https://example.org/g> .\n'
        '<https://example.org/a> <https://example.org/p> "in h" <https://example.org/h> .\n'
        '<https://example.org/a> <https://example.org/p> "in none" .\n'
    )

    def test_are_listed(self, tmp_path: Path) -> None:
        (tmp_path / "data.nq").write_text(self.QUADS)
        files = [source_file(tmp_path / "data.nq")]
        assert IMPORTER.graphs("1", files) == [
            "https://example.org/g",
            "https://example.org/h",
            "https://w3id.org/kgqual/graph/rdf/1",
        ]
        (tmp_path / "data.nq").write_text("\n".join(self.QUADS.splitlines()[:2]))
        assert IMPORTER.graphs("1", files) == ["https://example.org/g", "https://example.org/h"]

    def test_leave_room_for_the_triples_of_other_files(self, tmp_path: Path) -> None:
        (tmp_path / "data.ttl").write_text(ONE_TRIPLE["turtle.ttl"])
        (tmp_path / "data.trig").write_text("<urn:g> { <urn:a> <urn:b> <urn:c> }")
        files = [source_file(path) for path in sorted(tmp_path.iterdir())]
        assert IMPORTER.graphs("1", files) == ["urn:g", "https://w3id.org/kgqual/graph/rdf/1"]

    def test_of_triples_are_the_graph_of_the_source(self, tmp_path: Path) -> None:
        (tmp_path / "data.ttl").write_text(ONE_TRIPLE["turtle.ttl"])
        files = [source_file(tmp_path / "data.ttl")]
        assert IMPORTER.graphs("1", files) == ["https://w3id.org/kgqual/graph/rdf/1"]

    def test_a_source_takes_the_graph_it_is_named_after(self, read: Read) -> None:
        triples, log = read({"data.nq": self.QUADS}, "https://example.org/h")
        assert triples == [Triple(A, P, Literal("in h"))]
        assert log.findings[OTHER_GRAPH].count == 2

    def test_a_source_of_another_name_takes_what_is_in_no_graph(self, read: Read) -> None:
        triples, log = read({"data.nq": self.QUADS})
        assert triples == [Triple(A, P, Literal("in none"))]
        assert log.findings[OTHER_GRAPH].examples == [
            "<https://example.org/g>",
            "<https://example.org/h>",
        ]

    def test_a_source_that_gets_none_of_the_triples_is_refused(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"the files are https://example\.org/g"):
            read({"data.nq": self.QUADS.splitlines()[0]}, "https://example.org/other")

    def test_may_not_take_the_names_of_our_own(self, tmp_path: Path) -> None:
        reserved = "https://w3id.org/kgqual/graph/esco/1.1.1"
        (tmp_path / "data.trig").write_text(f"<{reserved}> {{ <urn:a> <urn:b> <urn:c> }}")
        with pytest.raises(BadUsage, match="reserved for the graphs of sources"):
            IMPORTER.graphs("1", [source_file(tmp_path / "data.trig")])

    def test_may_not_be_blank(self, tmp_path: Path) -> None:
        (tmp_path / "data.nq").write_text("<urn:a> <urn:b> <urn:c> _:g .\n")
        with pytest.raises(UnreadableInput, match="a graph is named by a blank node"):
            IMPORTER.graphs("1", [source_file(tmp_path / "data.nq")])


class TestBlankNodes:
    ADDRESS = """@prefix e: <https://example.org/> .
        e:a e:address [ e:city "Astana" ; e:contact [ e:phone "1" ] ] , [ e:city "Aktau" ] ."""

    def test_become_iris_of_ours(self, read: Read) -> None:
        triples, _ = read({"data.ttl": self.ADDRESS})
        made = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)} - {A.value}
        assert len(made) == 3
        assert all(iri.startswith(blank_nodes.GENID) for iri in made)
        assert not any(isinstance(term, BlankNode) for triple in triples for term in triple)

    def test_are_named_alike_however_the_file_is_written(self, read: Read) -> None:
        first, _ = read({"data.ttl": self.ADDRESS})
        lines = [
            '_:x <https://example.org/city> "Aktau" .',
            "<https://example.org/a> <https://example.org/address> _:x .",
            '_:c <https://example.org/phone> "1" .',
            "_:y <https://example.org/contact> _:c .",
            "<https://example.org/a> <https://example.org/address> _:y .",
            '_:y <https://example.org/city> "Astana" .',
        ]
        random.Random(7).shuffle(lines)
        second, _ = read({"data.nt": "\n".join(lines) + "\n"})
        assert set(first) == set(second)

    def test_of_two_files_with_the_same_label_stay_apart(self, read: Read) -> None:
        triples, _ = read({"one.nt": '_:b <urn:p> "1" .\n', "two.nt": '_:b <urn:p> "2" .\n'})
        assert len({triple.subject for triple in triples}) == 2

    def test_of_two_sources_stay_apart(self, read: Read) -> None:
        text = '_:b <urn:p> "1" .\n'
        (one,), _ = read({"data.nt": text}, "https://example.org/g")
        (two,), _ = read({"data.nt": text}, "https://example.org/h")
        assert one.subject != two.subject

    def test_are_limited_in_number(self, read: Read) -> None:
        limits = holding(Limits(held_triples=2))
        with limits, pytest.raises(UnreadableInput, match="more than 2 triples have blank nodes"):
            read({"data.ttl": self.ADDRESS})

    def test_that_cannot_be_told_apart_are_given_up(self, read: Read) -> None:
        """A clique of look-alikes takes RDFC-1.0 factorial time; the process is stopped."""
        limits = holding(Limits(reading_seconds=1))
        clique = [f"_:b{i} <urn:p> _:b{j} ." for i in range(12) for j in range(12) if i != j]
        with limits, pytest.raises(UnreadableInput, match="cannot be told apart"):
            read({"data.nt": "\n".join(clique) + "\n"})


class TestRefused:
    def test_a_syntax_error_names_the_line(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"data\.ttl: .*line 3"):
            read({"data.ttl": "@prefix e: <https://example.org/> .\ne:a e:p e:b .\ne:a e:p oops ."})

    def test_another_encoding_names_the_line(self, tmp_path: Path) -> None:
        path = tmp_path / "data.ttl"
        path.write_bytes('<urn:a> <urn:b> "é" .'.encode("latin-1"))
        source = Source("rdf", "1", GRAPH, "rdf", (source_file(path),))
        with pytest.raises(UnreadableInput, match=r"line 1.*UTF-8"):
            list(IMPORTER.triples(source, Log()))

    def test_a_document_type_declaration(self, read: Read) -> None:
        """Entities in it expand without end (“billion laughs”)."""
        text = ONE_TRIPLE["xml.rdf"].replace("\n", '\n<!DOCTYPE x [<!ENTITY y "z">]>', 1)
        with pytest.raises(UnreadableInput, match=r"data\.rdf, line 2: a document type decl"):
            read({"data.rdf": text})

    def test_broken_xml_names_the_line(self, read: Read) -> None:
        text = ONE_TRIPLE["xml.rdf"].replace("</rdf:Description>", "\n</rdf:Wrong>")
        with pytest.raises(UnreadableInput, match=r"data\.rdf, line 3: mismatched tag"):
            read({"data.rdf": text})

    def test_xml_that_is_not_rdf(self, shared_data: Path) -> None:
        files = (source_file(shared_data / "eu" / "loq.xml"),)
        with pytest.raises(UnreadableInput, match="the XML is not RDF; its outermost element is"):
            list(IMPORTER.triples(Source("rdf", "1", GRAPH, "rdf", files), Log()))

    def test_a_context_elsewhere_is_not_fetched(self, read: Read) -> None:
        text = '{"@context": "https://schema.org/", "@id": "urn:a", "name": "b"}'
        with pytest.raises(UnreadableInput, match="put the context itself into the file"):
            read({"data.jsonld": text})

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("data.ttl", "<a> <https://example.org/p> <https://example.org/b> ."),
            ("data.jsonld", '{"@id": "a", "https://example.org/p": "b"}'),
            ("data.rdf", ONE_TRIPLE["xml.rdf"].replace("https://example.org/a", "a")),
        ],
    )
    def test_a_relative_iri(self, read: Read, name: str, text: str) -> None:
        with pytest.raises(UnreadableInput, match="relative"):
            read({name: text})

    def test_a_triple_about_a_triple(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"RDF 1\.2"):
            read({"data.ttl": "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> ."})

    def test_another_kind_of_file(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"data\.csv: not an RDF file"):
            read({"data.csv": "a,b\n"})


def test_the_official_elm_sample_is_read_whole(shared_data: Path) -> None:
    files = tuple(source_file(path) for path in (shared_data / "eu").glob("*.ttl"))
    source = Source("rdf", "1", GRAPH, "rdf", files)
    log = Log()
    triples = set(IMPORTER.triples(source, log))
    assert log.read == log.kept >= len(triples) > 6000
    again = set(IMPORTER.triples(replace(source, files=files[::-1]), Log()))
    assert triples == again
