"""Who makes the changes of a command: a person named with ``--user``, or whoever is logged in."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from kgqual.editorial import Editorial, Person

User = Annotated[
    str,
    typer.Option(
        "--user",
        metavar="NAME",
        help="Who does it, of those in `kgqual user list`; else your name on this computer.",
    ),
]


def person(editorial: Editorial, user: str) -> Person:
    """Return the person that a command acts for.

    Without ``user`` it is one by the login name, a reviewer, recorded when first needed: who runs
    commands can write the database anyway. Nobody is shown that person's token, so that it opens
    nothing. Raises BadUsage for a name that nobody has, or where the computer knows no login name.
    """
    from kgqual.editorial import Role

    name = user or f"{_login()} (command line)"
    known = {one.name.casefold(): one for one in editorial.people.all() if one.removed is None}
    found = known.get(name.casefold())
    if found is None and user:
        names = ", ".join(sorted(one.name for one in known.values())) or "nobody"
        raise BadUsage(
            f"There is no user {user!r}. There is: {names}. `kgqual user add NAME --role "
            "translator` lets somebody translate."
        )
    return found or editorial.people.add(name, Role.REVIEWER)[0]


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # OSError from Python 3.13 on
        raise BadUsage(
            "This computer does not say who is logged in: name the person with --user."
        ) from error
