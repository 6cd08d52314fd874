"""What the catalogue says of a graph in Kazakh, Russian and English, made from its facts.

A fact that no source states is said to be missing; nothing is filled in. The words are in
``catalog_texts.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kgqual.store.manifest import GraphEntry

LANGUAGES = ("en", "ru", "kk")

Texts = Mapping[str, str]
"""Language → text."""


@cache
def _wording() -> Mapping[str, Texts]:
    path = Path(__file__).with_suffix(".json")
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words


def say(key: str, **values: Texts | str | int) -> Texts:
    """Return the text of ``key`` in each language with ``{names}`` filled in.

    A value that is itself a text is taken in the same language. Raises KeyError for a key that
    the table does not know.
    """
    return {
        language: _wording()[key][language].format_map(
            {name: v[language] if isinstance(v, Mapping) else v for name, v in values.items()}
        )
        for language in LANGUAGES
    }


def title(entry: GraphEntry) -> Texts:
    """Return what a graph is called: in its own language where it has no other, else its name."""
    fallback = entry.title.get("en") or next(iter(entry.title.values()), entry.name)
    return {language: entry.title.get(language, fallback) for language in LANGUAGES}


def description(entry: GraphEntry) -> Texts:
    """Return what a graph is, and what is not known of it."""
    parts = list(_sentences(entry))
    return {language: " ".join(part[language] for part in parts) for language in LANGUAGES}


def _sentences(entry: GraphEntry) -> Iterator[Texts]:
    yield say("graph", title=title(entry), name=entry.name, triples=entry.triples)
    if not entry.complete:
        yield say("partial")
    if not entry.current:
        yield say("superseded")
    if not entry.publisher:
        yield say("no_publisher")
    if not entry.licence:
        yield say("no_licence")
    if not (entry.issued or entry.valid_from or entry.valid_until):
        yield say("no_dates")
    if entry.gaps:
        yield say("gaps", gaps=len(entry.gaps))


def series_title(versions: Sequence[GraphEntry]) -> Texts:
    """Return what the versions of one source are called together: by the current one."""
    named = next((entry for entry in versions if entry.current), versions[-1])
    return say("series.title", title=title(named))
