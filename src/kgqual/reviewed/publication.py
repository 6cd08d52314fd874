"""What reviewers state as a source of one build, without what the graph contradicts.

One decision must not keep everything else from being published, and none may get lost: what makes
the graph violate its shapes, such as a second exact match in one scheme or an end that no source
describes any more, is left out of this build, named in its report, and stays among the decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kgqual.consistency import Checked
from kgqual.editorial import Editorial
from kgqual.editorial.reviews import Stated, Statement
from kgqual.model import Finding, Source
from kgqual.namespaces import OWL, SSSOM, graph
from kgqual.reviewed.mapping_set import TITLES, as_tsv, name_of
from kgqual.sources.conversion import GraphFile, convert
from kgqual.sources.kinds import importer
from kgqual.sources.shipped import local_file

LEFT_OUT = (
    "A mapping that people reviewed contradicts the graph, or names what the graph no longer has: "
    "it is left out here and stays among the decisions."
)
EXAMPLES = 10

Key = tuple[str, str, str, bool]
"""What a statement states or denies: subject, predicate, object, and whether it denies it."""


class Publication:
    """What reviewers state, in a folder of the build that publishes it; it may be nothing."""

    def __init__(self, stated: Stated | None, folder: Path) -> None:
        self._all = stated
        self._stated = stated
        self._folder = folder
        self._left_out: list[Statement] = []
        self.source = self._written()

    @classmethod
    def of(cls, data: Path, database: str, folder: Path) -> Publication:
        """Return what is stated now in the database of that URL, or of the data directory.

        Raises StorageFailed where it cannot be read.
        """
        editorial = Editorial(data, database)
        try:
            return cls(editorial.reviews.stated() if editorial.exists() else None, folder)
        finally:
            editorial.close()

    @property
    def sources(self) -> list[Source]:
        """The source that it makes, if anything is stated."""
        return [self.source] if self.source else []

    def graphs(self) -> dict[str, GraphFile]:
        """Return the graph file of the source by its IRI, with what was left out as a finding."""
        if self.source is None:
            return {}
        made = convert(self.source, self._folder / "converted")
        if self._left_out:
            shown = [_shown(statement) for statement in self._left_out]
            finding = Finding(LEFT_OUT, len(shown), shown[:EXAMPLES])
            made = replace(made, findings=(*made.findings, finding))
        return {self.source.graph: made}

    def leave_out(self, checked: Checked) -> bool:
        """Leave out the statements that violations are about; tell whether there are any.

        Those are meant whose mapping a violation names, or both of whose ends; where there are
        none, those that are stated and one end of which it names.
        """
        if self._stated is None:
            return False
        named = [
            {str(term.value) for term in (r.focus_node, r.value) if isinstance(term, NamedNode)}
            for r in checked.report.violations
        ]
        nodes = self._nodes()
        whole = {key for node, key in nodes.items() for some in named if _is_about(key, node, some)}
        chosen = whole or {
            (s, p, o, denied)
            for s, p, o, denied in nodes.values()
            if not denied and any(some & {s, o} for some in named)
        }
        gone = [one for one in self._stated.statements if _key(one) in chosen]
        kept = [one for one in self._stated.statements if _key(one) not in chosen]
        self._left_out += gone
        self._stated = replace(self._stated, statements=kept) if kept else None
        self.source = self._written()
        return bool(gone)

    def _written(self) -> Source | None:
        """Write the file, and return the source that it is."""
        if self._stated is None:
            return None
        path = self._folder / f"{name_of(self._stated)}.sssom.tsv"
        path.write_text(as_tsv(self._stated), encoding="utf-8")
        files = (local_file(path),)
        reader = importer("sssom")
        version = reader.release(files)
        assert version, "the set states its version"
        iri = graph("sssom", version).value
        return Source(
            kind="sssom",
            version=version,
            graph=iri,
            series=reader.series(version, files, iri),
            files=files,
            title=TITLES,
            issued=self._stated.date.isoformat(),
        )

    def _nodes(self) -> dict[str, Key]:
        """Return the mappings of the source's graph by their IRIs."""
        return {node: key for file in self.graphs().values() for node, key in _mappings(file.path)}


def _mappings(path: Path) -> Iterator[tuple[str, Key]]:
    """Yield the mappings in a graph file, each with its IRI."""
    facts: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for quad in pyoxigraph.parse(path=path, format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            facts[quad.subject.value][quad.predicate] = quad.object.value
    for node, said in facts.items():
        if OWL.annotatedSource in said:
            ends = said[OWL.annotatedSource], said[OWL.annotatedTarget]
            denied = SSSOM.predicate_modifier in said
            yield node, (ends[0], said[OWL.annotatedProperty], ends[1], denied)


def _is_about(key: Key, node: str, named: set[str]) -> bool:
    subject, _, object, _ = key
    return node in named or {subject, object} <= named


def _key(statement: Statement) -> Key:
    return statement.subject, statement.predicate, statement.object, statement.denied


def _shown(statement: Statement) -> str:
    people = ", ".join(person.name for _, person in statement.decisions)
    numbers = ", ".join(str(decision.id) for decision, _ in statement.decisions)
    return (
        f"<{statement.subject}> {statement.predicate.rpartition('#')[2]} <{statement.object}> "
        f"({people}; decision {numbers})"
    )
