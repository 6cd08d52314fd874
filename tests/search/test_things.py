"""What is read from graph files to be found."""

from __future__ import annotations

from pathlib import Path

from kgqual.search.things import read

COOK, LABEL = "<https://example.org/cook>", "<https://example.org/label>"
SKOS, SKOSXL = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2008/05/skos-xl#"


def degree(folder: Path, *lines: str) -> int:
    """How central the cook is in a graph."""
    path = folder / "graph.nq"
    named = f'{COOK} <{SKOS}prefLabel> "cook"@en .\n'
    path.write_text(named + "".join(lines), encoding="utf-8")
    [cook] = read([path])
    return cook.degree


def test_what_describes_a_label_makes_a_thing_no_more_central(tmp_path: Path) -> None:
    assert degree(tmp_path, f"{COOK} <{SKOS}broader> <https://example.org/staff> .\n") == 1
    assert degree(tmp_path, f"{COOK} <{SKOSXL}prefLabel> {LABEL} .\n") == 0
    assert (
        degree(tmp_path, f"{LABEL} <https://w3id.org/kgqual/ontology#translationOf> {COOK} .\n")
        == 0
    )
