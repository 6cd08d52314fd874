"""The filters of the queue as options, alike in all commands that choose concepts by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer

_TEXTS: Mapping[str, str] = {
    "scheme": "Only of this concept scheme: IRI, or ESCO's name of it, or its start.",
    "isco": "Only of this ISCO-08 group: its code, 1 to 4 digits.",
    "group": "Only of this skill group: its code or IRI.",
    "collection": "Only of this collection: digital, green, language, transversal …",
    "kind": "Only occupation, skill, knowledge, skill-group …",
    "state": "Only those that are untranslated, draft, submitted, reviewed, approved.",
    "assignee": "Only those given to this person; - for nobody.",
    "check": "Only those in which this check finds something.",
    "text": "Only those with this in a term, or as code or IRI.",
}
"""Filter → what is said of its option; see ``translation.queue.Filters``."""
_STALE = "Only those whose English has changed since."


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each filter, in place of its argument ``filters``.

    It gets them together, as ``Filters``.
    """

    def called(**given: Any) -> None:
        """Run the command with the filters that options say."""
        from kgqual.translation.queue import Filters

        said = {name: given.pop(name) for name in (*_TEXTS, "stale")}
        command(**given, filters=Filters(**said))

    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__signature__ = Signature(list(_parameters(command)))  # type: ignore[attr-defined]
    return called


def _parameters(command: Callable[..., None]) -> Iterator[Parameter]:
    """Yield what typer makes options of: those of the command, with the filters among them."""
    unread = {"Filters": object}  # is imported when a command runs
    for own in signature(command, eval_str=True, locals=unread).parameters.values():
        if own.name == "filters":
            for name, help in _TEXTS.items():
                yield _option(name, Annotated[str, typer.Option(help=help)], "")
            yield _option("stale", Annotated[bool, typer.Option("--stale", help=_STALE)], False)
        else:
            yield own.replace(kind=Parameter.KEYWORD_ONLY)


def _option(name: str, annotation: object, default: str | bool) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
