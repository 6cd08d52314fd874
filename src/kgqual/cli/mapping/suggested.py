"""Making suggestions and printing them: as SSSOM/TSV, as JSON, or as a table for people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.cli.choices import refuse_unknown
from kgqual.cli.progress import progress_bar
from kgqual.cli.state import State, say
from kgqual.cli.terminal import print_table
from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.languages import language_tag
from kgqual.mapping.suggestion.answer import Suggested
from kgqual.mapping.suggestion.answering import asked_set
from kgqual.mapping.suggestion.mapping_set import TEXTS, as_mapping_set
from kgqual.mapping.suggestion.suggesting import Asked, suggest
from kgqual.mapping.suggestion.targets import Target, target_set, target_texts
from kgqual.mapping.suggestion.text_files import is_text_file, read_text_file, read_texts
from kgqual.mapping.suggestion.texts import AskedText, asked_text
from kgqual.presentation.wording import in_language
from kgqual.sources.kinds.sssom.writing import FORMATS as SSSOM
from kgqual.sources.kinds.sssom.writing import save_text, written
from kgqual.store.snapshot import Snapshots

STDIN = "-"
FORMATS = (*SSSOM, "json", "text")


@dataclass(frozen=True)
class Wanted:
    """What is asked: texts or the set ``source``, the set ``to``, languages, and how many."""

    texts: Sequence[str]
    source: str
    to: str
    languages: Sequence[str]
    limit: int


def suggestions(wanted: Wanted, snapshot: str, format: str, output: Path | None) -> None:
    """Suggest, and print what was found or write it to ``output``, which appears whole.

    Raises BadUsage for sets, texts, languages or a format that are wrong; BadSource for wrong
    rows of a file; NoSnapshot and UnknownSnapshot as ``Snapshots`` does.
    """
    refuse_unknown("--format", format, FORMATS)
    languages = _languages(wanted.languages)
    kept = Snapshots(State.data)
    with OpenSnapshot.of(kept.named(snapshot) if snapshot else kept.current()) as opened:
        found = _suggested(opened, wanted, languages)
    name = Path(wanted.source).stem if is_text_file(wanted.source) else TEXTS
    if output is None:
        _print(found, name, format)
    else:
        save_text(_written(found, name, format), output)
        say(f"{_counted(found)} Written to {output}.")


def _suggested(opened: OpenSnapshot, wanted: Wanted, languages: tuple[str, ...]) -> Suggested:
    target = _target(opened, wanted.to, languages)
    asked = _asked(opened, wanted, languages, target)
    if asked.left_out:
        say(f"{asked.left_out:,} terms have no label in {', '.join(languages)} and are left out.")
    with progress_bar(State.quiet) as progress:
        return suggest(
            asked,
            target,
            wanted.limit,
            opened.id,
            lambda done, total: progress("suggesting", done, total),
        )


def _target(opened: OpenSnapshot, name: str, languages: tuple[str, ...]) -> Target:
    texts = _file(name, languages)
    if texts:
        return target_texts(texts)
    graph = opened.on()
    try:
        with progress_bar(State.quiet) as progress:
            return target_set(graph, name, lambda done, of: progress("reading labels", done, of))
    except OSError as error:
        say(f"The model is left out, since what it reads cannot be kept: {error}.")
        return target_set(graph, name)


def _asked(
    opened: OpenSnapshot, wanted: Wanted, languages: tuple[str, ...], target: Target
) -> Asked:
    if not wanted.texts:
        texts = _file(wanted.source, languages)
        return Asked(texts) if texts else asked_set(opened, wanted.source, languages, target)
    try:
        language = _one(languages)
        return Asked([asked_text({language: text}, {}) for text in wanted.texts])
    except ValueError as error:
        raise BadUsage(f"{error}.") from error


def _file(name: str, languages: tuple[str, ...]) -> list[AskedText]:
    """Return the texts of a file; none when ``name`` is not that of a file but of a set."""
    if name == STDIN:
        return read_texts(sys.stdin.buffer.read(), "standard input", _one(languages))
    return read_text_file(Path(name), _one(languages)) if is_text_file(name) else []


def _languages(tags: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(map(language_tag, tags)))
    except ValueError as error:
        raise BadUsage(f"--lang: {error}.") from error


def _one(languages: tuple[str, ...]) -> str:
    """Return the language of texts that do not say theirs. Raises BadUsage for several."""
    if len(languages) > 1:
        raise BadUsage("Texts are in one language: give a column `lang` where they are in several.")
    return "".join(languages)


def _print(found: Suggested, name: str, format: str) -> None:
    if format != "text":
        print(_written(found, name, format), end="")
        return
    print_table(("text", "term", ">confidence", "", "IRI"), _rows(found))
    say(_counted(found))


def _rows(found: Suggested) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in found.results:
        nothing = one.no_term_found
        ranked: list[tuple[str, float | None, str, str]] = [
            (in_language(c.label, one.text.language or "en"), c.confidence, c.code, c.iri)
            for c in one.candidates
        ]
        at = next((n for n, c in enumerate(one.candidates) if c.confidence < nothing), len(ranked))
        fits = "(no term fits)" if one.understood else "(not understood)"
        ranked.insert(at, (fits, nothing if one.understood else None, "", "sssom:NoTermFound"))
        rows += [
            (one.text.title if n == 0 else "", label, "—" if sure is None else f"{sure:.2f}", *of)
            for n, (label, sure, *of) in enumerate(ranked)
        ]
    return rows


def _written(found: Suggested, name: str, format: str) -> str:
    if format in SSSOM:
        return harmless(written(as_mapping_set(found, name), format))
    return harmless(f"{found.model_dump_json(indent=1)}\n")


def _counted(found: Suggested) -> str:
    unread = sum(not one.understood for one in found.results)
    nothing = sum(one.understood and not one.mapping.object_label for one in found.results)
    abstained = f"{unread:,} could not be read surely in a language of the set; " if unread else ""
    searched = ", ".join(release.title for release in found.to.releases) or "the texts given"
    return (
        f"{len(found.results):,} texts, for {nothing:,} of them likeliest that nothing fits; "
        f"{abstained}searched: {found.to.terms:,} terms of {searched}; nobody has confirmed them."
    )
