"""The messages of results found by SPARQL, given back the languages that pySHACL takes away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pyoxigraph import Literal

from kgqual.namespaces import SH
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

_PLACE = re.compile(r"\\\{\\[?$]\w+\\\}")


def with_languages(results: Iterable[Result], shapes: ShapesGraph) -> Iterator[Result]:
    """Yield the results, each message in the language of the ``sh:message`` it was made from."""
    for result in results:
        if result.constraint is None or not result.messages:
            yield result
            continue
        sources = (result.constraint, result.shape)
        texts = [text for node in sources for text in shapes.table.objects(node, SH.message)]
        templates = tuple(text for text in texts if isinstance(text, Literal))
        messages = tuple(_in_language(said, templates) for said in result.messages)
        yield replace(result, messages=tuple(sorted(messages, key=str)))


def _in_language(said: Literal, templates: tuple[Literal, ...]) -> Literal:
    if said.language:
        return said
    for template in templates:
        if template.language and _form(template.value).fullmatch(said.value):
            return Literal(said.value, language=template.language)
    return said


@lru_cache
def _form(template: str) -> re.Pattern[str]:
    """Return what a message looks like that was made from the template."""
    return re.compile(_PLACE.sub(".*", re.escape(template)), re.DOTALL)
