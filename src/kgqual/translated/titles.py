"""What a graph of translations is called, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

_TITLES = {
    "en": "ESCO in {language}: approved translations",
    "ru": "ESCO на {language}: утверждённые переводы",
    "kk": "ESCO {language}: бекітілген аудармалар",
}
_LANGUAGES = {
    "kk": {"en": "Kazakh", "ru": "казахском языке", "kk": "қазақ тілінде"},
    "ru": {"en": "Russian", "ru": "русском языке", "kk": "орыс тілінде"},
}
_ANOTHER = {"en": "the language “{tag}”", "ru": "языке «{tag}»", "kk": "«{tag}» тілінде"}


def titles(language: str) -> Mapping[str, str]:
    """Return the title of the translations into a language, by the language of the title."""
    called = _LANGUAGES.get(language) or {
        name: text.format(tag=language) for name, text in _ANOTHER.items()
    }
    return {name: text.format(language=called[name]) for name, text in _TITLES.items()}
