"""Recognition centres: who accredited them, for how long, and which professions they recognise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pyoxigraph import Literal, Triple

from kgqual.namespaces import DCTERMS, ELM, KQ, ORG, RDF, thing
from kgqual.sources.collection import CollectionImporter, ReadRow, RowsCheck
from kgqual.sources.kinds.law import rows as law_rows
from kgqual.sources.kinds.law.tables import BASIS, ORGANISATIONS, STANDING
from kgqual.sources.professions import NCO, PROFESSION, ProfessionNames, profession
from kgqual.sources.row_checks import Checks, ReferencesCheck, reference
from kgqual.sources.shared_columns import (
    ID,
    IN_COUNTRY,
    REFERENCE,
    REFERENCE_WORDS,
    held,
    referred,
    stated_titles,
)
from kgqual.sources.statements import DOCUMENTS, SLUG, SLUG_WORDS, TITLES, VALIDITY, sourced
from kgqual.sources.template import Column, Row, Table, Template

CENTRES = Table(
    "centres",
    "Centres that recognise professional qualifications.",
    (
        ID,
        *TITLES,
        Column("also_called", "other names and abbreviations", many=True),
        IN_COUNTRY,
        Column("region", "the region or city it is in"),
        Column(
            "accredited_by",
            "the body that accredited it: the id of an organisation, such as atameken",
            pattern=REFERENCE,
            expects=REFERENCE_WORDS,
        ),
        Column("certificate_number", "the number of its certificate of accreditation", code=True),
        *VALIDITY,
        *STANDING,
        *BASIS,
    ),
    key=("id",),
)

RECOGNISED = Table(
    "recognised",
    "Professions whose qualifications a centre recognises, one a row.",
    (
        Column(
            "centre",
            "the centre: its id in the centres table",
            required=True,
            pattern=SLUG,
            expects=SLUG_WORDS,
            code=True,
        ),
        PROFESSION,
        *TITLES,
        NCO,
        *BASIS,
    ),
    key=("centre", "profession"),
)

TEMPLATE = Template(
    "centre",
    (CENTRES, RECOGNISED, ORGANISATIONS, DOCUMENTS),
    "No list of centres was found in any source at hand: in the filled example the accreditation "
    "body is a fact, and the centre EXAMPLE-centre, its certificate and its profession are "
    "illustrations of how to fill the tables. valid_from and valid_until of a centre are those "
    "of its accreditation.",
)


def centre(row: Row) -> Iterator[Triple]:
    """Yield a recognition centre and its accreditation."""
    node = thing("organisation", row["id"])
    stated_titles(row)
    yield from law_rows.organisation(row)
    yield Triple(node, RDF.type, KQ.RecognitionCentre)
    if row["region"]:
        yield Triple(node, DCTERMS.coverage, Literal(row["region"]))
    yield from _accreditation(row)


def _accreditation(row: Row) -> Iterator[Triple]:
    """Yield who accredited a centre, under which number, and from when until when."""
    stated = ("accredited_by", "certificate_number", "valid_from", "valid_until")
    if not any(row[column] for column in stated):
        return
    accredited = thing("organisation", row["id"])
    node = thing("organisation", row["id"], "accreditation")
    yield Triple(accredited, ELM.accreditation, node)
    yield Triple(node, RDF.type, ELM.Accreditation)
    yield Triple(node, ELM.organisation, accredited)
    if row["certificate_number"]:
        yield Triple(node, DCTERMS.identifier, Literal(row["certificate_number"]))
    if row["accredited_by"]:
        body = referred("organisation", row["accredited_by"])
        yield Triple(node, ELM.accreditingAgent, body)
        yield Triple(body, RDF.type, KQ.AccreditationBody)
        yield Triple(body, RDF.type, ORG.Organization)
    yield from held(node, row)
    yield from sourced(node, row)


def recognised(row: Row) -> Iterator[Triple]:
    """Yield a profession and that a centre recognises qualifications for it."""
    node = thing("profession", row["profession"])
    yield Triple(thing("organisation", row["centre"]), KQ.recognises, node)
    yield from profession(row)
    yield from sourced(node, row)


class CentreImporter(CollectionImporter):
    """Reads the ``centre`` template."""

    kind = "centre"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {
        "centres": centre,
        "recognised": recognised,
        "organisations": law_rows.organisation,
    }

    def check(self) -> RowsCheck:
        """Return the check that centres are there, and that a profession has one name."""
        return Checks(
            ReferencesCheck(reference(RECOGNISED, ("centre",), CENTRES)), ProfessionNames()
        )


IMPORTER = CentreImporter()
