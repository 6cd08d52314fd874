"""What the recognition look-up returns: the envelope of answers, and what an officer reads beside.

``answer`` holds the levels of the Kazakhstan framework that correspond, each with the steps it
rests on; ``leads`` those that would correspond if something unverified were confirmed. What else
there is to know has its own part, with its own steps, and stands also when the level is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from kgqual.answering.envelope import Answer, Frozen, Item, Named, Step, Text
from kgqual.model import Strength
from kgqual.questions.credits import Unit
from kgqual.recognition.application import Application

RouteKind = Literal["eqf", "qf-ehea"]
"""By the EQF alone, or from the EQF on by the cycles of higher education."""
Standing = Literal["answer", "lead", "not-applicable", "broken"]


class Match(Named):
    """A qualification that the printed title may name: by which title, how well, and why.

    ``score`` is 0 to 1; ``features`` are what it was made of (``kgqual.recognition.titles``).
    """

    title: str
    score: float
    features: Mapping[str, float]
    synonym: bool = False

    @property
    def by_likeness(self) -> bool:
        """Whether neither a source nor our tables have the title: it is only like one of them."""
        return "words" in self.features and "opening" not in self.features


class Placement(Frozen):
    """A level at which a source places the qualification, or at which the document says it is.

    ``holds`` is False for a level that did not exist in the year of award; ``until`` is its last
    day, as far as stated. ``stated`` is True when only the application says so.
    """

    level: Named
    framework: Named
    step: Step
    until: str | None = None
    holds: bool = True
    stated: bool = False


class Evaluation(Frozen):
    """How an ENIC-NARIC centre evaluated the title. It stands beside, and is never a level."""

    level: Named
    evaluator: Named
    step: Step


class Award(Frozen):
    """An award of Kazakhstan at a level, and the prefix of the codes that stand for it."""

    award: Named
    prefix: Named


class Corresponding(Item):
    """A level of the Kazakhstan framework, by one route, with the levels passed on the way."""

    level: Named
    route: RouteKind
    through: tuple[Named, ...]
    awards: tuple[Award, ...] = ()


class Route(Frozen):
    """One way to the Kazakhstan framework, as far as it leads: its links and what it is worth.

    ``standing`` is *answer* when every link has a source, *lead* when one is unverified,
    *not-applicable* when the way is not for this qualification, *broken* when no source has the
    next link; ``explanation`` says which and why.
    """

    kind: RouteKind
    standing: Standing
    level: Named | None
    strength: Strength | None
    steps: tuple[Step, ...]
    explanation: Text


class Related(Named):
    """A direction, programme group or speciality of Kazakhstan in the field of study.

    ``fit`` is *field* when a classifier assigns it to the field itself or one below it, *near*
    when it has the whole narrow field around it.
    """

    kind: Literal["direction", "group", "speciality"]
    fit: Literal["field", "near"]
    prefixes: tuple[str, ...]
    step: Step


class StudyField(Frozen):
    """The field of study, the one around it, and what the classifiers of Kazakhstan have in it."""

    field: Named
    broader: Named | None
    related: tuple[Related, ...]


class Act(Named):
    """A legal act: its number, date and status as the source states them."""

    number: str = ""
    date: str = ""
    kind: str = ""
    status: str = ""
    page: str | None = None
    steps: tuple[Step, ...] = ()


class Procedure(Named):
    """A procedure of recognition: for whom, by whom, under which acts.

    ``kind`` is *academic* for recognising documents, *professional* for recognising a profession,
    blank where this project has not said which.
    """

    kind: Literal["academic", "professional", ""] = ""
    applies_to: Text
    bodies: tuple[Named, ...]
    acts: tuple[Act, ...]
    status: str = ""
    note: str | None = None
    steps: tuple[Step, ...]


class Agreement(Named):
    """An international agreement, and whether the sources name both countries as its parties.

    ``parties`` is *both* when both are named, *unknown* when the source does not name all parties,
    *not-kazakhstan* when the other country is named and Kazakhstan is not yet. That does not put it
    into force: ``state`` says in words whether it is, as far as the source says.
    """

    parties: Literal["both", "unknown", "not-kazakhstan"]
    covers: Text
    signed: str = ""
    in_force_from: str = ""
    status: str = ""
    state: Text
    note: str | None = None
    acts: tuple[Act, ...] = ()
    steps: tuple[Step, ...]


class Profession(Named):
    """A profession that a register or source calls regulated, and why it may be this one."""

    regime: str
    because: Literal["title", "field"]
    steps: tuple[Step, ...]


class Credits(Frozen):
    """Credits of one system counted in another, or in hours, as the question ``credits`` does.

    A range, whose ends are equal where the sources leave no room; ``explanation`` says it in words.
    ``way`` is *rate* where a source states the rate, *hours* where it is computed from the hours.
    """

    amount: Decimal
    from_: Unit
    to: Unit
    low: Decimal
    high: Decimal
    way: Literal["rate", "hours"]
    explanation: Text
    steps: tuple[Step, ...]


class Advice(Frozen):
    """One line of the sheet: what is asked for, is missing, or would change the answer.

    ``steps`` say which source asks for it; without them only this look-up could do more with it.
    """

    key: str
    text: Text
    steps: tuple[Step, ...] = ()


class Recognition(Answer[Corresponding]):
    """What is known about a foreign qualification in Kazakhstan: decision support, no decision.

    ``match`` is None when no title is near enough; ``matches`` are the best with their scores.
    ``required`` is what sources ask the holder for; ``missing`` what the application leaves open;
    ``would_change`` what would make another answer; ``unknown`` the gaps the sources leave.
    """

    application: Application
    country: Named
    match: Match | None
    matches: tuple[Match, ...]
    placements: tuple[Placement, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    routes: tuple[Route, ...] = ()
    study_field: StudyField | None = None
    credits: tuple[Credits, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    professions: tuple[Profession, ...] = ()
    required: tuple[Advice, ...] = ()
    missing: tuple[Advice, ...] = ()
    would_change: tuple[Advice, ...] = ()
    unknown: tuple[Text, ...] = ()
    notice: Text
