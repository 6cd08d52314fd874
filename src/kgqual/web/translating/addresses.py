"""Where the pages of the translation team are, and what programs call."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from urllib.parse import quote

from kgqual.web.links import with_query

HOME = "/translate"
FILES = HOME + "/files"
PROGRESS = HOME + "/progress"
WORKLIST = HOME + "/worklist"
REPAIRS = HOME + "/repairs"
TRANSLATIONS = "/translations"
LANGUAGE = "kk"
"""The language into which one translates where an address names none."""
ACTS = (
    "check",
    "submit",
    "review",
    "approve",
    "withdraw",
    "undo",
    "waive",
    "comment",
    "everywhere",
)
"""What one does with a translation, each at an address of its own."""


def queue_address(target: str, filters: Mapping[str, str]) -> str:
    """Return the address of the queue of a language, with what is chosen of it."""
    return with_query(HOME, to=None if target == LANGUAGE else target, **filters)


def concept_address(target: str, iri: str, filters: Mapping[str, str]) -> str:
    """Return the address of a translation, on the way through what is chosen of the queue."""
    return with_query(f"{TRANSLATIONS}/{quote(target, safe='')}", uri=iri, **filters)


def batch_addresses(target: str) -> SimpleNamespace:
    """Return where batches are listed and undone: ``all`` and ``undo``."""
    base = f"{TRANSLATIONS}/{quote(target, safe='')}/batches"
    return SimpleNamespace(all=base, undo=f"{base}/undo")


def reference_address(target: str, kind: str) -> str:
    """Return where the memories or the glossaries of a language are."""
    return f"{TRANSLATIONS}/{quote(target, safe='')}/{kind}"


def act_addresses(target: str, iri: str, filters: Mapping[str, str]) -> SimpleNamespace:
    """Return where one posts what is done with a translation, by the names of ``ACTS``."""
    base = f"{TRANSLATIONS}/{quote(target, safe='')}"
    found = {act: with_query(f"{base}/{act}", uri=iri, **filters) for act in ACTS}
    return SimpleNamespace(**found)
