"""Every check has an id, a severity, and what it says in three languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from tests.translation.checks.judging import subject

from kgqual.translation.checks import CHECKS, Severity, findings
from kgqual.translation.checks.wording import wording

LANGUAGES = ("en", "kk", "ru")
BLOCKING = {
    *("empty", "invisible", "encoding", "mixed-scripts", "alphabet"),
    *("one-preferred", "same-preferred"),
}


def test_what_blocks_is_what_the_documentation_says() -> None:
    blocking = {id for id, check in CHECKS.items() if check.severity is Severity.BLOCKING}
    assert blocking == BLOCKING


def test_every_check_is_worded_and_nothing_else_is() -> None:
    assert set(wording()) == set(CHECKS)


@pytest.mark.parametrize("id", list(CHECKS))
def test_a_check_says_the_same_in_three_languages(id: str) -> None:
    for part in ("title", "message"):
        texts = wording()[id][part]
        assert set(texts) == set(LANGUAGES)
        names = {language: _names(text) for language, text in texts.items()}
        assert names["kk"] == names["ru"] == names["en"]
    assert all(CHECKS[id].title(language) for language in LANGUAGES)


def test_the_guide_names_every_check() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "translator.md").read_text(encoding="utf-8")
    assert [id for id in CHECKS if f"`{id}`" not in guide] == []
    assert len(CHECKS) == 28, "the guide and the ADR say how many there are"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_what_is_untranslated_is_no_mistake() -> None:
    assert findings(subject(stale=True)) == []


@pytest.mark.parametrize("text", ["", "бiлiм ", "Yкімет?s", "{word} %s", "( 3 ІТ–"])
def test_a_message_can_be_made_of_whatever_is_found(text: str) -> None:
    for finding in findings(subject(text, source=("bake bread",))):
        for language in LANGUAGES:
            assert finding.message(language)
