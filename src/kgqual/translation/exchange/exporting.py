"""What stands of the translations, as records and as files."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kgqual.answering import Graph
from kgqual.atomic import replacing, unfinished_folder
from kgqual.editorial.translations import Field, State, Translation
from kgqual.errors import BadUsage, StorageFailed
from kgqual.translation.formats import FORMATS, esco_csv, named, turtle
from kgqual.translation.record import Format, Heading, Record
from kgqual.translation.units import Concept, Units

_TEXTS_ONLY = frozenset({turtle.FORMAT.name, esco_csv.FORMAT.name})


def writer(name: str, graph: Graph, units: Units) -> Format:
    """Return the format of a name, ready to write concepts of a release.

    Raises BadUsage for a name that is none's.
    """
    if name == esco_csv.FORMAT.name:
        return esco_csv.EscoCsv(esco_csv.frames(graph.snapshot.store, units.graph))
    return named(name)


def records(
    concepts: Iterable[Concept],
    translations: Mapping[str, Translation],
    language: str,
    *,
    fields: Collection[Field] = tuple(Field),
    published: bool = False,
) -> Iterator[Record]:
    """Yield a record for each of the fields that has a source or a translation.

    ``translations`` is what stands in the language. ``published`` takes the last approved texts
    instead of the latest, and only fields that have some.
    """
    for concept in concepts:
        translation = translations.get(concept.iri) or Translation(language, concept.iri)
        entries = translation.published if published else translation.entries
        for field in Field:
            source, entry = concept.source(field), entries.get(field)
            if field not in fields or not (entry or (source.texts and not published)):
                continue
            yield Record(
                concept=concept.iri,
                field=field,
                language=language,
                source=source.texts,
                source_hash=source.hash,
                target=entry.texts if entry else (),
                state=entry.state if entry else State.UNTRANSLATED,
                base=entry.texts_hash if entry else "",
                russian=source.russian,
                code=concept.code,
            )


def held(format: Format, made: Iterable[Record]) -> list[Record]:
    """Return those of the records that a file of a format has a place for.

    RDF and the tables of ESCO state texts, so that they say nothing of what is untranslated.
    """
    return [record for record in made if record.target or format.name not in _TEXTS_ONLY]


def export(format: Format, heading: Heading, made: Iterable[Record], path: Path) -> None:
    """Write records into a file that is there whole or not at all.

    The tables of ESCO go into a folder where the path does not end in ``.zip``. Raises BadUsage
    for what the format cannot hold or a folder that is there, StorageFailed for a full disk.
    """
    try:
        if format.name == esco_csv.FORMAT.name and path.suffix.lower() != format.suffix:
            _into_folder(format, heading, made, path)
            return
        with replacing(path) as partial, partial.open("wb") as file:
            format.write(heading, made, file)
    except OSError as error:
        raise StorageFailed(f"{path}: cannot be written ({error.strerror}).") from error


def _into_folder(format: Format, heading: Heading, made: Iterable[Record], path: Path) -> None:
    if path.exists():
        raise BadUsage(f"{path} is there already; name a new folder, or a file that ends in .zip.")
    with unfinished_folder(path.absolute().parent) as folder:
        packed, tables = folder / "tables.zip", folder / "tables"
        with packed.open("wb") as file:
            format.write(heading, made, file)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(tables)
        tables.rename(path)


def format_for(name: str, path: Path) -> str:
    """Return the name of the format to write: the one asked for, else what the file's name says.

    Raises BadUsage where neither says one.
    """
    if name:
        return named(name).name
    found = [one.name for one in FORMATS.values() if one.suffix == path.suffix.lower()]
    if not found:
        raise BadUsage(f"Say in which format: --format {' | '.join(FORMATS)}.")
    return found[0]
