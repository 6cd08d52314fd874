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

_LONG_STRINGS = r"""
          \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}
        | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |
"""
_OPAQUE = rf"""
      (?P<string>
          {_LONG_STRINGS}
          \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*'
      )
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
"""
_GRAMMAR = (
    _OPAQUE
    + r"""
    | (?P<variable>[?$]\w+)
    | (?P<language>@[\w-]+)
    | (?P<name>(?:\w[\w.-]{0,200})?:(?:[\w.:%-]|\\.)*)      # prefixed names, blank nodes
    | (?P<word>\w+)
    | (?P<space>\s+)
    | (?P<other>.)
    """
)
_TOKENS = re.compile(_GRAMMAR, re.VERBOSE | re.DOTALL)
_SHORT_TOKENS = re.compile(_GRAMMAR.replace(_LONG_STRINGS, ""), re.VERBOSE | re.DOTALL)
_IN_STRING = {
    "'": re.compile(r"(?:[^'\\\n\r]|\\.)*", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\n\r]|\\.)*', re.DOTALL),
}
# With //, only an IRI: no expression goes on like that.
_SURELY_AN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
THEN_A_GROUP = re.compile(r"(?:\s|\#[^\n\r]*[\n\r])*\{")
"""What stands between a name and the group in braces that belongs to it."""
_BRACKETS = re.compile(rf"{_OPAQUE} | (?P<bracket>[][(){{}}])", re.VERBOSE | re.DOTALL)
_LEVELS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
_VOLATILE = ("NOW", "RAND", "UUID", "STRUUID")
_IN_A_WORD = re.compile("NOW|RAND|STRUUID|UUID")  # the engine reads ORDER BYRAND() as well
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
    endless: dict[str, int] = {}
    while start < len(text):
        token = _token(text, start, endless)
        yield token
        start = token.end


def _token(text: str, at: int, endless: dict[str, int]) -> Token:
    """Return the token at a place of ``text``.

    ``endless`` has the quotes that begin strings without an end, and up to where: what such a
    quote is followed by is looked through once, not again for each quote in it.
    """
    quote = text[at]
    if at < endless.get(quote, 0):
        return Token("other", quote, at, at + 1)
    match = (_SHORT_TOKENS if quote * 3 in endless else _TOKENS).match(text, at)
    assert match  # whatever the character is
    token = Token(match.lastgroup or "", match[0], at, match.end())
    if quote in _IN_STRING:
        if token.kind == "other":
            rest = _IN_STRING[quote].match(text, token.end)
            assert rest  # it may be empty
            endless[quote] = rest.end()
        elif token.text == quote * 2 and text.startswith(quote, token.end):
            endless[quote * 3] = len(text)
    return token


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
    found = {name for word in _words(text) for name in _IN_A_WORD.findall(word)}
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
