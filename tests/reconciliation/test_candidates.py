"""What is found for a cell, what its score is made of, and what is matched without asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kgqual.reconciliation.responses import Candidate

Asking = Callable[..., tuple[Candidate, ...]]

LEVELS = {"type": "FrameworkLevel", "query": "4"}


def matched(found: Iterable[Candidate]) -> list[str]:
    """Return the names of those that are matched."""
    return [one.name for one in found if one.match]


def features(one: Candidate) -> dict[str, bool | float]:
    """Return what speaks for a candidate."""
    return {feature.id: feature.value for feature in one.features if feature.value is not False}


class TestAMatch:
    @pytest.mark.parametrize(
        ("text", "kind", "name"),
        [
            ("Web Technologies", "WorldSkillsSkill", "Web Technologies"),
            ("web  technologies", "WorldSkillsSkill", "Web Technologies"),
            ("17", "WorldSkillsSkill", "Web Technologies"),
            ("4S06130103", "Qualification", "Software Developer"),
            ("Разработчик программного обеспечения", "Qualification", "Software Developer"),
            ("isco:C2512", "Occupation", "Software developers"),
            ("DQR 6", "FrameworkLevel", "DQR Level 6"),
            ("0613", "StudyField", "Software and applications development and analysis"),
        ],
    )
    def test_a_code_or_a_name_of_one_thing_alone_is_matched(
        self, candidates: Asking, text: str, kind: str, name: str
    ) -> None:
        found = candidates(query=text, type=kind)
        assert (found[0].name, found[0].score) == (name, 100)
        assert matched(found) == [name]

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Web Technolgies", "WorldSkillsSkill"),
            ("4", "FrameworkLevel"),
            ("Право", "ProgrammeGroup"),
            ("Master", "Qualification"),
            ("6В06", "StudyArea"),
            ("Багдарламалык камтамасыз етуди азирлеуши", "Qualification"),
            ("Ц Тусрт", "WorldSkillsSkill"),
        ],
        ids=[
            "mistyped",
            "many levels 4",
            "three groups",
            "many countries",
            "Cyrillic В",
            "without the letters of Kazakh",
            "nonsense",
        ],
    )
    def test_what_may_mean_something_else_is_not(
        self, candidates: Asking, text: str, kind: str
    ) -> None:
        assert matched(candidates(query=text, type=kind)) == []

    def test_a_name_in_other_letters_is_offered_first_and_not_matched(
        self, candidates: Asking
    ) -> None:
        best = candidates(query="6В06", type="StudyArea")[0]
        assert best.description
        assert best.description.startswith("6B06")
        assert features(best) == {"name_similarity": 1.0, "same_letters": True, "type": True}
        assert best.score == 90

    def test_without_a_type_an_occupation_and_the_qualification_for_it_are_told_apart_by_people(
        self, candidates: Asking
    ) -> None:
        found = candidates(query="Бухгалтер", language="ru")
        assert [one.name for one in found[:2]] == ["Бухгалтер", "Бухгалтеры"]
        assert not matched(found)
        assert matched(candidates(query="Бухгалтер", type="Qualification", language="ru"))

    def test_without_a_type_a_bare_number_is_no_code(self, candidates: Asking) -> None:
        found = candidates(query="17")
        assert found[0].name == "Web Technologies"
        assert not matched(found)


class TestEvidence:
    @pytest.mark.parametrize("framework", ["DQR", "German National Qualifications Framework"])
    def test_a_property_that_agrees_tells_namesakes_apart(
        self, candidates: Asking, framework: str
    ) -> None:
        given = [{"pid": "classification", "v": framework}]
        found = candidates(**LEVELS, properties=given)
        assert matched(found) == ["DQR Level 4"]
        assert features(found[0])["property_classification"] is True
        assert found[1].score == pytest.approx(66.67)

    def test_what_a_value_belongs_to_agrees_as_well(self, candidates: Asking) -> None:
        for given in ("NQF", "25", "isco:C2"):
            pid = "classification" if given == "NQF" else "broader"
            text = "4" if given == "NQF" else "2512"
            kind = "FrameworkLevel" if given == "NQF" else "Occupation"
            found = candidates(query=text, type=kind, properties=[{"pid": pid, "v": given}])
            assert len(matched(found)) == 1, given

    def test_one_of_several_values_is_enough(self, candidates: Asking) -> None:
        given = [{"pid": "country", "v": ["Germany", "Nowhere"]}]
        assert len(matched(candidates(query="Master", type="Qualification", properties=given))) == 1

    def test_a_property_that_disagrees_forbids_a_match(self, candidates: Asking) -> None:
        given = [{"pid": "sector", "v": "Construction and Building Technology"}]
        found = candidates(query="Web Technologies", type="WorldSkillsSkill", properties=given)
        assert found[0].name == "Web Technologies"
        assert found[0].score == pytest.approx(66.67)
        assert not matched(found)

    def test_a_property_that_the_graph_does_not_know_says_nothing(self, candidates: Asking) -> None:
        given = [{"pid": "country", "v": "Germany"}]
        found = candidates(query="Web Technologies", type="WorldSkillsSkill", properties=given)
        assert found[0].score == 100
        assert "property_country" not in features(found[0])

    def test_an_unverified_level_is_no_evidence(self, candidates: Asking) -> None:
        given = [{"pid": "country", "v": "DEU"}, {"pid": "framework_level", "v": "7"}]
        best = candidates(query="Master", type="Qualification", properties=given)[0]
        assert "property_framework_level" not in features(best)

    def test_the_language_of_the_text_is_a_property_of_the_query(self, candidates: Asking) -> None:
        text = "Разработчик программного обеспечения"
        for tag, score in (("ru", 100.0), ("kk", 66.67)):
            given = [{"pid": "language", "v": tag}]
            assert candidates(query=text, properties=given)[0].score == pytest.approx(score)

    def test_properties_alone_find_things_and_match_none(self, candidates: Asking) -> None:
        by_code = candidates(properties=[{"pid": "code", "v": "4S06130103"}])
        assert [one.name for one in by_code] == ["Software Developer"]
        by_country = candidates(properties=[{"pid": "country", "v": "KAZ"}], limit=50)
        assert all("Kazakhstan" in (one.description or "") for one in by_country)
        assert not matched([*by_code, *by_country])


class TestTypes:
    def test_a_broader_type_has_the_things_of_the_narrower(self, candidates: Asking) -> None:
        for kind in ("Occupation", "OccupationGroup"):
            best = candidates(query="2512", type=kind)[0]
            assert [one.id for one in best.type] == ["OccupationGroup", "Occupation"]

    def test_should_offers_another_type_where_there_is_none_of_the_right_one(
        self, candidates: Asking
    ) -> None:
        asked = {"query": "4S06130103", "type": "WorldSkillsSkill"}
        assert candidates(**asked) == ()
        best = candidates(**asked, type_strict="should")[0]
        assert (best.name, best.score, best.match) == ("Software Developer", 50, False)

    def test_all_wants_every_type(self, candidates: Asking) -> None:
        asked = {"query": "2512", "type_strict": "all"}
        assert candidates(**asked, type=["Occupation", "OccupationGroup"])
        assert not candidates(**asked, type=["Occupation", "StudyField"])

    def test_a_limit_is_kept(self, candidates: Asking) -> None:
        assert len(candidates(**LEVELS, limit=3)) == 3
