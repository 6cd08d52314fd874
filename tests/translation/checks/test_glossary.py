"""Terms that the glossary asks for, and those that it forbids."""

from __future__ import annotations

from tests.translation.checks.judging import found, subject

from kgqual.translation.glossary import Entry, Glossary

GLOSSARY = Glossary(
    "kk",
    [
        Entry({"en": ("dough",), "ru": ("тесто",)}, ("қамыр",), ("ұн",)),
        Entry({}, (), ("булка",)),
    ],
)


def test_a_term_of_the_glossary_may_be_inflected_but_not_be_missing() -> None:
    source = ("make dough",)
    assert not found(subject("қамырды илеу", source=source, glossary=GLOSSARY))
    (finding,) = found(subject("тоқаш илеу", source=source, glossary=GLOSSARY))["glossary-missing"]
    assert finding.values == {"term": "dough", "translations": "қамыр"}


def test_a_term_that_both_sources_have_is_missed_once() -> None:
    asked = subject("илеу", source=("make dough",), russian=("тесто",), glossary=GLOSSARY)
    assert len(found(asked)["glossary-missing"]) == 1


def test_a_forbidden_term_is_shown_where_it_stands() -> None:
    asked = subject("булканы ұннан жасау", source=("make dough",), glossary=GLOSSARY)
    forbidden = found(asked)["glossary-forbidden"]
    assert [(one.values["term"], one.values["translations"]) for one in forbidden] == [
        ("булканы", "—"),
        ("ұннан", "қамыр"),
    ]
