"""What a page shows of an answer with very many steps."""

from __future__ import annotations

from kgqual.answering import Answer, Item, Named, OpenSnapshot, Source, Step
from kgqual.model import Strength
from kgqual.namespaces import SKOS, thing
from kgqual.web.answer_view import MARKS, SHOWN, AnswerViews


class Related(Item):
    """An item with a field that pages have a name for."""

    level: Named


def answer(items: int, steps_each: int) -> Answer[Related]:
    """Return an answer each of whose items rests on steps of its own."""
    level = thing("nqf", "2016", "level", "6").value
    step = Step(
        strength=Strength.OFFICIAL,
        source=Source(iri="http://example.org/", title="A document"),
        subject=level,
        predicate=SKOS.related.value,
        object=level,
        statement={"en": "It is related to itself."},
    )
    starts = range(0, items * steps_each, steps_each)
    return Answer[Related](
        question="level-correspondence",
        arguments={},
        as_of="2026-11-22",
        snapshot="0",
        answer=tuple(
            Related(level=Named(iri=level), steps=tuple(range(start, start + steps_each)))
            for start in starts
        ),
        steps=(step,) * (items * steps_each),
    )


def test_the_first_steps_are_listed_and_only_those_are_pointed_to(
    shipped_snapshot: OpenSnapshot,
) -> None:
    views = AnswerViews(shipped_snapshot.store, answer(30, 10), "en")
    assert [step.number for step in views.steps()] == list(range(1, SHOWN + 1))
    assert views.used == 300
    (part,) = views.parts()
    assert part.steps[0] == tuple(range(MARKS))
    assert part.steps[19] == tuple(range(190, 196))
    assert part.steps[20:] == ((),) * 10
    assert all(part.more)


def test_few_steps_are_all_listed_and_pointed_to(shipped_snapshot: OpenSnapshot) -> None:
    views = AnswerViews(shipped_snapshot.store, answer(5, 2), "en")
    (part,) = views.parts()
    assert len(views.steps()) == views.used == 10
    assert part.steps[4] == (8, 9)
    assert not any(part.more)
