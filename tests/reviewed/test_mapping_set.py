"""What reviewers state as SSSOM: accepted suggestions, their own mappings, denials, disputes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from tests.reviewed.conftest import ORCID, ROWS, Decide, queue_file, review

from kgqual.editorial import Editorial
from kgqual.editorial.reviews import Choice, Verdict
from kgqual.mapping.queueing import queue_of
from kgqual.model import Source
from kgqual.namespaces import KQ, OWL, RDF, SKOS, SSSOM, expand, prefixes
from kgqual.reviewed import as_tsv
from kgqual.reviewed.mapping_set import document
from kgqual.sources.kinds import importer
from kgqual.sources.log import Log
from kgqual.sources.shipped import local_file

Judges = tuple[Editorial, Decide]


def text(editorial: Editorial) -> str:
    """The set as it stands."""
    stated = editorial.reviews.stated()
    assert stated is not None
    return as_tsv(stated)


def rows(editorial: Editorial) -> list[dict[str, object]]:
    """The rows of the set, without empty slots, with those that the set defines itself."""
    stated = editorial.reviews.stated()
    assert stated is not None
    return [
        one.model_dump(exclude_none=True, exclude={"extensions"}, mode="json")
        | {name: slot.value for name, slot in (one.extensions or {}).items()}
        for one in document(stated).records
    ]


def triples(editorial: Editorial, folder: Path) -> set[Triple]:
    """What the importer makes of the set."""
    path = folder / "reviewed.sssom.tsv"
    path.write_text(text(editorial), encoding="utf-8")
    log = Log()
    source = Source("sssom", "1", "https://example.org/g", "sssom", (local_file(path),))
    found = set(importer("sssom").triples(source, log))
    assert not log.problems
    assert not log.findings
    return found


def test_an_accepted_suggestion_keeps_its_grounds_and_gains_its_reviewers(judges: Judges) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.ACCEPT, "05", "C3119", "clear\nenough")
    decide("Болат", Verdict.ACCEPT, "05", "C3119")
    [row] = rows(editorial)
    assert row == {
        "subject_id": "kqid:worldskills/2026/05",
        "subject_label": "skill 05",
        "predicate_id": "skos:closeMatch",
        "object_id": "isco:C3119",
        "object_label": "group C3119",
        "mapping_justification": "semapv:LexicalMatching",
        "match_string": ["one", "two"],
        "mapping_source": "ns2:skills-groups",
        "mapping_tool_id": "ns1:matcher",
        "object_source": "kqid:document/isco-08",
        "reviewer_id": ["kqid:reviewer/Anna", "orcid:0000-0002-1825-0097"],
        "reviewer_label": ["Anna", "Болат"],
        "review_date": row["review_date"],
        "comment": "Anna: clear enough",
        "rank": 4,
        "strength": "editorial",
        "suggested_confidence": 0.8,
    }


def test_what_a_reviewer_says_otherwise_is_their_own(judges: Judges) -> None:
    editorial, decide = judges
    decide("Болат", Verdict.NARROWER, "05", "C3119")
    [row] = rows(editorial)
    assert row["predicate_id"] == "skos:narrowMatch"
    assert row["mapping_justification"] == "semapv:ManualMappingCuration"
    assert row["author_id"] == row["reviewer_id"] == ["orcid:0000-0002-1825-0097"]
    assert row["author_label"] == ["Болат"]
    assert row["mapping_date"] == row["review_date"]
    assert row["object_source"] == "kqid:document/isco-08"
    assert not {"mapping_tool_id", "match_string", "rank", "confidence"} & row.keys()


def test_a_rejection_denies_the_suggestion(judges: Judges, tmp_path: Path) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.REJECT, "05", "C3119")
    [row] = rows(editorial)
    assert (row["predicate_modifier"], row["predicate_id"]) == ("Not", "skos:closeMatch")
    found = triples(editorial, tmp_path)
    assert not [t for t in found if t.predicate == SKOS.closeMatch]
    assert [t for t in found if t.object == SSSOM.NegatedPredicate]


def test_that_nothing_fits_says_in_what(judges: Judges, tmp_path: Path) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.NO_MATCH, "04")
    [row] = rows(editorial)
    assert (row["subject_label"], row["object_id"]) == ("skill 04", "sssom:NoTermFound")
    assert row["object_source"] == "kqid:document/isco-08"
    assert not [t for t in triples(editorial, tmp_path) if t.predicate == SKOS.closeMatch]


def test_where_reviewers_disagree_both_are_described_and_nothing_is_stated(
    judges: Judges, tmp_path: Path
) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.ACCEPT, "05", "C3119")
    decide("Болат", Verdict.REJECT, "05", "C3119")
    decide("Anna", Verdict.BROADER, "09", "C2514")
    decide("Болат", Verdict.NO_MATCH, "09")
    decide("Anna", Verdict.ACCEPT, "17", "C2512")
    assert [row.get("disputed") for row in rows(editorial)] == [True] * 4 + [None]
    found = triples(editorial, tmp_path)
    nodes = {t.subject for t in found if t.object == SSSOM.Mapping and t.predicate == RDF.type}
    assert len(nodes) == 5
    assert (
        len({t.subject for t in found if t == Triple(t.subject, KQ.disputed, Literal(True))}) == 4
    )
    matches = {t for t in found if t.predicate in (SKOS.closeMatch, SKOS.broadMatch)}
    assert {(t.subject, t.object) for t in matches} == {
        (expand("kqid:worldskills/2026/17"), expand("isco:C2512"))
    }


def test_the_same_decisions_make_the_same_text(judges: Judges) -> None:
    editorial, decide = judges
    number = decide("Anna", Verdict.ACCEPT, "17", "C2512")
    first = text(editorial)
    decide("Болат", Verdict.LATER, "05")
    assert text(editorial) == first
    decide("Anna", Verdict.REJECT, "05", "C3119")
    assert text(editorial) != first
    [day] = {one.decided.date().isoformat() for one in editorial.reviews.decisions()}
    assert f"mapping_set_version: {day}.{number}\n" in first


def test_nothing_is_stated_of_what_was_undone(judges: Judges) -> None:
    editorial, decide = judges
    number = decide("Anna", Verdict.ACCEPT, "17", "C2512")
    [anna, _] = editorial.people.all()
    editorial.reviews.undo(anna, "decision-u", number)
    assert editorial.reviews.stated() is None


def test_who_was_removed_is_still_named(judges: Judges) -> None:
    editorial, decide = judges
    decide("Болат", Verdict.ACCEPT, "17", "C2512")
    editorial.people.remove("Болат")
    assert rows(editorial)[0]["reviewer_id"] == ["orcid:0000-0002-1825-0097"]


def test_two_databases_make_two_sets_whose_mappings_have_other_iris(tmp_path: Path) -> None:
    nodes = []
    for name in ("here", "there"):
        file = queue_file(tmp_path, *ROWS)
        editorial, decide = review(tmp_path / name, file)
        decide("Anna", Verdict.ACCEPT, "05", "C3119")
        found = triples(editorial, tmp_path)
        nodes.append({t.subject for t in found if t.predicate == OWL.annotatedSource})
        editorial.close()
    assert nodes[0].isdisjoint(nodes[1])


def test_slots_of_one_name_that_mean_different_things_stay_apart(
    judges: Judges, tmp_path: Path
) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.ACCEPT, "05", "C3119")
    other = tmp_path / "other.sssom.tsv"
    plain = queue_file(tmp_path, ROWS[0]).read_text(encoding="utf-8")
    other.write_text(plain.replace("ex:rank", "ex:standing"), encoding="utf-8")
    editorial.reviews.load(queue_of([other], "other"))
    [item] = editorial.reviews.items("other")
    [candidate] = editorial.reviews.item("other", 1).candidates
    [anna, _] = editorial.people.all()
    chosen = Choice("decision-x", "other", item.subject, Verdict.ACCEPT, candidate.suggestion.id)
    editorial.reviews.decide(anna, chosen)
    found = triples(editorial, tmp_path)
    values = {t.predicate: t.object for t in found if "example.org/terms" in t.predicate.value}
    assert values == {
        NamedNode("https://example.org/terms/rank"): Literal(4),
        NamedNode("https://example.org/terms/standing"): Literal(1),
    }


@pytest.mark.parametrize("iri", [ORCID, prefixes()["kqid"] + "reviewer/Anna"])
def test_reviewers_are_named_by_iri(judges: Judges, tmp_path: Path, iri: str) -> None:
    editorial, decide = judges
    decide("Anna", Verdict.ACCEPT, "05", "C3119")
    decide("Болат", Verdict.ACCEPT, "05", "C3119")
    named = {t.object for t in triples(editorial, tmp_path) if t.predicate == SSSOM.reviewer_id}
    assert NamedNode(iri) in named
