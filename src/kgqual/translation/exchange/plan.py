"""What importing a file would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from kgqual.editorial.keeping import LONGEST_COMMENT
from kgqual.editorial.translations import Edit, Field, Translation, Translations
from kgqual.translation.exchange.aim import Aim
from kgqual.translation.exchange.checked import Checked
from kgqual.translation.exchange.judging import Judge
from kgqual.translation.exchange.outcome import Outcome, Row
from kgqual.translation.formats.pairs import same_language
from kgqual.translation.glossary import NO_GLOSSARY, Glossary
from kgqual.translation.record import Record, Unread
from kgqual.translation.units import Units


@dataclass(frozen=True)
class Plan:
    """What an import would do: a row for each of the file, in its order.

    ``others`` counts the rows in other languages, which are passed over. ``aim`` is what the
    texts become; ``versions`` are those of the translations that the rows were held against.
    """

    language: str
    aim: Aim
    rows: tuple[Row, ...]
    others: int
    versions: Mapping[str, int]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows there are of each outcome, in the order of outcomes."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def stops(self) -> bool:
        """Whether a row is in conflict or refused: the file is imported only without such rows."""
        return any(row.outcome.stops for row in self.rows)

    def edits(self, batch: str, comment: str = "") -> list[Edit]:
        """Return what is to be saved, one edit for each concept, in the order of the file.

        ``batch`` begins the keys of the edits; ``comment`` is said where a row has no note.
        """
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.text:
                rows[row.concept].append(row)
        return [
            self._edit(f"{batch}-{number}", concept, of_concept, comment)
            for number, (concept, of_concept) in enumerate(rows.items())
        ]

    def _edit(self, key: str, concept: str, rows: list[Row], comment: str) -> Edit:
        made = {row.field: row.text for row in rows if row.field and row.text}
        notes = dict.fromkeys(filter(None, map(_note, rows)))
        return Edit(
            key=key,
            language=self.language,
            concept=concept,
            version=self.versions.get(concept, 0),
            texts={field: text.texts for field, text in made.items()},
            hashes={field: text.source_hash for field, text in made.items()},
            sources={field: text.source for field, text in made.items()},
            state=self.aim.state,
            submitted=self.aim.submitted,
            comment=_joined(notes) or comment,
        )


def plan(
    units: Units,
    translations: Translations,
    language: str,
    read: Iterable[Record | Unread],
    *,
    aim: Aim = Aim.DRAFT,
    clear: bool = False,
    glossary: Glossary = NO_GLOSSARY,
) -> Plan:
    """Hold what was read from a file against what stands and the checks; nothing is changed.

    ``aim`` is what imported texts become, ``clear`` says that an emptied cell empties its field;
    ``glossary`` has the terms that the checks ask for.
    """
    standing = translations.all(language)
    had = cache(partial(translations.ever_written, language))
    judge = Judge(units, language, standing, translations.source, had, aim, clear)
    rows: list[Row] = []
    others = 0
    for one in read:
        if isinstance(one, Unread):
            rows.append(Row(one.where, Outcome.REFUSED, one.why, one.values))
        elif one.language and not same_language(one.language, language):
            others += 1
        else:
            rows.append(judge.row(one))
    once = list(_notes_kept(_each_once(rows)))
    held = Checked(units, language, standing, aim, glossary).rows(once)
    return Plan(language, aim, tuple(held), others, _versions(standing, rows))


def _versions(standing: Mapping[str, Translation], rows: Iterable[Row]) -> Mapping[str, int]:
    concepts = {row.concept for row in rows if row.concept in standing}
    return {concept: standing[concept].version for concept in concepts}


def _each_once(rows: list[Row]) -> Iterator[Row]:
    """Yield the rows; of several that say different things of one field none is believed."""
    said: dict[tuple[str, Field | None], list[Row]] = defaultdict(list)
    for row in rows:
        if row.record:
            said[row.concept, row.field].append(row)
    for row in rows:
        same = said.get((row.concept, row.field), [row])
        if len(same) == 1 or row.outcome.stops:
            yield row
        elif len({other.record.target for other in same if other.record}) > 1:
            where = ", ".join(other.where for other in same if other is not row)
            yield row.turned(Outcome.REFUSED, "says-otherwise", where=where)
        elif row is same[0]:
            yield row
        else:
            yield row.turned(Outcome.SAME, "repeats", where=same[0].where)


def _notes_kept(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; one whose note does not fit into the comment of its concept is refused."""
    notes: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        of_concept = notes[row.concept]
        if row.text and _note(row):
            if len(_joined({**of_concept, _note(row): None})) > LONGEST_COMMENT:
                yield row.turned(Outcome.REFUSED, "long-notes", most=f"{LONGEST_COMMENT:,}")
                continue
            of_concept[_note(row)] = None
        yield row


def _note(row: Row) -> str:
    return row.record.note.strip() if row.record else ""


def _joined(notes: Iterable[str]) -> str:
    """Return what is said of all rows of a concept, each note once."""
    return "\n".join(notes)
