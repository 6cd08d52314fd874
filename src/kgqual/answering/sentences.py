"""Statements as sentences in English, Kazakh and Russian, read from ``sentences.toml``.

Names stand between quotation marks, so that no language has to inflect them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kgqual.answering.envelope import Named, Text
from kgqual.namespaces import compact

LANGUAGES = ("en", "kk", "ru")
_OTHER = "other"


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).with_name("sentences.toml")
    found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def sentence(subject: Named, predicate: Named, object: Named) -> Text:
    """Return what a triple says, in each language.

    A value that is a word of a vocabulary has a sentence of its own, for no language inflects it.
    """
    key = compact(predicate.iri)
    forms = _sentences().get(f"{key} {object.label.get('', '')}") or _sentences().get(key)
    ends: dict[str, Named | str | Text] = {"subject": subject, "object": object}
    if forms:
        return filled(forms, ends)
    return filled(_sentences()[_OTHER], {**ends, "predicate": predicate})


def generic(key: str, **values: Named | str | Text) -> Text:
    """Return a sentence of the engine itself, for instance why it abstains.

    Raises KeyError for a key or a value that the table does not know.
    """
    return filled(_sentences()[key], values)


def filled(forms: Mapping[str, str], values: Mapping[str, Named | str | Text]) -> Text:
    """Return the forms with ``{names}`` filled in: a thing by its name in each language."""
    return {
        language: forms[language].format(
            **{key: _value(value, language) for key, value in values.items()}
        )
        for language in LANGUAGES
    }


def _value(value: Named | str | Text, language: str) -> str:
    if isinstance(value, Named):
        return name(value, language)
    return value if isinstance(value, str) else value[language]


def name(thing: Named, language: str) -> str:
    """Return what to call a thing in a language: its name, in another language, its code, its IRI.

    What has a code and a name is called by both when the name does not contain the code.
    """
    found = thing.label.get(language)
    if found is None:
        order = ("en", "ru", "kk", "", *sorted(thing.label))
        found = next((thing.label[lang] for lang in order if lang in thing.label), "")
    if found and thing.code and thing.code.casefold() not in found.casefold():
        return f"{found} ({thing.code})"
    return found or thing.code or compact(thing.iri)
