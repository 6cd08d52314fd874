"""The statement as linked data: it keeps to our shapes, and asserts no more than sources state."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from tests.recognition.conftest import Look

from kgqual.consistency import validate_files
from kgqual.namespaces import ELM, KQ, RDF, thing
from kgqual.recognition import as_jsonld

NQF_6 = thing("nqf", "2016", "level", "6")


def _store(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text.encode(), ox.RdfFormat.JSON_LD)
    return store


def test_statements_keep_to_the_shapes(look: Look, tmp_path: Path) -> None:
    paths = []
    for number, found in enumerate(
        (
            look(
                country="DE",
                qualification="Bachelor of Science",
                institution="Universität <Ä> & Söhne",
                field="0613",
                credits="180",
                year="2015",
                purpose="work",
            ),
            look(country="SE", qualification="Kandidatexamen", framework="SeQF", level="6"),
        )
    ):
        paths.append(tmp_path / f"{number}.jsonld")
        paths[-1].write_text(as_jsonld(found), encoding="utf-8")
    assert validate_files(paths).report.violations == ()


def test_a_level_is_claimed_with_its_strength_and_not_asserted(look: Look) -> None:
    store = _store(as_jsonld(look(country="DE", qualification="Bachelor of Science")))
    assert not list(store.quads_for_pattern(None, ELM.NQFLevel, None))
    claims = {quad.subject for quad in store.quads_for_pattern(None, RDF.object, NQF_6)}
    strengths = {
        quad.object
        for claim in claims
        for quad in store.quads_for_pattern(claim, KQ.strength, None)
        if (claim, RDF.predicate, ELM.NQFLevel) in _triples(store)
    }
    assert strengths == {thing("strength", "editorial"), thing("strength", "unverified")}


def test_nothing_is_a_blank_node(look: Look) -> None:
    store = _store(as_jsonld(look(country="DE", qualification="Meister")))
    ends = {end for quad in store for end in (quad.subject, quad.object)}
    assert not [end for end in ends if isinstance(end, ox.BlankNode)]


def _triples(store: ox.Store) -> set[tuple[object, object, object]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in store}
