"""Numbers for people to read, as each language writes them."""

from __future__ import annotations

from decimal import Decimal


def decimal(value: Decimal | float | int, language: str) -> str:
    """Return a number with at most three decimal places, as the language writes it."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.translate({ord(","): "\N{NO-BREAK SPACE}", ord("."): ","})
