"""Undoing: what stands is what stood before, and the history keeps everything."""

from __future__ import annotations

import pytest
from tests.editorial.translations.conftest import (
    ALTERNATIVE,
    COOK,
    DESCRIPTION,
    PREFERRED,
    Step,
    edit,
    in_both,
    key,
    move,
)

from kgqual.editorial import NotAllowed, Outdated, Person, UnknownItem
from kgqual.editorial.translations import Act, Assignment, Remark, State, Translation, Translations
from kgqual.errors import BadUsage


def stands(translation: Translation) -> object:
    """Return what stands, without the version that counts how it came to stand."""
    return translation.entries, translation.published, translation.assignee, translation.comments


class TestUndo:
    """One change."""

    def test_what_stood_before_stands_again_to_the_letter(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        translations.save(aigul, edit(prefLabel=("аспаз",), altLabel=("аспазшы",)))
        step(bolat, Act.APPROVE)
        before = translations.concept("kk", COOK)
        change = translations.save(aigul, edit(2, prefLabel=("бас аспаз",), comment="?")).change
        assert change
        undone = translations.undo(aigul, "undo-the-slip", change.id, "a slip")
        assert stands(undone.translation) == stands(before)
        assert undone.translation == translations.concept("kk", COOK)
        assert undone.translation.version == 4
        assert translations.undo(aigul, "undo-the-slip", change.id, "a slip").already
        assert [one.act for one in translations.history("kk", COOK)] == [
            *(Act.SAVE, Act.APPROVE, Act.SAVE, Act.UNDO)
        ]

    def test_an_approval_that_is_undone_publishes_nothing(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        translations.save(aigul, edit())
        step(bolat, Act.APPROVE)
        undone = translations.undo(bolat, key(), translations.last_approval()).translation
        assert (undone.state, dict(undone.published)) == (State.DRAFT, {})
        assert translations.last_approval() == 3

    def test_nobody_undoes_what_others_went_on_from(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        first = translations.save(aigul, edit(prefLabel=("аспаз",))).change
        translations.save(aigul, edit(1, description=("Ас әзірлейді.",)))
        last = translations.save(bolat, edit(2, prefLabel=("бас аспаз",))).change
        assert first and last
        with pytest.raises(Outdated, match=rf"Bolat has changed this since \(change {last.id}\)"):
            translations.undo(aigul, key(), first.id)
        translations.undo(bolat, key(), last.id)
        found = translations.undo(aigul, key(), first.id).translation
        assert [*found.entries] == [DESCRIPTION]

    def test_whose_change_it_is(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        first = translations.save(bolat, edit()).change
        second = translations.save(aigul, edit(1, altLabel=("аспазшы",))).change
        assert first and second
        with pytest.raises(NotAllowed):
            translations.undo(aigul, key(), first.id)
        translations.undo(bolat, key(), second.id)
        assert translations.concept("kk", COOK).texts(ALTERNATIVE) == ()

    def test_what_cannot_be_undone(self, translations: Translations, aigul: Person) -> None:
        change = translations.save(aigul, edit()).change
        assert change
        undo = translations.undo(aigul, key(), change.id).change
        assert undo
        with pytest.raises(BadUsage, match="undone already, by Aigul"):
            translations.undo(aigul, key(), change.id)
        with pytest.raises(BadUsage, match="cannot be undone"):
            translations.undo(aigul, key(), undo.id)
        with pytest.raises(UnknownItem):
            translations.undo(aigul, key(), 99)

    def test_assignments_are_undone_in_their_order(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        given = translations.record(bolat, [Assignment(key(), "kk", COOK, "Bolat")])[0].change
        taken = translations.record(bolat, [Assignment(key(), "kk", COOK, aigul.name)])[0].change
        assert given and taken
        with pytest.raises(Outdated):
            translations.undo(bolat, key(), given.id)
        assert translations.undo(bolat, key(), taken.id).translation.assignee == "Bolat"


@in_both
class TestUndoAll:
    """An import as a whole."""

    def test_all_of_it_or_nothing(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        translations.save(aigul, edit())
        before = translations.all("kk")
        edits = [
            edit(1, prefLabel=("бас аспаз",)),
            *(edit(concept=f"{COOK}/{number}") for number in range(3)),
            edit(2, prefLabel=("аға аспаз",)),
        ]
        translations.record(bolat, edits, batch="import-1")
        undone = translations.undo_all(bolat, "undo-import-1", "import-1")
        assert len(undone) == 5
        undoing, done = translations.batches("kk", 9)
        assert (undoing.name, undoing.act, undoing.undoable) == ("undo-import-1", Act.UNDO, False)
        assert done == translations.batch("kk", "import-1")
        assert (done.person, done.act, done.changes, done.undone) == ("Bolat", Act.SAVE, 5, 5)
        assert (translations.batches("tt", 9), translations.batch("tt", "import-1")) == ([], None)
        found = translations.all("kk")
        assert stands(found[COOK]) == stands(before[COOK])
        assert [iri for iri, one in found.items() if one.entries] == [COOK]
        again = translations.undo_all(bolat, "undo-import-1", "import-1")
        assert all(one.already for one in again)

    def test_not_where_somebody_went_on(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        imported = [edit(), edit(concept=f"{COOK}/1")]
        translations.record(bolat, imported, batch="import-1")
        translations.save(aigul, edit(1, prefLabel=("аспазшы",)))
        with pytest.raises(Outdated, match="Aigul has changed this"):
            translations.undo_all(bolat, "undo-import-1", "import-1")
        assert translations.concept("kk", f"{COOK}/1").texts(PREFERRED) == ("аспаз",)

    def test_the_rest_of_it_where_some_is_undone_already(
        self, translations: Translations, bolat: Person
    ) -> None:
        imported = [edit(), edit(concept=f"{COOK}/1")]
        first = translations.record(bolat, imported, batch="import-1")[0].change
        assert first
        translations.undo(bolat, key(), first.id)
        [batch] = translations.batches("kk", 9)
        assert (batch.changes, batch.undone, batch.undoable) == (2, 1, True)
        for already in (False, True):
            [undone] = translations.undo_all(bolat, "undo-import-1", "import-1")
            assert (undone.translation.concept, undone.already) == (f"{COOK}/1", already)
        assert not any(one.entries for one in translations.all("kk").values())
        with pytest.raises(UnknownItem):  # all of it is undone
            translations.undo_all(bolat, "undo-import-2", "import-1")

    def test_it_is_called_after_another_act_than_a_comment(
        self, translations: Translations, bolat: Person
    ) -> None:
        translations.save(bolat, edit())
        said = Remark(key(), "kk", COOK, "as in the act")
        translations.record(bolat, [said, move(Act.APPROVE, 1)], batch="import-1")
        [batch] = translations.batches("kk", 9)
        assert (batch.act, batch.comment, batch.changes) == (Act.APPROVE, "as in the act", 2)
