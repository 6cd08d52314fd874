"""What the learned fusion makes of features: ranks, confidences, and that nothing fits."""

import numpy as np
import pytest

from kgqual.matching import Label, Matching, Term, Text
from kgqual.matching.fusion import Logistic, Profile, profile_of, profiles, shared

TITLES = ["software developer", "web developer", "cook", "pastry chef", "nurse", "train driver"]
TERMS = [Term(f"x:{title}", (Label(title, "en", True),)) for title in TITLES]


def test_a_candidate_is_as_good_as_its_weighted_features_and_as_the_others_are_worse() -> None:
    profile = Profile({"a": 2.0, "b": -1.0}, Logistic(0, 1, 1), Logistic(0, -1, 0))
    judged = profile.judge({"a": np.array([1, 0, 1]), "b": np.array([0, 0, 2])})
    sums = np.array([2.0, 0.0, 0.0])
    shares = np.exp(sums) / np.exp(sums).sum()
    assert judged.scores == pytest.approx(1 / (1 + np.exp(-sums)))
    assert judged.confidences == pytest.approx(1 / (1 + np.exp(-sums) / shares))
    assert judged.none == pytest.approx(1 / (1 + np.exp(2)))


def test_that_nothing_fits_is_never_likelier_than_the_best_candidate_leaves() -> None:
    profile = Profile({"a": 1.0}, Logistic(3, 0, 0), Logistic(3, 0, 0))
    judged = profile.judge({"a": np.array([1.0])})
    assert judged.none == pytest.approx(1 - judged.confidences[0])


def test_without_candidates_nothing_fits() -> None:
    assert profiles()["title"].judge(_none()).none == 1
    assert Matching.over(TERMS).suggest([Text("ζζζ")])[0].none == 1


def test_shares_sum_to_one_however_great_the_sums_are() -> None:
    assert shared(np.array([1000.0, 1000.0, -1000.0])) == pytest.approx([0.5, 0.5, 0], abs=1e-6)


def test_a_text_with_a_description_is_judged_as_such() -> None:
    assert profile_of(Text("cook", "prepares meals"), vectors=False) == "described"
    assert profile_of(Text("cook", " "), vectors=False) == "title"
    assert profile_of(Text("cook", " "), vectors=True) == "title+vectors"


def test_vectors_count_where_they_are_compared_and_nowhere_else() -> None:
    with_vectors = {name for name, one in profiles().items() if "vectors" in one.weights}
    assert with_vectors == {"title+vectors", "described+vectors"}


def test_what_was_learned_is_surer_of_the_same_title_than_of_a_like_one() -> None:
    same, like, other = Matching.over(TERMS).suggest(
        [Text(title, "", "en") for title in ("software developer", "pastry baker", "theologian")]
    )
    assert same.candidates[0].label == "software developer"
    assert same.candidates[0].confidence > 0.5 > like.candidates[0].confidence
    assert same.none < 0.5 < like.none <= other.none


def _none() -> dict[str, np.ndarray]:
    return {name: np.zeros(0, np.float32) for name in profiles()["title"].weights}
