"""Random shapes over every supported component, held against random data by both engines."""

from __future__ import annotations

from collections import Counter

import pyoxigraph
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kgqual.errors import EngineError, UnreadableInput
from kgqual.validation import compiled, reference
from kgqual.validation.data import Data
from kgqual.validation.shapes import ShapesGraph

PREFIXES = """
PREFIX ex: <http://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
PROPERTIES = ["ex:p", "ex:q", "ex:r"]
CLASSES = ["ex:A", "ex:B", "ex:C"]
IRIS = ["ex:a", "ex:b", "ex:c", "ex:d", "<http://example.org/a%20b?c#d>"]
LITERALS = [
    '""',
    '"a"',
    '"Aa 1"',
    '" a"',
    '"a\\n"',
    '"a\\nb"',
    '"ab\\u00A0"',
    '"\\u001C"',
    '"қазақ"',
    '"𝒳y"',
    '"a"@en',
    '"b"@en',
    '"b"@en-gb',
    '"a"@kk',
    "1",
    "2",
    "-3",
    "12",
    "2.5",
    "true",
    '"x"^^xsd:integer',
    '"x"^^xsd:boolean',
    '"2020-13-01"^^xsd:date',
    '"2020-01-31"^^xsd:date',
    '"2021-01-01"^^xsd:date',
    '"2020"^^xsd:gYear',
    '"2020-01-01T00:00:00"^^xsd:dateTime',
    '"2020-01-01T00:00:00Z"^^xsd:dateTime',
    '"2"^^ex:unknown',
    '"http://example.org/a"^^xsd:anyURI',
]
BLANK = ["_:x", "_:y"]
PATTERNS = [
    "^a",
    "a$",
    "^a.b$",
    "^\\\\S([\\\\s\\\\S]*\\\\S)?$",
    "[^a-z]",
    "^(a|b)$|1$",
    "(?:a|\\\\d)+",
    "a{1,2}?",
    "\\\\bA",
    "[Ѐ-ӿ]{3}",
    "^.$",
    "^$",
]
DATATYPES = [
    *("xsd:string", "rdf:langString", "xsd:integer", "xsd:decimal", "xsd:date", "xsd:boolean"),
    *("xsd:dateTime", "xsd:gYear", "ex:unknown", "rdfs:Literal", "rdfs:Datatype", "xsd:anyURI"),
]
KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
BOUNDS = ["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"]

kept = st.sampled_from(IRIS + LITERALS)
objects = st.sampled_from(IRIS * 2 + LITERALS + CLASSES + BLANK)
subjects = st.sampled_from(IRIS * 2 + CLASSES + BLANK)
paths = st.recursive(
    st.sampled_from(PROPERTIES),
    lambda inner: st.one_of(
        inner.map(lambda p: f"[ sh:inversePath {p} ]"),
        inner.map(lambda p: f"[ sh:oneOrMorePath {p} ]"),
        inner.map(lambda p: f"[ sh:zeroOrMorePath {p} ]"),
        inner.map(lambda p: f"[ sh:zeroOrOnePath {p} ]"),
        st.lists(inner, min_size=2, max_size=3).map(lambda ps: f"( {' '.join(ps)} )"),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda ps: f"[ sh:alternativePath ( {' '.join(ps)} ) ]"
        ),
    ),
    max_leaves=3,
)
some_paths = st.one_of(st.sampled_from(PROPERTIES), st.sampled_from(PROPERTIES), paths)


def said(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return values.map(lambda value: f"sh:{name} {value}")


def listed(values: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most).map(lambda vs: f"( {' '.join(vs)} )")


simple = st.one_of(
    said("nodeKind", st.sampled_from([f"sh:{kind}" for kind in KINDS])),
    said("datatype", st.sampled_from(DATATYPES)),
    said("class", st.sampled_from(CLASSES)),
    said("class", st.just("ex:A , ex:B")),
    said("in", listed(kept, 9)),
    said("hasValue", kept),
    said("pattern", st.sampled_from(PATTERNS).map(lambda text: f'"{text}"')),
    said("pattern", st.sampled_from(PATTERNS).map(lambda text: f'"{text}" ; sh:flags "im"')),
    said("minLength", st.sampled_from("0123")),
    said("maxLength", st.sampled_from("0123")),
    said("languageIn", listed(st.sampled_from(['"en"', '"kk"', '"en-GB"', '"*"', '""']))),
    *(said(name, st.sampled_from(LITERALS)) for name in BOUNDS),
    said("equals", st.sampled_from(PROPERTIES)),
    said("disjoint", st.sampled_from(PROPERTIES)),
    said("closed", st.just("true ; sh:ignoredProperties ( rdf:type ex:p )")),
)
on_paths = st.one_of(
    simple,
    said("minCount", st.sampled_from("0123")),
    said("maxCount", st.sampled_from("0123")),
    said("uniqueLang", st.sampled_from(["true", "false"])),
    said("lessThan", st.sampled_from(PROPERTIES)),
    said("lessThanOrEquals", st.sampled_from(PROPERTIES)),
)


def body(parts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Some constraints, each parameter once."""
    chosen = st.lists(parts, min_size=1, max_size=most, unique_by=lambda part: part.split()[0])
    return chosen.map(" ; ".join)


