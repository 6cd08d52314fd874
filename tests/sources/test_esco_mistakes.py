"""ESCO files that a user damaged or mixed up are refused with their place; nothing is guessed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.namespaces import DCTERMS, ESCO, SKOS, XSD
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.columns import parse_date
from kgqual.sources.kinds.esco.text import clean_label, clean_text, split_labels, split_uris
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Read = Callable[..., tuple[set[Triple], Log]]

OCCUPATION = "http://data.europa.eu/esco/occupation/"
OCCUPATIONS = ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels",
               "modifiedDate", "code")  # fmt: skip
BAKER = ("Occupation", OCCUPATION + "b1", "7512", "baker", "bread maker",
         "2020-01-01T00:00:00Z", "7512.1")  # fmt: skip
SKILLS = ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels")
LINKS = ("occupationUri", "relationType", "skillType", "skillUri")


def table(*rows: tuple[str, ...]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def changed(column: str, value: str) -> tuple[str, ...]:
    """Return the baker's row with another cell in one column."""
    return tuple(
        value if name == column else cell for name, cell in zip(OCCUPATIONS, BAKER, strict=True)
    )


@pytest.fixture
def read(tmp_path: Path, read_source: ReadSource) -> Read:
    """``read({name: text or bytes})`` → the triples and the log of those files."""

    def read_files(files: dict[str, str | bytes]) -> tuple[set[Triple], Log]:
        paths = []
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read_source("esco", *paths)

    return read_files


def problems(log: Log) -> list[str]:
    return [str(problem) for problem in log.problems]


class TestRows:
    @pytest.mark.parametrize(
        ("column", "value", "reason"),
        [
            ("conceptType", "Skill", "'Skill' does not belong in this table."),
            ("conceptUri", "b1", "'b1' is not an address below http://data.europa.eu/."),
            ("conceptUri", OCCUPATION + "б1", "It contains the character 'б'."),
            ("conceptUri", OCCUPATION + "b 1", "is not an address"),
            ("iscoGroup", "110", "'110' is not a four-digit ISCO code."),
            ("code", "0110,1", "'0110,1' is not a code of this table."),
            ("modifiedDate", "01.02.2020", "'01.02.2020' is not a date and time"),
            ("modifiedDate", "2020-13-01T00:00:00Z", "is not a date and time"),
        ],
    )
    def test_a_wrong_cell_is_named(self, read: Read, column: str, value: str, reason: str) -> None:
        rows = (changed("conceptUri", OCCUPATION + "b0"), changed(column, value))
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, *rows)})
        (problem,) = problems(log)
        assert problem.startswith(f"occupations_en.csv, row 3, column {column}: ")
        assert reason in problem
        assert (log.read, log.kept) == (2, 1)

    @pytest.mark.parametrize("cells", [3, 9])
    def test_a_ragged_row_is_named(self, read: Read, cells: int) -> None:
        row = (*BAKER, "", "")[:cells]
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, BAKER, row)})
        assert problems(log) == [
            f"occupations_en.csv, row 3: the row has {cells} cells under 7 column names."
        ]

    def test_all_mistakes_are_listed_at_once(self, read: Read) -> None:
        rows = [changed("iscoGroup", "x"), changed("code", "x"), changed("conceptUri", "x")]
        unlike = [(*row[:1], row[1] + str(i), *row[2:]) for i, row in enumerate(rows)]
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, *unlike)})
        assert log.refused == 3

    def test_an_isco_code_that_lost_its_zero_is_named(self, read: Read) -> None:
        group = ("ISCOGroup", "http://data.europa.eu/esco/isco/C0110", "110", "officers", "")
        header = ("conceptType", "conceptUri", "code", "preferredLabel", "altLabels")
        _, log = read({"ISCOGroups_en.csv": table(header, group)})
        (problem,) = problems(log)
        assert "'110' is not the code '0110' of the URI." in problem

    @pytest.mark.parametrize(("column", "position"), [("skillType", 2), ("reuseLevel", 3)])
    def test_an_unknown_type_or_level_is_named(
        self, read: Read, column: str, position: int
    ) -> None:
        skill = ["KnowledgeSkillCompetence", "http://data.europa.eu/esco/skill/s1"]
        skill += ["knowledge", "transversal", "bake", ""]
        skill[position] = "ability"
        _, log = read({"skills_en.csv": table(SKILLS, tuple(skill))})
        (problem,) = problems(log)
        assert problem.startswith(f"skills_en.csv, row 2, column {column}: 'ability' is not one of")

    def test_an_unknown_relation_is_named(self, read: Read) -> None:
        link = (BAKER[1], "useful", "knowledge", "http://data.europa.eu/esco/skill/s1")
        triples, log = read({"occupationSkillRelations.csv": table(LINKS, link)})
        assert problems(log) == [
            "occupationSkillRelations.csv, row 2, column relationType: "
            "'useful' is not one of essential, optional."
        ]
        assert not triples

    def test_a_green_share_that_is_no_number_is_named(self, read: Read) -> None:
        text = table(("conceptUri", "greenShare"), (BAKER[1], "0,5"))
        _, log = read({"greenShareOcc_en.csv": text})
        (problem,) = problems(log)
        assert "column greenShare: '0,5' is not a decimal number." in problem


