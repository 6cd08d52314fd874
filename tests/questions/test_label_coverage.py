"""How many concepts have a name in a language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
KQID = "https://w3id.org/kgqual/id/"


def coverage(answer: AnyAnswer) -> dict[tuple[str, str], tuple[int, int]]:
    """Return scheme and language → labelled and concepts."""
    return {(c.scheme.iri, c.language): (c.labelled, c.concepts) for c in answer.answer or ()}


def test_a_scheme_is_counted_in_a_language(asking: Asking) -> None:
    answer = asking("label-coverage", lang="kk", scheme=f"{KQID}tvet")
    assert coverage(answer) == {(f"{KQID}tvet", "kk"): (31, 81)}
    assert answer.strength is Strength.COMPUTED
    (step,) = answer.steps
    assert step.source.iri == "https://w3id.org/kgqual/graph/tvet/2018-partial"
    assert step.statement["en"].startswith("31 of the 81 concepts of “Classifier of specialities")


def test_without_arguments_all_schemes_are_counted_in_three_languages(asking: Asking) -> None:
    found = coverage(asking("label-coverage"))
    assert found[f"{KQID}worldskills/2026/skills", "en"] == (522, 522)
    assert found[f"{KQID}worldskills/2026/skills", "kk"] == (0, 522)
    assert {language for _, language in found} == {"kk", "ru", "en"}


def test_the_query_shown_gives_the_numbers_of_the_answer(
    asking: Asking, shipped_snapshot: OpenSnapshot
) -> None:
    answer = asking("label-coverage")
    rows = shipped_snapshot.store.query(answer.query).rows()
    counted = {
        (row[0].value, row[1].value): (int(row[3].value), int(row[2].value))  # type: ignore[union-attr]
        for row in rows
    }
    assert counted == coverage(answer)


def test_what_is_no_language_tag_is_refused(asking: Asking) -> None:
    with pytest.raises(BadUsage, match="'k k' is not a language tag"):
        asking("label-coverage", lang="k k")
