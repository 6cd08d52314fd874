"""What importing a file would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import Edit, Field, Translation, Translations
from kgqual.translation.exchange.aim import Aim
from kgqual.translation.exchange.checked import Checked
from kgqual.translation.exchange.judging import Judge
from kgqual.translation.exchange.outcome import Outcome, Row
from kgqual.translation.formats.pairs import same_language
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
        notes = dict.fromkeys(row.record.note for row in rows if row.record and row.record.note)
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
            comment="\n".join(notes) or comment,
        )


def plan(
    units: Units,
    translations: Translations,
    language: str,
    read: Iterable[Record | Unread],
    *,
    aim: Aim = Aim.DRAFT,
    clear: bool = False,
) -> Plan:
    """Hold what was read from a file against what stands and the checks; nothing is changed.

    ``aim`` is what imported texts become, ``clear`` says that an emptied cell empties its field.
    """
    standing = translations.all(language)
    judge = Judge(units, language, standing, translations.source, aim, clear)
    rows: list[Row] = []
    others = 0
    for one in read:
        if isinstance(one, Unread):
            rows.append(Row(one.where, Outcome.REFUSED, "unread", {"fault": one.reason}))
        elif one.language and not same_language(one.language, language):
            others += 1
        else:
            rows.append(judge.row(one))
    held = Checked(units, language, standing, aim).rows(list(_each_once(rows)))
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
