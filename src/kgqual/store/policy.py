"""What a query may not ask for, whatever the engine would allow."""

from __future__ import annotations

import re

from kgqual.errors import BadQuery

# The lexical tokens of SPARQL 1.1 (§19.8) in which the word SERVICE means something else,
# tried before the keyword itself.
_TOKENS = re.compile(
    r"""
      \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}        # long strings
    | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>                    # IRIs
    | \#[^\n\r]*                                   # comments
    | [?$]\w+                                      # variables
    | [\w.-]*:[\w.:%\\-]*                          # prefixed names
    | (?P<service>\bSERVICE\b)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def refuse_service(query: str) -> None:
    """Raise BadQuery when the query calls a remote endpoint with SERVICE."""
    for token in _TOKENS.finditer(query):
        if token["service"]:
            line = query.count("\n", 0, token.start()) + 1
            raise BadQuery(
                f"SERVICE in line {line}: this endpoint does not send queries to others. "
                "Query the other endpoint yourself and join the results with VALUES."
            )
