"""/validation: what validation found when the snapshot was published."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from httpx import Client, Response
from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import KQ, RDF, SH, SKOS, compact
from kgqual.store.snapshot import VALIDATION_JSON, VALIDATION_TURTLE, Snapshots
from kgqual.validation.origins import Origins
from kgqual.validation.paths import Predicate
from kgqual.validation.records import as_json
from kgqual.validation.report import Report, Result, as_turtle
from kgqual.validation.shapes import shipped_shapes
from kgqual.validation.summary import Summary, summarize
from kgqual.validation.waivers import Waiver
from kgqual.web.wording import number, say

Serve = Callable[[Path], AbstractContextManager[str]]
HTML = {"accept": "text/html"}
NQF = "https://w3id.org/kgqual/graph/framework/nqf-2016"
EQF = "https://w3id.org/kgqual/graph/framework/eqf-2017"
LEVEL = "https://w3id.org/kgqual/id/nqf/2016/level/{}"
LABEL = NamedNode("https://w3id.org/kgqual/shapes#labelKazakh")
LOCATOR = NamedNode("https://w3id.org/kgqual/shapes#locator-source")
HOSTILE = "<script>alert(1)</script>\N{RIGHT-TO-LEFT OVERRIDE}"


def _result(level: int, shape: NamedNode, severity: NamedNode, value: str = "") -> Result:
    return Result(
        focus_node=NamedNode(LEVEL.format(level)),
        path=Predicate(SKOS.prefLabel),
        value=Literal(value) if value else None,
        component=SH.MinCountConstraintComponent,
        shape=shape,
        severity=severity,
    )


VIOLATIONS = [_result(n, LOCATOR, SH.Violation, HOSTILE if n == 1 else "") for n in range(1, 6)]
WARNINGS = [_result(n, LABEL, SH.Warning) for n in range(1, 4)]
WAIVED = [_result(8, LOCATOR, SH.Violation)]
WAIVER = Waiver(
    KQ.knownDefect,
    LOCATOR,
    EQF,
    frozenset({NamedNode(LEVEL.format(8))}),
    1,
    {"en": "The source says so itself.", "ru": "Так в источнике.", "kk": "Дереккөзде солай."},
)


def _summary() -> Summary:
    """Return a report with violations in one graph, warnings in another, and a waived result."""
    origins = Origins(
        dict.fromkeys(VIOLATIONS, (NQF,)) | dict.fromkeys((*WARNINGS, *WAIVED), (EQF,))
    )
    report = Report.of([*VIOLATIONS, *WARNINGS], "compiled")
    return summarize(report, shipped_shapes(), [(WAIVER, WAIVED)], origins)


def _files(summary: Summary) -> dict[str, bytes]:
    return {
        VALIDATION_JSON: as_json(summary).encode(),
        VALIDATION_TURTLE: as_turtle(summary.report),
    }


def _carrying(data: Path, made: Path, files: Mapping[str, bytes]) -> Path:
    """Return a copy of a data directory whose snapshot carries ``files`` as its report."""
    copy = made / "data"
    shutil.copytree(data, copy)
    snapshot = Snapshots(copy).current()
    sums = json.loads(snapshot.checksums_path.read_text(encoding="ascii"))
    for name in (VALIDATION_JSON, VALIDATION_TURTLE):
        (snapshot.path / name).unlink()
        del sums[name]
    for name, content in files.items():
        (snapshot.path / name).write_bytes(content)
        sums[name] = hashlib.sha256(content).hexdigest()
    snapshot.checksums_path.write_text(json.dumps(sums), encoding="ascii")
    return copy


@pytest.fixture(scope="module")
def made(
    serve: Serve, served_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """A client of a service whose snapshot carries the report of ``_summary()``."""
    data = _carrying(served_data, tmp_path_factory.mktemp("made"), _files(_summary()))
    with serve(data) as address, Client(base_url=address, timeout=30) as client:
        yield client


def _json(client: Client, **parameters: str | int) -> Any:
    response = client.get("/validation", params={**parameters, "format": "json"})
    assert response.status_code == 200, response.text
    return response.json()


def _focus_nodes(response: Response) -> set[str]:
    table = ox.Store()
    table.load(response.content, format=ox.RdfFormat.TURTLE)
    found = table.quads_for_pattern(None, SH.focusNode, None)
    return {node.value for quad in found if isinstance(node := quad.object, NamedNode)}


def test_the_report_of_the_shipped_graph_says_what_was_validated_and_how(
    client: Client, served_data: Path
) -> None:
    found = _json(client)
    snapshot = Snapshots(served_data).current()
    assert found["snapshot"] == snapshot.id
    assert found["shapes_digest"] == snapshot.manifest.shapes
    assert re.match(r"20\d\d-\d\d-\d\dT", found["checked"])
    assert found["engine"] in ("compiled", "pyshacl")
    assert found["publishable"] is True
    assert found["totals"]["violation"] == 0
    assert sum(group["count"] for group in found["groups"]) == found["totals"]["warning"]


def test_the_turtle_is_the_report_that_was_attached(client: Client, served_data: Path) -> None:
    response = client.get("/validation", headers={"accept": "text/turtle"})
    attached = (Snapshots(served_data).current().path / VALIDATION_TURTLE).read_bytes()
    graphs = []
    for text in (response.content, attached):
        dataset = ox.Dataset(ox.parse(text, ox.RdfFormat.TURTLE))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        graphs.append(dataset)
    assert graphs[0] == graphs[1]


@pytest.mark.parametrize(
    ("media_type", "sent"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/turtle;q=0.5, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_is_negotiated(made: Client, media_type: str, sent: str) -> None:
    response = made.get("/validation", headers={"accept": media_type})
    assert response.status_code == 200
    assert response.headers["content-type"] == sent
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("name", ["turtle", "jsonld", "ntriples", "rdfxml"])
def test_every_form_of_rdf_holds_the_same_report(made: Client, name: str) -> None:
    response = made.get("/validation", params={"format": name}, headers=HTML)
    media_type = response.headers["content-type"].partition(";")[0]
    table = ox.Store()
    table.load(response.content, format=ox.RdfFormat.from_media_type(media_type))
    assert len(list(table.quads_for_pattern(None, RDF.type, SH.ValidationResult))) == 8
    conforms = next(iter(table.quads_for_pattern(None, SH.conforms, None))).object
    assert isinstance(conforms, Literal)
    assert conforms.value == "false"


def test_what_cannot_be_sent_is_refused(made: Client) -> None:
    assert made.get("/validation", headers={"accept": "image/png"}).status_code == 406
    response = made.get("/validation", params={"format": "pdf"})
    assert response.status_code == 400
    assert "format='pdf'" in response.json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "severities"),
    [
        ({}, {"violation", "warning"}),
        ({"severity": "warning"}, {"warning"}),
        ({"severity": "info"}, set()),
        ({"shape": "kqsh:labelKazakh"}, {"warning"}),
        ({"shape": LABEL.value}, {"warning"}),
        ({"shape": "kqsh:strength"}, set()),
        ({"graph": NQF}, {"violation"}),
        ({"graph": "kqg:framework/nqf-2016"}, {"violation"}),
        ({"graph": NQF, "severity": "warning"}, set()),
    ],
)
def test_a_filter_takes_what_it_names(
    made: Client, parameters: dict[str, str], severities: set[str]
) -> None:
    found = _json(made, **parameters)
    assert {group["severity"] for group in found["groups"]} == severities
    assert {one["severity"] for one in found["results"] if not one["waived_by"]} == severities
    assert found["totals"]["violation"] == 5
    assert found["totals"]["warning"] == 3
    assert found["conforms"] is False


def test_a_part_of_a_report_that_has_findings_does_not_conform(made: Client) -> None:
    response = made.get("/validation", params={"format": "turtle", "severity": "info"})
    assert "sh:conforms false" in response.text
    assert _focus_nodes(response) == set()


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"shape": "kqsh:nowhere"}, "shape"),
        ({"shape": "no IRI"}, "shape"),
        ({"graph": "https://example.org/"}, "graph"),
        ({"severity": "fatal"}, "severity"),
        ({"limit": "0"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"offset": "-1"}, "offset"),
    ],
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_a_filter_that_is_wrong_is_named(
    made: Client, parameters: dict[str, str], named: str, form: str
) -> None:
    response = made.get("/validation", params={**parameters, "format": form})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert named in response.json()["detail"]


def test_results_come_in_pages_that_together_are_all(made: Client) -> None:
    whole = _json(made)
    assert whole["total"] == len(whole["results"]) == 9
    pages: list[Any] = []
    address: str | None = "/validation?format=json&limit=4"
    while address:
        response = made.get(address)
        assert response.headers["x-total-count"] == "9"
        found = response.json()
        assert (found["total"], found["limit"]) == (9, 4)
        pages += found["results"]
        address = response.links.get("next", {}).get("url")
    assert pages == whole["results"]


def test_csv_and_turtle_come_in_pages_too(made: Client) -> None:
    def rows(**parameters: int | str) -> list[dict[str, str]]:
        parameters["format"] = "csv"
        text = made.get("/validation", params=parameters).text
        return list(csv.DictReader(io.StringIO(text)))

    assert rows(limit=4) + rows(limit=4, offset=4) + rows(offset=8) == rows()
    assert [row["waived_by"] for row in rows()] == [""] * 8 + [KQ.knownDefect.value]
    asked: dict[str, int | str] = {"format": "turtle", "limit": 2, "offset": 1}
    assert _focus_nodes(made.get("/validation", params=asked)) == {
        LEVEL.format(2),
        LEVEL.format(3),
    }


def test_csv_speaks_the_language_asked_for(made: Client) -> None:
    for language in ("kk", "ru", "en"):
        text = made.get("/validation", params={"format": "csv", "lang": language}).text
        messages = {row["message"] for row in csv.DictReader(io.StringIO(text))}
        assert messages == {shipped_shapes().messages(s)[language] for s in (LABEL, LOCATOR)}


def test_what_a_client_has_already_is_not_sent_again(made: Client) -> None:
    for form in ("html", "json", "turtle"):
        first = made.get("/validation", params={"format": form, "lang": "ru"})
        again = made.get(
            "/validation",
            params={"format": form, "lang": "ru"},
            headers={"if-none-match": first.headers["etag"]},
        )
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        other = made.get(
            "/validation",
            params={"format": form, "severity": "warning"},
            headers={"if-none-match": first.headers["etag"]},
        )
        assert other.status_code == 200


def test_head_is_like_get_without_a_body(made: Client) -> None:
    got, head = made.get("/validation"), made.head("/validation")
    assert head.content == b""
    for name in ("content-type", "etag", "x-total-count", "x-kgqual-snapshot"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_says_what_is_wrong_and_how_to_repair_it(made: Client, language: str) -> None:
    text = made.get("/validation", params={"lang": language}, headers=HTML).text
    assert say(language, "validation.violations", count=5) in text
    assert say(language, "validation.warnings", count=3) in text
    for shape in (LABEL, LOCATOR):
        assert shipped_shapes().messages(shape)[language] in text
        assert shipped_shapes().hints(shape)[language] in text
        assert compact(shape.value) in text
    assert text.index(shipped_shapes().messages(LOCATOR)[language]) < text.index(
        shipped_shapes().messages(LABEL)[language]
    )
    assert WAIVER.reasons[language] in text


def test_the_page_shows_three_examples_that_lead_to_the_things_and_to_all(made: Client) -> None:
    text = made.get("/validation", params={"lang": "en"}, headers=HTML).text
    group = text.partition("kqsh:locator-source")[2].partition("</article>")[0]
    assert len(re.findall(r'href="/id/nqf/2016/level/\d[?]lang=en"', group)) == 3
    listed = re.search(r'href="(/validation[?]shape=kqsh%3Alocator-source[^"]*)"', group)
    assert listed
    page = made.get(listed[1].replace("&amp;", "&"), headers=HTML).text
    assert say("en", "validation.range", first=1, last=5, total=5) in page
    for level in range(1, 6):
        assert f'href="/id/nqf/2016/level/{level}?lang=en"' in page


def test_the_page_of_results_has_pages(made: Client) -> None:
    asked: dict[str, str | int] = {"limit": 3, "offset": 3, "lang": "en"}
    text = made.get("/validation", params=asked, headers=HTML).text
    assert say("en", "validation.range", first=4, last=6, total=number("en", 8)) in text
    assert 'rel="prev" href="/validation?lang=en&amp;offset=0&amp;limit=3"' in text
    assert 'rel="next" href="/validation?lang=en&amp;offset=6&amp;limit=3"' in text


def test_texts_of_the_data_are_harmless_on_the_page(made: Client) -> None:
    text = made.get("/validation", headers=HTML).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text


def test_a_filter_that_takes_nothing_says_so(made: Client) -> None:
    asked = {"severity": "info", "lang": "en"}
    text = made.get("/validation", params=asked, headers=HTML).text
    assert say("en", "validation.none_matches") in text
    assert say("en", "validation.clean") not in text


def test_a_report_without_findings_says_so(serve: Serve, served_data: Path, tmp_path: Path) -> None:
    clean = summarize(Report.of([], "compiled"), shipped_shapes())
    data = _carrying(served_data, tmp_path, _files(clean))
    with serve(data) as address, Client(base_url=address, timeout=30) as client:
        text = client.get("/validation", params={"lang": "kk"}, headers=HTML).text
        assert say("kk", "validation.clean") in text
        assert _json(client)["conforms"] is True
        assert "sh:conforms true" in client.get("/validation?format=turtle").text


def test_a_snapshot_without_a_report_says_what_to_do(
    serve: Serve, served_data: Path, tmp_path: Path
) -> None:
    data = _carrying(served_data, tmp_path, {})
    with serve(data) as address, Client(base_url=address, timeout=30) as client:
        response = client.get("/validation")
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
        assert "kgqual build" in response.json()["detail"]
        assert client.get("/validation", headers=HTML).status_code == 404
        assert client.get("/ready").status_code == 200


def test_the_report_is_linked_from_where_people_begin(made: Client) -> None:
    for path in ("/", "/catalog", "/sparql"):
        assert 'href="/validation"' in made.get(path, headers=HTML).text
