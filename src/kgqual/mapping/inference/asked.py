"""What is asked: from which things, to which things."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kgqual.errors import BadUsage


class Asked(BaseModel):
    """From a scheme or one thing, to a scheme or to whatever there is; the first ``limit`` results.

    A scheme or class is named by an IRI, a CURIE, a code or a name, and so is the subject; what
    belongs to a framework of which nothing is loaded by the prefix of its IRIs, such as ``onet``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    from_: str = Field("", alias="from", description="A scheme or class: mappings of all it holds.")
    to: str = Field("", description="A scheme or class; without it, every other one.")
    subject: str = Field("", description="One thing, instead of a scheme: its mappings.")
    limit: int | None = Field(None, ge=0, description="How many mappings and leads at most.")
    offset: int = Field(0, ge=0, description="How many of them to pass over.")

    def checked(self) -> Asked:
        """Return it without blanks. Raises BadUsage unless either a scheme or a subject is given.

        Raises it also when both schemes are the same.
        """
        asked = self.model_copy(
            update={name: " ".join(getattr(self, name).split()) for name in _NAMES}
        )
        if bool(asked.from_) == bool(asked.subject):
            raise BadUsage("Say from what to infer: either a scheme (from) or one thing (subject).")
        if asked.from_ and asked.from_.casefold() == asked.to.casefold():
            raise BadUsage("from and to are the same: mappings lead from one scheme to another.")
        return asked


_NAMES = ("from_", "to", "subject")
