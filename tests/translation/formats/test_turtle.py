"""Turtle states translations as ESCO states its labels, and brings them back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat
from tests.conftest import REPOSITORY
from tests.translation.records import ESCO, HEADING, records

from kgqual.consistency import validate_files
from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import BadUsage
from kgqual.namespaces import SKOSXL, prefixes
from kgqual.translation.formats.turtle import FORMAT
from kgqual.translation.record import Record

WELDER = Record(
    concept=f"{ESCO}occupation/1",
    field=Field.PREFERRED,
    language="kk",
    source=(),
    source_hash="0123456789abcdef",
    target=("дәнекерлеуші",),
    state=State.APPROVED,
    base="fedcba9876543210",
)


def written(made: list[Record], path: Path) -> Path:
    with path.open("wb") as file:
        FORMAT.write(HEADING, made, file)
    return path


def read(path: Path) -> list[Record]:
    rows = list(FORMAT.read(path))
    return [replace(row, where="") for row in rows if isinstance(row, Record)]


def comparable(made: list[Record]) -> list[Record]:
    """Records without what a graph has no place for: sources, codes, order and repetition."""
    kept = [
        replace(one, source=(), russian=(), code="", target=tuple(sorted(set(one.target))))
        for one in made
        if one.target
    ]
    return sorted(kept, key=lambda one: (one.concept, one.field))


@settings(max_examples=8, deadline=None)  # RDF is parsed in a process of its own
@given(made=records(st.text(st.characters(codec="utf-8"), max_size=8)))
def test_every_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    path = tmp_path_factory.getbasetemp() / "translations.ttl"
    assert read(written(made, path)) == comparable(made)


def test_a_label_of_an_occupation_has_all_roles_and_one_of_a_skill_none(tmp_path: Path) -> None:
    skill = replace(WELDER, concept=f"{ESCO}skill/2", target=("дәнекерлеу",))
    path = written([WELDER, skill], tmp_path / "labels.ttl")
    roles: dict[str, int] = {}
    forms: dict[object, str] = {}
    triples = [quad.triple for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)]
    for triple in triples:
        if triple.predicate == SKOSXL.literalForm:
            forms[triple.subject] = str(getattr(triple.object, "value", ""))
    for label, form in forms.items():
        has_role = NamedNode(prefixes()["esco"] + "hasLabelRole")
        roles[form] = sum(t.subject == label and t.predicate == has_role for t in triples)
    assert roles == {"дәнекерлеуші": 5, "дәнекерлеу": 0}


def test_a_file_with_drafts_is_valid(tmp_path: Path) -> None:
    draft = replace(WELDER, target=("пісіруші",), field=Field.ALTERNATIVE, state=State.DRAFT)
    shapes = [REPOSITORY / "shapes" / name for name in ("core.ttl", "profiles/translations.ttl")]
    report = validate_files([written([WELDER, draft], tmp_path / "drafts.ttl")], shapes).report
    assert not report.violations


def test_labels_of_others_are_read_as_literals_and_as_skos_xl(tmp_path: Path) -> None:
    path = tmp_path / "others.ttl"
    path.write_text(
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
        <urn:a> skos:prefLabel "сварщик"@ru, "дәнекерлеуші"@kk ; skosxl:altLabel [
            skosxl:literalForm "пісіруші"@kk ] ; skos:notation "7212" .
        """,
        encoding="utf-8",
    )
    assert [(row.language, row.field, row.target, row.base) for row in read(path)] == [
        ("kk", Field.ALTERNATIVE, ("пісіруші",), ""),
        ("kk", Field.PREFERRED, ("дәнекерлеуші",), ""),
        ("ru", Field.PREFERRED, ("сварщик",), ""),
    ]


def test_a_text_that_was_taken_out_is_known_to_have_been_there(tmp_path: Path) -> None:
    path = written([replace(WELDER, field=Field.DESCRIPTION)], tmp_path / "emptied.ttl")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "дәнекер" not in line), encoding="utf-8")
    (row,) = read(path)
    assert (row.target, row.base, row.state) == ((), WELDER.base, State.UNTRANSLATED)


def test_what_rdf_cannot_hold_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match=f"RDF cannot hold prefLabel of {WELDER.concept}"):
        written([replace(WELDER, target=("\ud800",))], tmp_path / "refused.ttl")
