"""Searching a small graph whose every thing is here to see, and all that kgqual ships."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgqual.namespaces import ISCO, KQ, compact, sparql_prologue
from kgqual.search import Hit, Index, Match, NoIndex, build, readable
from kgqual.store.snapshot import Snapshots

EX = "https://example.org/"
JOB, SKILLS = EX + "Job", EX + "skills"
GRAPH = f"""
{sparql_prologue()}
PREFIX ex: <{EX}>
ex:nurse a ex:Job ; skos:notation "22.1" ;
    skos:prefLabel "nurse"@en , "медсестра"@ru , "мейіргер"@kk .
ex:head a ex:Job ; skos:prefLabel "head nurse"@en ; skos:altLabel "nurse"@en , "Матрона"@ru .
ex:assistant a ex:Job ; skos:prefLabel "nurse assistant"@en ; skos:related ex:nursing , ex:nurse .
ex:nursing a ex:Skill ; skos:prefLabel "nursing science"@en ; skos:inScheme ex:skills .
ex:hand a ex:Skill ; skos:prefLabel "қол"@kk ; skos:notation "6B06" .
ex:stake a ex:Skill ; skos:prefLabel "кол"@ru ; skos:related ex:nursing .
ex:document a dcterms:BibliographicResource ; dcterms:title "Nurses of the world"@en ;
    dcterms:isPartOf ex:nursing , ex:hand , ex:stake .
