"""The kinds of source kgqual reads. Importers are loaded when first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from kgqual.errors import BadUsage
from kgqual.sources.importer import Importer

KINDS = {
    "centre": "recognition centres and the professions they recognise (template)",
    "claim": "claims with their source, and conflicts between them (template)",
    "country": "countries and their names (template)",
    "elm": "European Learning Model: LOQ XML, RDF, JSON-LD",
    "esco": "ESCO: official CSV zips, folders or files, in any mixture of languages",
    "framework": "qualification frameworks, levels, descriptors, correspondences (template)",
    "he": "higher education classifier: areas, directions, programme groups (template)",
    "isced-f": "ISCED-F fields of education and training (template)",
    "isco": "ISCO-08 groups (template)",
    "law": "legal acts, agreements, organisations, registers, procedures (template)",
    "nco": "national classifier of occupations (template)",
    "onet": "O*NET: the official crosswalk tables to and from ESCO",
    "profession": "registers of professions (template)",
    "programme": "educational programmes, modules, outcomes (template)",
    "qualification": "qualifications placed in frameworks (template)",
    "rdf": "RDF: Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD",
    "sssom": "mappings: SSSOM/TSV",
    "standard": "professional standards: passports, profession cards, functions (template)",
    "turkicskills": "TurkicSkills competitions (template)",
    "tvet": "vocational education classifier: specialities, qualifications (template)",
    "worldskills": "WorldSkills: technical descriptions (PDF), or competitions (template)",
}


ONTOLOGY = "ontology"
"""The kind of kgqual's own ontology: RDF that is shipped, never added."""


def importer(kind: str) -> Importer:
    """Return the importer of ``kind``. Raises BadUsage for an unknown kind."""
    if kind not in KINDS and kind != ONTOLOGY:
        raise BadUsage(f"Unknown kind {kind!r}. The kinds are: {', '.join(KINDS)}.")
    name = "rdf" if kind == ONTOLOGY else kind.replace("-", "_")
    module = import_module(f"kgqual.sources.kinds.{name}")
    return cast(Importer, module.IMPORTER)
