"""What is said around answers: complete in three languages, and all of it used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from pyoxigraph import Literal, RdfFormat, parse

import kgqual.presentation
from kgqual.errors import BadUsage
from kgqual.model import Strength
from kgqual.namespaces import SKOS, thing
from kgqual.presentation.wording import LANGUAGES, in_language, known_language, say, wording
from kgqual.recognition import FIELDS
from kgqual.resources import shipped

FOLDER = Path(kgqual.presentation.__file__).parent
QUOTED = re.compile(r"[\"']([a-z_.-]+)[\"']")
BUILT = (
    "strength.",
    "impact.",
    *(f"statement.{part}." for part in ("because", "parties", "purpose", "related", "route")),
    *(f"statement.{field}" for field in FIELDS),
)
"""Beginnings of keys that the code puts together."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_is_there_in_three_languages() -> None:
    for key, texts in wording().items():
        assert set(texts) == set(LANGUAGES), key
        assert all(text.strip() == text and text for text in texts.values()), key
        assert len({frozenset(fields(text)) for text in texts.values()}) == 1, key


def test_every_text_is_used() -> None:
    files = [path for path in FOLDER.rglob("*") if path.suffix in (".py", ".html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    quoted = set(QUOTED.findall(code))
    names = {key: {key, key.partition(".")[2]} for key in wording() if not key.startswith(BUILT)}
    assert {key for key, either in names.items() if not either & quoted} == set()


def test_strengths_are_called_what_the_vocabulary_calls_them() -> None:
    path = shipped("ontology") / "vocabularies.ttl"
    names = {
        (quad.subject, quad.object.language): quad.object.value
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal)
    }
    for strength in Strength:
        for language in LANGUAGES:
            named = names[thing("strength", strength), language]
            assert say(language, f"strength.{strength}") == named


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.key")
    with pytest.raises(KeyError):
        say("en", "answer.none")


def test_a_text_is_shown_in_the_best_language_there_is() -> None:
    text = {"ru": "уровень", "de": "Niveau", "en": "level"}
    assert in_language(text, "ru") == "уровень"
    assert in_language(text, "kk") == "level"
    assert in_language({"de": "Niveau"}, "kk") == "Niveau"
    assert in_language({}, "kk") == ""


def test_another_language_is_refused() -> None:
    with pytest.raises(BadUsage, match="en, kk, ru"):
        known_language("de")
