"""What reviewers send: a decision, that one does not count, or many acceptances."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from pydantic import (
    Field,
    field_validator,
    model_validator,
)

from kgqual.editorial.reviews import Choice, Verdict
from kgqual.web.posted_fields import KEY, Posted

BESIDE = {"lang", "show", "snapshot"}
"""What an address may say beside the fields of a form."""
LARGEST_ID = 2**63 - 1
"""The largest number that a database can look for."""
_COMMENT = "Why, in the reviewer's words."


class Decide(Posted):
    """What a reviewer decides about an item."""

    key: str = Field(default_factory=lambda: str(uuid4()), description=KEY)
    item: int = Field(description="The number of the item in its queue.")
    subject: str = Field(description="The IRI that the item is about, as a check.")
    verdict: Verdict = Field(
        description="accept, broader, narrower, related or reject: about a suggestion; no-match or "
        "later: about the item."
    )
    suggestion: int | None = Field(default=None, description="The id of the suggestion.")
    comment: str = Field(default="", description=_COMMENT)

    @field_validator("suggestion", mode="before")
    @classmethod
    def _none_when_empty(cls, value: object) -> object:
        return None if value == "" else value

    def choice(self, queue: str) -> Choice:
        """Return the choice; a form sends its suggestion with verdicts about the item as well."""
        about = self.suggestion if self.verdict.about_candidate else None
        seen = self.subject, self.verdict, about, self.comment
        return Choice(self.key, queue, *seen, item=self.item)


class Undo(Posted):
    """Which decision of the same reviewer shall not count; a decision is undone once."""

    key: str = Field(default="", description=KEY)
    item: int = Field(description="The number of the item in its queue.")
    decision: int = Field(ge=1, le=LARGEST_ID, description="The id of the decision.")
    comment: str = Field(default="", description=_COMMENT)

    @model_validator(mode="before")
    @classmethod
    def _from_button(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Take apart what a button sends as ``what``: it has one value alone."""
        if "what" not in fields:
            return fields
        item, _, decision = str(fields["what"]).partition(".")
        rest = {name: value for name, value in fields.items() if name != "what"}
        return {**rest, "item": item, "decision": decision}

    @property
    def own_key(self) -> str:
        """The key under which it is recorded: that of the client, else one made of the decision."""
        return self.key or f"undoing:{self.decision}"


class Accept(Posted):
    """Suggestions that a reviewer accepts together."""

    key: str = Field(default_factory=lambda: str(uuid4()), description=KEY)
    suggestion: tuple[int, ...] = Field(description="Their ids, each the surest of its item.")


class UndoAll(Posted):
    """Which suggestions that a reviewer accepted together shall not count."""

    key: str = Field(default="", description=KEY)
    batch: str = Field(description="The key under which they were accepted.")

    @property
    def own_key(self) -> str:
        """The key under which it is recorded: that of the client, else one made of the batch."""
        return self.key or f"undoing:{uuid5(NAMESPACE_URL, self.batch)}"
