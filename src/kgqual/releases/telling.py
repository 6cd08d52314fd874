"""What happened, in words: English, Kazakh and Russian, read from ``telling.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from kgqual.answering import Graph, Named, Text
from kgqual.answering.sentences import LANGUAGES, filled, name
from kgqual.model import Gap
from kgqual.namespaces import thing
from kgqual.releases.change import Change, Value
from kgqual.releases.comparing import Comparison


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    forms: dict[str, dict[str, str]] = tomllib.loads(text)
    return forms


class Telling:
    """Puts the changes of a comparison into words."""

    def __init__(self, graph: Graph, comparison: Comparison) -> None:
        self._comparison = comparison
        self._classes = graph.named(
            value.value
            for change in comparison.changes
            if change.kind == "retyped"
            for value in (*change.before, *change.after)
        )

    def named(self, value: Value) -> Named:
        """Return a value of a change as a thing: a text has its text as its label."""
        if isinstance(value, Literal):
            return Named(iri="", label={value.language or "": value.value})
        if value.value in self._classes:
            return self._classes[value.value]
        return self._comparison.named(value.value)

    def change(self, change: Change) -> Text:
        """Return what happened to a concept."""
        return filled(
            _forms()[change.kind],
            {
                "thing": self._comparison.named(change.concept),
                "before": _listed(map(self.named, change.before)),
                "after": _listed(map(self.named, change.after)),
            },
        )

    def not_said(self, gap: Gap, count: int) -> Text:
        """Return what a gap leaves open of some concepts."""
        return filled(_forms()["not-said"], {"thing": gap_named(gap), "concepts": str(count)})


def gap_named(gap: Gap) -> Named:
    """Return a gap as the thing that the catalogue describes."""
    return Named(iri=thing("gap", gap.name).value, label=gap.label)


def _listed(things: Iterable[Named]) -> Text:
    """Return the names of things one after the other, in each language; a dash for none."""
    some = list(things)
    return {
        language: ", ".join(f"“{name(one, language)}”" for one in some) or "—"
        for language in LANGUAGES
    }
