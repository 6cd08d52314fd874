"""``kgqual translate history``: every change of a concept, and whose each text is."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.state import say
from kgqual.cli.translating import options
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from kgqual.editorial.translations import Change


def history(
    concept: Annotated[str, typer.Argument(metavar="IRI", help="The concept.")],
    lang: options.Lang = "kk",
    blame: Annotated[
        bool, typer.Option("--blame", help="Each text that stands, and who brought it.")
    ] = False,
) -> None:
    """List every change of the translation of a concept, the oldest first."""
    from kgqual.cli.terminal import print_table
    from kgqual.cli.users import opened

    language = options.read_language(lang)
    with closing(opened()) as editorial:
        changes = editorial.translations.history(language, concept)
        authored = editorial.translations.blame(language, concept)
    if not changes:
        raise BadUsage(f"Nobody has translated <{concept}> into {language}.")
    if blame:
        print_table(
            ("field", "text", "person", "when", "change"),
            [
                (field, one.text, one.by.person, f"{one.by.at:%Y-%m-%d %H:%M}", str(one.by.change))
                for field, texts in authored.items()
                for one in texts
            ],
        )
    else:
        undone = {change.undoes for change in changes}
        print_table(
            ("change", "when", "person", "act", "texts", "comment"),
            [
                (
                    str(one.id),
                    f"{one.at:%Y-%m-%d %H:%M}",
                    one.person,
                    f"{_did(one)}, undone" if one.id in undone else _did(one),
                    "; ".join(f"{f}: {' | '.join(w.texts)}" for f, w in one.fields.items()),
                    one.comment,
                )
                for one in changes
            ],
        )
    say("Times are in UTC.")


def _did(change: Change) -> str:
    """Return what a change did, with how far saved texts came by it where that is any further."""
    from kgqual.editorial.translations import Act, State

    if change.act is not Act.SAVE:
        return change.act
    reached = {
        "submitted" if written.submitted else written.state
        for written in change.fields.values()
        if written.submitted or written.state is not State.DRAFT
    }
    return f"{change.act} ({', '.join(sorted(reached))})" if reached else change.act
