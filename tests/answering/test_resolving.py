"""What a text names: looked up by IRI, code and label, with candidates and never a guess."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Triple

from kgqual.answering import Of, OpenSnapshot, Thing
from kgqual.answering.resolving import Resolution, Resolver
from kgqual.codes.lookalikes import TO_CYRILLIC, TO_LATIN
from kgqual.namespaces import KQ, RDF, SKOS, compact, thing
from kgqual.search import build
from kgqual.store.snapshot import Snapshot, Snapshots

LEVEL = Of(KQ.FrameworkLevel)
SKILL = Of(KQ.WorldSkillsSkill)
TVET = Of(KQ.TvetQualification)
TO_OTHER = {**TO_CYRILLIC, **TO_LATIN}
"""Each letter → the one of the other alphabet that looks like it."""


def iris(things: Sequence[Thing]) -> list[str]:
    return [compact(one.iri) for one in things]


@pytest.fixture
def resolver(shipped_snapshot: OpenSnapshot) -> Resolver:
    return Resolver(shipped_snapshot.on())


@pytest.mark.parametrize(
    ("text", "of", "iri"),
    [
        ("kqid:nqf/2016/level/4", LEVEL, "kqid:nqf/2016/level/4"),
        ("EQF 6", LEVEL, "eqf:6"),
        ("Уровень 4 НРК", LEVEL, "kqid:nqf/2016/level/4"),
        ("уровень 4 нрк", LEVEL, "kqid:nqf/2016/level/4"),
        ("  Web   technologies ", SKILL, "kqid:worldskills/2026/17"),
        ("Багдарламалык камтамасыз етуди азирлеуши", TVET, "kqid:tvet/qualification/4S06130103"),
        # an alternative label of the same
        (
            "Бағдарламалық қамтамасыздандыруды құрастырушы",
            TVET,
            "kqid:tvet/qualification/4S06130103",
        ),
    ],
)
def test_a_text_names_a_thing(resolver: Resolver, text: str, of: Of, iri: str) -> None:
    found = resolver.resolve(text, of)
    assert (iris(found.things), found.near) == ([iri], ())


@pytest.mark.parametrize(
    ("text", "of", "iri"),
    [
        ("Web Tecnologies", SKILL, "kqid:worldskills/2026/17"),
        ("Багдарламалык азирлеуши", TVET, "kqid:tvet/qualification/4S06130103"),
        ("4Ѕ06130103", TVET, "kqid:tvet/qualification/4S06130103"),  # with a Cyrillic Ѕ
        ("4S0613010", TVET, "kqid:tvet/qualification/4S06130103"),  # the last digit is lost
        ("4S0613103", TVET, "kqid:tvet/qualification/4S06130103"),  # another is
    ],
)
def test_what_is_like_a_text_is_offered_and_not_taken(
    resolver: Resolver, text: str, of: Of, iri: str
) -> None:
    found = resolver.resolve(text, of)
    assert found.things == ()
    assert iri in iris(found.near)
    assert all(set(one.types) & of.classes for one in found.near)


def test_what_nothing_is_like_has_no_candidates(resolver: Resolver) -> None:
    found = resolver.resolve("zzzzqqqq", LEVEL)
    assert (found.things, found.near) == ((), ())


def test_a_preferred_label_goes_before_an_alternative_one(
    publish_releases: Callable[..., Snapshot], tmp_path: Path
) -> None:
    """What is first called a nurse is meant, whatever else is called so as well."""
    nurse, head = thing("nco", "2017", "1"), thing("nco", "2017", "2")
    triples = [
        *(Triple(one, RDF.type, KQ.OccupationGroup) for one in (nurse, head)),
        Triple(nurse, SKOS.prefLabel, Literal("Nurse", language="en")),
        Triple(head, SKOS.prefLabel, Literal("Head nurse", language="en")),
        Triple(head, SKOS.altLabel, Literal("Nurse", language="en")),
    ]
    snapshot = publish_releases(tmp_path, {("nco", "2017"): ("", triples)})
    for _ in range(2):  # without an index, then with one
        with OpenSnapshot.of(snapshot) as opened:
            found = Resolver(opened.on()).resolve("Nurse", Of(KQ.OccupationGroup))
            assert iris(found.things) == ["kqid:nco/2017/1"]
        shutil.rmtree(snapshot.search_path, ignore_errors=True)
        build(snapshot.search_path, snapshot.current_graphs)


def test_on_another_day_a_label_counts_as_it_is_written(shipped_snapshot: OpenSnapshot) -> None:
    earlier = Resolver(shipped_snapshot.on(date(2026, 5, 1)))
    assert iris(earlier.resolve("Software Developer", TVET).things) != []
    assert earlier.resolve("software developer", TVET).things == ()


def test_a_snapshot_without_an_index_is_asked_all_the_same(own_data: Path) -> None:
    snapshot = Snapshots(own_data).current()
    shutil.rmtree(snapshot.search_path)
    with OpenSnapshot.of(snapshot) as opened:
        resolver = Resolver(opened.on())
        assert iris(resolver.resolve("Web Technologies", SKILL).things) != []
        assert resolver.resolve("web tecnologies", SKILL) == Resolution((), ())


LEVELS = {
    "EQF 6": "eqf:6",
    "ЕРК 6": "eqf:6",
    "ЕБШ 6": "eqf:6",
    "EQF level 6": "eqf:6",
    "Уровень 6 ЕРК": "eqf:6",
    "ЕБШ 6-деңгейі": "eqf:6",
    "DQR 6": "qdr:c_6919ed25",
    "NQF 4": "kqid:nqf/2016/level/4",
    "НРК 4": "kqid:nqf/2016/level/4",
    "ҰБШ 4": "kqid:nqf/2016/level/4",
    "NQF 2016 4": "kqid:nqf/2016/level/4",
    "AT: NQF 6": "qdr:c_1dcef432",
    "CyQF 5a": "qdr:c_549bffac",
    "QF-EHEA first": "kqid:qf-ehea/2005/cycle/first",
}
FRAMEWORKS = {
    "NQF": "kqid:nqf/2016",
    "НРК": "kqid:nqf/2016",
    "ҰБШ": "kqid:nqf/2016",
    "Ұлттық біліктілік шеңбері": "kqid:nqf/2016",
    "EQF": "eqf:25831c2",
    "Европейская рамка квалификаций": "eqf:25831c2",
    "German National Qualifications Framework": "qdr:c_ef113b94",
    "QF-EHEA": "kqid:qf-ehea/2005",
}
GROUPS = {
    "ISCO 2513": "isco:C2513",
    "ISCO-08 2513": "isco:C2513",
    "NCO 2": "kqid:nco/2017/2",
    "НКЗ 2": "kqid:nco/2017/2",
    "WorldSkills 17": "kqid:worldskills/2026/17",
    "WorldSkills 2026 17": "kqid:worldskills/2026/17",
    "ISCED-F 0613": "isced-f:0613",
}
FRAMEWORK = Of(KQ.QualificationFramework)
NAMES = [
    *((text, LEVEL, iri) for text, iri in LEVELS.items()),
    *((text, FRAMEWORK, iri) for text, iri in FRAMEWORKS.items()),
    *((text, Of(), iri) for text, iri in GROUPS.items()),
]


def typed(text: str, small: bool, spaces: str) -> str:
    """Return a name as somebody might type it."""
    return spaces.join(("", *(text.lower() if small else text).split(" "), ""))


@pytest.mark.parametrize(("text", "of", "iri"), NAMES)
def test_a_scheme_and_a_code_name_a_thing(resolver: Resolver, text: str, of: Of, iri: str) -> None:
    assert iris(resolver.resolve(text, of).things) == [iri]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(NAMES),
    small=st.booleans(),
    spaces=st.sampled_from([" ", "  ", "\t", "\u00a0", " \n "]),
)
def test_case_and_spaces_do_not_matter(
    resolver: Resolver, name: tuple[str, Of, str], small: bool, spaces: str
) -> None:
    text, of, iri = name
    assert iris(resolver.resolve(typed(text, small, spaces), of).things) == [iri]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_letter_that_looks_alike_is_understood(
    resolver: Resolver, name: tuple[str, Of, str], data: st.DataObject
) -> None:
    text, of, iri = name
    alike = [at for at, letter in enumerate(text) if letter.translate(TO_OTHER) != letter]
    assume(alike)
    at = data.draw(st.sampled_from(alike))
    found = resolver.resolve(text[:at] + text[at].translate(TO_OTHER) + text[at + 1 :], of)
    assert iri in iris(found.things or found.near)


@pytest.mark.parametrize("text", ["ЕQF 6", "НPК 4", "CyQF 5а", "DQR\u00a0б"])
def test_a_code_with_a_letter_of_another_alphabet_is_never_taken(
    resolver: Resolver, text: str
) -> None:
    assert resolver.resolve(text, LEVEL).things == ()


@pytest.mark.parametrize("text", ["EQF6", "DQR6", "WorldSkills17"])
def test_the_space_before_the_code_may_lack(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text, Of()).things


def test_an_abbreviation_of_two_frameworks_is_ambiguous(resolver: Resolver) -> None:
    found = resolver.resolve("SQF", FRAMEWORK)
    assert sorted(iris(found.things)) == ["kqid:sqf", "qdr:c_0f8ae85c"]


@pytest.mark.parametrize("text", ["4", "level 4", "уровень 4", "4-деңгей", "NQF 4"])
def test_a_level_is_one_of_its_framework(resolver: Resolver, text: str) -> None:
    (nqf,) = resolver.resolve("NQF", FRAMEWORK).things
    assert iris(resolver.resolve(text, LEVEL, nqf).things) == ["kqid:nqf/2016/level/4"]


@pytest.mark.parametrize("text", ["DQR 4", "eqf:4", "EQF level 4"])
def test_a_level_of_another_framework_is_not_meant(resolver: Resolver, text: str) -> None:
    (nqf,) = resolver.resolve("NQF", FRAMEWORK).things
    assert resolver.resolve(text, LEVEL, nqf).things == ()


def test_a_bare_framework_is_its_edition_of_the_day(shipped_snapshot: OpenSnapshot) -> None:
    def edition(day: date) -> list[str]:
        return iris(Resolver(shipped_snapshot.on(day)).resolve("NQF", FRAMEWORK).things)

    assert edition(date(2013, 6, 1)) == ["kqid:nqf/2012"]
    assert edition(date(2017, 1, 1)) == ["kqid:nqf/2016"]


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_is_an_answer_or_nothing(resolver: Resolver, text: str) -> None:
    found = resolver.resolve(text, LEVEL)
    assert all(KQ.FrameworkLevel.value in one.types for one in (*found.things, *found.near))
