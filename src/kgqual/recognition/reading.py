"""Reading the register: the qualifications and levels of a graph, and who states each link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kgqual.answering.conflicts import conflicts_about
from kgqual.answering.envelope import Conflict, Named, Step
from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.model import Strength
from kgqual.namespaces import KQ, SKOS, thing
from kgqual.recognition.outcome import Award
from kgqual.recognition.own_steps import own_step
from kgqual.recognition.register import Level, Register
from kgqual.recognition.titles import Known, Titles, awards, others, synonyms, table
from kgqual.recognition.wording import say
from kgqual.recognition.words import words

_COUNTRIES = Query.beside(__file__, "countries")
_QUALIFICATIONS = Query.beside(__file__, "qualifications")
_PLACEMENTS = Query.beside(__file__, "placements")
_LEVELS = Query.beside(__file__, "levels")
_CORRESPONDENCES = Query.beside(__file__, "correspondences")
_AWARDS = Query.beside(__file__, "awards")
_CONFLICTS = Query.beside(__file__, "conflicts")
_SELF_CERTIFICATION = Query.beside(__file__, "self_certification")
_QUALIFICATION = thing("qualification").value + "/"


def register_of(graph: Graph) -> Register:
    """Return the register of a graph, read the first time it is asked for."""
    return graph.once("recognition register", lambda: _read(graph))


def _read(graph: Graph) -> Register:
    graph = Graph(graph.snapshot, graph.asked)
    today = Graph(graph.snapshot)  # a list of countries is newer than the days that are asked about
    countries = {row["code"]: row["country"] for row in today.rows(_COUNTRIES)}
    levels = {row["level"]: _level(row) for row in graph.rows(_LEVELS)}
    placed, evaluated = _placements(graph, levels)
    forth, back = _correspondences(graph, levels)
    prefixes = [(r["level"], r["award"], r["prefix"]) for r in graph.rows(_AWARDS) if "award" in r]
    titles, country_of = _titles(graph)
    degrees = {
        iri: Link(iri, KQ.awardType, thing("award", award).value)
        for iri in country_of
        if (award := awards().get(_local(iri)))
    }
    certified = _certified(graph)
    evaluations = [(link, by) for pairs in evaluated.values() for link, by in pairs]
    names = graph.named(
        {
            *levels, *country_of,
            *(level.framework for level in levels.values()),
            *(iri for row in prefixes for iri in row), *(by for _, by in evaluations),
            *(str(link.object) for link in degrees.values()),
        }
    )  # fmt: skip
    called = today.named(countries.values())  # by their names alone: each has several codes
    names.update((iri, named.model_copy(update={"code": ""})) for iri, named in called.items())
    groups = (*placed.values(), *forth.values(), *back.values())
    links = [link for group in groups for link in group]
    steps = steps_of(graph, [*links, *certified, *(link for link, _ in evaluations)])
    steps.update((link, _degree(link, names)) for link in degrees.values())
    return Register(
        names, countries, titles, country_of, placed, evaluated, levels,
        _by_name(levels, names), forth, back,
        _awards(prefixes, names), degrees, certified,
        _conflicts(graph), steps, _own_queries(graph),
    )  # fmt: skip


def _own_queries(graph: Graph) -> str:
    """Return the queries of this module: others are asked only if nobody asked them before."""
    return "\n".join(text for name, text in graph.texts.items() if name.startswith("reading_"))


def _level(row: Mapping[str, str]) -> Level:
    keys = ("code", "framework", "country", "abbreviation", "from", "until")
    return Level(*(row.get(key, "") for key in keys))


def _by_name(
    levels: Mapping[str, Level], names: Mapping[str, Named]
) -> dict[tuple[str, tuple[str, ...], str], str]:
    """Return the levels by what a document may call them."""
    also: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table("frameworks"):
        also[row["country"], row["abbreviation"]].add(row["also_called"])
    found: dict[tuple[str, tuple[str, ...], str], str] = {}
    for iri, level in levels.items():
        code = level.country.rpartition("/")[2]
        known = {level.abbreviation, *names[level.framework].label.values()}
        for called in known | also[code, level.abbreviation]:
            found.setdefault((level.country, words(called), level.code.casefold()), iri)
    return found


def _titles(graph: Graph) -> tuple[dict[str, Titles], dict[str, str]]:
    """Return the titles by country, with their synonyms, and the country of each qualification."""
    known: dict[str, list[Known]] = defaultdict(list)
    for row in graph.rows(_QUALIFICATIONS):
        known[row["country"]].append(Known(row["qualification"], row["title"], synonym=False))
    found: dict[str, Titles] = {}
    for country, stated in known.items():
        local = {_local(one.qualification)[1]: one.qualification for one in stated}
        code = country.rpartition("/")[2]
        found[country] = Titles([*stated, *synonyms(code, local)], others(code))
    return found, {one.qualification: at for at, stated in known.items() for one in stated}


def _local(iri: str) -> tuple[str, str]:
    """Return the country and the name in the IRI of a qualification of ours, or two blanks."""
    country, _, name = iri.removeprefix(_QUALIFICATION).partition("/")
    return (country, name) if iri.startswith(_QUALIFICATION) else ("", iri)


def _placements(
    graph: Graph, levels: Mapping[str, Level]
) -> tuple[dict[str, tuple[Link, ...]], dict[str, tuple[tuple[Link, str], ...]]]:
    """Return the placements and evaluations by qualification; a level must be described to count.

    A file that a user adds may name levels of frameworks that the snapshot does not have.
    """
    placed: dict[str, list[Link]] = defaultdict(list)
    evaluated: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for row in graph.rows(_PLACEMENTS):
        if row["level"] not in levels:
            continue
        if "evaluation" in row:
            link = Link(row["evaluation"], KQ.evaluatedLevel, row["level"])
            evaluated[row["qualification"]].append((link, row["evaluator"]))
        else:
            link = Link(row["qualification"], NamedNode(row["property"]), row["level"])
            placed[row["qualification"]].append(link)
    return _fixed(placed), {iri: tuple(found) for iri, found in evaluated.items()}


def _correspondences(
    graph: Graph, levels: Mapping[str, Level]
) -> tuple[dict[str, tuple[Link, ...]], dict[str, tuple[Link, ...]]]:
    """Return the links between levels along and against the direction in which they are stated."""
    forth: dict[str, list[Link]] = defaultdict(list)
    back: dict[str, list[Link]] = defaultdict(list)
    for row in graph.rows(_CORRESPONDENCES):
        start, end = row["from"], row["to"]
        if start in levels and end in levels:
            forth[start].append(Link(start, SKOS.closeMatch, end))
            back[end].append(Link(start, SKOS.closeMatch, end, against=True))
    return _fixed(forth), _fixed(back)


def _certified(graph: Graph) -> tuple[Link, ...]:
    said: dict[tuple[NamedNode, Literal], dict[str, str]] = defaultdict(dict)
    for row in graph.solutions(_SELF_CERTIFICATION):
        framework, object, statement = row["framework"], row["object"], row["statement"]
        assert isinstance(framework, NamedNode)
        assert isinstance(object, Literal) and isinstance(statement, Literal)
        said[framework, object][statement.language or ""] = statement.value
    return tuple(
        Link(framework.value, KQ.statement, object, statement=texts)
        for (framework, object), texts in said.items()
    )


def _conflicts(graph: Graph) -> dict[str, tuple[Conflict, ...]]:
    """Return the contradictions by the things that they are about."""
    about = [(row["conflict"], row["thing"]) for row in graph.rows(_CONFLICTS)]
    known = {found.iri: found for found in conflicts_about(graph, {iri for _, iri in about})}
    listed: dict[str, list[Conflict]] = defaultdict(list)
    for conflict, iri in about:
        if conflict in known:
            listed[iri].append(known[conflict])
    return {iri: tuple(found) for iri, found in listed.items()}


def _degree(link: Link, names: Mapping[str, Named]) -> Step:
    qualification, award = names[link.subject], names[str(link.object)]
    said = say("statement.degree", qualification=qualification, award=award)
    return own_step(link, said, Strength.EDITORIAL, "degrees")


def _awards(
    prefixes: Iterable[tuple[str, str, str]], names: Mapping[str, Named]
) -> dict[str, tuple[Award, ...]]:
    found: dict[str, list[Award]] = defaultdict(list)
    for level, award, prefix in prefixes:
        found[level].append(Award(award=names[award], prefix=names[prefix]))
    return {level: tuple(listed) for level, listed in found.items()}


def _fixed(listed: Mapping[str, list[Link]]) -> dict[str, tuple[Link, ...]]:
    return {iri: tuple(links) for iri, links in listed.items()}
