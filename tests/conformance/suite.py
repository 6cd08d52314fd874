"""W3C's SPARQL suite as a read-only endpoint can run it, by the suite runner's own code.

The runner loads the data of each test anew. Here all data are loaded once, every file as a
named graph, and each query says which of them it means, as the protocol lets it.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urljoin

from httpx import Client, QueryParams, Response
from pyoxigraph import Quad, parse

FROM = re.compile(rb"FROM\s+(?:NAMED\s+)?<([^>]+)>", re.IGNORECASE)
NO_GRAPH = "urn:x-kgqual:no-graph"
"""Named for tests without data, which else would see the current graphs."""
EVALUATION = {"QueryEvaluationTest", "CSVResultFormatTest"}
POSITIVE = {"PositiveSyntaxTest", "PositiveSyntaxTest11"}
NEGATIVE = {"NegativeSyntaxTest", "NegativeSyntaxTest11"}


def definitions(script: Path) -> Any:
    """Return what a runner defines; its last statement, which would run it, is left out."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    tree.body.pop()
    module = ModuleType(script.parent.name)
    module.__file__ = str(script)
    exec(compile(tree, script, "exec"), module.__dict__)
    module.__dict__["read"] = lambda iri: Path(module.__dict__["path_of"](iri)).read_bytes()
    return module


@dataclass(frozen=True)
class Case:
    """A test: its name, kind, query with its base, the graphs it reads, what is expected."""

    name: str
    kind: str
    query: bytes
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: str = ""
    lax: bool = False

    @property
    def selection(self) -> QueryParams:
        """The protocol's parameters that select the graphs; a query's own FROM needs none."""
        if FROM.search(self.query):
            return QueryParams()
        graphs = [("default-graph-uri", iri) for iri in self.default]
        graphs += [("named-graph-uri", iri) for iri in self.named]
        return QueryParams([*graphs] or {"default-graph-uri": NO_GRAPH})


class Suite:
    """The cases of the suite that are queries, the files they read, and what there is besides."""

    def __init__(self, script: Path) -> None:
        self.runner = definitions(script)
        self.left_out: Counter[str] = Counter()
        self.cases = list(self._cases())

    def graphs(self) -> dict[str, list[Quad]]:
        """Return every file that a case reads, by IRI; no two share a blank node."""
        iris = {iri for case in self.cases for iri in (*case.default, *case.named)}
        return {iri: self._quads(iri) for iri in sorted(iris)}

    def _quads(self, iri: str) -> list[Quad]:
        format = self.runner.FMT[Path(iri).suffix]
        content = self.runner.read(iri)
        return list(parse(content, format=format, base_iri=iri, rename_blank_nodes=True))

    def _cases(self) -> Iterator[Case]:
        run, seen = self.runner, set[str]()
        for top in ("sparql10/manifest.ttl", "sparql11/manifest-all.ttl", "sparql11/manifest.ttl"):
            for manifest, graph, test in run.manifests(f"{run.WEB}sparql/{top}", seen):
                folder = manifest.split("/sparql/")[1].rpartition("/")[0]
                if folder.endswith("entailment") or graph.obj(test, run.SD + "entailmentRegime"):
                    continue
                name = f"{folder}/{re.split('[#/]', test.value)[-1]}"
                types = {
                    str(kind.value).split("#")[-1] for kind in graph.objs(test, f"{run.RDF}type")
                }
                yield from self._case(name, types, graph, test)

    def _case(self, name: str, types: set[str], graph: Any, test: Any) -> Iterator[Case]:
        run = self.runner
        action = graph.obj(test, run.MF + "action")
        if types & (POSITIVE | NEGATIVE):
            kind = "positive" if types & POSITIVE else "negative"
            yield Case(name, kind, run.with_base(run.read(action.value), action.value))
        elif types & EVALUATION:
            query = graph.obj(action, run.QT + "query").value
            text = run.read(query)
            loaded = [urljoin(query, iri.decode()) for iri in FROM.findall(text)]
            named = [graph_.value for graph_ in graph.objs(action, run.QT + "graphData")]
            yield Case(
                name,
                "evaluation",
                run.with_base(text, query),
                tuple(data.value for data in graph.objs(action, run.QT + "data")),
                tuple(named + [iri for iri in loaded if Path(run.path_of(iri)).exists()]),
                graph.obj(test, run.MF + "result").value,
                graph.obj(test, run.MF + "resultCardinality") == run.N(run.MF + "LaxCardinality"),
            )
        else:
            self.left_out[min(types)] += 1


@dataclass
class Asked:
    """What the runner compares answers of: the service, asked for the graphs of one case."""

    client: Client
    case: Case

    def query(self, text: bytes, accept: str) -> Response:
        """Return the service's response."""
        return self.client.post(
            "/sparql",
            params=self.case.selection,
            content=text,
            headers={"Content-Type": "application/sparql-query", "Accept": accept},
        )


def failure(suite: Suite, case: Case, client: Client) -> str:
    """Return what is wrong with the service's answer, '' when it is as W3C expects."""
    endpoint = Asked(client, case)
    if case.kind == "evaluation":
        found = suite.runner.compare_query(endpoint, case.query, case.result, case.lax)
        return "" if found is True else str(found)
    response = endpoint.query(case.query, "*/*")
    if case.kind == "positive":
        return "" if response.is_success else f"HTTP {response.status_code} {response.text}"
    return "" if response.is_client_error else f"accepted: HTTP {response.status_code}"
