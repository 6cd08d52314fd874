"""Which Kazakh forms are of a word: number, possession, case, and the sounds that change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgqual.translation.glossary.inflection import inflected

FORMS = [
    ("бала", "бала балалар баланың баланы балаға балада баладан баламен баласы балаларымыздың"),
    ("стандарт", "стандарттар стандарттың стандартты стандартқа стандартпен стандарттарының"),
    ("қыз", "қыздар қыздың қызды қызға қыздан қызбен қызының қызына қызымен"),
    ("адам", "адамдар адамның адамды адамға адамнан адаммен адамдағы адамым адамыма"),
    ("ел", "елдер елдің елді елге елден елмен еліміздің еліміздегі"),
    ("басқару", "басқарудың басқаруды басқаруға басқарумен басқаруы басқаруын басқаруда"),
    ("кітап", "кітаптар кітабы кітабымды"),
    ("біліктілік", "біліктілігі біліктіліктер біліктілікті біліктілігін біліктілігіне"),
    ("орталық", "орталығы орталықтары орталығының"),
    ("халық", "халқы халқының халықтар"),
    ("орын", "орны орнында орындар"),
    ("акт", "актілер актіні актісі акті"),
    ("модель", "модельдер моделі модельді"),
    ("институт", "институттар институтқа институты"),
    ("лицензия", "лицензиялар лицензиясы лицензияны"),
    ("маркетинг", "маркетингтің маркетингі"),
    ("орталығы", "орталық орталықтары орталығына"),
    ("жүйесі", "жүйе жүйелер жүйесінің"),
]
OTHERS = [
    ("кәсіп", "кәсіптік кәсіби кәсіпкер кәсіпкерлік"),
    ("стандарт", "стандарттау стандартты-сыз стандартер стандартлар"),
    ("бала", "балалық балшық балалер"),
    ("басқару", "басқарушы басқарма басқарылатын"),
    ("білім", "білімді-лік білімпаз біліктілік"),
    ("жұмыс", "жұмысшы жұмыскер жұмыссыз"),
    ("ел", "елші елік"),
]


@pytest.mark.parametrize(
    ("word", "form"), [(word, form) for word, forms in FORMS for form in forms.split()]
)
def test_a_form_of_the_word(word: str, form: str) -> None:
    assert inflected(word, form)


@pytest.mark.parametrize(
    ("word", "form"), [(word, form) for word, forms in OTHERS for form in forms.split()]
)
def test_another_word_or_a_suffix_without_harmony(word: str, form: str) -> None:
    assert not inflected(word, form)


@settings(max_examples=50)
@given(st.text("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя(*-.", min_size=1, max_size=20))
def test_every_text_is_a_form_of_itself(word: str) -> None:
    assert inflected(word, word)
