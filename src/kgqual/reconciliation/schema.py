"""What can be reconciled and what can be said of it: the tables of ``schema.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kgqual.answering import Text
from kgqual.namespaces import expand

_LANGUAGES = ("en", "kk", "ru")


@dataclass(frozen=True)
class EntityType:
    """A type of things: the IRIs of its classes, and the id of a broader type or ''."""

    id: str
    names: Text
    classes: frozenset[str]
    broader: str = ""


@dataclass(frozen=True)
class Property:
    """A property: where its values are found, and what they are. See ``schema.toml``.

    ``types`` are the ids of the types that have it; none means all of them. ``part`` is what it
    tells of the statements of another property with ``basis``: their ``strength`` or ``source``.
    """

    id: str
    names: Text
    predicates: tuple[str, ...]
    types: tuple[str, ...] = ()
    about: str = ""
    of: str = ""
    scheme: str = ""
    language: str = ""
    basis: bool = False
    wider: bool = False
    type: str = ""
    part: str = ""

    def belongs_to(self, type_id: str) -> bool:
        """Whether things of a type have it; a type has what its broader type has."""
        if not self.types:
            return True
        broader = types()[type_id].broader
        return type_id in self.types or broader in self.types


@cache
def types() -> Mapping[str, EntityType]:
    """Return id → type, in the order in which they are offered."""
    found = {}
    for key, row in _tables()["types"].items():
        classes = frozenset(expand(curie).value for curie in row["classes"])
        found[key] = EntityType(key, _names(row), classes, row.get("broader", ""))
    return MappingProxyType(found)


@cache
def properties() -> Mapping[str, Property]:
    """Return id → property, in the order in which they are offered."""
    found = {}
    for key, row in _tables()["properties"].items():
        found[key] = _property(key, row)
        for part, words in _tables()["parts"].items() if found[key].basis else ():
            found[f"{key}_{part}"] = _part(found[key], part, _names(words))
    return MappingProxyType(found)


def _property(key: str, row: Mapping[str, Any]) -> Property:
    return Property(
        id=key,
        names=_names(row),
        predicates=tuple(expand(curie).value for curie in row["predicates"]),
        types=tuple(row.get("types", ())),
        about=row.get("about", ""),
        of=_iri(row, "of"),
        scheme=_iri(row, "in"),
        language=row.get("language", ""),
        basis=row.get("basis", False),
        wider=row.get("wider", False),
        type=row.get("type", ""),
    )


def _part(whole: Property, part: str, words: Text) -> Property:
    names = {tag: word.format(property=whole.names[tag]) for tag, word in words.items()}
    return replace(whole, id=f"{whole.id}_{part}", names=names, part=part, wider=False, type="")


def types_of(classes: Collection[str]) -> list[EntityType]:
    """Return the types of a thing of these classes, the narrowest first."""
    found = [kind for kind in types().values() if kind.classes & set(classes)]
    return sorted(found, key=lambda kind: not kind.broader)


def classes_of(type_ids: Iterable[str]) -> list[str]:
    """Return the IRIs of the classes of types. Raises KeyError for an unknown id."""
    return sorted({iri for type_id in type_ids for iri in types()[type_id].classes})


def words(key: str, language: str) -> str:
    """Return what the service says of itself under ``key``. Raises KeyError for an unknown one."""
    return in_language(_names(_tables()["words"][key]), language)


def in_language(names: Text, language: str) -> str:
    """Return a name in ``language``, else in English, else in whatever there is."""
    for wanted in (language, "en", *names):
        if wanted in names:
            return names[wanted]
    return ""


def _names(row: Mapping[str, Any]) -> Text:
    return MappingProxyType({language: row[language] for language in _LANGUAGES})


def _iri(row: Mapping[str, Any], key: str) -> str:
    return expand(row[key]).value if key in row else ""


@cache
def _tables() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("schema.toml").read_text(encoding="utf-8"))
