"""A little ESCO that is partly translated, by real people in a real database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest
from tests.little_esco import BAKE, BAKER, DEVELOPER, DOUGH, PASTRY_COOK
from tests.translation.edits import edit_of

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Assignment, Edit, Field, State, Translation
from kgqual.translation.units import Units


@pytest.fixture(scope="session")
def units(little: OpenSnapshot) -> Units:
    """What is to be translated of the little ESCO."""
    return Units.of(little.on())


@pytest.fixture(scope="session")
def begun(
    units: Units, little: OpenSnapshot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editorial]:
    """A database in which Aigul and Bolat have begun to translate into Kazakh.

    The baker is approved, from the release before; the pastry cook is submitted; ``bake`` is a
    draft, ``dough`` is given to Bolat, ``developer`` reviewed.
    """
    with closing(Editorial(tmp_path_factory.mktemp("begun"))) as editorial:
        aigul, _ = editorial.people.add("Aigul", Role.TRANSLATOR)
        bolat, _ = editorial.people.add("Bolat", Role.REVIEWER)

        def edit(
            concept: str,
            texts: dict[Field, str],
            state: State = State.DRAFT,
            submitted: bool = False,
            made_from: Units = units,
        ) -> Edit:
            """Return texts of a concept, translated while the release ``made_from`` was current."""
            listed = {field: (text,) for field, text in texts.items()}
            return edit_of(made_from, concept, listed, state=state, submitted=submitted)

        preferred, description = Field.PREFERRED, Field.DESCRIPTION
        save = editorial.translations.save
        baker = {preferred: "наубайшы", description: "Наубайшы нан пісіреді."}
        save(bolat, edit(BAKER, baker, State.APPROVED, made_from=_before(little)))
        save(aigul, edit(PASTRY_COOK, {preferred: "кондитер"}, submitted=True))
        save(aigul, edit(BAKE, {preferred: "нан пісіру"}))
        save(bolat, edit(DEVELOPER, {preferred: "әзірлеуші"}, State.REVIEWED))
        editorial.translations.record(bolat, [Assignment("give-to-bolat", "kk", DOUGH, "Bolat")])
        yield editorial


@pytest.fixture(scope="session")
def translations(begun: Editorial) -> Mapping[str, Translation]:
    """What stands in Kazakh, by concept."""
    return begun.translations.all("kk")


def _before(little: OpenSnapshot) -> Units:
    entry = next(one for one in little.manifest.graphs if one.name == "esco@1.0")
    return Units.read(little.on(), entry)
