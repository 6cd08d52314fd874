"""Records of translations with any text in them, for tests of formats."""

from __future__ import annotations

from hypothesis import strategies as st

from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.translation.record import Heading, Record

HEADING = Heading("kk", "1.1.1")
ESCO = "http://data.europa.eu/esco/"
AWKWARD = ("=", "+1", "-", "@A1", "'", "'=1", "\t", "\\n", "\\", "a\r\nb", "_x0041_", " ", "|", '"')
"""What spreadsheets and separators trip over; mixed into what Hypothesis makes up."""


def texts(field: Field, piece: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Texts that a field may hold; none is empty."""
    text = st.one_of(piece, st.sampled_from(AWKWARD), st.tuples(st.sampled_from(AWKWARD), piece))
    joined = text.map("".join).filter(bool)
    return st.lists(joined, max_size=3 if field.many else 1).map(tuple)


def records(
    piece: st.SearchStrategy[str], fields: tuple[Field, ...] = tuple(Field)
) -> st.SearchStrategy[list[Record]]:
    """Records of some fields of occupations and skills, made of such texts."""

    @st.composite
    def record(draw: st.DrawFn) -> Record:
        field = draw(st.sampled_from(fields))
        source, target = draw(texts(field, piece)), draw(texts(field, piece))
        kind, number = draw(st.sampled_from(("occupation", "skill"))), draw(st.integers(0, 99))
        return Record(
            concept=f"{ESCO}{kind}/{number:02}",
            field=field,
            language="kk",
            source=source,
            source_hash=source_hash(source),
            target=target,
            state=draw(st.sampled_from([*State][1:])) if target else State.UNTRANSLATED,
            base=source_hash(target) if target else "",
            russian=draw(texts(field, piece)),
            code="2512.4",
        )

    return st.lists(record(), max_size=4, unique_by=lambda made: (made.concept, made.field))
