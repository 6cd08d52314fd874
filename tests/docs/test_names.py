"""What the documentation names exists: linked files and headings, our terms and things."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from kgqual.namespaces import prefixes
from kgqual.store.embedded import EmbeddedStore

CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OURS = {"kq": r"[A-Za-z]\w*", "kqid": r"[A-Za-z0-9][\w/.+-]*"}
"""Prefix of what is ours → what the names after it look like."""


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = HEADING.findall(re.sub(r"^```.*?^```$", "", text(page), flags=re.M | re.S))
    plain = (re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    broken = []
    for link in LINK.findall(CODE.sub("", text(page))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_our_terms_and_things_are_in_the_graph(page: Path, store: EmbeddedStore) -> None:
    named = set()
    for prefix, local in OURS.items():
        base = prefixes()[prefix]
        found = re.findall(rf"(?<![\w-])(?:{prefix}:|{re.escape(base)})({local})", text(page))
        named |= {base + name.rstrip(".") for name in found}
    asked = "ASK {{ GRAPH ?g {{ {{ <{0}> ?p ?o }} UNION {{ ?s ?p <{0}> }} }} }}"
    assert [iri for iri in sorted(named) if not store.query(asked.format(iri)).boolean()] == []
