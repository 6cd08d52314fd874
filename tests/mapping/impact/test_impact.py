"""Which mappings a release breaks, and what is proposed instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.answering import Graph
from kgqual.errors import BadSource, BadUsage
from kgqual.mapping.impact import Affected, Impact, impact
from kgqual.namespaces import compact

Repairs = list[tuple[str, str, str, float | None]]


@pytest.fixture(scope="module")
def found(crafts: Graph) -> Impact:
    return impact(crafts, "1", "2")


def of(found: Impact, craft: str) -> Affected:
    (one,) = (a for a in found.affected if a.subject.iri.endswith(f"/{craft}"))
    return one


def repairs(one: Affected) -> Repairs:
    """Return way, relation, new object and confidence of what is proposed."""
    return [
        (r.way, compact(r.predicate), r.object.iri.rpartition("/")[2], r.confidence)
        for r in one.repairs
    ]


def test_mappings_are_counted_by_how_much_they_are_affected(found: Impact) -> None:
    assert found.mappings == 10
    assert found.counts == {"broken": 7, "doubtful": 1, "open": 0, "cosmetic": 1}
    (crafts,) = found.sets
    assert (crafts.title, crafts.affected) == ("Crafts to trades", found.counts)
    assert not [a for a in found.affected if a.object.iri.endswith("/smith")]


def test_what_stood_above_is_proposed_where_the_concept_is_gone(found: Impact) -> None:
    """The trade is gone and so is the group above it: the next one above is proposed."""
    one = of(found, "barrels-of-oak")
    assert one.severity == "broken"
    assert one.ends[0].statements[0]["en"] == "“cooper” is gone."
    assert ("parent", "skos:broadMatch", "wood", 0.8) in repairs(one)


def test_nothing_above_follows_from_a_close_match_so_it_counts_half(found: Impact) -> None:
    assert ("parent", "skos:broadMatch", "wood", 0.5) in repairs(of(found, "barrel-like"))
    parents = [r for r in repairs(of(found, "oak")) if r[0] == "parent"]
    assert parents == [], "what is narrower than a trade need not be narrower than what is above"


def test_what_is_called_alike_is_proposed_as_close_at_most_and_counts_half(found: Impact) -> None:
    alike = [r for r in repairs(of(found, "barrels-of-oak")) if r[0] == "label"]
    assert [(predicate, iri) for _, predicate, iri, _ in alike] == [("skos:closeMatch", "barrels")]
    assert all(sure is not None and sure <= 0.5 for *_, sure in alike)


def test_of_several_successors_each_is_a_part(found: Impact) -> None:
    assert repairs(of(found, "tins")) == [
        ("successor", "skos:narrowMatch", "plumber", 1.0),
        ("successor", "skos:narrowMatch", "whitesmith", 1.0),
    ]


def test_after_a_merger_what_was_the_same_is_close(found: Impact) -> None:
    saws = next(one for one in found.affected if one.object.iri.endswith("/sawyer"))
    assert repairs(saws) == [("successor", "skos:closeMatch", "miller", 0.75)]


def test_another_name_asks_for_a_look_and_another_spelling_does_not(found: Impact) -> None:
    chairs, bowls = of(found, "chairs"), of(found, "bowls")
    assert (chairs.severity, chairs.ends[0].changes) == ("doubtful", ("renamed",))
    assert repairs(chairs) == [("keep", "skos:exactMatch", "joiner", None)]
    assert (bowls.severity, repairs(bowls)) == ("cosmetic", [])


def test_what_neither_release_describes_was_broken_before(found: Impact) -> None:
    ships = of(found, "ships")
    assert (ships.severity, ships.ends[0].changes, ships.repairs) == ("broken", ("missing",), ())


def written(path: Path, *rows: str) -> Path:
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    path.write_text(
        "# curie_map:\n#   craft: https://example.org/craft/\n"
        "#   trade: https://example.org/trade/\n"
        "# mapping_set_id: https://example.org/mappings/mine\n"
        "# license: https://creativecommons.org/licenses/by/4.0/\n"
        + head
        + "".join(f"{row}\tsemapv:ManualMappingCuration\n" for row in rows),
        encoding="utf-8",
    )
    return path


def test_files_are_looked_at_beside_the_graph(crafts: Graph, tmp_path: Path) -> None:
    """The trade is the subject here: the relation is read the other way round."""
    mine = written(tmp_path / "mine.sssom.tsv", "trade:cooper\tskos:exactMatch\tcraft:kegs")
    found = impact(crafts, "1", "2", files=[mine])
    assert found.mappings == 11
    (one,) = (a for a in found.affected if a.row)
    assert one.row == "mine.sssom.tsv, row 7"
    proposed = [(r.way, compact(r.predicate), r.subject.label["en"]) for r in one.repairs]
    assert ("parent", "skos:narrowMatch", "working wood") in proposed


def test_files_that_are_wrong_are_refused(crafts: Graph, tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.sssom.tsv", "trade:cooper\tskos:exactMatch\ttrade:cooper")
    with pytest.raises(BadSource, match="1 rows are wrong; `kgqual map check` explains them"):
        impact(crafts, "1", "2", files=[bad])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("1", "7", "'7' is no release in the snapshot. There are: trade@1, trade@2"),
        ("2", "2", "Both names stand for trade@2"),
    ],
)
def test_releases_that_there_are_not_are_refused(
    crafts: Graph, old: str, new: str, reason: str
) -> None:
    with pytest.raises(BadUsage, match=reason):
        impact(crafts, old, new)
