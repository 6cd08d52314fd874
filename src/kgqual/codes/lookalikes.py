"""Letters of the Latin and the Cyrillic alphabet that look the same."""

_LATIN = "ABEKMHOPCTXYISJaeopcxyisj"
_CYRILLIC = "АВЕКМНОРСТХУІЅЈаеорсхуіѕј"

TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
"""For ``str.translate``: Latin letters for Cyrillic ones."""
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
"""For ``str.translate``: Cyrillic letters for Latin ones."""
