"""XML files read element by element, so that a long one takes no more memory than a short one.

They come from anywhere: no entity is resolved, nothing is loaded, and what libxml2 takes for an
attack (depth, sizes) ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from kgqual.errors import UnreadableInput
from kgqual.limits import current

_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_HEX = re.compile("0{0,2}(?:10|0?[0-9A-Fa-f])?[0-9A-Fa-f]{4}")
"""The number of a Unicode character; ``cp`` has an even number of digits."""
XML = "{http://www.w3.org/XML/1998/namespace}"


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def language_of(element: etree._Element | None) -> str:
    """Return the language that an element states for itself, '' where it states none."""
    if element is None:
        return ""
    return (element.get(f"{XML}lang") or element.get("lang") or "").strip()


def first(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of that local name, None where there is none."""
    return next(element.iterchildren(f"{{*}}{name}"), None)


@dataclass(frozen=True)
class Plain:
    """The text of an element without its inline elements, and the codes that were in it."""

    text: str
    codes: tuple[str, ...] = ()


def plain(element: etree._Element | None, markers: frozenset[str]) -> Plain:
    """Return the text of an element.

    Inline elements that mark a part of the text (``markers``) leave their text. The others are
    codes of some layout: their content is no text of the language, so it is left out and they are
    named. ``cp`` of XLIFF 2 is the character it stands for.
    """
    if element is None:
        return Plain("")
    parts, codes = [element.text or ""], []
    for child in element:
        if isinstance(child, etree._Entity):
            codes.append(child.text or "entity")
        elif character := _code_point(child):
            parts.append(character)
        elif local(child) in markers:
            inner = plain(child, markers)
            parts.append(inner.text)
            codes.extend(inner.codes)
        else:
            codes.append(local(child))
        parts.append(child.tail or "")
    return Plain("".join(parts), tuple(codes))


def noted(notes: Iterable[etree._Element]) -> str:
    """Return what people or tools noted beside a text, one note after the other."""
    return "\n".join(note.text for note in notes if note.text)


def _code_point(element: etree._Element) -> str:
    """Return the character that ``cp`` of XLIFF 2 stands for, '' for any other element."""
    found = _HEX.fullmatch(element.get("hex", "")) if local(element) == "cp" else None
    return chr(int(found[0], 16)) if found else ""


@dataclass(frozen=True)
class Kind:
    """Files of one kind: local names of the outermost element and of the units, the version.

    ``version`` is how the attribute of that name begins, where the kind has one.
    """

    roots: tuple[str, ...]
    units: tuple[str, ...]
    version: str = ""


@dataclass(frozen=True)
class Root:
    """The outermost element of a file: its local name, and the version it states."""

    name: str
    version: str


def root_of(path: Path) -> Root:
    """Return what the outermost element of a file says.

    Raises UnreadableInput for a file that is absent or does not begin as XML does.
    """
    with _reading(path) as file:
        for _, element in etree.iterparse(file, events=("start",), **_SAFELY):
            return Root(local(element), element.get("version", ""))
    raise UnreadableInput(f"{path.name}: it has no element.")


def rows(path: Path, kind: Kind) -> Iterator[etree._Element]:
    """Yield the units of a file, in order.

    A unit is emptied when the next is asked for; what encloses it is there, with its attributes.
    Raises UnreadableInput for a file that is absent, too long, not well-formed, of another kind
    or version, or that declares entities.
    """
    with _reading(path) as file:
        yield from _rows(file, path.name, kind)


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    """Yield the file, opened; what goes wrong while it is read is UnreadableInput."""
    try:
        if path.stat().st_size > current().file_bytes:
            raise UnreadableInput(f"{path.name}: longer than {current().file_bytes:,} bytes.")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror}.") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"{path.name}, line {error.lineno}: {error.msg}.") from error


def _rows(file: BinaryIO, name: str, kind: Kind) -> Iterator[etree._Element]:
    reading = etree.iterparse(
        file,
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in (*kind.roots, *kind.units)],
        **_SAFELY,
    )
    begun = False
    count = 0
    for event, element in reading:
        if not begun:
            _require(element, name, kind)
            begun = True
        if event == "end" and local(element) in kind.units:
            count += 1
            if count > current().rows:
                raise UnreadableInput(f"{name}: more than {current().rows:,} rows.")
            yield element
            _empty(element)
    if not begun and reading.root is not None:
        _require(reading.root, name, kind)


def _require(element: etree._Element, name: str, kind: Kind) -> None:
    root = element.getroottree().getroot()
    if local(root) not in kind.roots:
        raise UnreadableInput(
            f"{name}: its outermost element is <{local(root)}>, not <{'> or <'.join(kind.roots)}>."
        )
    version = root.get("version", "")
    if not version.startswith(kind.version):
        raise UnreadableInput(f"{name}: its version is “{version}”, not {kind.version}x.")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise UnreadableInput(
            f"{name}: it declares entities (<!ENTITY …>), which are refused. Write them out."
        )


def _empty(element: etree._Element) -> None:
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
