"""Language tags (BCP 47) as people write them, in the one form in which they are compared."""

from __future__ import annotations

from pyoxigraph import Literal


def language_tag(text: str) -> str:
    """Return a language tag (BCP 47) in small letters: ``kk``. Raises ValueError for what is none.

    ``kz`` is refused: the country's code is taken for the language's too often to be guessed at.
    Without a tag there is none: ''.
    """
    tag = text.strip().replace("_", "-").lower()
    if not tag:
        return ""
    if tag.partition("-")[0] == "kz":
        raise ValueError(f"{text!r} is no language: Kazakh is kk")
    try:
        return Literal("", language=tag).language or ""
    except ValueError as error:
        raise ValueError(f"{text!r} is not a language tag such as en, ru or kk") from error
