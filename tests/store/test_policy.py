"""SERVICE is found wherever it is a keyword, and only there."""

from __future__ import annotations

import pytest

from kgqual.errors import BadQuery
from kgqual.store.policy import refuse_service


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "select * { service silent ?where { ?s ?p ?o } }",
        'SELECT * { ?s ?p "#" SERVICE <http://example.org/> {} }',
        "SELECT * { ?s ?p <http://a#b> .\n#comment\nSERVICE<http://example.org/>{} }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://example.org/> {} FILTER(?c>?d) }",
        '''SELECT * { ?s ?p """a"b""" SERVICE <http://example.org/> {} }''',
        "SELECT * { ?s ?p 1SERVICE <http://example.org/> {} }",
        "SELECT * { ?s ?p trueSERVICE <http://example.org/> {} }",
        "PREFIX : <http://e.org/> SELECT * { SERVICE:x {} }",
        "PREFIX : <http://e.org/> SELECT * { SERVICESILENT:x#c\n {} }",
        "PREFIX : <http://e.org/> SELECT * { ?s ?p 1.SERVICE:x {} }",
        "SELECT * { ?s ?p ?o FILTER(?o<5)SERVICE#>\n<http://e.org/> {} }",
        "SELECT * { ?s ?p ?o FILTER(?o<'b>c') SERVICE <http://e.org/> {} #'\n }",
        "PREFIX : <http://e.org/> SELECT * { ?s :a\\#b ?o SERVICE <http://e.org/> {} }",
        "PREFIX : <http://e.org/> SELECT * { ?s :it\\'s ?o SERVICE <http://e.org/> {} #'\n }",
    ],
)
def test_a_call_to_another_endpoint_is_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE in line"):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p $SERVICE }",
        'SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }',
        "SELECT * { ?s ?p '''it's a SERVICE''' }",
        "SELECT * { ?s ?p 'a \\' SERVICE' }",
        "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
        "PREFIX s: <http://e.org/> SELECT * { ?s s:SERVICE ?o ; a s:service.SERVICE }",
        "PREFIX service: <http://e.org/> SELECT * { ?s service:name ?o }",
        'SELECT * { ?s ?p "a"@en-SERVICE }',
        "PREFIX : <http://e.org/> SELECT * { ?s :a\\#SERVICE ?o }",
    ],
)
def test_the_word_elsewhere_is_no_call(query: str) -> None:
    refuse_service(query)
