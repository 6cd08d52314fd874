"""The checks over the translations of a language: of one concept being written, and of all."""

from kgqual.translation.checking.checking import Checking, Judged
from kgqual.translation.checking.found import Found

__all__ = ["Checking", "Found", "Judged"]
