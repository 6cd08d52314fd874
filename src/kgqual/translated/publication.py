"""Approved texts as sources of one build, without what the graph contradicts or does not have.

One text must not keep everything else from being published, and none may get lost: the texts of
a concept that the current release of ESCO does not have, and those that make the graph violate its
shapes, are left out of this build, named in its report, and stay with the translators.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.consistency import Checked
from kgqual.editorial import Person
from kgqual.editorial.translations.fields import Field
from kgqual.model import Finding, Source, SourceFile
from kgqual.namespaces import KQ, graph
from kgqual.sources.conversion import GraphFile, write_sorted
from kgqual.store.manifest import TRANSLATION_KIND
from kgqual.translated.approved import Approvals, Approved, as_lines
from kgqual.translated.concepts import Described, Release, Releases
from kgqual.translated.labels import PROPERTIES, label, stated, terms
from kgqual.translated.provenance import named, told, translation
from kgqual.translated.titles import titles
from kgqual.validation.paths import Alternative, Predicate
from kgqual.validation.paths import Path as AnyPath
from kgqual.validation.report import Result

GONE = (
    "The current release of ESCO does not have a concept whose translation is approved: the "
    "translation is left out here and stays with the translators."
)
CONTRADICTED = (
    "An approved translation contradicts the graph: it is left out here and stays with the "
    "translators."
)
EXAMPLES = 10

Key = tuple[str, str, Field]
"""Language, concept and field."""


def key(approved: Approved) -> Key:
    """Return what tells the translation of a field from others."""
    return approved.language, approved.concept, approved.field


class Publication:
    """All approved texts of a database, in a folder of the build that publishes them."""

    def __init__(self, found: Approvals, releases: Sequence[Release], folder: Path) -> None:
        """Prepare what is ``found``; ``releases`` are those of ESCO, the current one first."""
        self._database, self._folder = found.database, folder
        self._releases = Releases(releases, (one.concept for one in found.entries))
        self._present: dict[Key, tuple[Approved, Described]] = {}
        self._left_out: dict[str, dict[str, list[Approved]]] = {
            one.language: defaultdict(list) for one in found.entries
        }
        for one in found.entries:
            if described := self._releases.now(one.concept):
                self._present[key(one)] = one, described
            else:
                self._left_out[one.language][GONE].append(one)
        self._made = self._written()

    @property
    def sources(self) -> list[Source]:
        """A source for each language in which anything is approved."""
        return [source for source, _ in self._made]

    def graphs(self) -> dict[str, GraphFile]:
        """Return the graph file of each source by its IRI, with what was left out as findings."""
        return {source.graph: file for source, file in self._made}

    def leave_out(self, checked: Checked) -> bool:
        """Leave out the texts that violations are about; tell whether there are any.

        A violation names a text by the label or the translation that it is of, or by the property
        and the language; where it names a concept alone, all that is said of the concept goes.
        """
        nodes = self._nodes()
        gone = {key for one in checked.report.violations for key in self._named(one, nodes)}
        for one in gone:
            self._left_out[one[0]][CONTRADICTED].append(self._present.pop(one)[0])
        if gone:
            self._made = self._written()
        return bool(gone)

    def _named(self, result: Result, nodes: dict[str, Key]) -> Iterator[Key]:
        """Yield the texts that a result is about."""
        ends = [t.value for t in (result.focus_node, result.value) if isinstance(t, NamedNode)]
        if found := [nodes[end] for end in ends if end in nodes]:
            yield from found
            return
        said = _properties(result.path)
        for one, (approved, _) in self._present.items():
            if approved.concept not in ends or (said and PROPERTIES[approved.field] not in said):
                continue
            value = result.value
            if not isinstance(value, Literal) or (
                value.value in approved.texts and value.language == approved.language.lower()
            ):
                yield one

    def _nodes(self) -> dict[str, Key]:
        """Return the texts by the labels and translations that describe them."""
        nodes: dict[str, Key] = {}
        for one, (approved, _) in self._present.items():
            nodes[translation(self._database, approved).value] = one
            for text in approved.texts if approved.field.is_term else ():
                nodes[label(approved.concept, approved.language, text).value] = one
        return nodes

    def _written(self) -> list[tuple[Source, GraphFile]]:
        """Write the graph of each language, and return the sources that they are.

        Where all is left out the graph is empty: else nothing would say so.
        """
        present: dict[str, list[Approved]] = {language: [] for language in self._left_out}
        for approved, _ in self._present.values():
            present[approved.language].append(approved)
        return [self._source(language, some) for language, some in present.items()]

    def _source(self, language: str, approved: Sequence[Approved]) -> tuple[Source, GraphFile]:
        name = f"{language}-{self._database}"
        file = _file(self._folder / f"translations-{name}.jsonl", approved)
        left = self._left_out[language]
        every = [one.approved for one in approved or chain.from_iterable(left.values())]
        latest = max(every).date().isoformat()
        source = Source(
            kind=TRANSLATION_KIND,
            version=f"{name}-{latest}.{file.sha256[:8]}",
            graph=graph(TRANSLATION_KIND, name).value,
            series=f"{TRANSLATION_KIND}/{name}",
            files=(file,),
            title=titles(language),
            issued=latest,
            valid_from=min(every).date().isoformat(),
        )
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        sha256, count = write_sorted(NamedNode(source.graph), self._triples(approved), folder)
        findings = tuple(
            Finding(rule, len(some), [_shown(one) for one in some[:EXAMPLES]])
            for rule, some in sorted(left.items())
        )
        read = len(approved) + sum(map(len, left.values()))
        path = folder / "graph.nq"
        return source, GraphFile(path, sha256, count, read, len(approved), findings)

    def _triples(self, approved: Iterable[Approved]) -> Iterator[Triple]:
        people: dict[str, Person] = {}
        for concept, some in groupby(approved, attrgetter("concept")):
            by_field = {one.field: one for one in some}
            yield from self._of_concept(concept, by_field)
            for one in by_field.values():
                people |= {one.writer.iri: one.writer, one.approver.iri: one.approver}
        for person in people.values():
            yield from named(person)

    def _of_concept(self, concept: str, approved: dict[Field, Approved]) -> Iterator[Triple]:
        texts = {field: one.texts for field, one in approved.items()}
        [language] = {one.language for one in approved.values()}
        _, described = self._present[language, concept, next(iter(approved))]
        yield from stated(concept, language, texts, occupation=described.occupation)
        for field, one in approved.items():
            node = translation(self._database, one)
            yield from told(node, one, described, self._releases)
            for text in (text for of, text in terms(texts) if of == field):
                yield Triple(label(concept, language, text), KQ.ofTranslation, node)


def _file(path: Path, approved: Sequence[Approved]) -> SourceFile:
    """Write what is approved as the file that its graph is made from."""
    content = as_lines(approved)
    path.write_bytes(content)
    return SourceFile(path.name, str(path), hashlib.sha256(content).hexdigest(), len(content))


def _properties(path: AnyPath | None) -> set[NamedNode]:
    """Return the properties that a path follows in one step."""
    steps = path.paths if isinstance(path, Alternative) else (path,)
    return {step.iri for step in steps if isinstance(step, Predicate)}


def _shown(one: Approved) -> str:
    texts = "; ".join(str(Literal(text, language=one.language)) for text in one.texts[:3])
    return f"<{one.concept}> {one.field} {texts} ({one.writer.name}; {one.approved:%Y-%m-%d})"
