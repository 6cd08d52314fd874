"""From draft to approved and back: who may do what, and what is published meanwhile."""

from __future__ import annotations

import pytest
from tests.editorial.translations.conftest import (
    ALTERNATIVE,
    COOK,
    PREFERRED,
    Step,
    edit,
    key,
)

from kgqual.editorial import Editorial, NotAllowed, Person, Role
from kgqual.editorial.translations import (
    Act,
    Assignment,
    Move,
    Pass,
    State,
    Translation,
    Translations,
    Waived,
)
from kgqual.errors import BadUsage


@pytest.fixture
def drafted(translations: Translations, aigul: Person) -> Translation:
    """The cook, drafted by Aigul."""
    return translations.save(aigul, edit(prefLabel=("аспаз",), altLabel=("аспазшы",))).translation


@pytest.mark.usefixtures("drafted")
class TestSteps:
    """Submit, review, approve, send back, withdraw."""

    def test_from_draft_to_approved(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        step(aigul, Act.SUBMIT)
        assert translations.concept("kk", COOK).submitted
        step(bolat, Act.REVIEW)
        reviewed = translations.concept("kk", COOK)
        assert (reviewed.state, reviewed.submitted) == (State.REVIEWED, False)
        assert not reviewed.published
        step(bolat, Act.APPROVE)
        approved = translations.concept("kk", COOK)
        assert approved.published == approved.entries
        entry = approved.entries[PREFERRED]
        assert entry.written.person == "Aigul"
        assert entry.reviewed and entry.reviewed.person == "Bolat"
        assert entry.approved and entry.approved.person == "Bolat"
        assert entry.read_by_another
        assert approved.version == 4

    def test_whose_own_text_is_approved_nobody_else_has_read(
        self, translations: Translations, bolat: Person, step: Step
    ) -> None:
        translations.save(bolat, edit(1, prefLabel=("бас аспаз",)))
        step(bolat, Act.APPROVE)
        found = translations.concept("kk", COOK)
        assert not found.published[PREFERRED].read_by_another
        assert found.published[ALTERNATIVE].read_by_another

    def test_single_fields_go_further(self, translations: Translations, bolat: Person) -> None:
        only = frozenset({ALTERNATIVE})
        translations.record(bolat, [Move(key(), Act.APPROVE, "kk", COOK, 1, only)])
        assert [*translations.concept("kk", COOK).published] == [ALTERNATIVE]

    def test_what_is_sent_back_is_a_draft_with_the_reason(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        step(aigul, Act.SUBMIT)
        with pytest.raises(BadUsage, match="Say in a comment"):
            step(bolat, Act.SEND_BACK)
        step(bolat, Act.SEND_BACK, "әлі емес")
        found = translations.concept("kk", COOK)
        assert (found.state, found.submitted) == (State.DRAFT, False)
        assert found.comments[-1].text == "әлі емес"

    @pytest.mark.parametrize("act", [Act.REVIEW, Act.APPROVE, Act.SEND_BACK, Act.WITHDRAW])
    def test_translators_only_submit(self, aigul: Person, step: Step, act: Act) -> None:
        with pytest.raises(NotAllowed):
            step(aigul, act)

    def test_there_is_nothing_to_do_twice(self, bolat: Person, step: Step) -> None:
        step(bolat, Act.APPROVE)
        for act in (Act.SUBMIT, Act.REVIEW, Act.APPROVE):
            with pytest.raises(BadUsage, match=f"has nothing to {act}"):
                step(bolat, act)
        with pytest.raises(BadUsage, match="is not moved by a comment"):
            step(bolat, Act.COMMENT)


@pytest.mark.usefixtures("drafted")
class TestPublished:
    """What is published is what was approved last, until something else is."""

    def test_it_stays_while_another_text_is_drafted(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        step(bolat, Act.APPROVE)
        translations.save(aigul, edit(2, prefLabel=("аспазшы",)))
        found = translations.concept("kk", COOK)
        assert found.state is State.DRAFT
        assert found.published[PREFERRED].texts == ("аспаз",)
        step(bolat, Act.APPROVE)
        assert translations.concept("kk", COOK).published[PREFERRED].texts == ("аспазшы",)

    def test_an_emptied_field_is_published_until_that_is_approved(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        step(bolat, Act.APPROVE)
        translations.save(aigul, edit(2, altLabel=()))
        emptied = translations.concept("kk", COOK)
        assert emptied.entries[ALTERNATIVE].state is State.UNTRANSLATED
        assert ALTERNATIVE in emptied.published
        step(bolat, Act.APPROVE)
        found = translations.concept("kk", COOK)
        assert ALTERNATIVE not in found.published
        assert ALTERNATIVE not in found.entries

    def test_what_is_withdrawn_is_a_draft_again(
        self, translations: Translations, bolat: Person, step: Step
    ) -> None:
        step(bolat, Act.APPROVE)
        step(bolat, Act.WITHDRAW)
        found = translations.concept("kk", COOK)
        assert (found.state, dict(found.published)) == (State.DRAFT, {})
        assert found.texts(PREFERRED) == ("аспаз",)

    def test_a_withdrawal_reviews_nothing(
        self, translations: Translations, editorial: Editorial, bolat: Person, step: Step
    ) -> None:
        step(bolat, Act.APPROVE)
        translations.save(bolat, edit(2, prefLabel=("аспазшы",), state=State.REVIEWED))
        step(editorial.people.add("Dana", Role.REVIEWER)[0], Act.WITHDRAW)
        entry = translations.concept("kk", COOK).entries[PREFERRED]
        assert entry.reviewed and entry.reviewed.person == "Bolat"
        assert not entry.read_by_another  # Dana withdrew what was published, and read no more

    def test_when_it_last_changed(
        self, translations: Translations, aigul: Person, bolat: Person, step: Step
    ) -> None:
        assert translations.last_approval() == 0
        step(bolat, Act.APPROVE)
        approval = translations.last_approval()
        translations.save(aigul, edit(2, prefLabel=("аспазшы",)))
        assert translations.last_approval() == approval == 2
        assert translations.published_since(0) == {("kk", COOK): approval}
        assert translations.published_since(approval) == {}
        step(bolat, Act.WITHDRAW)
        assert translations.last_approval() == 4


@pytest.mark.usefixtures("drafted")
class TestWaivers:
    """A finding that may pass, for the texts that a reviewer has seen."""

    def waive(self, translations: Translations, person: Person, reason: str) -> Translation:
        """Let the check ``plural`` pass for the preferred term as it stands."""
        seen = translations.concept("kk", COOK).entries[PREFERRED].texts_hash
        waived = Waived(PREFERRED, "plural", seen)
        return translations.record(person, [Pass(key(), "kk", COOK, waived, reason)])[0].translation

    def test_it_holds_for_those_texts_only(self, translations: Translations, bolat: Person) -> None:
        found = self.waive(translations, bolat, "a name")
        assert found.version == 1
        assert found.waives(PREFERRED, "plural")
        assert not found.waives(PREFERRED, "capital")
        assert not found.waives(ALTERNATIVE, "plural")
        assert found.waivers[0].reason == "a name"
        changed = translations.save(bolat, edit(1, prefLabel=("аспаздар",))).translation
        assert not changed.waives(PREFERRED, "plural")
        back = translations.save(bolat, edit(2, prefLabel=("аспаз",))).translation
        assert back.waives(PREFERRED, "plural")

    def test_only_reviewers_waive_and_say_why(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        with pytest.raises(NotAllowed):
            self.waive(translations, aigul, "a name")
        with pytest.raises(BadUsage, match="Say why"):
            self.waive(translations, bolat, " ")

    def test_texts_that_are_no_more_there_are_not_waived(
        self, translations: Translations, bolat: Person
    ) -> None:
        waived = Waived(PREFERRED, "plural", "0" * 16)
        with pytest.raises(BadUsage, match="other texts by now"):
            translations.record(bolat, [Pass(key(), "kk", COOK, waived, "why")])


class TestAssignments:
    """Reviewers give concepts to anybody, translators take what is free."""

    def assign(self, translations: Translations, person: Person, to: str | None) -> str | None:
        """Assign the cook; return who has it now."""
        request = Assignment(key(), "kk", COOK, to)
        return translations.record(person, [request])[0].translation.assignee

    def test_by_a_reviewer(self, translations: Translations, aigul: Person, bolat: Person) -> None:
        assert self.assign(translations, bolat, "Aigul") == "Aigul"
        assert self.assign(translations, bolat, "Bolat") == "Bolat"
        with pytest.raises(NotAllowed):
            self.assign(translations, aigul, "Aigul")
        assert self.assign(translations, bolat, None) is None
        assert translations.concept("kk", COOK).version == 0

    def test_by_a_translator(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        with pytest.raises(NotAllowed):
            self.assign(translations, aigul, bolat.name)
        assert self.assign(translations, aigul, "Aigul") == "Aigul"
        assert self.assign(translations, aigul, None) is None

    def test_only_to_who_can_translate(
        self, translations: Translations, bolat: Person, anna: Person
    ) -> None:
        for name in ("Nobody", anna.name):
            with pytest.raises(BadUsage, match=f"There is no translator '{name}'"):
                self.assign(translations, bolat, name)
