"""Fields of education that say what a thing is about, and those that do not."""

from kgqual.namespaces import ISCED_F


def residual(field: str) -> bool:
    """Whether a field of ISCED-F 2013 is no detailed one, or says only what a thing is not.

    The last digits of its code tell: ``0`` is "not further defined", ``9`` "not elsewhere
    classified", ``88`` "inter-disciplinary" (UNESCO, ISCED Fields of
    Education and Training 2013).
    """
    code = field.removeprefix(ISCED_F.iri)
    return len(code) < 4 or code.endswith(("0", "9", "88"))
