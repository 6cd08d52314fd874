"""pySHACL behind our interface: nothing is lost, nothing is said aloud, failures are clear."""

from __future__ import annotations

import logging

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from tests.validation.turtle import data, quads, shapes

from kgqual.errors import EngineError, UnreadableInput
from kgqual.namespaces import XSD
from kgqual.validation import reference
from kgqual.validation.engines import validate
from kgqual.validation.paths import readable

NO_VALUE = "ex:S sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:maxCount 0 ."


def test_a_value_is_reported_in_the_form_in_which_it_was_written() -> None:
    only = shapes("ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:in () ] .")
    written = {
        Literal("01", datatype=XSD.integer),
        Literal("aldi", datatype=XSD.integer),
        Literal(" a  b ", datatype=XSD.token),
        Literal("1", datatype=XSD.boolean),
        Literal("x", language="kk"),
        Literal("x"),
    }
    given = data("ex:a ex:p " + " , ".join(str(literal) for literal in written) + " .")
    assert {result.value for result in reference.validate(given, only)} == written


def test_blank_nodes_keep_their_identity_and_bring_nothing_along() -> None:
    [result] = reference.validate(
        data("_:one a ex:C ; ex:p [ a sh:ValidationReport ; sh:result [ sh:focusNode ex:b ] ] ."),
        shapes("ex:S sh:targetClass ex:C ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ."),
    )
    assert result.focus_node == BlankNode("one")
    assert isinstance(result.value, BlankNode)


def test_a_deep_path_is_reported_whole() -> None:
    path = "[ sh:inversePath " * 8 + "[ sh:zeroOrMorePath ex:p ]" + " ]" * 8
    only = shapes(f"ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:maxCount 0 ] .")
    [result] = reference.validate(data("ex:a ex:p ex:b ."), only)
    assert result.path is not None
    assert readable(result.path).count("^") == 8


def test_messages_keep_their_languages_through_a_query() -> None:
    only = shapes(
        """ex:S sh:targetNode ex:a ; sh:sparql ex:Q .
        ex:Q sh:select "SELECT $this ?value { $this <http://example.org/p> ?value }" ;
            sh:message "{?value} артық"@kk , "{?value} лишнее"@ru , "{?value} is too much"@en ."""
    )
    report = validate(data('ex:a ex:p "it" .'), only, "pyshacl")
    assert {*report.results[0].messages} == {
        Literal("it артық", language="kk"),
        Literal("it лишнее", language="ru"),
        Literal("it is too much", language="en"),
    }


def test_only_true_is_true() -> None:
    given = data('ex:a ex:p "x"@en , "y"@en .')
    for flag, expected in (("true", 1), ('"1"^^xsd:boolean', 0)):
        only = shapes(
            f"ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:uniqueLang {flag} ] ."
        )
        assert len(reference.validate(given, only)) == expected


def test_prefixes_come_through_imports() -> None:
    only = shapes(
        """ex:S sh:targetNode ex:a ; sh:sparql ex:Q .
        ex:Q sh:prefixes ex:here ; sh:select "SELECT $this { $this e:p ?value }" .
        ex:here owl:imports ex:there .
        ex:there owl:imports ex:here ; sh:declare
            [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] ."""
    )
    for engine in ("pyshacl", "auto"):
        [result] = validate(data("ex:a ex:p ex:b ."), only, engine).results
        assert result.focus_node == NamedNode("http://example.org/a")


def test_nothing_is_said_and_nothing_stays_changed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    level = logging.getLogger("rdflib").level
    reference.validate(data('ex:a a ex:C ; ex:p "x"^^xsd:integer .'), shapes(NO_VALUE))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert rdflib.NORMALIZE_LITERALS
    assert logging.getLogger("rdflib").level == level


def test_shapes_that_are_wrong_are_named() -> None:
    wrong = shapes("ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 , 2 ] .")
    with pytest.raises(UnreadableInput, match=r"pySHACL refuses the shape http://example.org/S"):
        reference.validate(data("ex:a ex:p 1 ."), wrong)


def test_a_flag_that_pyshacl_passes_over_is_refused() -> None:
    dotted = shapes('ex:S sh:targetNode "a" ; sh:pattern "a.b" ; sh:flags "is" .')
    with pytest.raises(UnreadableInput, match="/S: pySHACL does not know the flag s"):
        reference.validate(data(""), dotted)


def test_what_the_engine_stumbles_over_is_its_failure() -> None:
    unread = shapes(r'ex:S sh:targetNode "a" ; sh:pattern "^\\p{L}$" .')
    with pytest.raises(EngineError, match=r"pySHACL failed at the shape http://example.org/S"):
        reference.validate(data(""), unread)


def test_a_triple_in_a_triple_is_no_plain_rdf() -> None:
    given = data("")
    given.store.extend(quads("ex:a ex:p <<( ex:b ex:q ex:c )>> ."))
    with pytest.raises(UnreadableInput, match="triple inside a triple"):
        reference.validate(given, shapes(NO_VALUE))
