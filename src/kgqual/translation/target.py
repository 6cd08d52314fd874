"""Into which language one translates, as people name it."""

from __future__ import annotations

from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.errors import BadUsage
from kgqual.languages import language_tag


def target_language(text: str) -> str:
    """Return the tag of a language as it is kept, such as kk.

    Raises BadUsage for what is none, and for that of the source.
    """
    try:
        tag = language_tag(text)
    except ValueError as error:
        raise BadUsage(f"{error}.") from error
    if tag in ("", SOURCE_LANGUAGE):
        raise BadUsage("Translations are made from English: name another language, such as kk.")
    return tag
