"""What a code of Kazakhstan's classifiers says: its parts, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from kgqual.answering import (
    Candidate,
    Evidence,
    Findings,
    Graph,
    Item,
    Link,
    Named,
    Query,
    Reason,
    Text,
    question,
)
from kgqual.answering.documentation import Documentation
from kgqual.answering.sentences import LANGUAGES, filled
from kgqual.codes.national import Diagnosis, Kind, NationalCode, diagnose, read
from kgqual.namespaces import EQF, KQ, SKOS, expand, thing
from kgqual.questions.decoding.register import Register, node, part, types_of
from kgqual.questions.decoding.walk import PREDICATES, Reached, Role, walk
from kgqual.questions.level_correspondence import chains_from

QUERY = Query.beside(__file__)
_TEXTS = Documentation.beside(__file__)
_OURS = thing("").value
_NAMED_CLASSIFIER = re.compile(r"(?:NCO|НКЗ)\s+(?=\S)")
_TARGETS: dict[str, Role] = {
    EQF["25831c2"].value: "eqf",
    thing("qf-ehea", "2005").value: "qf-ehea",
}
"""The frameworks to which the level of a code is followed."""


class Part(Item):
    """A part of the code, or what follows from one.

    ``text`` are its characters, '' for what follows; ``thing`` is what it names, None for a mere
    number. ``loaded`` tells whether the graphs asked describe that thing, None for a mere number.
    ``through`` are the things between the code and it, in the order walked.
    """

    role: Role
    text: str = ""
    thing: Named | None = None
    loaded: bool | None = None
    through: tuple[Named, ...] = ()


@question
def decode_code(graph: Graph, code: str) -> Findings[Part]:
    """Return what ``code`` says, part by part; a dirty code is diagnosed and never corrected.

    That a prefix indicates a level of the framework is a claim of its source. The level leads to
    the EQF by as many routes as there are, each as strong as its weakest link.
    """
    text = _plain(code)
    read_as = read(text)
    if read_as is None:
        return _undecoded(graph, text, diagnose(text))
    register = Register.of(graph, read_as)
    if not register.holders:
        return Findings((), otherwise=Reason("no-classifier", code=text))
    return _evidence(graph, _decoded(graph, read_as, register), register)


def _plain(code: str) -> str:
    """Return the code in one of our IRIs, or after the name of its classifier."""
    try:
        iri = expand(code).value if ":" in code else ""
    except ValueError:  # a colon in what is no IRI
        iri = ""
    if iri.startswith(_OURS):
        return iri.rpartition("/")[2]
    return _NAMED_CLASSIFIER.sub("", code)


def _undecoded(graph: Graph, text: str, found: Diagnosis) -> Findings[Part]:
    """Abstain with the diagnosis; of what was probably meant the known codes come first."""
    codes = [code for code in map(read, found.meant) if code]
    nodes = {node(code.kind, code.text).value: code.text for code in codes}
    types = types_of(graph, nodes)
    names = graph.named(nodes)
    candidates = (
        Candidate(
            argument="code", iri=iri, label=names[iri].label, code=code, types=types.get(iri, ())
        )
        for iri, code in nodes.items()
    )
    slips = [
        filled(_TEXTS.statements[slip.name.value], {"detail": slip.detail}) for slip in found.slips
    ]
    diagnosis = {language: " ".join(words[language] for words in slips) for language in LANGUAGES}
    return Findings(
        (),
        otherwise=Reason("dirty", code=text, diagnosis=diagnosis),
        candidates=tuple(sorted(candidates, key=lambda candidate: not candidate.types)),
    )


def _decoded(graph: Graph, code: NationalCode, register: Register) -> list[Reached]:
    """Return the things of the code, its parts, and what follows from them, each once.

    What the graph states of the code itself goes before what is read off its characters.
    """
    things = list(_things(code, register))
    stated = list(walk(graph, QUERY, [one for one in things if one.iri]))
    read_off = list(_parts(code, register, stated))
    belonging = [one for one in read_off if one.iri and one.role != "field"]
    following = list(walk(graph, QUERY, belonging))
    letters = {node.value: text for role, text in code.parts.items() if (node := part(role, text))}
    found: dict[tuple[Role, str, str], Reached] = {}
    for one in (*things, *stated, *read_off, *following):
        text = one.text or letters.get(one.iri, "")
        found.setdefault((one.role, one.iri, text), one._replace(text=text))
    levels = [one for one in found.values() if one.role == "level"]
    return [*found.values(), *_routes(graph, levels)]


def _things(code: NationalCode, register: Register) -> Iterator[Reached]:
    """Yield the things of the code, or that the graphs have none."""
    for iri in register.loaded:
        yield Reached("code", iri, (_says(code, iri),), (), code.text)
    if not register.loaded:
        words: Text = filled(
            _TEXTS.statements["not-loaded"],
            {"code": code.text, "kind": _TEXTS.statements[code.kind.value]},
        )
        link = Link(
            register.node,
            SKOS.notation,
            Literal(code.text),
            computed_from=register.holders,
            statement=words,
        )
        yield Reached("code", "", (link,), (), code.text)


def _says(code: NationalCode, iri: str) -> Link:
    """Return what says that a thing has the code; a provisional number is not stated as a code."""
    if code.kind is Kind.HE_DIRECTION and "-" in code.text:
        words = filled(_TEXTS.statements["provisional"], {"code": code.text})
        return Link(iri, KQ.provisional, Literal(True), statement=words)
    return Link(iri, SKOS.notation, Literal(code.text))


def _parts(code: NationalCode, register: Register, stated: Iterable[Reached]) -> Iterator[Reached]:
    """Yield the parts that only the characters of the code tell.

    A mere number rests on the code of the thing, where the graphs have the thing.
    """
    known = {(one.role, one.iri or one.text) for one in stated}
    for role, predicate in PREDICATES.items():
        if (text := code.parts.get(role)) is None:
            continue
        named = part(role, text)
        iri = named.value if named else ""
        if (role, iri or text) in known or iri == register.node:
            continue
        object = named or Literal(text)
        link = Link(register.node, predicate, object, computed_from=register.holders)
        if not iri and register.loaded:
            link = _says(code, register.loaded[0])
        yield Reached(role, iri, (link,), (), text)


def _routes(graph: Graph, levels: Iterable[Reached]) -> Iterator[Reached]:
    """Yield the levels of the EQF and the QF-EHEA to which levels correspond, route by route."""
    reached = {one.iri: one for one in levels}
    for chain in chains_from(graph, reached, _TARGETS) if reached else ():
        start = reached[chain.levels[0]]
        between = (*start.between, *chain.levels[:-1])
        links = (*start.links, *chain.links)
        yield Reached(_TARGETS[chain.framework], chain.levels[-1], links, between)


def _evidence(graph: Graph, found: Iterable[Reached], register: Register) -> Findings[Part]:
    every = list(found)
    things = {one.iri for one in every if one.iri}
    names = graph.named(things.union(*(one.between for one in every)))
    loaded = types_of(graph, things)
    evidence = Evidence[Part](graph)
    for one in every:
        item = Part(
            role=one.role,
            text=one.text,
            thing=_called(names[one.iri], one.text) if one.iri else None,
            loaded=None if one.role == "sequence" else one.iri in loaded,
            through=tuple(names[iri] for iri in one.between),
        )
        evidence.answer(item, one.links)
    return evidence.findings(Reason("no-classifier", code=register.node))


def _called(thing: Named, code: str) -> Named:
    """Call by its code what the graph has no name for."""
    return thing if thing.label or thing.code else thing.model_copy(update={"code": code})
