"""WorldSkills technical descriptions as sources: official PDFs, later editions, hostile files."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple
from tests.sources.drawn_pdf import KNOW, Drawing, form_bomb, pdf, two_sections

from kgqual import inventory, pipeline
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.model import Source, SourceFile
from kgqual.namespaces import KQ, OWL, SKOS, SSSOM, XSD, sparql_prologue, thing
from kgqual.sources.adding import Options, proposed
from kgqual.sources.kinds import importer
from kgqual.sources.kinds.sssom import GIVES_WAY as MAPPING_GIVES_WAY
from kgqual.sources.kinds.worldskills import (
    GIVES_WAY,
    IMPORTER,
    document,
    references,
    standard,
    statements,
)
from kgqual.sources.kinds.worldskills.reading import technical_description
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

OFFICIAL = ("10", "17", "18", "34", "53")
"""The skills whose official technical description is at hand."""
STATEMENTS_OF_17 = "3a76a0a5e8a3c9907dc344728a97fc1259c7d848f21c120e96c3a29b07a20404"
"""Digest of the statements of skill 17, one a line, compared by hand with the pages."""

Table = list[dict[str, str]]
Save = Callable[..., SourceFile]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save(bytes, name)`` → the file, as it would be registered."""

    def saved(data: bytes, name: str = "WSC2026_TD17_en.pdf") -> SourceFile:
        (tmp_path / name).write_bytes(data)
        return source_file(tmp_path / name)

    return saved


def source_file(path: Path) -> SourceFile:
    """Return the file at ``path``, as it would be registered."""
    data = path.read_bytes()
    return SourceFile(path.name, str(path), hashlib.sha256(data).hexdigest(), len(data))


def proposed_of(*files: SourceFile, version: str = "") -> list[Source]:
    """Return the sources that ``kgqual add worldskills`` would make of the files."""
    paths = [Path(file.path) for file in files]
    return proposed("worldskills", paths, Options(version=version))


def graph_of(source: Source) -> set[Triple]:
    """Return the triples of a source."""
    return set(importer(source.kind).triples(source, Log()))


def shipped_source(name: str) -> Source:
    """Return the shipped source whose name begins so."""
    [source] = [s for s in shipped_sources() if s.name.startswith(name)]
    return source


@pytest.fixture(scope="module")
def official(shared_data: Path) -> Callable[[str], SourceFile]:
    """``official(skill)`` → the technical description that WorldSkills International published."""
    return lambda skill: source_file(shared_data / "worldskills" / f"WSC2026_TD{skill}_en.pdf")


@pytest.fixture(scope="module")
def table(shared_data: Path) -> Callable[[str, str, str], Table]:
    """``table(name, column, skill)`` → the rows about a skill that others read from its PDF."""

    def rows(name: str, column: str, skill: str) -> Table:
        path = shared_data / "worldskills" / f"worldskills_2026_{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file) if row[column] == skill]

    return rows


@pytest.fixture(scope="module")
def shipped_rows() -> set[Triple]:
    """What is shipped of WorldSkills: its tables and its mappings."""
    return graph_of(shipped_source("worldskills@")).union(
        *(graph_of(shipped_source(f"sssom@worldskills-{s}")) for s in ("esco", "isco", "onet"))
    )


Official = Callable[[str], SourceFile]
Rows = Callable[[str, str, str], Table]


@pytest.mark.parametrize("skill", OFFICIAL)
class TestOfficial:
    """Five of five, every section and weight."""

    def test_title_age_limit_and_date(self, official: Official, table: Rows, skill: str) -> None:
        said = technical_description(official(skill))
        [row] = table("skills", "number", skill)
        day, month, year = row["td_last_updated"].split(".")
        assert (said.title, said.age_limit) == (row["name_en"], row["age_limit"])
        assert (said.last_updated, said.name) == (f"{year}-{month}-{day}", f"2026-{skill}")

    def test_sections_and_weights(self, official: Official, table: Rows, skill: str) -> None:
        said = technical_description(official(skill))
        rows = table("wsos_sections", "skill", skill)
        assert [(str(s.number), s.title, s.weight) for s in said.sections] == [
            (row["section"], row["title_en"], row["weight_pct"].removesuffix(".0")) for row in rows
        ]

    def test_alignments(self, official: Official, table: Rows, skill: str) -> None:
        said = technical_description(official(skill))
        expected = defaultdict(set)
        for row in table("official_alignments", "skill", skill):
            expected[row["target_scheme"]].add(row["target"].rpartition("/")[2])
        stated = said.alignments
        assert set(stated.esco) == expected["ESCO"]
        assert set(stated.isco) == expected["ISCO-08"]
        assert set(stated.onet) == expected["O*NET-SOC"]
        assert (said.standard_at, said.references_at) == ("§2.2", "§13.2")

    def test_every_section_has_statements_of_both_kinds(
        self, official: Official, skill: str
    ) -> None:
        for section in technical_description(official(skill)).sections:
            assert {s.kind for s in section.statements} == {"knowledge", "ability"}

    def test_agrees_with_what_is_shipped(
        self, official: Official, shipped_rows: set[Triple], skill: str
    ) -> None:
        """The same IRIs, the same facts; the PDF adds statements, the tables the sector."""
        [source] = proposed_of(official(skill))
        more = {t for t in graph_of(source) - shipped_rows if "/statement/" not in str(t)}
        assert {t for t in more if "/gap/" not in str(t.subject)} == set()


