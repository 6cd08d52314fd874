"""The official O*NET–ESCO crosswalk: both tables, what stands around them, and bad rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import esco_occupations
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.namespaces import ESCO_OCCUPATION, ISCO, ONET, OWL, RDF, SKOS, SSSOM
from kgqual.sources.adding import Options, proposed
from kgqual.sources.kinds.onet import rules
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]

CHIEF_EXECUTIVE_OFFICER = "6c3fd65e-2d24-47d8-bc22-9e93512bdcc2"
AIRPORT_CHIEF_EXECUTIVE = "4be4ea31-1211-4f0c-82bb-f6fe10791f4d"

PREAMBLE = """\
Mapping project name,Crosswalk,,,,,
Mapping project author,Two authorities,,,,,
Mapping project version,7,,,,,
Mapping project version date,Mar-24,,,,,
Classification 1 Version,O*NET-SOC 2019,,,,,
,,,,,,
"""
TYPED_HEADER = (
    "O*NET Id,O*NET Title,O*NET Description,ESCO or ISCO URI,ESCO or ISCO Title,"
    "ESCO or ISCO Description,Type of Match\n"
)
CODED_HEADER = "ESCO/ISCO Code,ESCO/ISCO Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n"
FOOTER = ",,,\n,This publication uses ESCO. ESCO v1.1.0 used.,,\n"
EXECUTIVES = "11-1011.00,Chief Executives"


def typed_row(uuid: str, kind: str, occupation: str = EXECUTIVES) -> str:
    return f"{occupation},,http://data.europa.eu/esco/occupation/{uuid},,,{kind}\n"


def typed(folder: Path, *rows: str, preamble: str = PREAMBLE, header: str = TYPED_HEADER) -> Path:
    """Write a table from O*NET to ESCO, with a byte order mark as the official file has."""
    path = folder / "onet_to_esco.csv"
    path.write_text(preamble + header + "".join(rows), encoding="utf-8-sig")
    return path


def coded(folder: Path, *rows: str, header: str = CODED_HEADER, footer: str = FOOTER) -> Path:
    """Write a table from ESCO to O*NET."""
    path = folder / "esco_to_onet.csv"
    path.write_text(header + "".join(rows) + footer, encoding="utf-8")
    return path


def problems(log: Log) -> list[tuple[int | None, str]]:
    return [(problem.where.row, problem.where.column) for problem in log.problems]


@pytest.fixture(scope="module")
def crosswalk(shared_data: Path) -> Path:
    return shared_data / "onet" / "onet_esco_crosswalk.zip"


@pytest.fixture(scope="module")
def read(crosswalk: Path, read_source: ReadSource) -> tuple[set[Triple], Log]:
    return read_source("onet", crosswalk)


def _official_rows(crosswalk: Path) -> list[list[str]]:
    with zipfile.ZipFile(crosswalk) as archive:
        text = archive.read("crosswalk_esco_onet.csv").decode("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text)) if row[6].endswith(("Match", "ISCO"))]


def test_the_official_crosswalk_becomes_a_mapping_for_each_row(
    read: tuple[set[Triple], Log], ask: Ask
) -> None:
    triples, log = read
    assert (log.read, log.kept, log.refused) == (12_880, 12_880, 0)
    counts = ask(
        triples,
        "SELECT ?set ?predicate (COUNT(?m) AS ?n) { ?m a sssom:Mapping ; sssom:mapping_set ?set ; "
        "owl:annotatedProperty ?predicate } GROUP BY ?set ?predicate",
    )
    assert sorted(counts) == [
        ("kqid:mapping-set/esco-onet-1", "skos:mappingRelation", "8627"),
        ("kqid:mapping-set/onet-esco-1", "skos:broadMatch", "227"),
        ("kqid:mapping-set/onet-esco-1", "skos:closeMatch", "1432"),
        ("kqid:mapping-set/onet-esco-1", "skos:exactMatch", "541"),
        ("kqid:mapping-set/onet-esco-1", "skos:narrowMatch", "2053"),
    ]
    assert log.findings[rules.TURNED].count == 2280
    assert log.findings[rules.EXACT_GROUP].count == 43
    assert rules.UNKNOWN_CODE not in log.findings


def test_every_mapping_says_what_it_rests_on(read: tuple[set[Triple], Log], ask: Ask) -> None:
    triples, _ = read
    found = ask(
        triples,
        "SELECT DISTINCT ?set ?justification ?strength ?title ?issued { "
        "?m sssom:mapping_set ?set ; sssom:mapping_justification ?justification ; "
        "kq:strength ?strength ; dcterms:source ?document ; kq:locator ?place . "
        "?document dcterms:title ?title FILTER(LANG(?title) = 'en') "
        "OPTIONAL { ?document dcterms:issued ?issued } }",
    )
    assert sorted(found) == [
        (
            "kqid:mapping-set/esco-onet-1",
            "semapv:UnspecifiedMatching",
            "kqid:strength/published",
            "Crosswalk from ESCO to O*NET-SOC",
            "",
        ),
        (
            "kqid:mapping-set/onet-esco-1",
            "semapv:ManualMappingCuration",
            "kqid:strength/official",
            "Crosswalk from O*NET-SOC to ESCO",
            "2022-09",
        ),
    ]


def test_the_lines_above_the_header_name_version_author_and_date(crosswalk: Path) -> None:
    [source] = proposed("onet", [crosswalk], Options())
    assert (source.version, source.issued, source.complete) == ("1", "2022-09", True)
    assert source.graph == "https://w3id.org/kgqual/graph/onet/1"


def test_the_author_is_named_as_the_file_names_it(read: tuple[set[Triple], Log], ask: Ask) -> None:
    triples, _ = read
    [(name,)] = ask(triples, "SELECT ?name { ?set dcterms:creator/foaf:name ?name }")
    assert name.startswith("ESCO Secretariat in collaboration with the U.S. Department of Labor")


def test_a_pair_of_both_tables_is_two_mappings(read: tuple[set[Triple], Log]) -> None:
    triples, _ = read
    executives, officer = ONET["11-1011.00"], ESCO_OCCUPATION[CHIEF_EXECUTIVE_OFFICER]
    assert Triple(executives, SKOS.exactMatch, officer) in triples
    assert Triple(officer, SKOS.mappingRelation, executives) in triples


def test_occupations_of_onet_have_their_code_and_title(
    read: tuple[set[Triple], Log], ask: Ask
) -> None:
    triples, _ = read
    developers = "<https://www.onetonline.org/link/summary/15-1252.00>"
    assert ask(
        triples,
        f"SELECT ?title ?code ?scheme {{ {developers} a skos:Concept ; skos:notation ?code ; "
        "skos:prefLabel ?title ; skos:inScheme/skos:prefLabel ?scheme "
        "FILTER(LANG(?scheme) = 'en') }",
    ) == [("Software Developers", "15-1252.00", "O*NET-SOC 2019")]
    occupations = {triple.subject for triple in triples if triple.predicate == SKOS.inScheme}
    assert len(occupations) == 958


def test_broad_and_narrow_say_what_the_onet_occupation_is(crosswalk: Path) -> None:
    """Why ``broadMatch`` of the file is a narrow match from O*NET.

    Where O*NET's occupation is an exact match of one ESCO occupation and a broad match of
    another, ESCO puts the other below the one; for narrow matches it is the other way round.
    """
    codes = {iri: code for code, iri in esco_occupations().items()}
    rows = [row for row in _official_rows(crosswalk) if row[3] in codes]
    exact = {row[0]: codes[row[3]] for row in rows if row[6] == "exactMatch"}
    places: Counter[tuple[str, str]] = Counter()
    for row in rows:
        one, other = exact.get(row[0], "-"), codes[row[3]]
        if other.startswith(f"{one}."):
            places[row[6], "below"] += 1
        elif one.startswith(f"{other}."):
            places[row[6], "above"] += 1
    assert places["broadMatch", "below"] > 40 * places["broadMatch", "above"]
    assert places["narrowMatch", "above"] > 30
    assert places["narrowMatch", "below"] == 0


def test_a_table_by_itself_is_read_and_is_no_whole_crosswalk(
    tmp_path: Path, read_source: ReadSource
) -> None:
    path = typed(tmp_path, typed_row(AIRPORT_CHIEF_EXECUTIVE, "broadMatch"))
    triples, log = read_source("onet", path)
    airport = ESCO_OCCUPATION[AIRPORT_CHIEF_EXECUTIVE]
    assert Triple(ONET["11-1011.00"], SKOS.narrowMatch, airport) in triples
    assert log.findings[rules.MISSING_DIRECTION].examples == ["esco-onet"]
    [source] = proposed("onet", [path], Options())
    assert (source.version, source.complete) == ("7", False)


def test_members_of_the_zip_can_be_given_by_themselves_in_any_order(
    crosswalk: Path, tmp_path: Path, read: tuple[set[Triple], Log], read_source: ReadSource
) -> None:
    with zipfile.ZipFile(crosswalk) as archive:
        archive.extractall(tmp_path)
    paths = sorted(tmp_path.iterdir())
    assert read_source("onet", *paths)[0] == read_source("onet", *reversed(paths))[0]
    assert read_source("onet", *paths)[0] == read[0]


def test_codes_are_looked_up_in_the_esco_release_they_are_of(
    tmp_path: Path, read_source: ReadSource
) -> None:
    executives = "11-1011.00,Chief Executives\n"
    path = coded(
        tmp_path,
        f"1120.3.1,airport chief executive,{executives}",
        f"1120,Managing directors,{executives}",
        f"1120.99,not there,{executives}",
        f"1199,not there either,{executives}",
    )
    triples, log = read_source("onet", path)
    stated = {t.subject for t in triples if t.predicate == SKOS.mappingRelation}
    assert stated == {ESCO_OCCUPATION[AIRPORT_CHIEF_EXECUTIVE], ISCO.C1120}
    assert log.findings[rules.UNKNOWN_CODE].examples == ["1120.99 (esco_to_onet.csv, row 4)"]
    assert log.findings[rules.UNKNOWN_GROUP].examples == ["1199 (esco_to_onet.csv, row 5)"]
    assert (log.read, log.kept, log.refused) == (4, 2, 0)


def test_codes_of_another_esco_are_not_guessed(tmp_path: Path, read_source: ReadSource) -> None:
    row = "1120.3.1,airport chief executive,11-1011.00,Chief Executives\n"
    path = coded(tmp_path, row, footer=FOOTER.replace("v1.1.0", "v1.2.0"))
    with pytest.raises(UnreadableInput, match=r"codes are of ESCO v1\.2\.0"):
        read_source("onet", path)


def test_a_table_without_its_last_line_is_read_as_the_release_it_was_made_of(
    tmp_path: Path, read_source: ReadSource
) -> None:
    row = "1120.3.1,airport chief executive,11-1011.00,Chief Executives\n"
    _, log = read_source("onet", coded(tmp_path, row, footer=""))
    assert log.findings[rules.NO_ESCO_VERSION].count == 1


def test_bad_cells_are_refused_with_row_and_column(tmp_path: Path, read_source: ReadSource) -> None:
    ceo = CHIEF_EXECUTIVE_OFFICER
    path = typed(
        tmp_path,
        typed_row(ceo, "exactMatch"),
        typed_row(ceo, "sameMatch", "11-1021.00,General Managers"),
        typed_row(ceo, "exactMatch", "11-10.00,Short"),
        typed_row(ceo, "exactMatch", "11-1031.00,"),
        typed_row(ceo, "exactMatch", "11-1011.00,Executives in Chief"),
        typed_row("not-a-uuid", "exactMatch"),
        typed_row(ceo, "exactISCO"),
        typed_row(ceo, "closeMatch"),
        "11-1011.00,Chief Executives\n",
    )
    _, log = read_source("onet", path)
    assert problems(log) == [
        (9, "Type of Match"),
        (10, "O*NET Id"),
        (11, "O*NET Title"),
        (12, "O*NET Title"),
        (13, "ESCO or ISCO URI"),
        (14, "ESCO or ISCO URI"),
        (15, "Type of Match"),
        (16, ""),
    ]
    assert log.problems[6].reason == (
        "contradicts onet_to_esco.csv, row 8, which maps the same pair."
    )
    assert log.kept == 1


def test_a_code_that_is_no_code_is_refused(tmp_path: Path, read_source: ReadSource) -> None:
    path = coded(tmp_path, "A1120,executives,11-1011.00,Chief Executives\n")
    _, log = read_source("onet", path)
    assert problems(log) == [(2, "ESCO/ISCO Code")]


def test_a_row_that_repeats_another_is_stated_once(tmp_path: Path, read_source: ReadSource) -> None:
    row = typed_row(CHIEF_EXECUTIVE_OFFICER, "exactMatch")
    triples, log = read_source("onet", typed(tmp_path, row, row))
    assert (log.kept, log.findings[rules.REPEATED].count) == (1, 1)
    assert sum(t.object == SSSOM.Mapping for t in triples) == 1


def test_an_occupation_esco_does_not_have_is_kept_and_counted(
    tmp_path: Path, read_source: ReadSource
) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    triples, log = read_source("onet", typed(tmp_path, typed_row(unknown, "closeMatch")))
    assert Triple(ONET["11-1011.00"], SKOS.closeMatch, ESCO_OCCUPATION[unknown]) in triples
    assert log.findings[rules.UNKNOWN_OCCUPATION].count == 1


def test_the_header_is_found_below_any_number_of_lines(
    tmp_path: Path, read_source: ReadSource
) -> None:
    row = typed_row(CHIEF_EXECUTIVE_OFFICER, "exactMatch")
    for blank_lines in (0, 9, 30):
        path = typed(tmp_path, row, preamble=PREAMBLE + ",,,,,,\n" * blank_lines)
        assert read_source("onet", path)[1].kept == 1
    with pytest.raises(UnreadableInput, match="no header of the crosswalk in the first 50 rows"):
        read_source("onet", typed(tmp_path, row, preamble=PREAMBLE + ",,,,,,\n" * 60))


def test_a_wrong_header_is_named_with_the_right_ones(
    tmp_path: Path, read_source: ReadSource
) -> None:
    path = typed(tmp_path, header=TYPED_HEADER.replace("Type of Match", "Match"))
    with pytest.raises(UnreadableInput, match="O\\*NET Id, O\\*NET Title, ESCO or ISCO URI, Type"):
        read_source("onet", path)


def test_without_the_lines_above_the_header_nothing_is_known_of_the_table(
    tmp_path: Path, read_source: ReadSource
) -> None:
    path = typed(tmp_path, typed_row(CHIEF_EXECUTIVE_OFFICER, "exactMatch"), preamble="")
    with pytest.raises(BadUsage, match="do not say which version of onet"):
        proposed("onet", [path], Options())
    with pytest.raises(UnreadableInput, match="do not say who made the crosswalk"):
        read_source("onet", path)


def test_the_table_without_a_version_needs_one(tmp_path: Path) -> None:
    path = coded(tmp_path, "1120,Managing directors,11-1011.00,Chief Executives\n")
    with pytest.raises(BadUsage, match="do not say which version of onet"):
        proposed("onet", [path], Options())


def test_the_same_table_twice_is_refused(tmp_path: Path, read_source: ReadSource) -> None:
    one = typed(tmp_path, typed_row(CHIEF_EXECUTIVE_OFFICER, "exactMatch"))
    other = tmp_path / "again.csv"
    other.write_bytes(one.read_bytes())
    with pytest.raises(BadUsage, match="are the same table"):
        read_source("onet", one, other)


def test_a_truncated_zip_is_unreadable(
    crosswalk: Path, tmp_path: Path, read_source: ReadSource
) -> None:
    path = tmp_path / "crosswalk.zip"
    path.write_bytes(crosswalk.read_bytes()[:-1000])
    with pytest.raises(UnreadableInput, match="not a whole zip archive"):
        read_source("onet", path)


def test_a_table_cut_off_inside_a_cell_is_unreadable(
    tmp_path: Path, read_source: ReadSource
) -> None:
    path = typed(tmp_path, '11-1011.00,"Chief Exec')
    with pytest.raises(UnreadableInput, match="The file may be cut off"):
        read_source("onet", path)


def test_another_kind_of_file_is_unreadable(tmp_path: Path, read_source: ReadSource) -> None:
    path = tmp_path / "crosswalk.txt"
    path.write_text("text", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not a table of the crosswalk"):
        read_source("onet", path)


def test_the_codes_we_ship_are_those_of_esco(shared_data: Path) -> None:
    name = "ESCO dataset - v1.1.0 - classification - en - csv.zip"
    with zipfile.ZipFile(shared_data / "esco" / name) as archive:
        text = archive.read("occupations_en.csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert {row["code"]: row["conceptUri"] for row in rows} == esco_occupations()


def test_mappings_are_nodes_with_both_ends(read: tuple[set[Triple], Log]) -> None:
    triples, _ = read
    nodes = {t.subject for t in triples if t.object == SSSOM.Mapping}
    for term in (OWL.annotatedSource, OWL.annotatedTarget, OWL.annotatedProperty):
        assert {t.subject for t in triples if t.predicate == term} == nodes
    assert all(isinstance(node, NamedNode) for node in nodes)
    assert Triple(ONET["11-1011.00"], RDF.type, SKOS.Concept) in triples
    assert Triple(ONET["11-1011.00"], SKOS.notation, Literal("11-1011.00")) in triples
