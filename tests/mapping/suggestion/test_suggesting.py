"""What is suggested for texts and for sets, and what a ranking comes down to."""

from __future__ import annotations

from typing import Any

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.answer import Found, Suggested, SuggestedForOne, Suggestion
from kgqual.mapping.suggestion.answering import answer
from kgqual.mapping.suggestion.proposing import NO_TERM_FOUND, best_mapping, proposals
from kgqual.mapping.suggestion.request import read_request
from kgqual.mapping.suggestion.texts import Wording
from kgqual.model import Strength

COOKS = "http://data.europa.eu/esco/isco/C5120"
NONSENSE = "zxqv jjkw"


@pytest.fixture
def suggest(shipped_snapshot: OpenSnapshot) -> Any:
    """``suggest(texts="…", to="…", …)`` → what is suggested of what kgqual ships."""

    def suggested(**members: object) -> Suggested:
        members = {"from" if name == "from_" else name: v for name, v in members.items()}
        return answer(shipped_snapshot, read_request({"to": "ISCO", **members}))

    return suggested


def test_candidates_are_ranked_with_reasons_and_confidence(suggest: Any) -> None:
    found = suggest(text="Повара", lang="ru", limit=3)
    assert isinstance(found, SuggestedForOne)
    best, *others = found.candidates
    assert (best.iri, best.code, best.label["en"]) == (COOKS, "5120", "Cooks")
    assert (best.rank, best.features["exact"]) == (1, 1)
    assert best.matched in ("Повара", "Cooks")
    assert len(others) == 2
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= one.confidence <= 1 for one in found.candidates)


def test_the_answer_says_what_was_searched(suggest: Any, shipped_snapshot: OpenSnapshot) -> None:
    found = suggest(text="Cooks", lang="en")
    assert found.snapshot == shipped_snapshot.id
    assert (found.to.terms, found.to.releases[0].version) == (619, "08")
    assert found.tool.name == "kgqual"


def test_a_suggestion_is_a_close_match_at_most_that_nobody_confirmed(suggest: Any) -> None:
    mapping = suggest(text="Cooks", lang="en").mapping
    assert mapping.predicate_id == "http://www.w3.org/2004/02/skos/core#closeMatch"
    assert mapping.strength is Strength.COMPUTED
    assert (mapping.object_label, mapping.match_string) == ("Cooks", ("cooks",))


def test_where_nothing_fits_that_is_the_mapping(suggest: Any) -> None:
    found = suggest(text=NONSENSE, lang="en")
    assert found.no_term_found > 0.5
    assert found.mapping.object_id == NO_TERM_FOUND == "https://w3id.org/sssom/NoTermFound"
    assert found.mapping.confidence == found.no_term_found
    assert proposals(found.results[0])[0] == found.mapping


@pytest.mark.parametrize(("nothing", "object"), [(0.2, COOKS), (0.31, NO_TERM_FOUND)])
def test_the_likelier_of_the_best_candidate_and_of_none_is_proposed(
    nothing: float, object: str
) -> None:
    best = Suggestion(iri=COOKS, rank=1, matched="", score=1, confidence=0.3, features={})
    proposed = best_mapping("urn:a", Wording(title="a"), [best], nothing)
    assert proposed.object_id == object
    assert proposed.confidence == max(nothing, 0.3)


def test_the_candidates_follow_where_nothing_is_likelier(suggest: Any) -> None:
    [found] = suggest(texts=["Cooks"], lang="en", limit=2).results
    doubtful = found.model_copy(
        update={"mapping": found.mapping.model_copy(update={"object_id": NO_TERM_FOUND})}
    )
    listed = [mapping.object_id for mapping in proposals(doubtful)]
    assert listed == [NO_TERM_FOUND, *(one.iri for one in found.candidates)]
    assert [mapping.object_id for mapping in proposals(found)] == listed[1:]


def test_of_several_wordings_the_one_that_fits_counts(suggest: Any) -> None:
    [found] = suggest(texts=[{"title": {"en": NONSENSE, "ru": "Повара"}}]).results
    assert (found.text.language, found.candidates[0].iri) == ("ru", COOKS)


@pytest.mark.parametrize(
    ("text", "lang", "understood"),
    [("Сварка", "", True), ("ыфвапр", "", False), ("ыфвапр", "ru", False), (NONSENSE, "en", True)],
)
def test_that_a_text_cannot_be_read_is_no_sign_that_nothing_fits(
    suggest: Any, text: str, lang: str, understood: bool
) -> None:
    """The skills of WorldSkills are called in English alone; other sources say what Сварка is."""
    found = suggest(text=text, to="WorldSkills 2026", **({"lang": lang} if lang else {}))
    assert found.results[0].understood is understood
    if found.mapping.object_id == NO_TERM_FOUND:
        assert found.mapping.confidence == (found.no_term_found if understood else None)


def test_texts_with_one_id_are_kept_apart(suggest: Any) -> None:
    texts = [{"title": title, "id": "urn:x", "lang": "en"} for title in ("Cooks", "Bakers")]
    found = suggest(texts=texts, limit=1)
    assert [one.text.title for one in found.results] == ["Cooks", "Bakers"]


def test_the_terms_of_a_set_are_asked_one_by_one(suggest: Any) -> None:
    found = suggest(from_="WorldSkills 2026", to="ISCO", limit=1)
    assert (len(found.results), found.from_.version) == (64, "2026")
    by_title = {one.text.title: one for one in found.results}
    assert by_title["Welding"].candidates[0].label["en"] == "Welders and flamecutters"


@pytest.mark.parametrize(("to", "language"), [("ISCO", "en"), ("TVET specialities", "ru")])
def test_terms_in_several_languages_are_asked_in_the_usual_one_of_the_other(
    suggest: Any, to: str, language: str
) -> None:
    found = suggest(from_="TurkicSkills", to=to, limit=1)
    assert {one.text.language for one in found.results} == {language}


def test_the_languages_of_a_set_may_be_chosen(suggest: Any) -> None:
    found = suggest(from_="TurkicSkills", to="WorldSkills 2026", lang="ru", limit=1)
    assert {one.text.language for one in found.results} == {"ru"}
    with pytest.raises(BadUsage, match="has a label in ja"):
        suggest(from_="TurkicSkills", lang="ja")


def test_a_term_is_no_candidate_for_itself(suggest: Any) -> None:
    """The scheme of WorldSkills holds the skills, which are asked, and their sections."""
    found = suggest(from_="WorldSkills 2026", to="kqid:worldskills/2026/skills", limit=2)

    def itself(one: Found) -> bool:
        return one.iri in {candidate.iri for candidate in one.candidates}

    assert [one.text.title for one in found.results if itself(one)] == []
    assert {len(one.candidates) for one in found.results} <= {0, 1, 2}


def test_a_set_is_not_searched_for_its_own_terms(suggest: Any) -> None:
    with pytest.raises(BadUsage, match="is the set that is searched"):
        suggest(from_="ISCO-08", to="ISCO")


def test_texts_may_be_the_set_that_is_searched(suggest: Any) -> None:
    found = suggest(text="weld pipes", to=["cook soup", {"title": "pipe welding", "id": "w"}])
    assert found.candidates[0].label == {"": "pipe welding"}
    assert (found.to.terms, found.to.releases) == (2, ())
