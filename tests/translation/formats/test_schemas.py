"""Every file that we write is valid.

XLIFF is held against the schemas that OASIS published. Debian ships them in
``php-symfony-translation``; without PHP they are had by ``apt-get download`` of it and
``dpkg-deb --extract`` into ``.judge/schemas`` in the repository. That of XLIFF 2.0 is that of 2.1
but for the type of two attributes, which are tested here by themselves. Those of TMX and TBX are in
no package; ``grammars`` has what they say of the elements that we write.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.translation.formats.test_toolkit import ROWS
from tests.translation.formats.test_xml import WEB_DEVELOPER, written

from kgqual.editorial.translations.fields import Field, State
from kgqual.translation.formats import FORMATS
from kgqual.translation.formats.tbx_reading import STATUSES

REPOSITORY = Path(__file__).parents[3]
SCHEMAS = Path("usr/share/php/Symfony/Component/Translation/Resources/schemas")
OASIS = {"xliff": "xliff-core-1.2-strict.xsd", "xliff2": "xliff-core-2.0.xsd"}
GRAMMARS = {"tmx": "tmx14.dtd", "tbx": "tbx-basic.dtd"}
ALL_STATES = [
    replace(WEB_DEVELOPER, concept=f"{WEB_DEVELOPER.concept}/{state}", state=state)
    for state in State
]
BARE = replace(WEB_DEVELOPER, source_hash="", base="", code="", note="", russian=())
NO_SOURCE = replace(WEB_DEVELOPER, field=Field.HIDDEN, source=(), target=("вэб",))
SCOPE_NOTE = replace(WEB_DEVELOPER, field=Field.SCOPE_NOTE, target=("Дизайнер емес.",))
WRITTEN = ([*ROWS, NO_SOURCE, SCOPE_NOTE], ALL_STATES, [BARE])


class _Beside(etree.Resolver):
    """Finds what schemas import from the web beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, url: str | None, public_id: str | None, context: Any) -> Any:
        """Return ``xml.xsd``, the one schema that both import."""
        if url and url.endswith("/xml.xsd"):
            return self.resolve_filename(str(self.folder / "xml.xsd"), context)
        return None


@pytest.fixture(scope="module", params=list(OASIS))
def oasis(request: pytest.FixtureRequest) -> tuple[str, etree.XMLSchema]:
    name: str = request.param
    for root in (REPOSITORY / ".judge" / "schemas", Path("/")):
        folder = root / SCHEMAS
        if folder.is_dir():
            parser = etree.XMLParser(no_network=True)
            parser.resolvers.add(_Beside(folder))
            return name, etree.XMLSchema(etree.parse(folder / OASIS[name], parser))
    pytest.skip("the schemas of XLIFF are not there; the docstring says how to get them")


@pytest.mark.parametrize("rows", WRITTEN, ids=["fields", "states", "bare"])
def test_xliff_is_valid(
    oasis: tuple[str, etree.XMLSchema], rows: list[Any], tmp_path: Path
) -> None:
    name, schema = oasis
    schema.assertValid(etree.parse(written(FORMATS[name], rows, tmp_path)))


def test_the_schemas_of_xliff_refuse_what_is_wrong(
    oasis: tuple[str, etree.XMLSchema], tmp_path: Path
) -> None:
    name, schema = oasis
    document = etree.parse(written(FORMATS[name], ROWS, tmp_path))
    for unit in document.iter("{*}trans-unit", "{*}unit"):
        del unit.attrib["id"]
    assert not schema.validate(document)


@pytest.mark.parametrize("name", list(GRAMMARS))
@pytest.mark.parametrize("rows", WRITTEN, ids=["fields", "states", "bare"])
def test_tmx_and_tbx_are_valid(name: str, rows: list[Any], tmp_path: Path) -> None:
    with (Path(__file__).parent / "grammars" / GRAMMARS[name]).open("rb") as file:
        grammar = etree.DTD(file)
    grammar.assertValid(etree.parse(written(FORMATS[name], rows, tmp_path)))
    assert not grammar.validate(etree.fromstring("<tmx/>"))


def test_the_statuses_of_terms_are_those_of_tbx_basic() -> None:
    assert set(STATUSES.values()) < {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
        "supersededTerm-admn-sts",
    }
