"""ISCO-08: 619 groups as ESCO titles them, Russian titles only where they mean the same."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ISCO, KQ, RDF, SKOS, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.isco import SCHEME
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables" / "isco" / "08"
OKZ = thing("document", "okz-ok-010-2014")


@pytest.fixture
def groups(read_source: ReadSource) -> set[Triple]:
    triples, log = read_source("isco", TABLES)
    assert (log.refused, log.findings) == (0, {})
    return triples


def titled(triples: set[Triple], language: str) -> dict[NamedNode, str]:
    """Return group → its title in a language."""
    return {
        t.subject: t.object.value
        for t in triples
        if isinstance(t.subject, NamedNode)
        and isinstance(t.object, Literal)
        and t.predicate == SKOS.prefLabel
        and t.object.language == language
        and t.subject.value.startswith(ISCO.iri)
    }


def test_has_every_group(groups: set[Triple]) -> None:
    typed = {t.subject for t in groups if t.object == KQ.OccupationGroup}
    codes = {t.object for t in groups if t.predicate == SKOS.notation and t.subject in typed}
    assert Counter(len(code.value) for code in codes if isinstance(code, Literal)) == {
        1: 10,
        2: 43,
        3: 130,
        4: 436,
    }


def test_hierarchy_is_complete(groups: set[Triple]) -> None:
    typed = {t.subject for t in groups if t.object == KQ.OccupationGroup}
    below = {t.subject: t.object for t in groups if t.predicate == SKOS.broader}
    tops = {t.subject for t in groups if t.predicate == SKOS.topConceptOf and t.object == SCHEME}
    assert len(tops) == 10
    assert below.keys() | tops == typed
    assert set(below.values()) < typed
    assert below[ISCO["C2512"]] == ISCO["C251"]


def test_english_titles_are_those_of_esco(groups: set[Triple], shared_data: Path) -> None:
    archive = shared_data / "esco" / "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    with zipfile.ZipFile(archive) as esco:
        text = esco.read("ISCOGroups_en.csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    official = {NamedNode(row["conceptUri"]): row["preferredLabel"] for row in rows}
    assert titled(groups, "en") == official


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("1113", "the Russian classifier has heads of local government here, not chiefs"),
        ("3251", "it has mid-level dentists here, not dental assistants"),
        ("3344", "it has medical statisticians here, not medical secretaries"),
        ("2240", "its group is wider: emergency physicians too"),
        ("5111", "its group is wider: railway car attendants too"),
        ("1431", "its group is narrower: sport managers have a code of their own"),
        ("1111", "its group is narrower: federal and regional bodies of Russia"),
        ("6310", "it merges four groups of ISCO-08"),
        ("3141", "its title is cut short in the copy found"),
        ("1219", "its title is cut short and was completed from memory"),
        ("2120", "its title is not from the Russian classifier"),
        ("251", "the copy found has no minor groups"),
    ],
)
def test_withholds_a_russian_title(groups: set[Triple], code: str, why: str) -> None:
    assert ISCO[f"C{code}"] not in titled(groups, "ru"), why


def test_russian_titles_are_complete_and_sourced(groups: set[Triple], shared_data: Path) -> None:
    path = shared_data / "kz" / "isco08_titles_ru.csv"
    with path.open(encoding="utf-8") as file:
        whole = {
            ISCO["C" + row["code"]]: row["title_ru"]
            for row in csv.DictReader(file)
            if (row["status"], row["basis"], row["isco08_code_exists"]) == ("complete", "S", "yes")
        }
    shown = titled(groups, "ru")
    assert len(shown) == 419
    assert shown.items() <= whole.items()


def test_a_russian_title_is_the_claim_of_its_own_source(groups: set[Triple]) -> None:
    title = Literal("Разработчики программного обеспечения", language="ru")
    [claim] = {t.subject for t in groups if t.predicate == RDF.object and t.object == title}
    assert Triple(claim, RDF.subject, ISCO["C2512"]) in groups
    assert Triple(claim, RDF.predicate, SKOS.prefLabel) in groups
    assert Triple(claim, DCTERMS.source, OKZ) in groups


def test_skill_levels_are_those_that_esco_states(groups: set[Triple]) -> None:
    levels = {t.subject: t.object for t in groups if t.predicate == KQ.skillLevel}
    scale = {number: thing("isco", "test", "skill-level", number) for number in "1234"}
    assert levels[ISCO["C2"]] == scale["4"]
    assert levels[ISCO["C14"]] == scale["3"]
    assert levels[ISCO["C9"]] == scale["1"]
    assert ISCO["C0"] not in levels


def test_there_are_no_kazakh_titles(groups: set[Triple]) -> None:
    assert titled(groups, "kk") == {}