class TestRepeatedUris:
    OTHER = changed("preferredLabel", "pastry-cook")

    def test_of_two_rows_the_one_modified_last_counts(self, read: Read) -> None:
        later = (*self.OTHER[:5], "2020-01-01T00:00:00.5Z", self.OTHER[6])
        for rows in ((BAKER, later), (later, BAKER)):
            triples, log = read({"occupations_en.csv": table(OCCUPATIONS, *rows)})
            assert {t.object for t in triples if t.predicate == SKOS.prefLabel} == {
                Literal("pastry-cook", language="en")
            }
            assert log.findings[f"occupations (en): {rules.REPEATED_URI}"].count == 1
            assert (log.read, log.kept, log.refused) == (2, 1, 0)

    def test_a_row_repeated_word_for_word_counts_once(self, read: Read) -> None:
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, BAKER, BAKER)})
        assert log.findings[f"occupations (en): {rules.REPEATED_ROW}"].examples == [BAKER[1]]
        assert (log.kept, log.refused) == (1, 0)

    def test_a_repeated_row_with_a_wrong_date_is_refused(self, read: Read) -> None:
        row = changed("modifiedDate", "yesterday")
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, BAKER, row)})
        (problem,) = problems(log)
        assert "row 3, column modifiedDate: 'yesterday' is not a date" in problem

    def test_a_contradiction_is_refused(self, read: Read) -> None:
        _, log = read({"occupations_en.csv": table(OCCUPATIONS, BAKER, self.OTHER)})
        assert problems(log) == [
            f"occupations_en.csv, row 3, column conceptUri: repeats {BAKER[1]} of row 2 with "
            "other content and no later date; keep one of the two."
        ]


