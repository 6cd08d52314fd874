"""What is asked of the recognition look-up: one foreign qualification, as its document shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from kgqual.errors import BadUsage

_LONGEST = 300
_FIRST_YEAR = 1900
_FIELD = re.compile(r"(?:.*[/:])?(\d{2,4})")
FIELDS = (
    "country", "institution", "qualification", "framework", "level", "award_type", "field",
    "credits", "year", "purpose",
)  # fmt: skip
"""The names of the fields, in the order of a form and of the columns of a batch."""


class Purpose(StrEnum):
    """What the recognition is for."""

    STUDY = "study"
    WORK = "work"
    REGULATED = "regulated"


class BadApplication(BadUsage):
    """Fields of an application are wrong: ``faults`` says of each which one and why."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {why}" for name, why in faults.items()))
        self.faults = dict(faults)


def _blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=_LONGEST)]
Optional = BeforeValidator(_blank)


class Application(BaseModel):
    """A foreign qualification as its document shows it, and what recognition is asked for.

    A level needs its framework, and a framework its level.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: Annotated[
        str,
        StringConstraints(strip_whitespace=True, to_upper=True),
        Field(description="The code of the country, of two or three letters: DE, DEU."),
    ]
    qualification: Annotated[
        Text,
        Field(
            min_length=1,
            description="The title as printed, in any script; or the IRI of a candidate chosen.",
        ),
    ]
    institution: Annotated[Text, Field(description="The awarding institution, as printed.")] = ""
    framework: Annotated[
        Text | None,
        Optional,
        Field(description="The framework that the document names; needs its level."),
    ] = None
    level: Annotated[
        Text | None, Optional, Field(description="The level of that framework, such as 6.")
    ] = None
    award_type: Annotated[
        Text | None, Optional, Field(description="The type of award, such as bachelor.")
    ] = None
    field: Annotated[
        Text | None,
        Optional,
        Field(description="The field of study: an ISCED-F code of two to four digits."),
    ] = None
    credits: Annotated[
        Decimal | None, Optional, Field(description="The number of credits, in ECTS.")
    ] = None
    year: Annotated[int | None, Optional, Field(description="The year of award.")] = None
    purpose: Annotated[Purpose, Field(description="What it is for: study, work or regulated.")] = (
        Purpose.STUDY
    )

    @field_validator("country")
    @classmethod
    def _is_code(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Z0-9]{2,3}", value):
            raise ValueError(f"{value!r} is no country code of two or three letters, such as DE.")
        return value

    @field_validator("field")
    @classmethod
    def _is_isced(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not (found := _FIELD.fullmatch(value)):
            raise ValueError(f"{value!r} is no ISCED-F code of two to four digits, such as 0613.")
        return found[1]

    @field_validator("credits")
    @classmethod
    def _is_amount(cls, value: Decimal | None) -> Decimal | None:
        if value is not None and not 0 < value <= 10_000:
            raise ValueError("the number of credits is above 0 and at most 10000.")
        return value

    @field_validator("year")
    @classmethod
    def _is_past(cls, value: int | None) -> int | None:
        if value is not None and not _FIRST_YEAR <= value <= date.today().year:
            raise ValueError(f"the year of award lies between {_FIRST_YEAR} and this year.")
        return value

    @field_validator("purpose", mode="before")
    @classmethod
    def _is_purpose(cls, value: Any) -> Any:
        text = value.strip().lower() if isinstance(value, str) else value
        if text in (None, ""):
            return Purpose.STUDY
        if text not in set(Purpose):
            raise ValueError(f"{value!r} is not a purpose: {', '.join(Purpose)}.")
        return text

    @model_validator(mode="after")
    def _has_both(self) -> Application:
        if (self.framework is None) != (self.level is None):
            raise ValueError("a level needs its framework, and a framework its level.")
        return self

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Application:
        """Make an application of texts, such as a form or a row of a file has them.

        Raises BadApplication, which says of each wrong field why it is wrong.
        """
        try:
            return cls.model_validate(dict(values))
        except ValidationError as error:
            raise BadApplication(dict(map(_fault, error.errors()))) from error


def _fault(error: Any) -> tuple[str, str]:
    """Return the field and the reason of one error of pydantic, in our words."""
    name = ".".join(map(str, error["loc"])) or "level"
    if error["type"] in ("missing", "string_too_short"):
        return name, "is missing."
    if error["type"] == "extra_forbidden":
        return name, f"is not a field: {', '.join(FIELDS)}."
    if error["type"] == "value_error":
        return name, str(error["ctx"]["error"])
    return name, f"{error['input']!r} is refused ({error['msg'].lower()})."
