"""IRIs: the one prefix list, the vocabularies we use, and the paths of our own things.

``ontology/prefixes.json`` is the only list of prefixes; everything else reads it from here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import NamedNode

from kgqual.resources import shipped


@cache
def prefixes() -> Mapping[str, str]:
    """Return prefix → namespace IRI, as ``ontology/prefixes.json`` lists them."""
    text = (shipped("ontology") / "prefixes.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


class Namespace:
    """A vocabulary: ``SKOS.prefLabel`` and ``SKOS["prefLabel"]`` are its terms as nodes."""

    def __init__(self, prefix: str) -> None:
        self.iri = prefixes()[prefix]
        self._terms: dict[str, NamedNode] = {}

    def __getitem__(self, name: str) -> NamedNode:
        term = self._terms.get(name)
        if term is None:
            term = self._terms[name] = NamedNode(self.iri + name)
        return term

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]


COUNTRY = Namespace("country")
DATA_THEME = Namespace("data-theme")
DCAT = Namespace("dcat")
DCTERMS = Namespace("dcterms")
ELI = Namespace("eli")
ELM = Namespace("elm")
EQF = Namespace("eqf")
ESCO = Namespace("esco")
ESCO_OCCUPATION = Namespace("esco-occupation")
FILE_TYPE = Namespace("file-type")
FOAF = Namespace("foaf")
ISCED_F = Namespace("isced-f")
ISCO = Namespace("isco")
ISO_THES = Namespace("iso-thes")
KQ = Namespace("kq")
LOCN = Namespace("locn")
MEDIA_TYPE = Namespace("media-type")
ONET = Namespace("onet")
ORG = Namespace("org")
OWL = Namespace("owl")
PAV = Namespace("pav")
PROV = Namespace("prov")
QDR = Namespace("qdr")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SCHEMA = Namespace("schema")
SD = Namespace("sd")
SEMAPV = Namespace("semapv")
SH = Namespace("sh")
SKOS = Namespace("skos")
SKOSXL = Namespace("skosxl")
SPDX = Namespace("spdx")
SSSOM = Namespace("sssom")
VOID = Namespace("void")
XSD = Namespace("xsd")


def _path(parts: tuple[str, ...]) -> str:
    return "/".join(quote(part, safe="+:,.-_~") for part in parts)


def thing(*parts: str) -> NamedNode:
    """Return our own IRI for a thing: ``thing("nqf", "2016", "level", "4")``."""
    return NamedNode(prefixes()["kqid"] + _path(parts))


def graph(kind: str, version: str) -> NamedNode:
    """Return the IRI of the named graph that holds one version of one source."""
    return NamedNode(prefixes()["kqg"] + _path((kind, version)))


CATALOG = NamedNode(prefixes()["kqg"] + "catalog")
RESERVED_GRAPHS = prefixes()["kqg"]


def expand(text: str) -> NamedNode:
    """Return the node for a CURIE of the prefix list or for a whole IRI.

    Raises ValueError when the prefix is not in the list and the text is not an IRI.
    """
    prefix, colon, local = text.partition(":")
    if not colon:
        raise ValueError(f"{text!r} is neither an IRI nor a CURIE (prefix:name)")
    if not local.startswith("//") and (base := prefixes().get(prefix)):
        return NamedNode(base + local)
    if "://" not in text and prefix not in {"urn", "mailto"}:
        raise ValueError(f"{text!r}: the prefix {prefix!r} is not in ontology/prefixes.json")
    return NamedNode(text)


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((iri, p) for p, iri in prefixes().items()), key=lambda x: -len(x[0])))


def compact(iri: str) -> str:
    """Return the CURIE of an IRI for people to read, or the IRI itself."""
    for base, prefix in _by_length():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def sparql_prologue() -> str:
    """Return the prefix list as SPARQL ``PREFIX`` lines."""
    return "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes().items())
