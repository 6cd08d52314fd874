"""Characters that nobody sees, or that were damaged on the way."""

from __future__ import annotations

import unicodedata

import pytest
from tests.translation.checks.judging import found, subject

from kgqual.editorial.translations.fields import Field


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b", "\u3164", "—", "..."])
def test_a_text_that_shows_no_letter_is_empty(text: str) -> None:
    assert "empty" in found(subject(text))


@pytest.mark.parametrize("text", ["Ә", "3", "C#"])
def test_a_text_with_a_letter_or_digit_is_not_empty(text: str) -> None:
    assert "empty" not in found(subject(text))


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u200b", "U+200B zero width space"),
        ("\u00ad", "U+00AD soft hyphen"),
        ("\u202e", "U+202E right-to-left override"),
        ("\ufeff", "U+FEFF zero width no-break space"),
        ("\x07", "U+0007"),
    ],
)
def test_an_invisible_character_is_named_and_its_removal_safe(character: str, named: str) -> None:
    (finding,) = found(subject(f"бі{character}лім"))["invisible"]
    assert (finding.start, finding.end) == (2, 3)
    assert finding.values == {"character": named}
    assert finding.repaired == "білім"


def test_a_line_may_end_in_running_text_but_not_in_a_term() -> None:
    text = "Бірінші жол.\nЕкінші жол."
    assert "invisible" not in found(subject(text, field=Field.DESCRIPTION))
    (finding,) = found(subject("бірінші\nекінші"))["invisible"]
    assert finding.repaired == "бірінші екінші"


def test_a_joiner_may_stand_in_a_script_that_is_written_joined() -> None:
    assert "invisible" not in found(subject("می\u200cخواهم", language="fa"))
    assert "invisible" in found(subject("се\u200cлеу", language="kk"))


@pytest.mark.parametrize("text", [" білім", "білім ", "білім  беру", "білім\u00a0беру"])
def test_stray_spaces_are_repaired(text: str) -> None:
    (finding,) = found(subject(text))["spaces"]
    assert finding.repaired == " ".join(text.split())


@pytest.mark.parametrize("encoding", ["cp1251", "latin-1"])
def test_a_text_read_in_the_wrong_encoding_is_read_again(encoding: str) -> None:
    text = "білім беру"
    (finding,) = found(subject(text.encode().decode(encoding)))["encoding"]
    assert finding.repaired == text


@pytest.mark.parametrize("text", ["б?лім", "б\ufffdлім"])
def test_a_letter_lost_on_the_way_cannot_be_repaired(text: str) -> None:
    (finding,) = found(subject(text))["encoding"]
    assert (finding.start, finding.end, finding.repaired) == (1, 2, None)


def test_a_question_is_no_lost_letter() -> None:
    assert not found(subject("Бұл не? Білім.", field=Field.DESCRIPTION))


def test_letters_in_two_parts_are_put_together() -> None:
    text = "мейірбике"
    apart = unicodedata.normalize("NFD", text)
    assert {check: [f.repaired for f in kept] for check, kept in found(subject(apart)).items()} == {
        "normal-form": [text]
    }
