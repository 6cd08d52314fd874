"""What scores of labels say of their terms."""

from __future__ import annotations

import numpy as np
import pytest

from kgqual.matching import Label, Term
from kgqual.matching.corpus import Corpus
from kgqual.matching.grouping import Groups, Labels

TERMS = [
    Term("urn:cook", (Label("cook", "en", True), Label("chef", "en", False))),
    Term(
        "urn:welder",
        (
            Label("welder", "en", True),
            Label("сварщик", "ru", True),
            Label("газосварщик", "ru", False),
            Label("дәнекерлеуші", "kk", True),
        ),
    ),
]
BOTH = np.array([0, 1])


@pytest.fixture(scope="module")
def labels() -> Labels:
    return Labels(Corpus.of(TERMS))


def _texts(labels: Labels, groups: Groups) -> list[str]:
    return [labels.texts[number] for number in groups.labels]


def test_labels_in_the_language_of_the_text_count_where_there_are_some(labels: Labels) -> None:
    assert _texts(labels, labels.of(BOTH, "ru")) == ["cook", "chef", "сварщик", "газосварщик"]


def test_the_region_of_a_language_makes_no_difference(labels: Labels) -> None:
    assert _texts(labels, labels.of(BOTH, "ru-KZ")) == _texts(labels, labels.of(BOTH, "ru"))


def test_all_labels_count_when_no_term_has_the_language(labels: Labels) -> None:
    assert len(_texts(labels, labels.of(BOTH, "de"))) == 6


def test_terms_are_grouped_in_the_order_asked(labels: Labels) -> None:
    assert _texts(labels, labels.of(np.array([1, 0]), "en")) == ["welder", "cook", "chef"]


def test_statistics_are_by_term(labels: Labels) -> None:
    groups = labels.of(BOTH, "")
    scores = np.array([0.2, 0.6, 0.1, 0.5, 0.9, 0.3], np.float32)
    assert groups.best(scores) == pytest.approx([0.6, 0.9])
    assert groups.best_preferred(scores) == pytest.approx([0.2, 0.5])
    assert groups.mean(scores) == pytest.approx([0.4, 0.45])
    assert groups.mean_of_best(scores) == pytest.approx([0.4, (0.9 + 0.5 + 0.3) / 3])
    assert groups.best_labels(scores).tolist() == [1, 4]


def test_it_says_which_share_of_the_terms_a_language_labels(labels: Labels) -> None:
    assert labels.labelled == {"en": 1, "kk": 0.5, "ru": 0.5}
