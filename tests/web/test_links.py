"""Which IRIs become links, and where they lead."""

from __future__ import annotations

import pytest

from kgqual.web.links import local_address, outside_address, own_thing, with_query


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://w3id.org/kgqual/id/nqf/2016/level/4", "/id/nqf/2016/level/4"),
        (
            "https://w3id.org/kgqual/id/x#y",
            "/resource?uri=https%3A%2F%2Fw3id.org%2Fkgqual%2Fid%2Fx%23y",
        ),
        (
            "http://data.europa.eu/snb/eqf/4",
            "/resource?uri=http%3A%2F%2Fdata.europa.eu%2Fsnb%2Feqf%2F4",
        ),
        ("urn:x:y", "/resource?uri=urn%3Ax%3Ay"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_harmless_iris_are_links(iri: str, address: str | None) -> None:
    assert local_address(iri) == address


def test_only_web_addresses_lead_outside() -> None:
    assert outside_address("http://data.europa.eu/snb/eqf/4") == "http://data.europa.eu/snb/eqf/4"
    assert outside_address("urn:x:y") is None
    assert outside_address("javascript:alert(1)") is None


@pytest.mark.parametrize(
    "path", ["nqf/2016/level/4", "tvet/qualification/4S06130103", "a%20b/%D2%9B"]
)
def test_the_path_of_a_thing_and_its_address_agree(path: str) -> None:
    assert local_address(own_thing(path).value) == f"/id/{path}"


def test_a_parameter_is_added_to_an_address_that_has_some() -> None:
    assert with_query("/x", lang=None) == "/x"
    assert with_query("/x", q="a b&c") == "/x?q=a%20b%26c"
    assert with_query("/x?uri=y", lang="kk") == "/x?uri=y&lang=kk"
