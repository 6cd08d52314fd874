"""What a question says of itself, in English, Kazakh and Russian: the ``.toml`` file beside it.

::

    topic = "levels"
    [title]                  the question as a person would ask it
    [answers] [sources] [cannot-know]
    [arguments.level]        label by language, and an example
    [reasons.no-route]       why it may abstain; {names} are filled in
    [statements.hours]       what it computes itself, in the words of its steps
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from kgqual.answering.envelope import Frozen, Text


class ArgumentTexts(Frozen):
    """What a person reads of an argument: its label by language, and a value that works.

    Without an ``example`` the example of the question leaves the argument out.
    """

    label: Text
    example: str | None = None


class Documentation(Frozen):
    """What the question answers, from which sources, and what it cannot know."""

    topic: str
    title: Text
    answers: Text
    sources: Text
    cannot_know: Text = Field(alias="cannot-know")
    arguments: Mapping[str, ArgumentTexts] = Field(default_factory=dict)
    reasons: Mapping[str, Text] = Field(default_factory=dict)
    statements: Mapping[str, Text] = Field(default_factory=dict)

    @classmethod
    def beside(cls, module: str) -> Documentation:
        """Read the documentation beside a question's module, given its ``__file__``."""
        text = Path(module).with_suffix(".toml").read_text(encoding="utf-8")
        return cls.model_validate(tomllib.loads(text))
