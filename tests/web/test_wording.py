"""What the interface says: complete in Kazakh, Russian and English."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import kgqual.web
from kgqual.namespaces import compact, expand
from kgqual.store.snapshot import Snapshots
from kgqual.web.wording import number, say, terms, wording

WEB = Path(kgqual.web.__file__).parent
LANGUAGES = {"kk", "ru", "en"}
BUILT = (
    "nav.",
    "problem.4",
    "problem.5",
    "catalog.",
    "mappings.column.",
    "mappings.field.",
    "topic.",
    "sparql.chart.",
    "queries.unknown.",
    "problem.link.",
    "recognition.",
    "review.feature.",
    "review.reason.",
    "review.show.",
    "review.state.",
    "review.verdict.",
    "translate.act.",
    "translate.button.",
    "translate.field.",
    "translate.files.",
    "translate.finding.",
    "translate.kind.",
    "translate.format.",
    "translate.noted.",
    "translate.outcome.",
    "translate.progress.by.",
    "translate.reference.",
    "translate.relatives.",
    "translate.role.",
    "translate.state.",
    "translate.stopped.",
    "translate.worklist.outcome.",
    "translate.worklist.what.",
)
"""Beginnings of keys that the code puts together."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_level_of_any_national_framework_is_not_called_one_of_kazakhstan() -> None:
    called = terms()[expand("elm:NQFLevel").value]
    assert not any(short in called[language] for language, short in (("ru", "НРК"), ("kk", "ҰБШ")))


@pytest.mark.parametrize("table", [wording(), terms()])
def test_every_text_is_there_in_three_languages(table: dict[str, dict[str, str]]) -> None:
    for key, texts in table.items():
        assert set(texts) == LANGUAGES, key
        assert all(text.strip() == text and text for text in texts.values()), key
        assert len({frozenset(fields(text)) for text in texts.values()}) == 1, key


def test_kazakh_and_russian_are_not_copies_of_english() -> None:
    same = {key for key, t in wording().items() if re.search("[A-Za-z]{4}", t["en"])}
    same = {key for key in same if wording()[key]["en"] in wording()[key].values()}
    for key in same:
        texts = wording()[key]
        assert texts["en"] not in (texts["kk"], texts["ru"]), key


def test_templates_use_only_known_texts_and_every_text_is_used() -> None:
    scripts = (WEB / "console").rglob("*.js")
    files = [*(WEB / "templates").glob("*.html"), *WEB.rglob("*.py"), *scripts]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"""["']([a-z]+(?:\.[a-z0-9_]+)+|skip|menu|language)["']""", code))
    known = set(wording())
    built = {key for key in known if key.startswith(BUILT)}
    assert known - used - built == set()
    called = set(re.findall(r"""say\(\s*["']([a-z0-9_.]+)["']""", code))
    begun = {key for key in called if key.endswith(".") and any(k.startswith(key) for k in known)}
    assert called - known - begun == set()


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.key")
    with pytest.raises(KeyError):
        say("en", "list.page", page=1)


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert number("en", 123855) == "123,855"
    assert number("ru", 123855) == number("kk", 123855) == "123\N{NO-BREAK SPACE}855"


def test_every_property_and_class_in_the_graph_has_a_name_in_three_languages(
    served_data: Path,
) -> None:
    store = Snapshots(served_data).current().open()
    named = (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?term (LANG(?label) AS ?language) "
        "{ { SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } } } "
        "OPTIONAL { ?term rdfs:label|skos:prefLabel ?label } }"
    )
    languages: dict[str, set[str]] = {}
    for term, language in store.query(named).rows():
        assert term is not None
        found = languages.setdefault(getattr(term, "value", ""), set())
        found.add(getattr(language, "value", ""))
    unnamed = {
        compact(iri)
        for iri, found in languages.items()
        if not (found | set(terms().get(iri, {}))) >= LANGUAGES
    }
    assert unnamed == set()
