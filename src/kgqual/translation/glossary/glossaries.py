"""The glossary of each language: what kgqual ships and what translators brought."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from threading import Lock

from kgqual.editorial import Editorial
from kgqual.editorial.references import Entry, Kind
from kgqual.translation.glossary.glossary import Glossary

SHIPPED = "kgqual"
"""The name of the glossary that comes with kgqual."""


class Glossaries:
    """The glossaries in a database, with the shipped one; any number of threads may ask."""

    def __init__(self, editorial: Editorial) -> None:
        self._editorial = editorial
        self._known: dict[str, tuple[tuple[int, ...], Glossary]] = {}
        self._lock = Lock()

    def of(self, language: str) -> Glossary:
        """Return all terms for translations into a language (BCP 47) as the database is now.

        It is the same object as before while nothing has changed.
        """
        with self._lock:
            there = self._editorial.exists()
            references = self._editorial.references
            used = references.in_use(Kind.GLOSSARY, language) if there else []
            numbers = tuple(one.id for one in used)
            if language not in self._known or self._known[language][0] != numbers:
                brought = (entry for one in used for entry in references.entries(one))
                glossary = Glossary(language, [*shipped(language), *brought])
                self._known[language] = numbers, glossary
            return self._known[language][1]


@cache
def shipped(language: str) -> tuple[Entry, ...]:
    """Return the terms that kgqual ships for translations into a language, if it is Kazakh."""
    return tuple(_shipped()) if language == "kk" else ()


def _shipped() -> Iterator[Entry]:
    table = files("kgqual.translation.glossary") / "terms.csv"
    with table.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            terms = {language: (row[language],) for language in ("en", "ru") if row[language]}
            note, source = row["note"], row["source"]
            yield Entry(terms, (row["kk"],), note=note, source=source, glossary=SHIPPED)
