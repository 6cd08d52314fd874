"""What is approved is in the graph at once, with who stands behind it, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions
from tests.translated.conftest import GONE, OCCUPATION, OTHER, SCHEME, SKILL, Bureau

from kgqual import search
from kgqual.consistency import validate_snapshot
from kgqual.editorial.translations import Act, Edit, Field, Move, State, source_hash
from kgqual.errors import BadUsage
from kgqual.store.manifest import GraphEntry
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.translated import publish

ABOUT = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX kq: <https://w3id.org/kgqual/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
SELECT ?text ?writer ?approver ?read ?stale ?release (COUNT(?role) AS ?roles) {
  ?concept skosxl:prefLabel ?label .
  ?label skosxl:literalForm ?text ; kq:ofTranslation ?translation .
  OPTIONAL { ?label esco:hasLabelRole ?role }
  ?translation prov:wasAttributedTo/foaf:name ?writer ; kq:approvedBy/foaf:name ?approver ;
    kq:readByAnother ?read ; kq:stale ?stale .
  OPTIONAL { ?translation prov:wasDerivedFrom ?release }
} GROUP BY ?text ?writer ?approver ?read ?stale ?release
"""


def told(snapshot: Snapshot, concept: str) -> list[list[str]]:
    """What the graph says of the translated name of a concept."""
    named = ABOUT.replace("?concept ", f"<{concept}> ")
    rows = snapshot.open().engine.query(named)
    assert isinstance(rows, QuerySolutions)
    return [
        ["" if term is None else str(getattr(term, "value", "")) for term in row] for row in rows
    ]


