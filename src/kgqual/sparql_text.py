"""The words of a SPARQL text that may be keywords, found without parsing it.

The engines read a text by context: what looks like the IRI ``<5)SERVICE#>`` may be a comparison,
``SERVICE:x`` a keyword before a name, ``1SERVICE`` a number before a keyword. Hence a text is
taken apart in every way in which it can be read, and a word counts when it may be a keyword
in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPAQUE = r"""
      (?P<string>
          \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}
        | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*'
      )
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
"""
_TOKENS = re.compile(
    _OPAQUE
    + r"""
    | (?P<variable>[?$]\w+)
    | (?P<language>@[\w-]+)
    | (?P<name>(?:\w[\w.-]{0,200})?:(?:[\w.:%-]|\\.)*)      # prefixed names, blank nodes
    | (?P<word>\w+)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# With //, only an IRI: no expression goes on like that.
_SURELY_AN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
THEN_A_GROUP = re.compile(r"(?:\s|\#[^\n\r]*[\n\r])*\{")
"""What stands between a name and the group in braces that belongs to it."""
_BRACKETS = re.compile(rf"{_OPAQUE} | (?P<bracket>[][(){{}}])", re.VERBOSE | re.DOTALL)
_LEVELS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
_VOLATILE = ("NOW", "RAND", "UUID", "STRUUID")
_MAYBE_VOLATILE = re.compile("NOW|RAND|UUID|SERVICE", re.IGNORECASE)
_ARBITRARY = ("SAMPLE", "GROUP_CONCAT")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U00(0[0-9A-Fa-f]{5}|10[0-9A-Fa-f]{4})")


class Token(NamedTuple):
    """A piece of the text: ``kind`` is the name of its group in the grammar above."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of ``text`` from ``start`` on, as it is most likely meant."""
    for match in _TOKENS.finditer(text, start):
        yield Token(match.lastgroup or "", match[0], match.start(), match.end())


def meaningful(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens that ``tokens`` does, without space and comments."""
    return (token for token in tokens(text, start) if token.kind not in ("space", "comment"))


def every_reading(text: str) -> Iterator[Token]:
    """Yield the tokens of every way in which ``text`` can be read, each once, in no order."""
    waiting, seen = [0], set[int]()
    while waiting:
        for token in tokens(text, waiting.pop()):
            if token.start in seen:
                break
            seen.add(token.start)
            yield token
            if token.kind == "iri" and not _SURELY_AN_IRI.match(token.text):
                waiting.append(token.start + 1)


def line_with(text: str, keyword: str) -> int:
    """Return the first line in which ``keyword`` may stand as a keyword, 0 if there is none.

    ``keyword`` is one that a group in braces follows, at once or after a name: SERVICE, GRAPH.
    """
    if keyword not in text.upper():
        return 0
    found = [token.start for token in every_reading(text) if may_hold(token, keyword, text)]
    return text.count("\n", 0, min(found)) + 1 if found else 0


def may_hold(token: Token, keyword: str, text: str) -> bool:
    """Return whether ``keyword``, as in ``line_with``, may stand in a token of ``text``."""
    if token.kind == "word":
        return keyword in token.text.upper()
    if token.kind != "name" or not THEN_A_GROUP.match(text, token.end):
        return False
    before, _, after = token.text.partition(":")
    return keyword in (after if before == "_" else before).upper()


def depth(text: str) -> int:
    """Return how many brackets are open at once, at most."""
    deepest = level = 0
    for match in _BRACKETS.finditer(text):
        level += _LEVELS.get(match[0], 0)
        deepest = max(deepest, level)
    return deepest


def decoded(text: str) -> str:
    r"""Return the text with ``\u0053`` as the character it stands for, in strings or outside."""
    return _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


def volatile(text: str) -> tuple[str, ...]:
    """Return what makes the answer of a query change by itself: NOW, RAND …, SERVICE.

    Two answers of such a query cannot be compared, nor one be used again.
    """
    if not _MAYBE_VOLATILE.search(text):
        return ()
    found = _words(text)
    remote = ("SERVICE",) if line_with(text, "SERVICE") else ()
    return (*(name for name in _VOLATILE if name in found), *remote)


def arbitrary(text: str) -> tuple[str, ...]:
    """Return what leaves a choice to the engine: SAMPLE, LIMIT without ORDER BY.

    The same data may then give another answer after they are loaded again.
    """
    found = _words(text)
    cuts = () if "ORDER" in found else ("LIMIT", "OFFSET")
    return tuple(name for name in (*cuts, *_ARBITRARY) if name in found)


def _words(text: str) -> set[str]:
    return {token.text.upper() for token in every_reading(text) if token.kind == "word"}