NOT_IN_THE_TABLE = {"08": "2514", "63": "3119"}
"""ISCO-08 groups that the texts give and the table of alignments lacks."""
CUT_AT = 400
"""Characters of the texts in the table, at most."""


def test_the_references_of_all_64_skills_are_read(shared_data: Path) -> None:
    path = shared_data / "worldskills" / "worldskills_2026_official_alignments.csv"
    texts: dict[str, str] = {}
    expected: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts[row["skill"]] = row["source_text"]
            expected[row["skill"]].add(row["target"].rpartition("/")[2])
    assert len(texts) == 64
    for skill, text in texts.items():
        found, _ = references.alignments(text)
        read = {*found.esco, *found.isco, *found.onet} - {NOT_IN_THE_TABLE.get(skill)}
        assert read <= expected[skill], skill
        assert read == expected[skill] or len(text) == CUT_AT, skill


def test_the_statements_of_skill_17_are_those_of_the_document(official: Official) -> None:
    """They are not ours to repeat; their digest is."""
    said = technical_description(official("17"))
    counts = [Counter(s.kind for s in section.statements) for section in said.sections]
    assert [(c["knowledge"], c["ability"]) for c in counts] == [
        (7, 8),
        (5, 8),
        (14, 13),
        (6, 13),
        (12, 13),
    ]
    text = "\n".join(s.text for section in said.sections for s in section.statements)
    assert hashlib.sha256(text.encode()).hexdigest() == STATEMENTS_OF_17


def test_the_weights_of_skill_53_are_reported_as_missing(official: Official) -> None:
    """Their column is in the file, but beyond the edge of the page."""
    [source] = proposed_of(official("53"))
    log = Log()
    triples = set(IMPORTER.triples(source, log))
    assert not any(t.predicate == KQ.weight for t in triples)
    assert log.findings[standard.BEYOND_THE_EDGE].count == 8
    assert log.findings[statements.CUT].count == sum("[…]" in str(t.object) for t in triples)
    gap = thing("gap", "worldskills-2026-53-weights-not-shown")
    assert Triple(gap, KQ.about, thing("worldskills", "2026", "53")) in triples


def test_a_description_takes_the_place_of_the_shipped_rows_until_it_is_removed(
    own_data: Path, official: Official
) -> None:
    path = Path(official("17").path)
    pipeline.add(own_data, "worldskills", [path], Options())
    query = """SELECT (COUNT(DISTINCT ?all) AS ?sections) (COUNT(?title) AS ?titles)
        (COUNT(DISTINCT ?of17) AS ?sections_of_17) (COUNT(DISTINCT ?said) AS ?statements) {
        { [] kq:hasSection ?all . ?all skos:prefLabel ?title OPTIONAL { ?all kq:weight ?weight } }
        UNION { ?skill kq:skillNumber "17" ; a kq:WorldSkillsSkill ; kq:hasSection ?of17
            OPTIONAL { ?of17 kq:hasStatement ?said } } }"""

    def counted() -> list[str]:
        store = pipeline.build(own_data).snapshot.open()
        [row] = store.query(sparql_prologue() + query).rows()
        return [str(getattr(term, "value", "")) for term in row]

    assert counted() == ["458", "458", "5", "99"]
    names = [s.name for s in inventory.all_sources(own_data) if s.kind == "worldskills"]
    assert names == ["worldskills@2026", "worldskills@2026-17"]
    pipeline.remove(own_data, "worldskills", "2026-17")
    assert counted() == ["458", "458", "5", "0"]


