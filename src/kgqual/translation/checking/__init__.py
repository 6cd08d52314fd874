"""The checks over the translations of a language: of one concept being written, and of all."""

from kgqual.translation.checking.checking import Checking, Judged

__all__ = ["Checking", "Judged"]
