"""The official ESCO releases, read whole: exact counts, and every trap measured in them.

Each test of ``TestTraps`` is named after one thing real files get wrong or do differently.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import BadUsage
from kgqual.model import SourceFile
from kgqual.namespaces import DCTERMS, ESCO, ISCO, KQ, RDF, SKOS, XSD
from kgqual.sources.kinds.esco import IMPORTER, rules
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]

OCCUPATION, SKILL = "http://data.europa.eu/esco/occupation/", "http://data.europa.eu/esco/skill/"
SCHEME = "http://data.europa.eu/esco/concept-scheme/"
UNDEFINED_OCCUPATION = NamedNode(OCCUPATION + "a9e54177-a185-404d-b6e6-15663d31137e")
UNDEFINED_GROUPS = {
    NamedNode(SKILL + name)
    for name in (
        "0526c9cb-c8a4-498e-8498-d0e2d14ac626",
        "09d763a0-cc22-4ea7-9c36-3d9dd500d050",
        "1e924921-b7ff-4326-a698-c8275bbcf60d",
        "966246a4-6e72-4c60-be46-7cd61ba46942",
        "998d0ed8-21ee-4f1d-8906-f141136db5d9",
        "ca8723d6-d9fe-42fd-ac14-ba6bb5b0f6c2",
        "e747e5ec-c0be-4662-b62f-43e0ae344e50",
    )
}


class Release:
    """A release that was read: its triples by predicate, and its log."""

    def __init__(self, triples: set[Triple], log: Log) -> None:
        self.log = log
        self._by_predicate: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in triples:
            self._by_predicate[triple.predicate].append(triple)

    def of(self, predicate: NamedNode) -> list[Triple]:
        return self._by_predicate.get(predicate, [])

    def subjects(self, predicate: NamedNode, value: object) -> set[object]:
        return {t.subject for t in self.of(predicate) if t.object == value}

    def values(self, subject: NamedNode, predicate: NamedNode) -> set[object]:
        return {t.object for t in self.of(predicate) if t.subject == subject}

    def instances(self, class_: NamedNode) -> set[object]:
        return self.subjects(RDF.type, class_)

    def members(self, scheme: str) -> set[object]:
        return self.subjects(SKOS.inScheme, NamedNode(SCHEME + scheme))

    def count(self, title: str, rule: str) -> int:
        found = self.log.findings.get(f"{title}: {rule}")
        return found.count if found else 0

    def examples(self, title: str, rule: str) -> list[str]:
        return self.log.findings[f"{title}: {rule}"].examples


def source_files(*paths: Path) -> tuple[SourceFile, ...]:
    return tuple(SourceFile(p.name, str(p), "", p.stat().st_size) for p in paths)


@pytest.fixture(scope="module")
def esco(shared_data: Path) -> Path:
    return shared_data / "esco"


@pytest.fixture(scope="module")
def v111(esco: Path, read_source: ReadSource) -> Release:
    return Release(*read_source("esco", *esco.glob("*v1.1.1*.zip")))


@pytest.fixture(scope="module")
def v110(esco: Path, read_source: ReadSource) -> Release:
    return Release(*read_source("esco", *esco.glob("*v1.1.0*.zip")))


@pytest.fixture(scope="module")
def v10(esco: Path, read_source: ReadSource) -> Release:
    return Release(*read_source("esco", esco / "ESCO v1.0 fr es partial.zip"))


@pytest.fixture(scope="module")
def v121(esco: Path, read_source: ReadSource) -> Release:
    return Release(*read_source("esco", esco / "ESCO v1.2.1 en partial.zip"))


@pytest.fixture(scope="module")
def dump(esco: Path, read_source: ReadSource) -> Release:
    return Release(*read_source("esco", esco / "esco-v1.0-rdf-sample.ttl"))


class TestWholeRelease:
    """v1.1.1, both official zips."""

    def test_nothing_is_refused_and_every_row_counts(self, v111: Release) -> None:
        assert v111.log.problems == []
        assert v111.log.read == v111.log.kept == 175_256

    def test_occupations_and_skills(self, v111: Release) -> None:
        assert len(v111.instances(ESCO.Occupation)) == 3_007
        assert len(v111.instances(ESCO.Skill)) == 13_896
        assert len(v111.instances(ESCO.MemberConcept)) == 3_007 + 13_896

    def test_occupation_skill_links(self, v111: Release) -> None:
        links = Counter(
            str(t.subject).split("/")[4]
            for relation in (ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
            for t in v111.of(relation)
        )
        assert links == {"occupation": 123_855, "skill": 5_899}

    def test_groups(self, v111: Release) -> None:
        assert len(v111.members("isco")) == 619
        assert len(v111.members("skills-hierarchy")) == 640
        assert len(v111.members("isced-f")) == 220
        assert all(str(group).startswith("<http://data.europa.eu/esco/isco/C")
                   for group in v111.members("isco"))  # fmt: skip

    def test_skill_groups_share_the_path_of_skills_but_are_none(self, v111: Release) -> None:
        groups = v111.members("skills-hierarchy")
        assert groups <= v111.instances(SKOS.Concept)
        assert not groups & v111.instances(ESCO.Skill)

    def test_broader_relations(self, v111: Release) -> None:
        assert len(v111.of(SKOS.broader)) == 3_617 + 20_656

    def test_concept_schemes_and_collections(self, v111: Release) -> None:
        assert len(v111.instances(SKOS.ConceptScheme)) == 19
        digital = "6c930acd-c104-4ece-acf7-f44fd7333036"
        sizes = {name: len(v111.members(name)) for name in ("digcomp", digital, "green")}
        assert sizes == {"digcomp": 26, digital: 1_201, "green": 570}

    def test_each_occupation_has_its_isco_group(self, v111: Release) -> None:
        """The group is the direct parent of 1,760 occupations and an ancestor of 1,247."""
        member_of = {t.subject: t.object for t in v111.of(ESCO.memberOfISCOGroup)}
        parents: dict[object, set[object]] = defaultdict(set)
        for triple in v111.of(SKOS.broader):
            parents[triple.subject].add(triple.object)
        direct = [o for o, group in member_of.items() if group in parents[o]]
        assert len(member_of) == 3_007
        assert len(direct) == 1_760
        for occupation in member_of.keys() - direct:
            above, seen = set(parents[occupation]), set[object]()
            while above - seen:
                seen |= above
                above = {parent for one in above for parent in parents[one]}
            assert member_of[occupation] in seen

    def test_one_preferred_label_and_no_label_twice(self, v111: Release) -> None:
        preferred = Counter(t.subject for t in v111.of(SKOS.prefLabel))
        assert set(preferred.values()) == {1}
        stated = Counter(
            (t.subject, t.object)
            for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for t in v111.of(predicate)
        )
        assert set(stated.values()) == {1}

    def test_a_concept_in_full(self, v111: Release) -> None:
        director = NamedNode(OCCUPATION + "00030d09-2b3a-4efd-87cc-c4ea39d27c34")
        assert v111.values(director, SKOS.prefLabel) == {
            Literal("technical director", language="en")
        }
        assert v111.values(director, SKOS.notation) == {Literal("2654.1.7")}
        assert v111.values(director, ESCO.memberOfISCOGroup) == {ISCO.C2654}
        assert v111.values(director, DCTERMS.modified) == {
            Literal("2016-07-05T13:58:41Z", datatype=XSD.dateTime)
        }
        assert v111.values(director, ESCO.regulatedProfessionNote) == {
            NamedNode("http://data.europa.eu/esco/regulated-professions/unregulated")
        }

    def test_skills_are_typed_as_the_official_rdf_types_them(self, v111: Release) -> None:
        types = Counter(str(t.object) for t in v111.of(ESCO.skillType))
        levels = Counter(str(t.object) for t in v111.of(ESCO.skillReuseLevel))
        assert types == {
            "<http://data.europa.eu/esco/skill-type/skill>": 10_831,
            "<http://data.europa.eu/esco/skill-type/knowledge>": 3_059,
        }
        assert levels["<http://data.europa.eu/esco/skill-reuse-level/transversal>"] == 440


class TestTraps:
    def test_cells_hold_newlines(self, v111: Release) -> None:
        """13,896 skills are 114,750 lines."""
        assert len(v111.members("member-skills")) == 13_896

    def test_crlf_and_lf_both_occur(self, v110: Release, v111: Release) -> None:
        texts = (t.object for r in (v110, v111) for t in r.of(DCTERMS.description))
        assert not any("\r" in text.value for text in texts if isinstance(text, Literal))

    def test_collections_separate_labels_by_a_bar(self, v121: Release) -> None:
        """The partial v1.2.1 has skills only in collections."""
        initiative = NamedNode(SKILL + "001115fb-569f-4ee6-8381-c6807ef2527f")
        labels = {t.value for t in v121.values(initiative, SKOS.altLabel) if isinstance(t, Literal)}
        assert {"take the initiative", "be a driving force"} <= labels
        assert not any("|" in label for label in labels)

    def test_lists_of_uris_are_split_on_comma_and_newline(self, v111: Release) -> None:
        director = NamedNode(OCCUPATION + "00030d09-2b3a-4efd-87cc-c4ea39d27c34")
        assert v111.values(director, SKOS.inScheme) == {
            NamedNode(SCHEME + "occupations"),
            NamedNode(SCHEME + "member-occupations"),
        }

    def test_top_concepts_exceed_the_field_limit_of_csv(self, v111: Release) -> None:
        tops = v111.values(NamedNode(SCHEME + "member-skills"), SKOS.hasTopConcept)
        assert len(tops) == 8_836

    def test_nace_codes_of_v121(self, v121: Release) -> None:
        assert len({t.subject for t in v121.of(ESCO.hasNACECode)}) == 3_039
        assert all("/nace2.1/" in str(t.object) for t in v121.of(ESCO.hasNACECode))

    def test_hierarchy_rows_may_be_short(self, v121: Release) -> None:
        language = NamedNode(SKILL + "e35a5936-091d-4e87-bafe-f264e55bd656")
        assert v121.values(language, SKOS.notation) == {Literal("L")}

    def test_codes_are_strings(self, v111: Release) -> None:
        """``7543.10.3`` keeps its dots, ``0110`` its zero, ``2166.10`` is not ``2166.1``."""
        codes = {str(t.object) for t in v111.of(SKOS.notation)}
        assert {'"7543.10.3"', '"0110"', '"0110.1"', '"2166.10"', '"2166.1"'} <= codes
        assert not any(t.object.datatype != XSD.string for t in v111.of(SKOS.notation)
                       if isinstance(t.object, Literal))  # fmt: skip

    def test_v10_has_fewer_columns(self, v10: Release) -> None:
        assert len(v10.instances(ESCO.Occupation)) == 2_942
        assert len(v10.instances(ESCO.Skill)) == 13_485
        assert len(v10.of(ESCO.memberOfISCOGroup)) == 2_942

    def test_v10_names_two_skill_types_in_one_cell(self, v10: Release) -> None:
        assert v10.count("skills (fr)", rules.TWO_SKILL_TYPES) == 1
        assert len(v10.of(ESCO.skillType)) == 13_486

    def test_languages_are_mixed_in_one_graph(self, v10: Release) -> None:
        languages = Counter(
            t.object.language for t in v10.of(SKOS.prefLabel) if isinstance(t.object, Literal)
        )
        assert languages == {"fr": 17_063, "es": 17_063}

    def test_relation_files_gain_a_language_in_v12(self, v121: Release) -> None:
        links = (ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
        assert sum(len(v121.of(relation)) for relation in links) == 5_818

    def test_green_share_of_v121(self, v121: Release) -> None:
        shares = v121.of(KQ.greenShare)
        assert len(shares) == 3_590
        assert Triple(
            ISCO.C011, KQ.greenShare, Literal("0.00575396825396825", datatype=XSD.decimal)
        ) in shares  # fmt: skip

    def test_v121_repeats_four_uris_and_the_latest_is_kept(self, v121: Release) -> None:
        assert v121.count("occupations (en)", rules.REPEATED_URI) == 4
        assert len(v121.instances(ESCO.Occupation)) == 3_039
        repeated = NamedNode(OCCUPATION + "4d27152a-a8ee-4f5a-9f93-a2fb4fb2b2e3")
        assert v121.values(repeated, DCTERMS.modified) == {
            Literal("2025-11-26T10:02:16.164Z", datatype=XSD.dateTime)
        }

    def test_the_preferred_label_is_repeated_among_the_alternatives(self, v111: Release) -> None:
        assert v111.count("occupations (en)", rules.PREFERRED_REPEATED) == 2_715
        assert v111.count("skills (en)", rules.PREFERRED_REPEATED) == 12_189

    def test_preferred_labels_carry_stray_white_space(self, v111: Release) -> None:
        """85 of occupations and skills."""
        assert v111.count("occupations (en)", rules.STRAY_SPACE) == 7
        assert v111.count("skills (en)", rules.STRAY_SPACE) == 78
        labels = [t.object.value for t in v111.of(SKOS.prefLabel) if isinstance(t.object, Literal)]
        assert not any(label != " ".join(label.split()) for label in labels)

    def test_rows_carry_non_breaking_spaces(self, v111: Release) -> None:
        """684 of occupations and skills."""
        assert v111.count("occupations (en)", rules.NO_BREAK_SPACE) == 418
        assert v111.count("skills (en)", rules.NO_BREAK_SPACE) == 266
        texts = (DCTERMS.description, SKOS.altLabel, SKOS.prefLabel, SKOS.scopeNote)
        assert not any("\u00a0" in str(t.object) for text in texts for t in v111.of(text))

    def test_labels_carry_invisible_characters(self, v111: Release) -> None:
        assert v111.count("occupations (en)", rules.INVISIBLE) == 2
        assert not any("\u200b" in str(t.object) for t in v111.of(SKOS.altLabel))

    def test_relations_name_an_occupation_no_file_defines(self, v111: Release) -> None:
        title = "occupationSkillRelations"
        assert v111.count(title, rules.DANGLING) == 67
        assert v111.examples(title, rules.DANGLING) == [UNDEFINED_OCCUPATION.value]
        assert v111.count("broaderRelationsOccPillar", rules.DANGLING) == 1
        assert UNDEFINED_OCCUPATION not in v111.instances(ESCO.Occupation)
        kept = [
            t
            for relation in (ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
            for t in v111.of(relation)
            if t.subject == UNDEFINED_OCCUPATION
        ]
        assert len(kept) == 67

    def test_relations_name_seven_skill_groups_no_file_defines(self, v111: Release) -> None:
        """They are in the hierarchy file, which gives their names and codes."""
        named = {NamedNode(uri) for uri in
                 v111.examples("broaderRelationsSkillPillar", rules.DANGLING)}  # fmt: skip
        assert named == UNDEFINED_GROUPS
        assert v111.count("skillsHierarchy (en)", rules.ONLY_IN_HIERARCHY) == 7
        codes = set().union(*(v111.values(group, SKOS.notation) for group in UNDEFINED_GROUPS))
        assert codes == {
            Literal(code)
            for code in ("S3.4.3", "S4.4.1", "S6.8", "S6.8.0", "S6.8.1", "S6.8.2", "S7.1.3")
        }
        assert not UNDEFINED_GROUPS & v111.members("skills-hierarchy")

    def test_skill_type_or_reuse_level_is_blank(self, v111: Release) -> None:
        assert v111.count("skills (en)", rules.NO_SKILL_TYPE) == 6
        assert v111.count("skills (en)", rules.NO_REUSE_LEVEL) == 5
        assert len(v111.of(ESCO.skillType)) == 13_896 - 6
        assert len(v111.of(ESCO.skillReuseLevel)) == 13_896 - 5

    def test_dates_have_up_to_three_fractional_digits(self, v111: Release) -> None:
        canonical = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*[1-9])?Z")
        dates = [t.object for t in v111.of(DCTERMS.modified)]
        assert len(dates) == 3_007 + 13_896 + 269
        for date in dates:
            assert isinstance(date, Literal)
            assert canonical.fullmatch(date.value)
            assert date.datatype == XSD.dateTime

    def test_group_uris_differ_between_releases(self, v110: Release, v111: Release) -> None:
        """v1.1.0 names groups ``/skill/S1.11.2``, v1.1.1 by UUID; each keeps its own."""
        coded = re.compile(r"<http://data\.europa\.eu/esco/skill/[KLST]\d*(\.\d+)*>")
        by_code = [
            sum(bool(coded.fullmatch(str(group))) for group in release.members("skills-hierarchy"))
            for release in (v110, v111)
        ]
        assert by_code == [418, 0]

    def test_hidden_labels_repeat_others(self, v111: Release) -> None:
        assert v111.count("skills (en)", rules.HIDDEN_REPEATED) == 570

    def test_a_label_role_is_an_iri_or_its_text(self, dump: Release) -> None:
        roles = [t.object for t in dump.of(ESCO.hasLabelRole)]
        assert len(roles) == 6
        assert all(isinstance(role, NamedNode) for role in roles)

    def test_the_dump_has_american_english(self, dump: Release) -> None:
        skill = NamedNode(SKILL + "69282ad4-8793-421e-a42c-636b75f32aac")
        assert Literal("add paint hardeners", language="en-us") in dump.values(
            skill, SKOS.prefLabel
        )


class TestOtherReleases:
    def test_v110(self, v110: Release) -> None:
        assert len(v110.instances(ESCO.Occupation)) == 3_008
        assert len(v110.instances(ESCO.Skill)) == 13_891
        assert len(v110.of(SKOS.broader)) == 3_617 + 20_771
        links = (ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
        assert sum(len(v110.of(relation)) for relation in links) == 123_852 + 5_899
        assert not any(rules.DANGLING in rule for rule in v110.log.findings)

    def test_missing_companions_are_said(self, v10: Release, v121: Release) -> None:
        assert v10.log.findings[rules.MISSING_TABLE].examples == [
            "conceptSchemes_es",
            "conceptSchemes_fr",
            "broaderRelationsOccPillar",
            "broaderRelationsSkillPillar",
            "occupationSkillRelations",
            "skillSkillRelations",
        ]
        assert v121.log.findings[rules.MISSING_TABLE].examples == [
            "skills_en",
            "broaderRelationsSkillPillar",
            "occupationSkillRelations",
        ]

    def test_a_whole_release_lacks_nothing(self, v111: Release) -> None:
        assert rules.MISSING_TABLE not in v111.log.findings

    def test_the_dictionary_is_not_data(self, v121: Release) -> None:
        assert rules.UNKNOWN_FILE not in v121.log.findings
        assert not any("dictionary" in problem.where.file for problem in v121.log.problems)

    def test_the_dump_answers_the_same_queries(self, dump: Release) -> None:
        occupation = NamedNode(OCCUPATION + "72d1e9ca-294c-4349-90ed-f99541d447d0")
        skill = NamedNode(SKILL + "f7b5d916-52f0-4865-b6a6-e1a3b711cb5e")
        assert dump.values(occupation, ESCO.relatedEssentialSkill) == {skill}
        assert len(dump.of(ESCO.relatedOptionalSkill)) == 2
        assert dump.log.findings[rules.FORWARD].count == 3


class TestRecognition:
    @pytest.mark.parametrize(
        ("pattern", "version", "complete", "issued"),
        [
            ("*v1.1.1*.zip", "1.1.1", True, "2022-09"),
            ("*v1.1.0*.zip", "1.1.0", True, "2022-01"),
            ("*v1.1.1*- en -*.zip", "1.1.1", False, "2022-09"),
            ("ESCO v1.2.1 en partial.zip", "1.2.1", False, "2025-12"),
            ("ESCO v1.0 fr es partial.zip", "1.0", False, "2017-07"),
            ("esco-v1.0-rdf-sample.ttl", "1.0", False, "2017-07"),
        ],
    )
    def test_official_names(
        self, esco: Path, pattern: str, version: str, complete: bool, issued: str
    ) -> None:
        files = source_files(*esco.glob(pattern))
        assert IMPORTER.release(files) == version
        assert IMPORTER.complete(files) is complete
        assert IMPORTER.issued(version, ()) == issued

    def test_files_of_two_releases_are_refused(self, esco: Path) -> None:
        with pytest.raises(BadUsage, match=r"v1\.1\.0.*v1\.1\.1"):
            IMPORTER.release(source_files(*esco.glob("*v1.1.?*csv.zip")))

    def test_a_name_without_version_says_none(self) -> None:
        assert IMPORTER.release([SourceFile("occupations_en.csv", "", "", 0)]) is None

    def test_the_folder_may_name_the_version(self) -> None:
        file = SourceFile("ESCO dataset - v1.2.0 - classification/skills_en.csv", "", "", 0)
        assert IMPORTER.release([file]) == "1.2.0"

    def test_a_release_of_unknown_date_has_none(self) -> None:
        assert IMPORTER.issued("1.0.9", ()) == ""
