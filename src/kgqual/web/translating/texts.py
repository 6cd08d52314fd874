"""The texts of fields as pages and programs send them, and as pages show them in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgqual.editorial.translations.fields import Field, Texts


def texts_of(field: Field, given: str | Sequence[str]) -> tuple[str, ...]:
    """Return the texts that are sent for a field; nothing is no text.

    A text of a field that holds many has one term a line. Lines end as in Unix, whatever browser
    sent them. What is wrong with a text is for the checks to say, so that no work is refused.
    """
    if isinstance(given, str):
        text = given.replace("\r\n", "\n").replace("\r", "\n")
        given = text.split("\n") if field.many else [text]
    return tuple(text for text in given if text)


def in_one(field: Field, texts: Sequence[str]) -> str:
    """Return the texts of a field as one writes them: terms one a line."""
    return "\n".join(texts)


def posted_texts(fields: Mapping[str, str]) -> Texts:
    """Return the texts of a form, by field."""
    return {field: texts_of(field, fields[field]) for field in Field if field in fields}


def written(now: Texts, was: Texts) -> Texts:
    """Return what somebody has changed of the texts that were there when the page was sent."""
    return {field: texts for field, texts in now.items() if texts != was.get(field, ())}
