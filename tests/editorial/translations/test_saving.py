"""Saving translations: what was acknowledged is there, once, and nobody overwrites anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.editorial.translations.conftest import (
    ALTERNATIVE,
    BAKER,
    COOK,
    DESCRIPTION,
    PREFERRED,
    SOURCES,
    edit,
    in_both,
    key,
)

from kgqual.editorial import Editorial, KeyTaken, NotAllowed, Person
from kgqual.editorial.translations import (
    Act,
    Assignment,
    Conflict,
    Remark,
    State,
    Translations,
    source_hash,
)
from kgqual.errors import BadUsage

IMPORTED = 30


class TestDrafts:
    """What a translator saves is a draft, with who, when and from which source."""

    def test_it_is_there_with_who_when_and_from_which_source(
        self, translations: Translations, aigul: Person
    ) -> None:
        assert translations.concept("kk", COOK).version == 0
        saved = translations.save(aigul, edit(altLabel=("аспазшы", "ас әзірлеуші"), comment="екі"))
        assert saved.translation == translations.concept("kk", COOK)
        assert saved.translation.version == 1
        entry = saved.translation.entries[ALTERNATIVE]
        assert (entry.texts, entry.state) == (("аспазшы", "ас әзірлеуші"), State.DRAFT)
        assert (entry.written.person, entry.read_by_another) == ("Aigul", False)
        assert entry.written.at.tzinfo
        assert translations.source(entry.source_hash) == SOURCES[ALTERNATIVE]
        [change] = translations.history("kk", COOK)
        assert change == saved.change
        assert (change.act, change.comment, change.version) == (Act.SAVE, "екі", 1)
        assert translations.concept("tt", COOK).version == 0
        assert translations.languages() == ["kk"]

    def test_only_named_fields_change(self, translations: Translations, aigul: Person) -> None:
        translations.save(aigul, edit(prefLabel=("аспаз",), description=("Ас әзірлейді.",)))
        found = translations.save(aigul, edit(1, description=("Тамақ әзірлейді.",))).translation
        assert found.texts(PREFERRED) == ("аспаз",)
        assert found.texts(DESCRIPTION) == ("Тамақ әзірлейді.",)

    @in_both
    def test_texts_are_kept_to_the_letter(self, translations: Translations, aigul: Person) -> None:
        texts = (" и\u0306 ", "=1+1", "\u200bа", "𝒶", "'", "a\tb\r\nc")
        assert (
            translations.save(aigul, edit(altLabel=texts)).translation.texts(ALTERNATIVE) == texts
        )
        assert translations.history("kk", COOK)[0].fields[ALTERNATIVE].texts == texts

    def test_what_is_so_already_is_no_change(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        translations.save(bolat, edit(state=State.APPROVED))
        again = translations.save(aigul, edit(1))
        assert (again.change, again.translation.version) == (None, 1)
        assert again.translation.state is State.APPROVED

    def test_a_field_is_emptied_once(self, translations: Translations, aigul: Person) -> None:
        translations.save(aigul, edit())
        assert translations.save(aigul, edit(1, prefLabel=())).translation.version == 2
        again = translations.save(aigul, edit(2, prefLabel=()))
        assert (again.change, again.translation.version) == (None, 2)
        offered = translations.save(aigul, edit(2, prefLabel=(), submitted=True))
        assert offered.translation.submitted

    def test_a_comment_is_kept_also_where_no_text_changes(
        self, translations: Translations, aigul: Person
    ) -> None:
        translations.save(aigul, edit())
        found = translations.save(aigul, edit(1, comment="Is it one word?"))
        assert found.change and found.change.act is Act.COMMENT
        assert [one.text for one in found.translation.comments] == ["Is it one word?"]
        assert found.translation.version == 1

    def test_texts_that_hold_for_a_changed_source_are_a_draft_of_it(
        self, translations: Translations, bolat: Person
    ) -> None:
        translations.save(bolat, edit(state=State.APPROVED))
        source = {PREFERRED: ("head cook",)}
        hashes = {PREFERRED: source_hash(("head cook",))}
        found = translations.save(bolat, edit(1, sources=source, hashes=hashes)).translation
        assert found.state is State.DRAFT
        assert translations.source(found.entries[PREFERRED].source_hash) == ("head cook",)
        assert found.published[PREFERRED].source_hash == source_hash(SOURCES[PREFERRED])

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"key": "short"}, "is no key"),
            ({"concept": "no IRI"}, "IRI"),
            ({"language": "KK"}, "is not a language tag in small letters"),
            ({"language": "kz"}, "Kazakh is kk"),
            ({"comment": "a\0"}, r"no XML can hold the character U\+0000"),
            ({"prefLabel": ("а\x07",)}, r"The prefLabel of .* the character U\+0007"),
            ({"prefLabel": ("а" * 20_001,)}, "at most 20,000 characters"),
            ({"altLabel": ("а",) * 501}, "at most 500 texts"),
            ({"hashes": {}}, "its hash is missing"),
            ({"sources": {}}, "nobody has said what the source"),
            ({"state": State.UNTRANSLATED}, "is a draft, reviewed or approved"),
            ({"prefLabel": ("а", "б"), "state": State.APPROVED}, "one prefLabel in a language"),
        ],
    )
    def test_what_cannot_be_saved(
        self, translations: Translations, bolat: Person, wrong: dict[str, object], message: str
    ) -> None:
        with pytest.raises(BadUsage, match=message):
            translations.save(bolat, edit(**wrong))  # type: ignore[arg-type]
        assert not translations.all("kk")


class TestRepeating:
    """A client that lost the answer sends the same again."""

    def test_the_same_with_the_same_key_is_recorded_once(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        first = edit()
        saved = translations.save(aigul, first)
        translations.save(bolat, edit(1, prefLabel=("бас аспаз",)))
        again = translations.save(aigul, first)
        assert again.already
        assert again.change == saved.change
        assert again.translation.texts(PREFERRED) == ("бас аспаз",)
        assert len(translations.history("kk", COOK)) == 2

    @pytest.mark.parametrize(
        "other",
        [{"concept": BAKER}, {"comment": "else"}, {"submitted": True}, {"texts": {PREFERRED: ()}}],
    )
    def test_a_key_is_for_one_request(
        self, translations: Translations, aigul: Person, other: dict[str, object]
    ) -> None:
        first = edit()
        translations.save(aigul, first)
        with pytest.raises(KeyTaken, match="Choose a new key"):
            translations.save(aigul, replace(first, **other))  # type: ignore[arg-type]

    def test_a_key_is_of_one_person(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        first = edit()
        translations.save(aigul, first)
        with pytest.raises(KeyTaken):
            translations.save(bolat, first)


@in_both
class TestConflicts:
    """Who saves on top of what they have not seen is told what there is."""

    def test_both_texts_and_what_was_there_before_are_told(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        translations.save(aigul, edit(prefLabel=("аспаз",), description=("Ас әзірлейді.",)))
        translations.save(aigul, edit(1, prefLabel=("аспазшы",), description=("Ас пісіреді.",)))
        with pytest.raises(Conflict, match=r"version 2 now: Aigul changed it") as refused:
            translations.save(bolat, edit(1, prefLabel=("бас аспаз",)))
        conflict = refused.value
        assert conflict.translation == translations.concept("kk", COOK)
        assert [change.version for change in conflict.changes] == [2]
        preferred, description = conflict.clashes
        assert (preferred.before, preferred.theirs) == (("аспаз",), ("аспазшы",))
        assert (preferred.ours, preferred.by.person) == (("бас аспаз",), "Aigul")
        assert preferred.both
        assert (description.ours, description.both) == (None, False)
        assert len(translations.history("kk", COOK)) == 2

    def test_comments_and_assignments_are_in_nobodys_way(
        self, translations: Translations, aigul: Person, bolat: Person
    ) -> None:
        translations.save(aigul, edit())
        translations.record(
            bolat,
            [
                Assignment(key(), "kk", COOK, "Aigul"),
                Remark(key(), "kk", COOK, "see the classifier"),
            ],
        )
        found = translations.save(aigul, edit(1, prefLabel=("аспазшы",))).translation
        assert (found.version, found.assignee) == (2, "Aigul")
        assert [comment.text for comment in found.comments] == ["see the classifier"]

    def test_a_version_from_the_future_is_a_conflict_too(
        self, translations: Translations, aigul: Person
    ) -> None:
        with pytest.raises(Conflict, match="version 0 now: it never had the one that you saw"):
            translations.save(aigul, edit(3))


@in_both
class TestMany:
    """Many edits are saved together or not at all."""

    def test_all_are_there_in_their_order(self, translations: Translations, bolat: Person) -> None:
        edits = [edit(concept=f"{COOK}/{number}") for number in range(IMPORTED)]
        saved = translations.record(bolat, edits, batch="import-1")
        assert [one.translation.concept for one in saved] == [one.concept for one in edits]
        ids = [one.change.id for one in saved if one.change]
        assert ids == sorted(ids)
        assert {one.change.batch for one in saved if one.change} == {"import-1"}
        assert len(translations.all("kk")) == IMPORTED

    def test_one_that_cannot_be_saved_stops_all(
        self, translations: Translations, bolat: Person
    ) -> None:
        wrong = edit(7, concept=BAKER)
        with pytest.raises(Conflict):
            translations.record(bolat, [edit(), wrong])
        assert not translations.all("kk")

    def test_one_goes_on_from_another(self, translations: Translations, bolat: Person) -> None:
        first, second = translations.record(bolat, [edit(), edit(1, prefLabel=("аспазшы",))])
        assert (first.translation.version, second.translation.version) == (1, 2)
        assert translations.concept("kk", COOK) == second.translation

    def test_two_with_one_key(self, translations: Translations, bolat: Person) -> None:
        first = edit()
        with pytest.raises(KeyTaken):
            translations.record(bolat, [first, replace(first, concept=BAKER)])


class TestRoles:
    """Translators write drafts; reviewers bring them further."""

    def test_a_translator_cannot_approve_by_saving(
        self, translations: Translations, aigul: Person
    ) -> None:
        with pytest.raises(NotAllowed, match=r"Aigul may not do this .* as translator"):
            translations.save(aigul, edit(state=State.APPROVED))

    def test_who_was_removed_saves_nothing(
        self, editorial: Editorial, translations: Translations, aigul: Person
    ) -> None:
        editorial.people.remove("Aigul")
        with pytest.raises(NotAllowed, match="or no more"):
            translations.save(aigul, edit())

    def test_mappers_translate_nothing(self, translations: Translations, anna: Person) -> None:
        with pytest.raises(NotAllowed, match="as mapper"):
            translations.save(anna, edit())


def test_a_mapping_that_was_handed_out_stays_as_it_was(
    translations: Translations, aigul: Person
) -> None:
    translations.save(aigul, edit())
    before = translations.all("kk")
    translations.save(aigul, edit(concept=BAKER))
    assert [*before] == [COOK]
    assert {*translations.all("kk")} == {COOK, BAKER}


@in_both
def test_what_one_process_saves_another_sees(
    editorial: Editorial, translations: Translations, aigul: Person, tmp_path: Path
) -> None:
    translations.save(aigul, edit())
    url = editorial.database._url.render_as_string(hide_password=False)
    other = Editorial(tmp_path, url)
    assert other.translations.concept("kk", COOK).version == 1
    translations.save(aigul, edit(1, prefLabel=("аспазшы",)))
    assert other.translations.all("kk") == translations.all("kk")
    other.close()
