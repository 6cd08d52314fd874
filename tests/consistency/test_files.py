"""A user's file, judged as a part of the graph, or by the user's own shapes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.consistency.conftest import Write, broken

from kgqual.consistency import Checked, validate_files
from kgqual.errors import UnreadableInput, ValidationStopped
from kgqual.limits import Limits, holding
from kgqual.namespaces import ELM, expand
from kgqual.store.snapshot import Snapshot
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Predicate

SECTION = """
<http://example.org/section> a kq:WorldSkillsSection ;
    skos:prefLabel "Wiring"@en ; kq:sectionNumber 1 ; kq:weight 12.5 .
"""
SKILL = """
kqid:worldskills\\/2026\\/17 kq:hasSection <http://example.org/section> .
"""
FOREVER = """
<http://example.org/shape> a sh:NodeShape ; sh:targetNode "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" ;
    sh:pattern "^(a+)+$" .
"""


def placed(level: str) -> str:
    return f"""
    <http://example.org/cook> a elm:Qualification ; dcterms:title "Cook"@en ;
        elm:NQFLevel kqid:{level.replace("/", chr(92) + "/")} .
    """


def wrong_levels(checked: Checked) -> list[Term | None]:
    results = checked.report.results
    return [result.value for result in results if result.path == Predicate(ELM.NQFLevel)]


class TestByTheShippedShapes:
    """In the context of a snapshot."""

    def test_a_level_that_the_graph_has_is_a_level(
        self, write: Write, shipped_snapshot: Snapshot
    ) -> None:
        known = validate_files([write(placed("nqf/2016/level/4"))], snapshot=shipped_snapshot)
        assert wrong_levels(known) == []
        unknown = validate_files([write(placed("nqf/2016/level/99"))], snapshot=shipped_snapshot)
        assert wrong_levels(unknown) == [expand("kqid:nqf/2016/level/99")]

    def test_without_a_snapshot_what_is_shipped_is_the_context(self, write: Write) -> None:
        assert wrong_levels(validate_files([write(placed("nqf/2016/level/4"))])) == []

    def test_several_files_are_one_graph(self, write: Write, shipped_snapshot: Snapshot) -> None:
        section, skill = write(SECTION, "section.ttl"), write(SKILL, "skill.ttl")
        alone = validate_files([section], snapshot=shipped_snapshot)
        assert broken(alone) == {"kqsh:WorldSkillsSection-whole"}
        together = validate_files([section, skill], snapshot=shipped_snapshot)
        assert "kqsh:WorldSkillsSection-whole" not in broken(together)
        assert together.validated == ("section.ttl", "skill.ttl")

    def test_only_what_the_file_speaks_of_is_reported(
        self, write: Write, shipped_snapshot: Snapshot
    ) -> None:
        checked = validate_files([write(SECTION)], snapshot=shipped_snapshot)
        focus = {str(result.focus_node) for result in checked.report.results}
        assert focus == {"<http://example.org/section>"}

    def test_a_translation_is_judged_with_what_it_translates(
        self, write: Write, shipped_snapshot: Snapshot
    ) -> None:
        section = r"kqid:worldskills\/2026\/17\/section\/1"
        new = write(f'{section} skos:altLabel "Ұйымдастыру"@kk .')
        assert broken(validate_files([new], snapshot=shipped_snapshot)) == set()
        second = write(f'{section} skos:prefLabel "Another"@en .')
        checked = validate_files([second], snapshot=shipped_snapshot)
        assert broken(checked) == {"kqsh:Concept-prefLabel"}

    def test_named_graphs_are_merged_and_named(
        self, write: Write, shipped_snapshot: Snapshot
    ) -> None:
        file = write(f"<http://example.org/graph> {{ {SECTION} }}", "file.trig")
        checked = validate_files([file], snapshot=shipped_snapshot)
        [group] = [one for one in checked.summary.groups if one.hints]
        assert group.graphs == {"http://example.org/graph": 1}
        assert group.examples[0].names == {"en": "Wiring"}


class TestByOwnShapes:
    """``--shapes``: the files and the shapes, and nothing else."""

    SHAPES = """
    <http://example.org/shape> a sh:NodeShape ; sh:targetClass elm:Qualification ;
        sh:property <http://example.org/property> .
    <http://example.org/property> sh:path elm:NQFLevel ; sh:class kq:FrameworkLevel ;
        sh:message "Not a level I know."@en .
    """

    def test_nothing_is_known_but_the_files(self, write: Write) -> None:
        file, shapes = write(placed("nqf/2016/level/4")), write(self.SHAPES, "shapes.ttl")
        checked = validate_files([file], [shapes])
        [result] = checked.report.results
        assert result.value == expand("kqid:nqf/2016/level/4")
        [group] = checked.summary.groups
        assert group.messages == {"en": "Not a level I know."}

    def test_blank_nodes_stay_what_they_are(self, write: Write) -> None:
        file = write('[] a elm:Qualification ; elm:NQFLevel [ skos:prefLabel "x"@en ] .')
        checked = validate_files([file], [write(self.SHAPES, "shapes.ttl")])
        [result] = checked.report.results
        assert str(result.focus_node).startswith("_:")

    def test_literals_are_judged_as_they_are_written(self, write: Write) -> None:
        file = write('<http://example.org/cook> skos:notation "01"^^xsd:integer .')
        shapes = write(
            "<http://example.org/shape> sh:targetSubjectsOf skos:notation ; "
            'sh:property [ sh:path skos:notation ; sh:pattern "^01$" ] .',
            "shapes.ttl",
        )
        assert validate_files([file], [shapes]).report.conforms


class TestUnreadable:
    """Data and shapes that are not what they should be."""

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("<a> <b> <c> .", r"A relative IRI needs an @base"),
            ("this is not Turtle", r"^file\.ttl: "),
            ("( " * 200_000, r"^file\.ttl"),
        ],
    )
    def test_data(self, write: Write, text: str, reason: str) -> None:
        with pytest.raises(UnreadableInput, match=reason):
            validate_files([write(text)], [write("", "shapes.ttl")])

    def test_shapes(self, write: Write) -> None:
        with pytest.raises(UnreadableInput, match=r"shapes\.ttl: "):
            validate_files([write("")], [write("nonsense", "shapes.ttl")])

    def test_a_document_type_is_refused(self, tmp_path: Path, write: Write) -> None:
        laughs = tmp_path / "laughs.rdf"
        entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        laughs.write_text(f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>')
        with pytest.raises(UnreadableInput, match=r"laughs\.rdf.*DOCTYPE"):
            validate_files([laughs], [write("", "shapes.ttl")])

    def test_a_file_that_is_not_rdf(self, tmp_path: Path) -> None:
        table = tmp_path / "table.csv"
        table.write_text("a,b\n", encoding="utf-8")
        with pytest.raises(UnreadableInput, match=r"table\.csv: not an RDF file"):
            validate_files([table])


class TestLimits:
    """What would take too long, or too much, is stopped: exit status 3."""

    def test_time(self, write: Write) -> None:
        with (
            holding(Limits(validation_seconds=3)),
            pytest.raises(ValidationStopped, match=r"file\.ttl: validating it takes longer than 3"),
        ):
            validate_files([write("")], [write(FOREVER, "shapes.ttl")], engine="pyshacl")

    def test_memory(self, write: Write) -> None:
        many = "".join(f'<http://example.org/{n}> rdfs:label "{n}" .\n' for n in range(300_000))
        with (
            holding(Limits(validation_memory=400 << 20)),
            pytest.raises(ValidationStopped, match="takes more than 400 MiB of memory"),
        ):
            validate_files([write(many)], [write("", "shapes.ttl")])

    def test_it_is_the_engine_that_failed(self) -> None:
        assert ValidationStopped.exit_status == 3
