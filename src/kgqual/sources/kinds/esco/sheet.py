"""One table of a release while it is read: its rows, its place, its nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.errors import UnreadableInput
from kgqual.model import Location
from kgqual.sources.archives import Member
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.esco.cells import read_cells
from kgqual.sources.kinds.esco.layout import Layout
from kgqual.sources.log import Log

_URI = re.compile(r"http://data\.europa\.eu/[A-Za-z0-9._~/-]+")


@dataclass(frozen=True)
class TableFile:
    """A file of a release: which table it is, in which language ('' when in none)."""

    layout: Layout
    language: str
    member: Member

    @property
    def title(self) -> str:
        """The name findings use: ``occupations (en)``."""
        return f"{self.layout.name} ({self.language})" if self.language else self.layout.name


class Known:
    """What the tables read so far say of which concepts."""

    def __init__(self) -> None:
        self.defined: set[str] = set()
        """The URIs of the concept tables' rows; a relation to any other is dangling."""
        self.described: set[tuple[str, str]] = set()
        """URI and language of each row that gave a concept's labels."""


class Nodes:
    """Makes the node of each URI once."""

    def __init__(self) -> None:
        self._made: dict[str, NamedNode] = {}

    def __call__(self, uri: str) -> NamedNode | None:
        """Return the node, or None for what is not an address below http://data.europa.eu/."""
        node = self._made.get(uri)
        if node is None and _URI.fullmatch(uri):
            node = self._made[uri] = NamedNode(uri)
        return node


class Sheet:
    """Reads a table row by row and knows the row it is at, so that reports have a place.

    ``columns`` maps the names in the header to positions; :meth:`rows` fills it.
    """

    def __init__(self, file: TableFile, nodes: Nodes, log: Log) -> None:
        self.layout = file.layout
        self.language = file.language
        self.log = log
        self.row = 1
        self.columns: dict[str, int] = {}
        self._title = file.title
        self._member = file.member
        self._nodes = nodes

    def refuse(self, column: str, reason: str) -> None:
        """Report a cell of the current row (or, without column, the row) as unacceptable."""
        self.log.refuse(Location(self._member.name, row=self.row, column=column), reason)

    def note(self, rule: str, example: object = None) -> None:
        """Count a rule applied to this table; the example is the current row unless given."""
        self.log.note(f"{self._title}: {rule}", example or f"row {self.row}")

    def node(self, column: str, uri: str) -> NamedNode | None:
        """Return the node of a URI; report a malformed one and return None."""
        node = self._nodes(uri)
        if node is None:
            odd = next((character for character in uri if not character.isascii()), "")
            hint = f" It contains the character {odd!r}." if odd else ""
            self.refuse(column, f"{uri!r} is not an address below http://data.europa.eu/.{hint}")
        return node

    def rows(self) -> Iterator[list[str]]:
        """Read the header and return the rows after it, each as wide as the header.

        Ragged rows are reported and passed over. Raises UnreadableInput for the header of
        another table, and for what :func:`read_cells` cannot read.
        """
        rows = read_cells(self._member)
        header = next(rows, None)
        if header is None:
            raise UnreadableInput(f"{self._member.name}: the file is empty.")
        self._take_header(header)
        return self._whole(rows, len(header))

    def _whole(self, rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
        for row, cells in enumerate(rows, start=2):
            if not cells:
                continue
            self.row = row
            self.log.read += 1
            if len(cells) < width and self.layout.short_rows:
                cells += [""] * (width - len(cells))
            if len(cells) == width:
                yield cells
            else:
                self.refuse("", f"the row has {len(cells)} cells under {width} column names.")

    def _take_header(self, header: list[str]) -> None:
        self.columns = {name: position for position, name in enumerate(header)}
        if missing := sorted(self.layout.required - self.columns.keys()):
            commas = "" if len(header) > 1 else " The official files separate columns by commas."
            raise UnreadableInput(
                f"{self._member.name}, row 1: this is not the ESCO table {self.layout.name}; "
                f"missing columns: {', '.join(missing)}.{commas}"
            )
        for name in header:
            if name not in self.layout.required and name not in self.layout.optional:
                self.note(rules.UNKNOWN_COLUMN, name)