class TestFiles:
    def test_a_truncated_table_is_refused(self, read: Read, shared_data: Path) -> None:
        with zipfile.ZipFile(shared_data / "esco" / "ESCO v1.2.1 en partial.zip") as archive:
            text = archive.read("occupations_en.csv")
        with pytest.raises(UnreadableInput, match=r"occupations_en\.csv, row \d+: unexpected end"):
            read({"occupations_en.csv": text[:200_000]})

    def test_latin_1_is_refused_with_its_row(self, read: Read) -> None:
        text = table(
            OCCUPATIONS, changed("altLabels", "one\ntwo"), changed("altLabels", "pâtissier")
        )
        with pytest.raises(UnreadableInput, match=r"occupations_fr\.csv, row 3: not UTF-8"):
            read({"occupations_fr.csv": text.encode("latin-1")})

    def test_a_byte_order_mark_is_allowed(self, read: Read) -> None:
        text = table(OCCUPATIONS, BAKER).encode("utf-8-sig")
        assert read({"occupations_en.csv": text})[1].kept == 1

    def test_nul_characters_are_refused_with_their_row(self, read: Read) -> None:
        text = table(OCCUPATIONS, BAKER, changed("preferredLabel", "ba\0ker"))
        with pytest.raises(UnreadableInput, match=r"occupations_en\.csv, row 3: it contains NUL"):
            read({"occupations_en.csv": text})

    def test_the_header_of_another_table_is_refused(self, read: Read) -> None:
        with pytest.raises(
            UnreadableInput,
            match=r"skills_en\.csv, row 1: this is not the ESCO table skills; "
            "missing columns: reuseLevel, skillType",
        ):
            read({"skills_en.csv": table(OCCUPATIONS, BAKER)})

    def test_another_separator_is_explained(self, read: Read) -> None:
        text = table(OCCUPATIONS, BAKER).replace(",", ";")
        with pytest.raises(UnreadableInput, match="separate columns by commas"):
            read({"occupations_en.csv": text})

    def test_an_empty_file_is_refused(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"occupations_en\.csv: the file is empty"):
            read({"occupations_en.csv": ""})

    def test_a_name_without_language_is_refused(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"as in occupations_en\.csv"):
            read({"occupations.csv": table(OCCUPATIONS, BAKER)})

    def test_another_kind_of_file_is_refused(self, read: Read) -> None:
        with pytest.raises(UnreadableInput, match=r"jobs\.csv: not an ESCO file\. ESCO tables are"):
            read({"jobs.csv": table(OCCUPATIONS, BAKER)})

    def test_the_dictionary_alone_is_nothing_to_import(self, read: Read) -> None:
        text = table(("filename", "data header", "property", "description"))
        with pytest.raises(UnreadableInput, match="no ESCO table inside"):
            read({"dictionary_en.csv": text})

    def test_one_table_given_twice_is_refused(self, read: Read) -> None:
        text = table(OCCUPATIONS, BAKER)
        with pytest.raises(BadUsage, match=r"the same table, occupations \(en\)"):
            read({"occupations_en.csv": text, "v1 occupations_en.csv": text})

    def test_relations_of_two_releases_are_refused(self, read: Read) -> None:
        """Up to v1.1 they have no language in the name, from v1.2 on they have one."""
        text = table(LINKS)
        names = ("occupationSkillRelations.csv", "occupationSkillRelations_en.csv")
        with pytest.raises(BadUsage, match="Give the files of one release"):
            read(dict.fromkeys(names, text))

    def test_relations_in_two_languages_are_one_release(self, read: Read) -> None:
        link = (BAKER[1], "essential", "knowledge", "http://data.europa.eu/esco/skill/s1")
        names = ("occupationSkillRelations_en.csv", "occupationSkillRelations_fr.csv")
        triples, _ = read(dict.fromkeys(names, table(LINKS, link)))
        assert len(triples) == 1

    def test_what_a_release_brings_besides_is_counted(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        path = tmp_path / "ESCO v9.9.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("occupations_en.csv", table(OCCUPATIONS, BAKER))
            archive.writestr("futureTable_en.csv", "a,b\n")
        _, log = read_source("esco", path)
        assert log.findings[rules.UNKNOWN_FILE].examples == ["ESCO v9.9.zip/futureTable_en.csv"]

    def test_an_unknown_column_is_counted(self, read: Read) -> None:
        text = table((*OCCUPATIONS, "futureColumn"), (*BAKER, "x"))
        _, log = read({"occupations_en.csv": text})
        rule = f"occupations (en): {rules.UNKNOWN_COLUMN}"
        assert log.findings[rule].examples == ["futureColumn"]


class TestRules:
    def test_a_date_loses_its_trailing_zeros(self, read: Read) -> None:
        row = changed("modifiedDate", "2020-10-30T10:20:30.120Z")
        triples, log = read({"occupations_en.csv": table(OCCUPATIONS, row)})
        assert {t.object for t in triples if t.predicate == DCTERMS.modified} == {
            Literal("2020-10-30T10:20:30.12Z", datatype=XSD.dateTime)
        }
        assert log.findings[f"occupations (en): {rules.DATE_FORM}"].count == 1

    def test_a_blank_preferred_label_is_counted(self, read: Read) -> None:
        row = changed("preferredLabel", " ")
        triples, log = read({"occupations_en.csv": table(OCCUPATIONS, row)})
        assert not any(t.predicate == SKOS.prefLabel for t in triples)
        assert log.findings[f"occupations (en): {rules.NO_PREFERRED}"].examples == [BAKER[1]]

    def test_a_member_described_elsewhere_is_only_listed_by_its_collection(
        self, read: Read
    ) -> None:
        header = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "broaderConceptUri")
        member = ("Occupation", BAKER[1], "baker of old", "", "")
        triples, _ = read(
            {
                "occupations_en.csv": table(OCCUPATIONS, BAKER),
                "researchOccupationsCollection_en.csv": table(header, member),
            }
        )
        labels = {t.object for t in triples if t.predicate == SKOS.prefLabel}
        assert labels == {Literal("baker", language="en")}
        assert len([t for t in triples if t.predicate == SKOS.inScheme]) == 1

    def test_the_order_of_the_files_does_not_matter(self, read: Read) -> None:
        link = (BAKER[1], "essential", "knowledge", "http://data.europa.eu/esco/skill/s1")
        files = {
            "occupationSkillRelations.csv": table(LINKS, link),
            "occupations_en.csv": table(OCCUPATIONS, BAKER),
            "occupations_fr.csv": table(OCCUPATIONS, changed("preferredLabel", "boulanger")),
        }
        one, first = read(files)
        other, second = read(dict(reversed(files.items())))
        assert one == other
        assert first.findings == second.findings

    def test_texts_of_the_rdf_dump_become_literals(self, read: Read) -> None:
        text = """@prefix esco: <http://data.europa.eu/esco/model#> .
            @prefix text: <http://data.europa.eu/esco/node-literal/> .
            <http://data.europa.eu/esco/skill/s>
              <http://purl.org/dc/terms/description> text:1 , text:2 .
            text:1 a esco:NodeLiteral ; esco:language "en-us" ; esco:nodeLiteral "Bake bread." ."""
        triples, log = read({"esco.ttl": text})
        skill = NamedNode("http://data.europa.eu/esco/skill/s")
        assert triples == {
            Triple(skill, DCTERMS.description, Literal("Bake bread.", language="en-us")),
            Triple(skill, DCTERMS.description,
                   NamedNode("http://data.europa.eu/esco/node-literal/2")),
        }  # fmt: skip
        assert log.findings[rules.NODE_LITERAL].count == 1

    def test_relations_of_the_rdf_dump_are_stated_forwards(self, read: Read) -> None:
        text = """<http://data.europa.eu/esco/skill/s>
            <http://data.europa.eu/esco/model#isEssentialSkillFor>
            <http://data.europa.eu/esco/occupation/o> ."""
        triples, _ = read({"esco.ttl": text})
        skill = NamedNode("http://data.europa.eu/esco/skill/s")
        assert Triple(NamedNode(OCCUPATION + "o"), ESCO.relatedEssentialSkill, skill) in triples
        assert len(triples) == 2


