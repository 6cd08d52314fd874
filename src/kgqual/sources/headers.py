"""What people call the columns: Kazakh and Russian headers beside the names of the templates.

``headers.csv`` lists them once for all templates. A cell may hold several, separated by ``|``, the
usual one first; ``title_*`` stands for ``title_kk``, ``title_ru`` and ``title_en``, whose headers
say the language: ``Атауы (қазақша)``, ``Название (на казахском)``.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

HEADERS_TABLE = Path(__file__).with_name("headers.csv")
IN_LANGUAGE = {
    "kk": ("қазақша", "на казахском"),
    "ru": ("орысша", "на русском"),
    "en": ("ағылшынша", "на английском"),
}
"""Language of a column → how Kazakh and Russian headers say that it is in this language."""

ALIKE = str.maketrans({"ё": "е", "_": " ", "(": " ", ")": " "})


@dataclass(frozen=True)
class Headers:
    """The Kazakh and the Russian headers of a column; the first of each is the usual one."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def of(self, language: str) -> Headers:
        """Return the headers of the same column for texts in one language."""
        kk, ru = IN_LANGUAGE[language]
        return Headers(
            tuple(f"{header} ({kk})" for header in self.kk),
            tuple(f"{header} ({ru})" for header in self.ru),
        )


@cache
def headers() -> Mapping[str, Headers]:
    """Return column name → its headers in Kazakh and Russian."""
    with HEADERS_TABLE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(dict(_listed(csv.DictReader(file))))


def _listed(rows: csv.DictReader[str]) -> Iterator[tuple[str, Headers]]:
    for row in rows:
        name, found = row["column"], Headers(_items(row["kk"]), _items(row["ru"]))
        if name.endswith("_*"):
            for language in IN_LANGUAGE:
                yield name.replace("*", language), found.of(language)
        else:
            yield name, found


def _items(cell: str) -> tuple[str, ...]:
    return tuple(header.strip() for header in cell.split("|"))


def comparable(header: str) -> str:
    """Return what the spellings of one header have in common.

    Case, ``ё``, brackets, spaces, and whether words are joined by underscores do not matter.
    """
    text = unicodedata.normalize("NFC", header).casefold().translate(ALIKE)
    return " ".join(text.split())
