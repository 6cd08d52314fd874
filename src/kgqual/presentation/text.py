"""An answer as lines of text in one language: what is answered, and what each item rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgqual.answering import AnyAnswer, Conflict, Item, Lead, Question
from kgqual.presentation.cells import cells, name
from kgqual.presentation.chains import chain_lines
from kgqual.presentation.fields import chosen
from kgqual.presentation.wording import in_language, say

THEN = " → "
"""Between the numbers of the steps of a chain."""


class AnswerText:
    """The parts of an answer to ``question`` in ``language``, each as lines."""

    def __init__(self, question: Question, answer: AnyAnswer, language: str) -> None:
        self._question, self._answer, self._language = question, answer, language

    def heading(self) -> Iterator[str]:
        """Yield what was asked, of which day and snapshot."""
        answer = self._answer
        texts = self._question.documentation
        yield in_language(texts.title, self._language)
        for argument, text in answer.arguments.items():
            label = in_language(texts.arguments[argument].label, self._language)
            thing = answer.resolved.get(argument)
            said = name(thing, self._language) if thing else chosen(argument, text, self._language)
            yield f"  {label}: {said}"
        yield f"  {self._say('day', day=answer.as_of, snapshot=answer.snapshot)}"

    def abstention(self) -> Iterator[str]:
        """Yield why there is no answer, and what may have been meant."""
        explanation = in_language(self._answer.explanation or {}, self._language)
        yield self._say("none", reason=explanation)
        argument = ""
        for candidate in self._answer.candidates:
            if candidate.argument != argument:
                argument = candidate.argument
                texts = self._question.documentation.arguments[argument]
                label = in_language(texts.label, self._language)
                yield self._say("candidates", argument=label)
            yield f"  {name(candidate, self._language)}  <{candidate.iri}>"

    def items(self) -> Iterator[str]:
        """Yield the items: one a line under a header, a single one with a line for each field."""
        items = self._answer.answer or ()
        rows = [{**cells(item, self._language), **self._basis(item)} for item in items]
        header = [field for field in rows[0] if any(row[field] for row in rows)]
        if len(rows) == 1:
            yield from _aligned([[field, rows[0][field]] for field in header])
        else:
            yield from _aligned([header, *([row[field] for field in header] for row in rows)])

    def steps(self) -> Iterator[str]:
        """Yield the steps that items refer to, by their numbers."""
        yield self._say("steps")
        yield from chain_lines(self._answer.steps, self._language)

    def leads(self) -> Iterator[str]:
        """Yield what would be answers, and what would have to be confirmed; nothing without."""
        if self._answer.leads:
            yield self._say("leads")
        for lead in self._answer.leads:
            yield from self._lead(lead)

    def conflicts(self) -> Iterator[str]:
        """Yield what sources say against each other; nothing when they do not."""
        if self._answer.conflicts:
            yield self._say("conflicts")
        for conflict in self._answer.conflicts:
            yield from self._conflict(conflict)

    def permalink(self) -> Iterator[str]:
        """Yield where this answer stays."""
        yield self._say("permalink", address=self._answer.permalink)

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"answer.{key}", **values)

    def _basis(self, item: Item) -> dict[str, str]:
        strength = say(self._language, f"strength.{item.strength}") if item.strength else ""
        steps = THEN.join(str(index + 1) for index in item.steps)
        return {self._say("strength"): strength, self._say("steps"): steps}

    def _lead(self, lead: Lead[Item]) -> Iterator[str]:
        found = cells(lead.answer, self._language)
        yield "- " + "; ".join(f"{field}: {text}" for field, text in found.items() if text)
        yield from chain_lines(lead.steps, self._language)
        for statement in lead.to_confirm:
            yield f"  {self._say('confirm', statement=in_language(statement, self._language))}"

    def _conflict(self, conflict: Conflict) -> Iterator[str]:
        yield f"- {name(conflict, self._language)}"
        if statement := in_language(conflict.statement, self._language):
            yield f"  {statement}"
        yield from chain_lines(conflict.claims, self._language)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines whose cells stand below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