LABELS = st.lists(st.text(min_size=1).map(clean_label).filter(bool))


class TestText:
    @given(LABELS.filter(lambda labels: not any("|" in label for label in labels)))
    def test_label_lists_survive_joining_and_splitting(self, labels: list[str]) -> None:
        for separator in ("\n", " | "):
            assert split_labels(separator.join(labels), separator) == labels

    @given(LABELS)
    def test_windows_line_ends_change_no_label(self, labels: list[str]) -> None:
        cell = "\r\n".join(labels)
        assert [clean_label(label) for label in split_labels(cell, "\n")] == labels

    @given(st.text())
    @example("\u200b \u00a0a\u00adb\t c ")
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        assert clean_label(clean_label(text)) == clean_label(text)
        assert clean_text(clean_text(text)) == clean_text(text)

    def test_blank_labels_are_none(self) -> None:
        assert split_labels(" ", "\n") == split_labels("", "\n") == []
        assert split_labels("a\n\n b ", "\n") == ["a", " b "]

    @pytest.mark.parametrize("separator", [",\n", "\n", " | ", ", ", ";\r\n"])
    def test_uris_are_split_however_a_release_writes_them(self, separator: str) -> None:
        uris = [f"http://data.europa.eu/esco/skill/S1.1{i}" for i in range(3)]
        assert split_uris(separator.join(uris)) == uris

    @given(st.datetimes())
    def test_every_iso_date_and_time_is_one(self, moment: datetime) -> None:
        assert parse_date(moment.isoformat()) == moment
