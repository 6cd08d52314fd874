"""The fields of a translation as the editor page shows them, source beside translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgqual.editorial.translations import Entry, Translation, Waived
from kgqual.editorial.translations.fields import NO_SOURCE, Field, State, Texts, source_hash
from kgqual.translation.checks import Finding
from kgqual.translation.differences import Piece, differences
from kgqual.translation.standing import stale
from kgqual.translation.units import Concept, Unit
from kgqual.web.translating.texts import in_one

_WIDTH = 48
"""Characters of a line in the place where one writes, about."""
_TALLEST = 14
AROUND = 24
"""Characters that are shown on each side of what a check objects to."""


@dataclass(frozen=True)
class FindingView:
    """What a check says of the text ``was``; ``excerpt`` is what stands before, at and after it.

    ``hash`` is that of the texts that were checked, ``waived`` why it may pass, '' if it may not.
    """

    check: str
    severity: str
    message: str
    was: str
    excerpt: tuple[str, str, str] | None
    repaired: str | None
    hash: str
    waived: str
    waivable: bool


@dataclass(frozen=True)
class FieldView:
    """One field: source, translation, what is to be said of it.

    ``hash`` tells the source from others; ``text`` stands in the place where one writes, ``was`` is
    what is stored; ``difference`` is
    what has changed in the source since it was translated; ``published`` what is published where
    that is something else.
    """

    field: Field
    many: bool
    source: tuple[str, ...]
    hash: str
    russian: tuple[str, ...]
    text: str
    was: str
    rows: int
    state: State
    stale: bool
    alone: bool
    difference: tuple[Piece, ...]
    published: str
    findings: tuple[FindingView, ...]


def shown_fields(concept: Concept | None, translation: Translation) -> tuple[Field, ...]:
    """Return the fields that one sees: those with a source or a translation, and other terms."""
    there = set(translation.entries) | {Field.PREFERRED, Field.ALTERNATIVE}
    there |= set(concept.units) if concept else set()
    return tuple(field for field in Field if field in there)


def source_of(concept: Concept | None, field: Field) -> Unit:
    """Return the source of a field; of a concept that the release has no more, one of no texts."""
    return concept.source(field) if concept else Unit(field, (), NO_SOURCE)


def is_stale(concept: Concept | None, field: Field, entry: Entry | None) -> bool:
    """Tell whether the source of a field has changed; of a concept that went, nothing has."""
    return entry is not None and concept is not None and stale(concept, field, entry)


def field_view(
    concept: Concept | None,
    translation: Translation,
    field: Field,
    *,
    unsaved: Texts,
    old_source: tuple[str, ...],
    findings: Iterable[FindingView],
) -> FieldView:
    """Return the view of a field; ``unsaved`` texts stand in the place where one writes.

    ``old_source`` are the texts from which a stale translation was made.
    """
    entry = translation.entries.get(field)
    stands = translation.texts(field)
    text = in_one(field, unsaved.get(field, stands))
    source = source_of(concept, field)
    old = is_stale(concept, field, entry)
    published = translation.published.get(field)
    return FieldView(
        field=field,
        many=field.many,
        source=source.texts,
        hash=source.hash,
        russian=source.russian,
        text=text,
        was=in_one(field, stands),
        rows=_rows(field, text, source.texts),
        state=entry.state if entry else State.UNTRANSLATED,
        stale=old,
        alone=bool(entry and entry.state is State.APPROVED and not entry.read_by_another),
        difference=differences(in_one(field, old_source), in_one(field, source.texts))
        if old
        else (),
        published=in_one(field, published.texts) if published and published != entry else "",
        findings=tuple(findings),
    )


def finding_views(
    found: Iterable[Finding], translation: Translation, texts: tuple[str, ...], language: str
) -> tuple[FindingView, ...]:
    """Return what checks say of ``texts`` of a field, in ``language``, the severest first."""
    digest = source_hash(texts) if texts else ""
    reasons = {one.waived: one.reason for one in translation.waivers}
    views = []
    for one in found:
        waived = reasons.get(Waived(one.field, one.check, digest), "") if one.blocks else ""
        views.append(
            FindingView(
                check=one.check,
                severity=one.severity,
                message=one.message(language),
                was=one.text,
                excerpt=_excerpt(one),
                repaired=one.repaired,
                hash=digest,
                waived=waived,
                waivable=one.blocks and not waived,
            )
        )
    return tuple(sorted(views, key=lambda view: (view.severity, bool(view.waived))))


def _excerpt(one: Finding) -> tuple[str, str, str] | None:
    if one.end <= one.start:
        return None
    before = one.text[max(0, one.start - AROUND) : one.start]
    after = one.text[one.end : one.end + AROUND]
    return (
        ("…" if one.start > AROUND else "") + before,
        one.text[one.start : one.end],
        after + ("…" if one.end + AROUND < len(one.text) else ""),
    )


def _rows(field: Field, text: str, source: tuple[str, ...]) -> int:
    """Return how many lines the place where one writes has: as many as either side needs."""
    if field is Field.PREFERRED:
        return 1
    needed = max(_lines(text), _lines(in_one(field, source)))
    return min(max(needed + (1 if field.many else 0), 2), _TALLEST)


def _lines(text: str) -> int:
    return sum(len(line) // _WIDTH + 1 for line in text.split("\n"))