class TestEditions:
    """A description that differs from what kgqual ships: what it says counts."""

    def test_of_a_skill_replace_what_is_shipped_of_it(self, save: Save) -> None:
        [source] = proposed_of(save(replace_title(two_sections()).bytes()))
        tables, log = replace(shipped_source("worldskills@"), superseded=source.documents), Log()
        left = set(IMPORTER.triples(tables, log))
        skill = thing("worldskills", "2026", "17")
        about = [t for t in left | graph_of(source) if t.subject == skill]
        assert log.findings[GIVES_WAY].count == 7  # the skill, five sections, the document
        assert {t.object for t in about if t.predicate == KQ.hasSection} == {
            thing("worldskills", "2026", "17", "section", number) for number in ("1", "2")
        }
        assert [t.object for t in about if t.predicate == SKOS.prefLabel] == [
            Literal("Web Crafts", language="en")
        ]
        assert [t.predicate for t in left if t.subject == skill] == [KQ.sector]

    def test_leave_other_skills_alone(self, save: Save) -> None:
        [source] = proposed_of(save(two_sections().bytes()))
        tables = shipped_source("worldskills@")
        gone = graph_of(tables) - graph_of(replace(tables, superseded=source.documents))
        others = {str(t.subject) for t in gone if "/worldskills/2026/17" not in str(t.subject)}
        assert others == {
            str(thing("document", "wsc2026-td17")),
            str(thing("worldskills", "2026", "skills")),
        }

    @pytest.mark.parametrize(("updated", "kept"), [("23.06.2026", True), ("01.08.2026", False)])
    def test_take_the_place_of_mappings_of_other_editions(
        self, save: Save, updated: str, kept: bool
    ) -> None:
        drawn = Drawing(updated=updated).head().section(1, "All", "100").list(KNOW, "• Much")
        [source] = proposed_of(save(drawn.bytes()))
        table, log = shipped_source("sssom@worldskills-isco"), Log()
        table = replace(table, superseded=source.documents)
        triples = set(importer("sssom").triples(table, log))
        assert any(t.subject == thing("worldskills", "2026", "17") for t in triples) is kept
        assert (MAPPING_GIVES_WAY in log.findings) is not kept

    def test_stand_side_by_side_under_versions_of_their_own(self, save: Save) -> None:
        [first] = proposed_of(save(two_sections().bytes()))
        [second] = proposed_of(save(two_sections("12").bytes()), version="2026-17-august")
        assert first.series == second.series == "worldskills/2026-17"
        assert (first.version, second.version) == ("2026-17", "2026-17-august")


def replace_title(drawn: Drawing) -> Drawing:
    """Write another title on the cover."""
    drawn.pages[0] = [o.replace("Web Technologies", "Web Crafts") for o in drawn.pages[0]]
    return drawn


class TestAdding:
    def test_several_make_a_source_each(self, save: Save) -> None:
        other = Drawing(skill="05", title=("Engineering",)).head().section(1, "All", "100")
        sources = proposed_of(
            save(two_sections().bytes()),
            save(other.list(KNOW, "• Much").bytes(), "WSC2026_TD05_en.pdf"),
        )
        assert [(s.version, s.series) for s in sources] == [
            ("2026-17", "worldskills/2026-17"),
            ("2026-05", "worldskills/2026-05"),
        ]
        assert sources[0].graph == "https://w3id.org/kgqual/graph/worldskills/2026-17"
        assert sources[0].publisher == "WorldSkills International"
        assert sources[0].issued == "2026-06-23"

    def test_two_of_one_skill_are_refused(self, save: Save) -> None:
        one, two = save(two_sections().bytes()), save(two_sections("12").bytes(), "copy.pdf")
        with pytest.raises(
            BadUsage, match=r"TD17_en.pdf and copy.pdf are both worldskills@2026-17"
        ):
            proposed_of(one, two)

    def test_one_version_for_several_is_refused(self, save: Save) -> None:
        one, two = save(two_sections().bytes()), save(two_sections("12").bytes(), "copy.pdf")
        with pytest.raises(BadUsage, match="make 2 sources"):
            proposed_of(one, two, version="2026")

    def test_tables_stay_one_source(self, tmp_path: Path) -> None:
        paths = [tmp_path / "competitions.csv", tmp_path / "skills.csv"]
        paths[0].write_text("id,title_en\n2030,WorldSkills 2030\n", "utf-8")
        paths[1].write_text("competition,number,title_en\n2030,05,Welding\n", "utf-8")
        [source] = proposed("worldskills", paths, Options(version="2030"))
        assert (source.version, source.series, len(source.files)) == ("2030", "worldskills", 2)

    def test_a_file_named_after_another_skill_is_found(self, save: Save) -> None:
        said = technical_description(save(two_sections().bytes(), "WSC2026_TD18_en.pdf"))
        assert said.name == "2026-17"
        found = [f.example for f in said.findings if f.rule == document.OTHER_NAME]
        assert found == ["WSC2026_TD18_en.pdf: WSC2026_TD17"]

    def test_the_file_name_counts_where_the_pages_have_no_code(self, save: Save) -> None:
        drawn = Drawing(code="").head().section(1, "All", "100").list(KNOW, "• Much")
        assert technical_description(save(drawn.bytes(), "WSC2030_TD17_en.pdf")).name == "2030-17"


