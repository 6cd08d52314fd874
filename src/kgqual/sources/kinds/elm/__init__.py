"""The European Learning Model: LOQ XML, and ELM as RDF or JSON-LD.

Qualifications and what hangs on them (learning outcomes, awarding bodies, levels, fields, credit
points) as ``elm:`` classes, named as the files name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.model import Source, SourceFile
from kgqual.namespaces import RDF
from kgqual.sources.archives import Member, is_bundled, members
from kgqual.sources.blank_nodes import without_blank_nodes
from kgqual.sources.collection import CLOSING_DATE
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.elm import rules
from kgqual.sources.kinds.elm.loq_reading import LoqDocument
from kgqual.sources.kinds.elm.rdf_reading import elm_triples
from kgqual.sources.kinds.elm.xml_tree import read_xml
from kgqual.sources.kinds.rdf import FORMATS
from kgqual.sources.log import Log

XML = ".xml"
"""The ending that LOQ XML and RDF/XML share; the outermost element tells them apart."""


class ElmImporter(Importer):
    """Reads a publication in the European Learning Model.

    Publications of different names stand side by side; of one name (``mon-2026-11``,
    ``mon-2027-01``) the newest is current.
    """

    kind = "elm"

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return the kind and the version without its closing date: ``elm/mon``."""
        return f"{self.kind}/{CLOSING_DATE.sub('', version)}"

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield what the files state; equal triples may be repeated."""
        triples = (
            triple for member in _elm_files(source.files, log) for triple in _read(member, log)
        )
        yield from without_blank_nodes(triples, NamedNode(source.graph))


def _elm_files(files: Sequence[SourceFile], log: Log) -> list[Member]:
    found: list[Member] = []
    for file in files:
        for member in members(file):
            if member.path.suffix.lower() in FORMATS:
                found.append(member)
            elif is_bundled(file):
                log.note(rules.UNKNOWN_FILE, member.name)
            else:
                raise UnreadableInput(
                    f"{member.name}: neither LOQ XML nor RDF; those end in {', '.join(FORMATS)}."
                )
    if not found:
        raise UnreadableInput(f"{', '.join(file.name for file in files)}: no ELM file inside.")
    return found


def _read(member: Member, log: Log) -> Iterator[Triple]:
    if member.path.suffix.lower() == XML:
        root = read_xml(member)
        if root.name != f"{{{RDF.iri}}}RDF":
            yield from LoqDocument(member.name, log).triples(root)
            return
    yield from elm_triples(member, log)


IMPORTER = ElmImporter()