ex:unnamed a ex:Skill .
"""


def index_of(turtle: str, folder: Path) -> Index:
    graph = folder / "graph.nq"
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    graph.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    build(folder / "search", [graph])
    return Index.open(folder / "search")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(GRAPH, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def shipped(served_data: Path) -> Index:
    return Index.open(Snapshots(served_data).current().search_path)


def names(hits: Sequence[Hit]) -> list[str]:
    return [hit.iri.removeprefix(EX) for hit in hits]


def test_the_best_match_comes_first_then_the_more_central(small: Index) -> None:
    found = small.search("nurse").hits
    assert list(zip(names(found), (hit.match for hit in found), strict=True)) == [
        ("nurse", Match.PREFERRED),
        ("head", Match.OTHER),
        ("assistant", Match.PREFERRED_BEGINS),
        ("document", Match.ABOUT),
    ]
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert names(small.search("nurs").hits)[:2] == ["nursing", "assistant"], (
        "nursing has most links"
    )


@pytest.mark.parametrize(
    ("language", "label"), [("kk", "мейіргер"), ("ru", "медсестра"), ("de", "nurse"), ("", "nurse")]
)
def test_a_thing_is_called_in_the_language_asked_for(
    small: Index, language: str, label: str
) -> None:
    [hit] = small.search("медсестра", language=language).hits[:1]
    assert (hit.label, hit.matched.text, hit.matched.language) == (label, "медсестра", "ru")


def test_a_hit_explains_its_score(small: Index) -> None:
    [hit] = small.search("head nurze").hits[:1]
    assert (hit.iri, hit.match, hit.code) == (EX + "head", Match.SIMILAR, "")
    assert hit.features["similarity"] == 0.9
    assert hit.score == pytest.approx(Match.SIMILAR.score * 0.9)
    [central] = small.search("nursing science").hits[:1]
    assert central.features["centrality"] == 1.0


@pytest.mark.parametrize("code", ["22.1", "221", " 22.1 ", "6В06", "6b06", f"{EX}nurse"])
def test_codes_and_iris_are_found(small: Index, code: str) -> None:
    [hit] = small.search(code).hits[:1]
    assert names([hit]) == (["hand"] if "6" in code else ["nurse"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nusre asistant", "assistant"),  # letters swapped and left out
        ("nurseassistant", "assistant"),  # a space left out
        ("assistant nurse", "assistant"),  # the other order
        ("ass", "assistant"),  # the beginning of its second word
        ("мейиргер", "nurse"),  # no Kazakh letters
        ("МЕЙІРГЕР", "nurse"),
        ("vtlctcnhf", "nurse"),  # медсестра on English keys
        ("гтгкыу", "nurse"),  # the same, mistyped
        ("ргфы рщыу", "nothing"),  # like nothing in any layout
        ("тгкыу", "nurse"),  # nurse on Russian keys
        ("vtlctchnf", "nurse"),  # медсестра, mistyped on English keys
        ("Mатpона", "head"),  # with Latin M and p
    ],
)
def test_what_is_mistyped_is_found(small: Index, typed: str, meant: str) -> None:
    found = names(small.search(typed).hits)
    assert found[0] == meant if meant != "nothing" else found == []


def test_types_are_classes_or_schemes(small: Index) -> None:
    assert set(names(small.search("nurs", types=[JOB]).hits)) == {"nurse", "head", "assistant"}
    assert names(small.search("nurs", types=[SKILLS]).hits) == ["nursing"]
    assert names(small.search("sciense", types=[SKILLS]).hits) == ["nursing"]
    assert names(small.search("sciense", types=[JOB]).hits) == []
    assert small.search("nurs", types=[EX + "Unknown"]).total == 0


@pytest.mark.parametrize("text", ["level", "tecnologies", "web tecnology"])
def test_pages_follow_each_other_without_gap_or_repetition(shipped: Index, text: str) -> None:
    whole = shipped.search(text, limit=1000)
    pages = [shipped.search(text, limit=7, offset=at) for at in range(0, whole.total, 7)]
    assert len(pages) > 1
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}
    assert len({hit.iri for hit in whole.hits}) == whole.total


def test_exact_is_by_the_whole_label_or_code_only(small: Index) -> None:
    assert names(small.exact("Nurse")) == ["nurse", "head"]
    assert names(small.exact("22.1")) == ["nurse"]
    assert names(small.exact("22")) == names(small.exact("nurs")) == []
    assert names(small.exact("nurse", types=[SKILLS])) == []


def test_of_labels_that_fold_alike_the_one_typed_comes_first(small: Index) -> None:
    assert names(small.exact("кол")) == ["stake", "hand"]
    assert names(small.exact("қол")) == ["hand", "stake"]
    assert names(small.exact("koл")) == ["stake", "hand"], "typed with Latin letters"


def test_of_labels_that_are_alike_the_one_in_the_language_asked_for_comes_first(
    tmp_path: Path,
) -> None:
    labels = 'ex:one skos:prefLabel "Master"@en . ex:two skos:prefLabel "Master"@de .'
    both = index_of(f"{sparql_prologue()} PREFIX ex: <{EX}> {labels}", tmp_path)
    assert names(both.search("master", language="en").hits) == ["one", "two"]
    assert names(both.search("master", language="de").hits) == ["two", "one"]


def test_look_alikes_count_only_where_nothing_is_as_typed(tmp_path: Path) -> None:
    labels = 'ex:pot skos:prefLabel "pot"@en . ex:mouth skos:prefLabel "рот"@ru .'
    both = index_of(f"{sparql_prologue()} PREFIX ex: <{EX}> {labels}", tmp_path)
    assert names(both.exact("pot")) == ["pot"]
    assert names(both.exact("рот")) == ["mouth"]


@pytest.mark.parametrize("text", ["", " ", "…", "''", "\0", "a" * 100_000, "(" * 300, "*"])
def test_no_text_breaks_it(small: Index, text: str) -> None:
    assert small.search(text).total == 0
    assert small.exact(text) == []


def test_the_same_graph_gives_the_same_answers(small: Index, tmp_path: Path) -> None:
    again = index_of(GRAPH, tmp_path)
    for text in ("n", "nurse", "nurze", "кол", "22"):
        assert again.search(text) == small.search(text)


def test_many_threads_may_ask_at_once(shipped: Index) -> None:
    texts = ["web", "Қазақстан", "EQF 6", "sofware develper", "ghjuhfvvbcn", "06"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shipped.search, texts)) == [shipped.search(text) for text in texts]


def test_a_folder_that_cannot_be_written_can_be_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(GRAPH, tmp_path)
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    assert names(Index.open(tmp_path / "search").exact("nurse")) == ["nurse", "head"]


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match=r"kgqual build"):
        Index.open(tmp_path)
    assert not readable(tmp_path)


def test_a_damaged_index_says_what_to_do(small: Index, tmp_path: Path) -> None:
    index_of(GRAPH, tmp_path)
    (tmp_path / "search" / "meta.json").write_text("{", encoding="ascii")
    with pytest.raises(NoIndex, match=r"kgqual build"):
        Index.open(tmp_path / "search")


def test_an_empty_graph_has_an_index(tmp_path: Path) -> None:
    assert index_of("", tmp_path).search("nurse").total == 0


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("06130100", "kqid:tvet/speciality/06130100"),
        ("4S06130103", "kqid:tvet/qualification/4S06130103"),
        ("C2513", "isco:C2513"),
        ("2513", "isco:C2513"),
        ("6B06", "kqid:he/area/6B06"),
        ("B057", "kqid:he/group/B057"),
        ("eqf:6", "eqf:6"),
        ("EQF 6", "eqf:6"),
        ("НРК 4", "kqid:nqf/2016/level/4"),
        ("казакстан", "country:KAZ"),
        ("V2300032800", "kqid:act/V2300032800"),
        ("Web Technologies", "kqid:worldskills/2026/17"),
    ],
)
def test_what_kgqual_ships_is_found(shipped: Index, text: str, iri: str) -> None:
    assert compact(shipped.search(text).hits[0].iri) == iri


def test_a_code_is_found_by_its_beginning(shipped: Index) -> None:
    found = shipped.search("061301", types=[KQ.Speciality.value, KQ.TvetQualification.value])
    assert [hit.code for hit in found.hits if hit.match is Match.CODE_BEGINS] == ["06130100"]
    groups = shipped.suggest("25", types=[KQ.OccupationGroup.value])
    assert groups[0].iri == ISCO.C25.value
    assert all(hit.code.startswith("25") for hit in groups)


def test_suggestions_are_what_a_search_finds_first(shipped: Index) -> None:
    assert shipped.suggest("прогр", language="ru", limit=3) == list(
        shipped.search("прогр", language="ru", limit=3).hits
    )