class TestRefused:
    def refused(self, save: Save, data: bytes, reason: str, name: str = "some.pdf") -> None:
        with pytest.raises(UnreadableInput, match=rf"^{name}: .*{reason}"):
            technical_description(save(data, name))

    def test_what_is_no_pdf(self, save: Save) -> None:
        self.refused(save, b"skill,section\n17,1\n", "not a PDF")

    def test_a_pdf_of_something_else(self, save: Save) -> None:
        page = ["BT /F 12 Tf 99 700 Td (Annual report) Tj ET"]
        self.refused(save, pdf([page]), "not a WorldSkills technical description")

    def test_pictures_of_pages(self, save: Save) -> None:
        self.refused(save, pdf([["0 0 100 100 re f"]]), "hold no text")

    def test_a_description_without_its_table(self, save: Save) -> None:
        self.refused(save, Drawing().bytes(), "table .* was not found")

    def test_a_table_without_sections(self, save: Save) -> None:
        self.refused(save, Drawing().head().bytes(), "has no sections")

    def test_another_language(self, save: Save) -> None:
        drawn = Drawing(code="WSC2026_TD{}_fr").head().section(1, "Tout", "100")
        self.refused(save, drawn.bytes(), "language 'fr'")

    def test_a_cover_of_another_skill(self, save: Save) -> None:
        drawn = two_sections()
        drawn.pages[0] = [o.replace("Skill 17", "Skill 18") for o in drawn.pages[0]]
        self.refused(save, drawn.bytes(), "cover says skill 18")

    def test_missing_pages(self, save: Save) -> None:
        drawn = two_sections().page().page()
        drawn.pages = [[o.replace("@", "4") for o in page] for page in drawn.pages[:2]]
        self.refused(save, drawn.bytes(), "2 of the 4 pages")

    def test_half_a_download(self, save: Save) -> None:
        whole = two_sections().bytes()
        self.refused(save, whole[: len(whole) // 2], "")

    def test_a_password(self, save: Save) -> None:
        """The keys are not those of the empty password."""
        key = "00" * 32
        encrypt = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}>"
        identity = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
        data = two_sections().bytes(trailer=f"/Encrypt << {encrypt} >> {identity}")
        self.refused(save, data, "password")

    def test_more_pages_than_allowed(self, save: Save) -> None:
        with holding(Limits(pages=100)):
            self.refused(save, pdf([[]] * 101), "101 pages; 100 at most")

    def test_more_bytes_than_allowed(self, save: Save) -> None:
        with holding(Limits(document_bytes=1_000)):
            self.refused(save, two_sections().bytes(), "1,000 at most")

    def test_pages_that_take_too_long(self, save: Save) -> None:
        """Forms that draw forms that draw forms: 10^9 words from a kilobyte."""
        with holding(Limits(reading_seconds=2)):
            self.refused(save, form_bomb(), "longer than 2 seconds|memory")


def test_scripts_are_counted_and_never_run(save: Save) -> None:
    script = "<< /S /JavaScript /JS (app.alert\\(1\\);while\\(true\\){}) >>"
    names = f"/Names << /JavaScript << /Names [(a) {script}] >> >> /OpenAction {script}"
    said = technical_description(save(two_sections().bytes(catalog=names)))
    assert [f.example for f in said.findings if f.rule == document.SCRIPTS] == ["1"]
    assert [s.weight for s in said.sections] == ["60", "40"]


def test_a_weight_is_written_as_short_as_it_can_be(save: Save) -> None:
    [source] = proposed_of(save(two_sections("60.0").bytes()))
    section = thing("worldskills", "2026", "17", "section", "1")
    weight = Triple(section, KQ.weight, Literal("60", datatype=XSD.decimal))
    assert weight in graph_of(source)


def test_alignments_are_the_mappings_of_the_curated_sets(save: Save) -> None:
    [source] = proposed_of(save(two_sections().references("ILO 2513").bytes()))
    curated = set(importer("sssom").triples(shipped_source("sssom@worldskills-isco"), Log()))
    [node] = {t.subject for t in graph_of(source) if t.object == SSSOM.Mapping}
    stated = {t for t in graph_of(source) if t.subject == node}
    assert {t.predicate for t in stated} >= {OWL.annotatedTarget, KQ.locator, KQ.strength}
    assert stated <= curated


def test_weights_not_shown_are_a_known_gap_of_the_skill(save: Save) -> None:
    drawn = Drawing().head(weights=650).section(1, "All", "100", at=650)
    [source] = proposed_of(save(drawn.list(KNOW, "• Much").bytes()))
    triples = graph_of(source)
    gap = thing("gap", "worldskills-2026-17-weights-not-shown")
    assert Triple(gap, KQ.about, thing("worldskills", "2026", "17")) in triples
    assert not any(t.predicate == KQ.weight for t in triples)
