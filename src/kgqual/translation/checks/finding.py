"""What a check found: where, what of it is wrong, and the text as it should be, if that is sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks.wording import message


class Severity(StrEnum):
    """Whether a translation may be submitted and approved in spite of a finding."""

    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of that ``index`` that a check objects to: from ``start`` to ``end``.

    ``values`` fill in the message. ``repaired`` is the whole text as it should be, only where no
    reader could object to it. ``others`` are the concepts that a check of several compares with.
    """

    index: int = 0
    start: int = 0
    end: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    repaired: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A spot in a text of a concept, with the id and the severity of the check that found it.

    ``text`` is the text it stands in, '' where the field as a whole is wrong, and ``index`` the
    place of that text among those of the field.
    """

    check: str
    severity: Severity
    concept: str
    language: str
    field: Field
    index: int
    text: str
    start: int
    end: int
    values: Mapping[str, str]
    repaired: str | None
    others: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it stops a translation from being submitted, reviewed and approved."""
        return self.severity is Severity.BLOCKING

    def message(self, language: str) -> str:
        """Return what is wrong and what to do, in ``language``: en, kk or ru.

        Raises KeyError for another language.
        """
        return message(self.check, language, self.values)
