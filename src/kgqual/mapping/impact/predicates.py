"""What a mapping relation becomes when one of its ends is exchanged for another concept.

That one thing is mapped to another says how wide the two are. What is known of the old end and the
new one — the new one covers more, or is a part — says how wide the pair is then, or nothing (SKOS
Reference, §10: a close match entails nothing about what is above or below).
"""

from __future__ import annotations

from collections.abc import Mapping

from kgqual.mapping.statements import INVERSES
from kgqual.namespaces import SKOS

_EXACT, _CLOSE, _RELATED = (
    SKOS.exactMatch.value,
    SKOS.closeMatch.value,
    SKOS.relatedMatch.value,
)
_BROAD, _NARROW = SKOS.broadMatch.value, SKOS.narrowMatch.value

SAME: Mapping[str, str] = {one: one for one in (_EXACT, _CLOSE, _RELATED, _BROAD, _NARROW)}
"""The new object is the same concept."""
MERGED: Mapping[str, str] = {**SAME, _EXACT: _CLOSE}
"""The new object covers the old one and more: it is no longer exactly the subject."""
PART: Mapping[str, str] = {
    **{_EXACT: _NARROW, _NARROW: _NARROW},
    **dict.fromkeys((_CLOSE, _BROAD, _RELATED), _RELATED),
}
"""The new object is one of the parts of the old one."""
ABOVE: Mapping[str, str] = dict.fromkeys((_EXACT, _BROAD, _CLOSE), _BROAD)
"""The new object stands above the old one; from a narrow or related match nothing follows."""
ENTAILED = frozenset({_EXACT, _BROAD})
"""The relations to the old object from which the one to what is above it follows."""
ALIKE = MERGED
"""The new object is called alike: it may be the same, but not on these grounds."""


def with_other_object(table: Mapping[str, str], predicate: str) -> str | None:
    """Return the relation to the new object, or None when there is none to propose.

    A relation that is none of SKOS stays as it is.
    """
    return table.get(predicate) if predicate in SAME else predicate


def with_other_subject(table: Mapping[str, str], predicate: str) -> str | None:
    """Return the relation from the new subject, or None when there is none to propose."""
    turned = with_other_object(table, INVERSES.get(predicate, predicate))
    return None if turned is None else INVERSES.get(turned, turned)
