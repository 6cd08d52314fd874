"""What is refused in a shapes graph before any engine runs.

Shapes may be anybody's. Refused is what reaches out of the data that are validated, what no
engine can finish, what SHACL leaves undefined, and what an engine would pass over in silence,
so that data seem to conform which nobody judged.
"""

from __future__ import annotations

import re
import warnings

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.namespaces import RDF, SH
from kgqual.validation.constraint_queries import refuse_queries
from kgqual.validation.naming import called
from kgqual.validation.nesting import refuse_nesting
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.terms import readable_term

FLAGS = frozenset("smixq")
"""The flags of regular expressions in SPARQL."""

_TERMS = frozenset(
    re.findall(
        r"\w+",
        """
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed
    conforms datatype deactivated declare defaultValue description detail disjoint equals flags
    focusNode group hasValue ignoredProperties in inversePath jsLibrary jsLibraryURL
    labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive
    maxLength message minCount minExclusive minInclusive minLength name namespace node nodeKind
    nodeValidator not oneOrMorePath optional or order parameter path pattern prefix prefixes
    property propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape
    qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath resultSeverity
    returnType select severity shapesGraph shapesGraphWellFormed sourceConstraint
    sourceConstraintComponent sourceShape sparql suggestedShapesGraph targetClass targetNode
    targetObjectsOf targetSubjectsOf uniqueLang validator value xone zeroOrMorePath zeroOrOnePath
    """,
    )
)
_ADVANCED = frozenset({"construct", "entailment", "expression", "js", "rule", "target", "update"})
_FUNCTIONS = (SH.SPARQLFunction, SH.JSFunction)


def refuse(shapes: ShapesGraph) -> None:
    """Raise UnreadableInput, naming shape and reason, for shapes that are not to be run."""
    most = current().shapes_triples
    if len(shapes.triples) > most:
        raise UnreadableInput(
            f"The shapes graph has more than {most:,} triples. "
            "Keep shapes apart from data, or raise KGQUAL_MAX_SHAPES_TRIPLES."
        )
    _refuse_terms(shapes)
    refuse_nesting(shapes.table)
    _refuse_patterns(shapes)
    refuse_queries(shapes.table)


def _refuse_terms(shapes: ShapesGraph) -> None:
    table = shapes.table
    for predicate in {triple.predicate for triple in shapes.triples}:
        name = _name(predicate)
        if not name or name in _TERMS:
            continue
        for subject in table.using(predicate):
            if name in _ADVANCED or any(_name(term) in _TERMS for term, _ in table.about(subject)):
                raise UnreadableInput(
                    f"{called(table, subject)}: sh:{name} is none of SHACL's terms that are judged "
                    "here, Core and SPARQL of 2017: without it the report would be wrong."
                )
    for kind in _FUNCTIONS:
        for function in table.subjects(RDF.type, kind):
            raise UnreadableInput(
                f"{called(table, function)}: functions defined in shapes are not run here. "
                "Write what it computes into the constraints that call it."
            )


def _name(predicate: NamedNode) -> str:
    """Return the name of a term of SHACL, '' for any other."""
    whole = predicate.value
    return whole.removeprefix(SH.iri) if whole.startswith(SH.iri) else ""


def _refuse_patterns(shapes: ShapesGraph) -> None:
    table = shapes.table
    for shape in table.using(SH.pattern):
        flags = [flag.value for flag in table.objects(shape, SH.flags)]
        if len(flags) > 1 or not set("".join(flags)) <= FLAGS:
            raise UnreadableInput(
                f"{called(table, shape)}: sh:flags takes one text of the letters s, m, i, x, q."
            )
        for pattern in table.objects(shape, SH.pattern):
            if not (isinstance(pattern, Literal) and _is_expression(pattern, "".join(flags))):
                raise UnreadableInput(
                    f"{called(table, shape)}: sh:pattern {readable_term(pattern)} "
                    "is no regular expression."
                )


def _is_expression(pattern: Literal, flags: str) -> bool:
    """Tell whether one of the engines can read a pattern; which of them, it says itself."""
    return "q" in flags or _is_of_python(pattern.value) or _is_of_sparql(pattern.value, flags)


def _is_of_python(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            return False
    return True


def _is_of_sparql(pattern: str, flags: str) -> bool:
    matched = f"REGEX('', {Literal(pattern)}, '{flags}')"
    return bool(pyoxigraph.Store().query(f"ASK {{ BIND({matched} AS ?m) FILTER(BOUND(?m)) }}"))
