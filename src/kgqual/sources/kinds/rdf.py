"""RDF as it comes: Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, or a zip of such files.

A source is one named graph, so of a file that holds several named graphs each source takes its
own, and one more the triples outside of them. Blank nodes become IRIs (:mod:`.blank_nodes`).
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import IO
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import Source, SourceFile
from kgqual.namespaces import RDF, RESERVED_GRAPHS
from kgqual.sources.archives import Member, is_bundled, members
from kgqual.sources.blank_nodes import without_blank_nodes
from kgqual.sources.confined_rdf import as_n_quads, confined_quads
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

_JSON_ID = re.compile(rb'"@id"\s*:\s*"((?:[^"\\]|\\.)*)"')
_NOT_IN_IRI = re.compile(rb'[\x00-\x20<>{}|^`]|\\[bfnrt"\\]|\\u00(?:[01].|7f)', re.IGNORECASE)

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
        """Return the named graphs of the files, and one of our own for triples outside them.

        Raises BadUsage for a graph whose name is reserved for those of our own.
        """
        names = _graph_names(rdf_members(files, Log()))
        for name in _named(names):
            if name.startswith(RESERVED_GRAPHS):
                raise BadUsage(
                    f"The graph <{name}> lies below {RESERVED_GRAPHS}, which is reserved for the "
                    "graphs of sources. Give the graph another name."
                )
        outside = super().graphs(version, files) if DefaultGraph() in names or not names else []
        return [*_named(names), *outside]

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of the files that belong to the source's graph.

        Of a file with named graphs these are the triples of the graph named like the source's,
        and those outside any named graph when no graph is named so. Raises UnreadableInput
        when all triples are in other graphs.
        """
        files = rdf_members(source.files, log)
        graph = NamedNode(source.graph)
        names = _graph_names(files)
        wanted = graph if graph in names else DefaultGraph()
        quads = (_plain(quad, wanted, log) for member in files for quad in read_quads(member))
        yield from without_blank_nodes((triple for triple in quads if triple), graph)
        if log.read and not log.kept:
            raise UnreadableInput(
                f"{source.name}: no triple is in {graph} or outside a named graph. The graphs of "
                f"the files are {', '.join(_named(names))}: name one of them, or none."
            )


def is_rdf(member: Member) -> bool:
    """Return whether a file is named as RDF."""
    return member.path.suffix.lower() in FORMATS


def read_quads(member: Member) -> Iterator[Quad]:
    """Yield the quads of an RDF file; blank nodes are distinct from those of other files.

    Raises UnreadableInput, with the line where it is known, for a syntax error, a document
    type declaration in XML (entities in it may expand without end), a remote JSON-LD context
    (nothing is fetched), a relative IRI, or a triple that is itself a term (RDF 1.2).
    """
    return confined_quads(partial(_as_n_quads, member=member), member.name)


def _as_n_quads(_: bytes, member: Member) -> Iterator[bytes]:
    """Yield an RDF file as N-Quads: what the confined process does."""
    yield from as_n_quads(unconfined_quads(member))


def unconfined_quads(member: Member) -> Iterator[Quad]:
    """Yield the quads of an RDF file as :func:`read_quads` does, in this very process.

    To be called in a process that is confined already: a deeply nested file overflows the stack.
    """
    rdf_format = FORMATS[member.path.suffix.lower()]
    if rdf_format == RdfFormat.RDF_XML:
        _check_xml(member)
    with member.open() as data:
        if rdf_format == RdfFormat.JSON_LD:
            _check_json_ids(data, member.name)
        if data.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            data.seek(0)
        yield from parsed_quads(data, member.name, rdf_format)


def parsed_quads(data: IO[bytes], name: str, rdf_format: RdfFormat) -> Iterator[Quad]:
    """Yield the quads of RDF as :func:`unconfined_quads` does; ``name`` is what messages call it.

    RDF/XML must have been checked for a document type declaration before.
    """
    json_ld = rdf_format == RdfFormat.JSON_LD
    try:
        for quad in pyoxigraph.parse(
            data,
            rdf_format,
            base_iri=_RELATIVE if json_ld else None,
            rename_blank_nodes=True,
        ):
            if isinstance(quad.object, Triple):
                raise UnreadableInput(
                    f"{name}: a triple about a triple (RDF 1.2) near {quad.subject}; "
                    "use rdf:Statement instead."
                )
            if json_ld:
                _refuse_relative(name, quad)
            yield quad
    except SyntaxError as error:
        raise UnreadableInput(f"{name}: {_syntax_error(error)}") from error


def _check_json_ids(data: IO[bytes], name: str) -> None:
    """Refuse names with characters that no IRI has: JSON-LD leaves out what is named so."""
    for found in _JSON_ID.finditer(data.read()):
        if _NOT_IN_IRI.search(found[1]):
            shown = found[1][:100].decode("utf-8", "replace")
            raise UnreadableInput(f"{name}: {shown!r} is not an IRI: it has a character none has.")
    data.seek(0)


def _syntax_error(error: SyntaxError) -> str:
    if "LoadDocumentCallback" in error.msg:
        return "refers to a context elsewhere on the web; put the context itself into the file."
    if "No scheme found" in error.msg:
        return f"{error.msg}. A relative IRI needs an @base in the file."
    return f"{error.msg}."


def _refuse_relative(name: str, quad: Quad) -> None:
    for term in quad:
        if isinstance(term, NamedNode) and term.value.startswith(_RELATIVE):
            relative = term.value.removeprefix(_RELATIVE)
            raise UnreadableInput(
                f"{name}: the IRI {relative!r} is relative; give it in full or set @base."
            )


def _check_xml(member: Member) -> None:
    parser = expat.ParserCreate(namespace_separator="")

    def refuse_doctype(*_: object) -> None:
        """Refuse a document type, wherever it stands."""
        raise UnreadableInput(
            f"{member.name}, line {parser.CurrentLineNumber}: a document type declaration "
            "(DOCTYPE) is refused. Remove it and write its entities out."
        )

    def check_root(name: str, _: object) -> None:
        """Look at the outermost element only."""
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


def rdf_members(files: Sequence[SourceFile], log: Log) -> list[Member]:
    """Return the RDF files among ``files`` and in their archives; ``log`` notes what is not RDF.

    Raises UnreadableInput for a file given by itself that is not RDF, and when none is.
    """
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


def _named(names: Iterable[NamedNode | DefaultGraph]) -> list[str]:
    """Return the IRIs of those that have one, in order."""
    return sorted(name.value for name in names if isinstance(name, NamedNode))


def _graph_names(files: Iterable[Member]) -> set[NamedNode | DefaultGraph]:
    """Return the graphs that hold the triples of the files."""
    found: set[NamedNode | DefaultGraph] = set()
    for member in files:
        if FORMATS[member.path.suffix.lower()] not in WITH_GRAPHS:
            found.add(DefaultGraph())
            continue
        for quad in read_quads(member):
            if isinstance(quad.graph_name, BlankNode):
                raise UnreadableInput(
                    f"{member.name}: a graph is named by a blank node; give it an IRI."
                )
            found.add(quad.graph_name)
    return found


def _plain(quad: Quad, wanted: NamedNode | DefaultGraph, log: Log) -> Triple | None:
    log.read += 1
    if quad.graph_name != wanted:
        log.note(OTHER_GRAPH, quad.graph_name)
        return None
    log.kept += 1
    return quad.triple


IMPORTER = RdfImporter()
