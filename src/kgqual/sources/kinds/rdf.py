"""RDF as it comes: Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, or a zip of such files.

A source is one named graph, so of a file that holds several named graphs each source takes its
own (:func:`named_graphs` lists them). Blank nodes become IRIs (:mod:`.blank_nodes`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import Source, SourceFile
from kgqual.namespaces import RDF, RESERVED_GRAPHS
from kgqual.sources.archives import Member, is_bundled, members
from kgqual.sources.blank_nodes import without_blank_nodes
from kgqual.sources.importer import Importer
from kgqual.sources.log import Log

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
WITH_GRAPHS = frozenset({RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD})

NOT_RDF = "A file of an archive or folder is not RDF: it is left out."
OTHER_GRAPH = "A triple is in another graph of the file: it is not part of this source."

_RELATIVE = "https://relative.invalid/"
"""Base of JSON-LD files, which else lose relative IRIs without a word."""


class RdfImporter(Importer):
    """Reads RDF files into one named graph."""

    kind = "rdf"

    def release(self, files: Sequence[SourceFile]) -> str | None:
        """Return the first digits of the files' hash: RDF has no version of its own."""
        digests = "".join(sorted(file.sha256 for file in files))
        return f"sha256-{hashlib.sha256(digests.encode()).hexdigest()[:12]}"

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return a series for each graph: RDF of one graph does not displace another's."""
        return f"{self.kind}/{graph}"

    def graphs(self, version: str, files: Sequence[SourceFile]) -> list[str]:
        """Return the named graphs of the files; the graph of the source when there is none."""
        return named_graphs(files) or super().graphs(version, files)

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of the files that belong to the source's graph.

        Of a file with named graphs these are the triples of the graph named like the source's,
        and those outside any named graph when no graph is named so.
        """
        files = _rdf_members(source.files, log)
        graph = NamedNode(source.graph)
        wanted = graph if source.graph in _named(files) else DefaultGraph()
        quads = (_plain(quad, wanted, log) for member in files for quad in read_quads(member))
        yield from without_blank_nodes((triple for triple in quads if triple), graph)


def named_graphs(files: Sequence[SourceFile]) -> list[str]:
    """Return the IRIs of the named graphs in the files, in order.

    Raises BadUsage for a graph whose name is reserved for kgqual's own, and UnreadableInput
    for a file that cannot be read.
    """
    found = sorted(_named(_rdf_members(files, Log())))
    for name in found:
        if name.startswith(RESERVED_GRAPHS):
            raise BadUsage(
                f"The graph <{name}> lies below {RESERVED_GRAPHS}, which is reserved for the "
                "graphs of sources. Give the graph another name."
            )
    return found


def is_rdf(member: Member) -> bool:
    """Return whether a file is named as RDF."""
    return member.path.suffix.lower() in FORMATS


def read_quads(member: Member) -> Iterator[Quad]:
    """Yield the quads of an RDF file; blank nodes are distinct from those of other files.

    Raises UnreadableInput, with the line where it is known, for a syntax error, a document
    type declaration in XML (entities in it may expand without end), a remote JSON-LD context
    (nothing is fetched), a relative IRI, or a triple that is itself a term (RDF 1.2).
    """
    rdf_format = FORMATS[member.path.suffix.lower()]
    if rdf_format == RdfFormat.RDF_XML:
        _check_xml(member)
    json_ld = rdf_format == RdfFormat.JSON_LD
    with member.open() as data:
        try:
            for quad in pyoxigraph.parse(
                data,
                rdf_format,
                base_iri=_RELATIVE if json_ld else None,
                rename_blank_nodes=True,
            ):
                if isinstance(quad.object, Triple):
                    raise UnreadableInput(
                        f"{member.name}: a triple about a triple (RDF 1.2) near {quad.subject}; "
                        "use rdf:Statement instead."
                    )
                if json_ld:
                    _refuse_relative(member, quad)
                yield quad
        except SyntaxError as error:
            raise UnreadableInput(f"{member.name}: {_syntax_error(error)}") from error


def _syntax_error(error: SyntaxError) -> str:
    if "LoadDocumentCallback" in error.msg:
        return "refers to a context elsewhere on the web; put the context itself into the file."
    if "No scheme found" in error.msg:
        return f"{error.msg}. A relative IRI needs an @base in the file."
    return f"{error.msg}."


def _refuse_relative(member: Member, quad: Quad) -> None:
    for term in quad:
        if isinstance(term, NamedNode) and term.value.startswith(_RELATIVE):
            relative = term.value.removeprefix(_RELATIVE)
            raise UnreadableInput(
                f"{member.name}: the IRI {relative!r} is relative; give it in full or set @base."
            )


def _check_xml(member: Member) -> None:
    parser = expat.ParserCreate(namespace_separator="")

    def refuse_doctype(*_: object) -> None:
        raise UnreadableInput(
            f"{member.name}, line {parser.CurrentLineNumber}: a document type declaration "
            "(DOCTYPE) is refused. Remove it and write its entities out."
        )

    def check_root(name: str, _: object) -> None:
        parser.StartElementHandler = None
        if name != RDF.RDF.value:
            raise UnreadableInput(
                f"{member.name}, line {parser.CurrentLineNumber}: the XML is not RDF; "
                f"its outermost element is {name}, not rdf:RDF."
            )

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = check_root
    with member.open() as data:
        try:
            parser.ParseFile(data)
        except expat.ExpatError as error:
            raise UnreadableInput(
                f"{member.name}, line {error.lineno}: {expat.ErrorString(error.code)}."
            ) from error


def _rdf_members(files: Sequence[SourceFile], log: Log) -> list[Member]:
    found: list[Member] = []
    for file in files:
        for member in members(file):
            if is_rdf(member):
                found.append(member)
            elif is_bundled(file):
                log.note(NOT_RDF, member.name)
            else:
                raise UnreadableInput(
                    f"{member.name}: not an RDF file. RDF files end in {', '.join(FORMATS)}."
                )
    if not found:
        raise UnreadableInput(f"{', '.join(file.name for file in files)}: no RDF file inside.")
    return found


def _named(files: Iterable[Member]) -> set[str]:
    found: set[str] = set()
    for member in files:
        if FORMATS[member.path.suffix.lower()] in WITH_GRAPHS:
            for quad in read_quads(member):
                if isinstance(quad.graph_name, BlankNode):
                    raise UnreadableInput(
                        f"{member.name}: a graph is named by a blank node; give it an IRI."
                    )
                if isinstance(quad.graph_name, NamedNode):
                    found.add(quad.graph_name.value)
    return found


def _plain(quad: Quad, wanted: NamedNode | DefaultGraph, log: Log) -> Triple | None:
    log.read += 1
    if quad.graph_name != wanted:
        log.note(OTHER_GRAPH, quad.graph_name)
        return None
    log.kept += 1
    return quad.triple


IMPORTER = RdfImporter()
