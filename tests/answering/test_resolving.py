"""What a text names: looked up by IRI, code and label, with candidates and never a guess."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from kgqual.answering import Of, OpenSnapshot, Thing
from kgqual.answering.resolving import Resolution, Resolver
from kgqual.namespaces import KQ, RDF, SKOS, compact, thing
from kgqual.search import build
from kgqual.store.snapshot import Snapshot, Snapshots

LEVEL = Of(KQ.FrameworkLevel)
SKILL = Of(KQ.WorldSkillsSkill)
TVET = Of(KQ.TvetQualification)


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
    assert iris(earlier.resolve("Уровень 4 НРК", LEVEL).things) != []
    assert earlier.resolve("уровень 4 нрк", LEVEL).things == ()


def test_a_snapshot_without_an_index_is_asked_all_the_same(own_data: Path) -> None:
    snapshot = Snapshots(own_data).current()
    shutil.rmtree(snapshot.search_path)
    with OpenSnapshot.of(snapshot) as opened:
        resolver = Resolver(opened.on())
        assert iris(resolver.resolve("Web Technologies", SKILL).things) != []
        assert resolver.resolve("web tecnologies", SKILL) == Resolution((), ())