def names(snapshot: Snapshot, concept: str) -> set[str]:
    """The Kazakh names of a concept in the default graph."""
    found = snapshot.open().engine.query(
        f"SELECT ?name {{ <{concept}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    )
    assert isinstance(found, QuerySolutions)
    texts = (row["name"] for row in found)
    return {t.value for t in texts if isinstance(t, Literal) and t.language == "kk"}


def test_an_approved_name_is_published_with_who_stands_behind_it(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    bureau.approve(SKILL, "Java тілі", by=bureau.aigul, source=("Java",))
    snapshot = publish(bureau.data)
    release = "https://w3id.org/kgqual/graph/esco/1."
    assert told(snapshot, OCCUPATION) == [
        ["бағдарлама әзірлеуші", "Aigul", "Болат", "true", "false", release + "1", "5"]
    ]
    # Nobody else has read it, and it was made from the text of an older release.
    assert told(snapshot, SKILL) == [
        ["Java тілі", "Aigul", "Aigul", "false", "true", release + "0", "0"]
    ]
    index = search.Index.open(snapshot.search_path)
    [hit] = index.search("бағдарлама әзірлеуші", limit=1, language="kk").hits
    assert hit.iri == OCCUPATION


def test_a_text_without_an_english_one_beside_it_is_not_stale(bureau: Bureau) -> None:
    bureau.approve(SKILL, "Java", by=bureau.bolat)
    texts, hashes = {Field.ALTERNATIVE: ("Джава",)}, {Field.ALTERNATIVE: source_hash(())}
    version = bureau.editorial.translations.concept("kk", SKILL).version
    edit = Edit("no-source", "kk", SKILL, version, texts, hashes, {Field.ALTERNATIVE: ()})
    bureau.editorial.translations.save(bureau.bolat, replace(edit, state=State.APPROVED))
    stale = (
        publish(bureau.data)
        .open()
        .engine.query(
            "PREFIX kq: <https://w3id.org/kgqual/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
            "SELECT ?stale { ?translation kq:translatedProperty skos:altLabel ; kq:stale ?stale }"
        )
    )
    assert isinstance(stale, QuerySolutions)
    assert [row["stale"].value for row in stale] == ["false"]


def test_the_snapshot_is_the_one_that_loading_everything_makes(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    bureau.approve(OTHER, "бағдарламалау")
    publish(bureau.data)
    bureau.approve(OTHER, "компьютерлік бағдарламалау")
    bureau.approve(SKILL, "бағдарламалау", "қосымша", field=Field.ALTERNATIVE)
    changed = publish(bureau.data)
    loaded = again(bureau, changed)
    assert set(changed.open().engine) == set(loaded.open().engine)
    assert changed.id == loaded.id
    whole = validate_snapshot(changed).files()
    assert {name: (changed.path / name).read_bytes() for name in whole} == whole


def again(bureau: Bureau, snapshot: Snapshot) -> Snapshot:
    """Publish the graphs of a snapshot in another place, without a base."""
    paths = [snapshot.graph_path(number) for number in range(len(snapshot.manifest.graphs))]
    other = Snapshots(bureau.data / "again")
    return other.publish(snapshot.manifest, paths, "inputs", lambda step: None)


def test_what_is_withdrawn_is_published_no_more(bureau: Bureau) -> None:
    before = bureau.snapshots.current()
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    assert publish(bureau.data).id != before.id
    version = bureau.editorial.translations.concept("kk", OCCUPATION).version
    bureau.editorial.translations.record(
        bureau.bolat, [Move("withdrawn-1", Act.WITHDRAW, "kk", OCCUPATION, version)]
    )
    after = publish(bureau.data)
    assert after.id == before.id
    assert names(after, OCCUPATION) == set()


def test_a_draft_does_not_change_what_is_published(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    published = publish(bureau.data)
    bureau.editorial.translations.save(bureau.aigul, bureau.draft(OCCUPATION, "жоба"))
    assert publish(bureau.data) == published
    assert names(published, OCCUPATION) == {"бағдарлама әзірлеуші"}


def test_a_translation_of_what_is_gone_is_kept_and_said_to_be_left_out(bureau: Bureau) -> None:
    bureau.approve(GONE, "факс")
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    [entry] = translations(publish(bureau.data))
    assert (entry.read, entry.kept) == (2, 1)
    [finding] = entry.findings
    assert "does not have" in finding.rule
    assert finding.examples == [f'<{GONE}> prefLabel "факс"@kk (Aigul; {entry.issued})']
    assert bureau.editorial.translations.concept("kk", GONE).published


def test_that_all_of_a_language_is_left_out_is_told(bureau: Bureau) -> None:
    bureau.approve(SKILL, " Java тілі ")
    [entry] = translations(publish(bureau.data))
    assert (entry.read, entry.kept, entry.triples) == (1, 0, 0)
    [finding] = entry.findings
    assert SKILL in finding.examples[0]


def test_one_that_contradicts_the_graph_stops_no_other(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    bureau.approve(SKILL, " Java тілі ")  # a label with spaces around it breaks kqsh:label
    snapshot = publish(bureau.data)
    assert names(snapshot, OCCUPATION) == {"бағдарлама әзірлеуші"}
    assert names(snapshot, SKILL) == set()
    [finding] = translations(snapshot)[0].findings
    assert "contradicts" in finding.rule
    assert SKILL in finding.examples[0]


def test_two_concepts_of_a_scheme_with_one_name_are_reported_and_published(bureau: Bureau) -> None:
    bureau.approve(SKILL, "бағдарламалау")
    bureau.approve(OTHER, "бағдарламалау")
    snapshot = publish(bureau.data)
    assert names(snapshot, SKILL) == names(snapshot, OTHER) == {"бағдарламалау"}
    report = validate_snapshot(snapshot).report
    [same] = [one for one in report.results if str(one.shape).endswith("#TranslatedScheme>")]
    assert same.focus_node == NamedNode(SCHEME)


def test_each_language_is_a_graph_of_its_own(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    bureau.approve(OCCUPATION, "dasturchi", language="uz")
    titles = [entry.title["en"] for entry in translations(publish(bureau.data))]
    assert titles == [
        "ESCO in Kazakh: approved translations",
        "ESCO in the language “uz”: approved translations",
    ]


def test_a_snapshot_of_another_kgqual_is_not_built_upon(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.approve(OCCUPATION, "бағдарлама әзірлеуші")
    monkeypatch.setattr("kgqual.translated.publishing.__version__", "9.9")
    with pytest.raises(BadUsage, match="Run `kgqual build` once"):
        publish(bureau.data)


def translations(snapshot: Snapshot) -> list[GraphEntry]:
    """The graphs of translations."""
    return [entry for entry in snapshot.manifest.graphs if entry.kind == "translation"]
