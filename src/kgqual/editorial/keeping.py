"""What of a client's text can be kept and published: keys, comments, translations."""

from __future__ import annotations

import re

from kgqual.errors import BadUsage

LONGEST_COMMENT = 4000
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,79}")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets), not even escaped.

These are control characters, halves of surrogate pairs, and two that are no characters.
"""


class Unkeepable(BadUsage):
    """What a client sends cannot be kept.

    ``why`` is the id of the rule and ``values`` what it names, for who says it in another language.
    """

    def __init__(self, message: str, why: str, **values: str) -> None:
        super().__init__(message)
        self.why = why
        self.values = values


def refuse_unkeepable(key: str, comment: str = "") -> None:
    """Raise BadUsage for what is no key that a client may choose, Unkeepable for no comment."""
    if not _KEY.fullmatch(key):
        raise BadUsage(f"{key!r} is no key: 8 to 80 letters, digits, hyphens, such as a UUID.")
    if len(comment) > LONGEST_COMMENT:
        most = f"{LONGEST_COMMENT:,}"
        raise Unkeepable(f"A comment has at most {most} characters.", "long-comment", most=most)
    refuse_unpublishable(comment, "A comment is published with what it is about")


def refuse_unpublishable(text: str, what: str) -> None:
    """Raise Unkeepable, whose sentence begins with ``what``, for a character no XML can hold."""
    if found := NO_XML.search(text):
        character = f"U+{ord(found[0]):04X}"
        raise Unkeepable(
            f"{what}, and no XML can hold the character {character} in it: leave it out.",
            "no-xml-character",
            character=character,
        )
