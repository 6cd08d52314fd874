"""``kgqual user``: the people who may write, and their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import State, say

if TYPE_CHECKING:
    from kgqual.editorial import Editorial

app = typer.Typer(
    help="People who may write, and their tokens.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(help="What to call them; it is published with their work.")]


@app.command()
def add(
    name: Name,
    role: Annotated[
        str, typer.Option(help="What they may do: mapper, translator or reviewer.")
    ] = "mapper",
    iri: Annotated[
        str, typer.Option(help="What names them in public, such as https://orcid.org/….")
    ] = "",
) -> None:
    """Let somebody write; print their token, which is shown only now."""
    from kgqual.editorial import Role

    refuse_unknown("--role", role, Role)
    person, token = opened().people.add(name, Role(role), iri)
    say(f"{person.name} may write as {person.role}, with this token. It is not shown again.")
    print(token)


@app.command("list")
def listed() -> None:
    """List the people: what each may do, since when, and until when."""
    from kgqual.cli.terminal import print_table

    print_table(
        ("name", "role", "added", "removed", "iri"),
        [
            (
                person.name,
                person.role,
                f"{person.added:%Y-%m-%d}",
                f"{person.removed:%Y-%m-%d}" if person.removed else "",
                person.iri,
            )
            for person in opened().people.all()
        ],
    )


@app.command()
def remove(name: Name) -> None:
    """Let somebody write no more; what they decided stays."""
    removed = opened().people.remove(name)
    say(f"{removed.name} may write no more. What they decided stays.")


def opened() -> Editorial:
    """Return people's work that belongs to the data directory of this run."""
    from kgqual.editorial import Editorial
    from kgqual.settings import editorial_database

    return Editorial(State.data, editorial_database())
