"""The query of what is around mapped things follows the predicates that mappings follow from."""

from __future__ import annotations

import re

from kgqual.answering import Query
from kgqual.chaining import CARRYING
from kgqual.namespaces import expand
from kgqual.questions.chained import mapped

CURIE = re.compile(r"\bskos:\w+")


def test_the_query_follows_them_in_both_directions() -> None:
    text = Query.beside(mapped.__file__).text
    for part in text.partition("WHERE")[2].split("UNION"):
        assert {expand(curie).value for curie in CURIE.findall(part)} == CARRYING.keys()
