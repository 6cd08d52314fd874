"""The fixed queries of the questions: ``.rq`` files whose ``VALUES`` lines take the arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Named

_BLOCK = re.compile(r"VALUES\s+(\?\w+|\([^)]*\))\s*\{[^{}]*\}")
Bound = Named | NamedNode | Literal | str
"""What a variable is bound to: a thing, a term, or an IRI."""
Binding = Bound | Iterable[Bound] | Iterable[tuple[Bound, ...]] | None
"""One value, several, rows for several variables, or None for whatever there is."""


@dataclass(frozen=True)
class Query:
    """A query: its name and its text, which runs as it stands with the examples in it."""

    name: str
    text: str

    @classmethod
    def beside(cls, module: str, part: str = "") -> Query:
        """Read the query beside a module, given its ``__file__``: ``<module>[_<part>].rq``.

        Raises FileNotFoundError when there is none.
        """
        path = Path(module).with_suffix(".rq")
        path = path.with_stem(f"{path.stem}_{part}") if part else path
        return cls(path.stem, path.read_text(encoding="utf-8"))

    def filled(self, bindings: Mapping[str, Binding]) -> str:
        """Return the text with the values of its ``VALUES ?name { … }`` blocks put in.

        The key of a block for several variables is their names with spaces between them. A key
        without a block raises ValueError: the argument would be lost.
        """
        left = set(bindings)
        written = {name: _values(binding) for name, binding in bindings.items()}

        def fill(block: re.Match[str]) -> str:
            """Return a block with its values, or as it is when there are none for it."""
            name = " ".join(block[1].strip("()").replace("?", "").split())
            if name not in written:
                return block[0]
            left.discard(name)
            return f"VALUES {block[1]} {{ {written[name]} }}"

        text = _BLOCK.sub(fill, self.text)
        if left:
            raise ValueError(f"{self.name}.rq has no VALUES for {', '.join(sorted(left))}")
        return text


def _values(binding: Binding) -> str:
    if binding is None:
        return "UNDEF"
    if isinstance(binding, Named | NamedNode | Literal | str):
        return _term(binding)
    rows = (
        f"({' '.join(map(_term, row))})" if isinstance(row, tuple) else _term(row)
        for row in binding
    )
    return " ".join(rows)


def _term(value: Bound) -> str:
    """Return a term as SPARQL writes it; whatever a user typed stays one term."""
    if isinstance(value, Named):
        return str(NamedNode(value.iri))
    return str(NamedNode(value)) if isinstance(value, str) else str(value)
