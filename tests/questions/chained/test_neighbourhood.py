"""The query of the neighbourhood follows the predicates of the rules, and no other."""

from __future__ import annotations

import re

from kgqual.answering import Query
from kgqual.chaining import RELATIONS
from kgqual.namespaces import expand
from kgqual.questions.chained import neighbourhood

CURIE = re.compile(r"\b(?:elm|esco|kq|skos):\w+")


def test_the_query_follows_the_predicates_of_the_rules_upwards_and_aside() -> None:
    text = Query.beside(neighbourhood.__file__).text
    along, against = text.partition("WHERE")[2].split("UNION")
    stated = {expand(curie).value for curie in CURIE.findall(along)}
    backwards = {expand(curie).value for curie in CURIE.findall(against)}
    assert stated == {r.iri for r in RELATIONS.values() if not r.move.descends}
    assert backwards == {r.iri for r in RELATIONS.values() if not r.move.ascends}
