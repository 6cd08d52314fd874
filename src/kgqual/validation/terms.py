"""RDF terms and components as people read them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kgqual.harmless import harmless
from kgqual.namespaces import XSD, compact
from kgqual.validation.graphs import Node, Term

LONGEST = 160
"""Characters of one term that people are shown; the machine forms have it whole."""

_WRITTEN = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def readable_term(term: Term, longest: int = LONGEST) -> str:
    """Return a term for people, harmless and on one line: a CURIE, or a literal in quotes.

    What is wrong with a literal may be a space or a character that cannot be seen: all are shown.
    """
    if isinstance(term, NamedNode):
        return one_line(compact(term.value), longest)
    if not isinstance(term, Literal):
        return one_line(str(term), longest)
    text = f'"{visible(term.value, longest)}"'
    if term.language:
        return f"{text}@{term.language}"
    if term.datatype == XSD.string:
        return text
    return f"{text}^^{compact(term.datatype.value)}"


def visible(text: str, longest: int = LONGEST) -> str:
    """Return a text with every character that is no ink or plain space written out, cut off."""
    shown = (c if c.isprintable() else _WRITTEN.get(c) or _escaped(c) for c in text[:longest])
    return "".join(shown) + ("…" if len(text) > longest else "")


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return a text harmless, on one line, and cut off after ``longest`` characters."""
    line = " ".join(harmless(text[: longest + 1]).split())
    return line if len(text) <= longest else f"{line[:longest]}…"


def named(text: str, node: Node) -> bool:
    """Tell whether ``text`` names ``node``: by its IRI, its CURIE, or the last part of either."""
    if not isinstance(node, NamedNode):
        return text == str(node)
    short = compact(node.value)
    return text in (node.value, short, short.partition(":")[2])
