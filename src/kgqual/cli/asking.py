"""``kgqual ask``: a command for every question, made from the question itself.

The questions are loaded when one is asked, not when ``kgqual --help`` is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from kgqual.answering import Argument, Question

FORMATS = "text, json or csv"
LANGUAGES = "en, kk or ru: of the text"


class Questions(TyperGroup):
    """The commands below ``ask``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Make the commands, then see which one is meant."""
        from kgqual.questions import questions

        self.commands.update({name: _command(one) for name, one in questions().items()})
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Questions,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION [--NAME VALUE]…]",
    rich_markup_mode=None,
)


@app.callback()
def ask(
    context: typer.Context,
    format: Annotated[str, typer.Option(help="Of the list: text or json.")] = "text",
    lang: Annotated[str, typer.Option(help=LANGUAGES)] = "en",
) -> None:
    """Ask a question of the current snapshot; without QUESTION, list the questions."""
    if context.invoked_subcommand is None:
        from kgqual.cli.answers import print_list

        print_list(format, lang)


def _command(question: Question) -> Any:
    """Return the command that asks a question, with an option for each argument."""
    texts = question.documentation
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    cannot = f"It cannot know: {texts.cannot_know['en']}"
    help = "\n\n".join([texts.title["en"], texts.answers["en"], texts.sources["en"], cannot])
    made.command(question.name, help=help, short_help=texts.title["en"])(_function(question))
    return get_command(made)


def _function(question: Question) -> Callable[..., None]:
    own = [_parameter(question, argument) for argument in question.arguments.values()]
    common = [
        _option("format", f"How to answer: {FORMATS}.", "text"),
        _option("as_of", "Answer from what was valid on this day.", ""),
        _option("snapshot", "Ask this kept snapshot: its id or prefix.", ""),
        _option("lang", LANGUAGES, "en"),
    ]
    taken = {parameter.name for parameter in own}
    common = [parameter for parameter in common if parameter.name not in taken]

    def asked(**options: str | None) -> None:
        """Answer the question."""
        from kgqual.cli.answers import How, print_answer

        how = How(**{p.name: options.pop(p.name) or "" for p in common})
        names = {argument.parameter: argument.name for argument in question.arguments.values()}
        given = {names[key]: text for key, text in options.items() if text is not None}
        print_answer(question, given, how)

    asked.__signature__ = Signature([*own, *common])  # type: ignore[attr-defined]
    return asked


def _parameter(question: Question, argument: Argument) -> Parameter:
    texts = question.documentation.arguments[argument.name]
    example = f" For instance: {texts.example}" if texts.example else ""
    chosen = f" One of {', '.join(argument.choices)}." if argument.choices else ""
    option = typer.Option(
        f"--{argument.name}",
        help=f"{texts.label['en']}.{chosen}{example}",
        metavar=_metavar(argument),
        show_default=False,
    )
    kind, default = (str, Parameter.empty) if argument.required else (str | None, None)
    return Parameter(
        argument.parameter,
        Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, option],
    )


def _option(name: str, help: str, default: str) -> Parameter:
    option = typer.Option(f"--{name.replace('_', '-')}", help=help, show_default=bool(default))
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[str, option]
    )


def _metavar(argument: Argument) -> str:
    if argument.of:
        return "THING"
    return {Decimal: "NUMBER", date: "DATE"}.get(argument.kind, "TEXT")
