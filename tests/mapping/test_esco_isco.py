"""ESCO occupations to ISCO-08 groups, as ESCO itself places them."""

from __future__ import annotations

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.esco_isco import esco_isco
from kgqual.sources.kinds.sssom.writing.table import extended
from kgqual.store.snapshot import Snapshot


def test_every_occupation_of_the_current_release_has_its_group(escos: Snapshot) -> None:
    with OpenSnapshot.of(escos) as opened:
        made = esco_isco(opened.on())
    assert len(made.records) == 3007
    assert len({record.subject_id for record in made.records}) == 3007
    assert {record.predicate_id for record in made.records} == {"skos:broadMatch"}
    [developer] = [r for r in made.records if r.subject_label == "software developer"]
    assert (developer.object_id, developer.object_label) == ("isco:C2512", "Software developers")
    assert extended(developer, "source") == "kqg:esco/1.1.1"
    assert extended(developer, "strength") == "official"


def test_without_esco_it_says_what_to_do(shipped_snapshot: OpenSnapshot) -> None:
    with pytest.raises(BadUsage, match="kgqual add esco"):
        esco_isco(shipped_snapshot.on())
