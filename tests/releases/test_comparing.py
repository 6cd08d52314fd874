"""What a release did, kind by kind, in a classification that is not ESCO."""

from __future__ import annotations

import pytest

from kgqual.answering import Graph
from kgqual.releases import Change, NoPair, compare, compare_details, pair

BASE = "https://example.org/trade/"


@pytest.fixture(scope="module")
def changes(trades: Graph) -> dict[tuple[str, str], Change]:
    """Kind and the last part of the IRI → the change."""
    found = compare(trades, pair(trades, "trade", "1", "2")).changes
    return {(one.kind, one.concept.removeprefix(BASE)): one for one in found}


def after(change: Change) -> list[str]:
    return [value.value.removeprefix(BASE) for value in change.after]


def test_every_change_is_found_and_no_other(changes: dict[tuple[str, str], Change]) -> None:
    assert sorted(changes) == [
        ("added", "blacksmith"),
        ("added", "glazier"),
        ("deprecated", "smith"),
        ("moved", "turner"),
        ("recoded", "turner"),
        ("redefined", "wright"),
        ("removed", "bowyer"),
        ("removed", "cooper"),
        ("renamed", "joiner"),
        ("replaced", "sawyer"),
        ("replaced", "wood"),
        ("respelt", "turner"),
        ("split", "tinner"),
    ]


def test_what_a_release_says_of_successors_counts_before_all_else(
    changes: dict[tuple[str, str], Change],
) -> None:
    split = changes["split", "tinner"]
    assert (after(split), split.confidence, split.official) == (
        ["plumber", "whitesmith"],
        1.0,
        True,
    )
    assert after(changes["deprecated", "smith"]) == ["blacksmith"]


def test_the_same_code_and_name_is_the_same_concept(
    changes: dict[tuple[str, str], Change],
) -> None:
    wood = changes["replaced", "wood"]
    assert (after(wood), wood.confidence, wood.official) == (["timber"], 0.99, False)
    assert ("moved", "joiner") not in changes, "it is below the same concept as before"


def test_labels_that_went_over_show_a_successor(changes: dict[tuple[str, str], Change]) -> None:
    sawyer = changes["replaced", "sawyer"]
    assert after(sawyer) == ["sawmiller"]
    assert sawyer.confidence == 0.75, "two of two labels: (2 + 1) / (2 + 2)"


def test_a_name_in_a_language_that_the_newer_release_lacks_is_no_change_of_name(
    changes: dict[tuple[str, str], Change],
) -> None:
    renamed = changes["renamed", "joiner"]
    assert [value.value for value in renamed.before] == ["joiner"]


def test_other_labels_are_compared_when_asked_for(trades: Graph) -> None:
    (change,) = compare_details(trades, pair(trades, "trade", "1", "2")).changes
    assert (change.kind, change.concept) == ("relabelled", f"{BASE}fletcher")
    assert [value.value for value in change.after] == ["arrow maker"]


def test_of_one_scheme_only_its_members_are_compared(trades: Graph) -> None:
    found = compare(trades, pair(trades, f"{BASE}metals", "1", "2")).changes
    named = {(one.kind, one.concept.removeprefix(BASE)) for one in found}
    assert named == {("deprecated", "smith"), ("left", "metal")}


def test_releases_are_called_by_version_name_or_graph(trades: Graph) -> None:
    expected = pair(trades, "", "1", "2")
    graph = "https://w3id.org/kgqual/graph/trade/2"
    assert pair(trades, f"{BASE}all", "v1", graph).graphs == expected.graphs
    assert pair(trades, "Trade", "trade@1", "trade@2") == expected
    with pytest.raises(NoPair) as none:
        pair(trades, "trade", "1", "3")
    assert (none.value.key, none.value.known) == ("no-version", ("trade@1", "trade@2"))


def test_of_a_release_that_is_missing_its_source_is_named_by_the_other_one(trades: Graph) -> None:
    """The only release there is of a source counts as well, when it is one of the two."""
    with pytest.raises(NoPair) as none:
        pair(trades, "", "2020", "2021")
    assert none.value.text == "2020"
    assert none.value.known == ("guild@2021", "trade@1", "trade@2")
