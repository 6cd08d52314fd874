"""Which terms translations should use and which they must not, found however they are inflected."""

from kgqual.editorial.references import Entry
from kgqual.translation.glossary.glossaries import Glossaries
from kgqual.translation.glossary.glossary import NO_GLOSSARY, Glossary, Hit, Use

__all__ = ["NO_GLOSSARY", "Entry", "Glossaries", "Glossary", "Hit", "Use"]
