"""What is checked: the texts of one field of one concept, with what they are compared with."""

from __future__ import annotations

import dataclasses

from kgqual.editorial.translations.fields import Field, Texts
from kgqual.translation.glossary import NO_GLOSSARY, Glossary
from kgqual.translation.units.concept import Kind


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """The texts of one field in the target language.

    ``source`` are its English texts, ``russian`` the Russian ones where they are loaded;
    ``published`` are those that are published where others stand, and ``texts`` may be empty then;
    ``beside`` has the texts of the concept's other fields in the target language. ``stale`` says
    that the English texts have changed since these were written.
    """

    concept: str
    language: str
    kind: Kind
    field: Field
    texts: tuple[str, ...]
    source: tuple[str, ...] = ()
    russian: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    beside: Texts = dataclasses.field(default_factory=dict)
    stale: bool = False
    glossary: Glossary = NO_GLOSSARY
