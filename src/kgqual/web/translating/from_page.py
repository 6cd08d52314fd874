"""What the form of the editor page sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgqual.editorial.translations.fields import Field
from kgqual.errors import BadUsage
from kgqual.web.translating.asked import MOVES, Sent
from kgqual.web.translating.texts import posted_texts, written

WAS = "was."
"""Before the name of a field: what was stored when the page was sent."""
SEEN = "source."
"""Before the name of a field: the hash of the English texts that the page showed."""
BUTTONS = ("save", *MOVES)


@dataclass(frozen=True)
class FromPage:
    """What somebody has written, and the button that they pressed."""

    sent: Sent
    button: str


def from_page(given: Mapping[str, str], still: Sequence[str]) -> FromPage:
    """Return what a form says. Raises BadUsage for a button, a field or a version that is none."""
    button, version = given.get("act", "save"), given.get("version", "")
    if button not in BUTTONS:
        raise BadUsage(f"act={button} is no button of the page: {', '.join(BUTTONS)}.")
    if not version.isascii() or not version.isdecimal() or len(version) > 9:
        raise BadUsage(f"version={version} is not the version of a translation.")
    if unknown := set(still) - set(Field):
        raise BadUsage(f"still={min(unknown)} is no field.")
    was = {name.removeprefix(WAS): text for name, text in given.items() if name.startswith(WAS)}
    sent = Sent(
        key=given.get("key", ""),
        version=int(version),
        texts=written(posted_texts(given), posted_texts(was)),
        still=tuple(Field(one) for one in still),
        comment=given.get("comment", ""),
        seen={field: given[SEEN + field] for field in Field if SEEN + field in given},
    )
    return FromPage(sent, button)
