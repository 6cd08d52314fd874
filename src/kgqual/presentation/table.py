"""The items of an answer as a table of texts: a row for each, columns known before the answer.

What lies inside something else has both names: ``part_level``. A thing has its IRI under its own
name, ``level``, and ``level_code``, ``level_en``, ``level_kk``, ``level_ru`` beside it; a
name in no language stands in each. Several values stand in one cell with ``|`` between them.
``sources`` are those of the steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any, get_args, get_origin

from pydantic import BaseModel

from kgqual.answering import AnyAnswer, Basis, Item
from kgqual.harmless import write_table

LANGUAGES = ("en", "kk", "ru")
BETWEEN = " | "
ABSTAINED = "abstained"
"""The one column of the table of an abstention."""

Path = tuple[str, ...]
"""The names that lead to a value inside an item."""


def header(item: type[Item]) -> list[str]:
    """Return the names of the columns for items of a type."""
    return [*map(_name, _own(item)), "strength", "sources"]


def rows(item: type[Item], answer: AnyAnswer) -> Iterator[list[str]]:
    """Yield the cells of every item of an answer; leads are left out, since none is an answer."""
    paths = _own(item)
    for one in answer.answer or ():
        values = one.model_dump(mode="json")
        cells = (BETWEEN.join(map(_text, _at(values, path))) for path in paths)
        sources = dict.fromkeys(cited(answer.steps[index]) for index in one.steps)
        yield [*cells, one.strength or "", BETWEEN.join(sources)]


def write_csv(item: type[Item], answer: AnyAnswer, target: IO[str]) -> None:
    """Write the table as CSV; that of an abstention has its reason under ``abstained``."""
    if answer.abstained:
        write_table(target, [ABSTAINED], [[answer.reason]])
    else:
        write_table(target, header(item), rows(item, answer))


def cited(basis: Basis) -> str:
    """Return where a statement is published, as a bibliography has it: title, place, date, IRI."""
    source = basis.source
    said = ", ".join(part for part in (source.title, source.locator, source.date) if part)
    return f"{said} <{source.iri}>"


def _own(item: type[Item]) -> list[Path]:
    """Return the paths of what the type adds to every item."""
    return [path for path in _paths(item) if path[0] not in Item.model_fields]


def _paths(annotation: Any) -> Iterator[Path]:
    """Yield the path of every value that something of this type may hold, each once."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from ((name, *rest) for rest in _paths(field.annotation))
    elif get_origin(annotation) is Mapping:
        yield from ((language,) for language in LANGUAGES)
    elif inner := [one for one in get_args(annotation) if one not in (type(None), Ellipsis)]:
        yield from dict.fromkeys(path for one in inner for path in _paths(one))
    else:
        yield ()


def _name(path: Path) -> str:
    """Return the name of a column: a thing's IRI goes by the name of the thing."""
    return "_".join(part for part in path if part not in ("iri", "label")) or path[-1]


def _at(value: Any, path: Path) -> Iterator[Any]:
    """Yield what is at ``path``, of several things all there are."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif value is None:
        return
    elif path:
        yield from _at(value.get(path[0], value.get("")), path[1:])
    else:
        yield value


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
