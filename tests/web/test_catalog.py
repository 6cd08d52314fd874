"""/catalog: what the snapshot holds."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx import Client

from kgqual.namespaces import CATALOG, DCAT, VOID
from kgqual.store.snapshot import Snapshots
from kgqual.web.wording import number, say

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"],
)
def test_programs_get_dcat(client: Client, served_data: Path, media_type: str) -> None:
    response = client.get("/catalog", headers={"accept": media_type})
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.from_media_type(media_type))
    entries = {e.iri: e for e in Snapshots(served_data).current().manifest.graphs}
    listed = {quad.object for quad in store.quads_for_pattern(CATALOG, DCAT.dataset, None)}
    assert {node.value for node in listed if isinstance(node, ox.NamedNode)} == {
        iri for iri in entries if iri != CATALOG.value
    }
    counted = store.quads_for_pattern(ox.NamedNode(next(iter(entries))), VOID.triples, None)
    number_stated = next(counted).object
    assert isinstance(number_stated, ox.Literal)
    assert number_stated.value == str(next(iter(entries.values())).triples)


def test_format_picks_the_data_in_a_browser(client: Client) -> None:
    response = client.get("/catalog", params={"format": "turtle"}, headers=HTML)
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/catalog", params={"format": "pdf"}).status_code == 400


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_lists_every_graph_and_what_was_not_found(
    client: Client, served_data: Path, language: str
) -> None:
    text = client.get("/catalog", params={"lang": language}, headers=HTML).text
    manifest = Snapshots(served_data).current().manifest
    for entry in manifest.graphs:
        assert f'<code class="quiet">{escape(entry.iri)}</code>' in text
        assert f">{number(language, entry.triples)}</td>" in text
        for gap in entry.gaps:
            assert escape(gap.label[language], quote=False) in text.replace("&#39;", "'").replace(
                "&#34;", '"'
            )
    assert any(entry.gaps for entry in manifest.graphs)
    assert say(language, "catalog.gaps") in text
    assert "CC BY 4.0" in text


def test_superseded_and_current_versions_are_told_apart(versioned: Client) -> None:
    text = versioned.get("/catalog", params={"lang": "en"}, headers=HTML).text
    old = text.partition('id="tvet@2020"')[2].partition("</tr>")[0]
    new = text.partition('id="tvet@2025"')[2].partition("</tr>")[0]
    assert "superseded" in old
    assert "valid from 2020" in old
    assert "superseded" not in new
    assert text.index('id="tvet@2025"') < text.index('id="tvet@2020"')