@st.composite
def anonymous(draw: st.DrawFn, depth: int, on_path: bool | None = None) -> str:
    """A shape without a name: a property shape, a node shape, or whichever."""
    if on_path is None:
        on_path = draw(st.booleans())
    parts = [draw(body(on_paths if on_path else simple, 3))]
    if depth and draw(st.booleans()):
        parts.append(draw(combinations(depth - 1, on_path)))
    path = [f"sh:path {draw(some_paths)}"] if on_path else []
    return f"[ {' ; '.join(path + parts)} ]"


@st.composite
def combinations(draw: st.DrawFn, depth: int, on_path: bool) -> str:
    """A constraint that is made of other shapes."""
    kinds = ["not", "and", "or", "xone", "node", "property"] + ["qualified"] * on_path
    kind = draw(st.sampled_from(kinds))
    if kind == "qualified":
        limit = f"sh:qualified{draw(st.sampled_from(['Min', 'Max']))}Count"
        count = draw(st.sampled_from("012"))
        return f"sh:qualifiedValueShape {draw(anonymous(depth))} ; {limit} {count}"
    if kind in ("and", "or", "xone"):
        return f"sh:{kind} ( {draw(anonymous(depth))} {draw(anonymous(depth))} )"
    of_kind = {"node": False, "property": True}.get(kind)
    return f"sh:{kind} {draw(anonymous(depth, of_kind))}"


targets = st.one_of(
    said("targetNode", kept),
    said("targetClass", st.sampled_from(CLASSES)),
    said("targetSubjectsOf", st.sampled_from(PROPERTIES)),
    said("targetSubjectsOf", st.just("ex:p , ex:q")),
    said("targetObjectsOf", st.sampled_from(PROPERTIES)),
)
severities = st.sampled_from(["", "sh:severity sh:Warning ;", "sh:deactivated true ;"])


@st.composite
def shapes_graphs(draw: st.DrawFn) -> str:
    """One to three shapes with targets; two with one name could not be told apart."""
    written = []
    for number in range(draw(st.integers(1, 3))):
        shape = draw(anonymous(2)).removeprefix("[").removesuffix("]").strip()
        aims = " ; ".join(draw(st.lists(targets, min_size=1, max_size=2)))
        more = draw(severities) if draw(st.booleans()) else ""
        implied = "a rdfs:Class ; " if draw(st.integers(0, 5)) == 0 else ""
        name = draw(st.sampled_from(CLASSES)) if implied else f"ex:S{number}"
        written.append(f'{name} {implied}{more} sh:message "{number}" ; {aims} ; {shape} .')
    return "\n".join(written)


@st.composite
def data_graphs(draw: st.DrawFn) -> str:
    statements = st.one_of(
        st.tuples(subjects, st.sampled_from(PROPERTIES), objects),
        st.tuples(subjects, st.sampled_from(PROPERTIES), objects),
        st.tuples(subjects, st.just("a"), st.sampled_from(CLASSES)),
        st.tuples(st.sampled_from(CLASSES), st.just("rdfs:subClassOf"), st.sampled_from(CLASSES)),
    )
    triples = draw(st.lists(statements, min_size=3, max_size=25))
    return "\n".join(f"{s} {p} {o} ." for s, p, o in triples)


def parsed(text: str) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(PREFIXES + text, format=RdfFormat.TURTLE))


def test_no_literal_here_is_one_that_the_store_alters() -> None:
    text = " ".join(f"ex:a ex:p {literal} ." for literal in LITERALS)
    assert not Data.of(parsed(text)).altered


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(shapes_graphs(), data_graphs())
def test_both_engines_find_the_same(shapes_text: str, data_text: str) -> None:
    note(shapes_text)
    note(data_text)
    shapes, data = ShapesGraph(parsed(shapes_text)), Data.of(parsed(data_text))
    assume(not compiled.unsupported(shapes))
    try:
        expected = Counter(result.key for result in reference.validate(data, shapes))
    except (UnreadableInput, EngineError):
        assume(False)  # the reference engine refuses the data
    for few in (0, compiled.FEW):
        found = Counter(result.key for result in compiled.validate(data.store, shapes, few))
        assert found == expected
