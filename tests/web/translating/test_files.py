"""Files over HTTP: everyone takes what stands, translators hand in, and every row is told."""

from __future__ import annotations

import csv
import io
from html import unescape

import httpx
from tests.little_esco import BAKE, BAKER, PASTRY_COOK
from tests.translators import Team, put

from kgqual.editorial.translations import Field, State


def table(language: str, **texts: str) -> str:
    """Return a table with preferred terms of the baker and others, by their short names."""
    concepts = {"baker": BAKER, "bake": BAKE, "cook": PASTRY_COOK, "nobody": BAKER + "x"}
    rows = [f"{concepts[name]},prefLabel,{language},{text}" for name, text in texts.items()]
    return "\n".join(["concept,field,language,translation", *rows, ""])


def test_everyone_takes_what_is_chosen_of_the_queue(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "наубайшы"})
    address = f"{team.address}/translations/{language}/export"
    taken = httpx.get(address, params={"format": "csv", "kind": "occupation"})
    rows = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert taken.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="esco-1.1-{language}.csv"' in taken.headers["content-disposition"]
    found = {row["concept"]: row["translation"] for row in rows if row["field"] == "prefLabel"}
    assert found[BAKER] == "наубайшы"
    assert BAKE not in found
    published = httpx.get(address, params={"published": "true"})
    assert len(published.text.splitlines()) == 1
    assert httpx.get(address, params={"format": "doc"}).status_code == 400
    unknown = httpx.get(address, params={"kinds": "occupation"})
    assert (unknown.status_code, "kinds is no parameter here" in unknown.text) == (400, True)


def test_a_file_is_looked_at_then_taken_then_changes_nothing_more(team: Team) -> None:
    language = team.language()
    address = f"/translations/{language}/import"
    files = {"file": ("terms.csv", table(language, baker="наубайшы", bake="нан пісіру"))}

    looked = team.dana.client.post(address, params={"dry-run": "true"}, files=files).json()
    nothing = dict(team.editorial.translations.all(language))
    taken = team.dana.client.post(address, params={"state": "submitted"}, files=files).json()
    again = team.dana.client.post(address, files=files).json()
    slip = team.dana.client.post(address, params={"dry_run": "true"}, files=files)

    assert slip.status_code == 400, "what was meant to be a look changes nothing"
    assert (looked["counts"]["new"], looked["name"], nothing) == (2, "", {})
    assert (taken["concepts"], taken["counts"]["new"]) == (2, 2)
    baker = team.editorial.translations.concept(language, BAKER)
    assert (baker.texts(Field.PREFERRED), baker.submitted) == (("наубайшы",), True)
    (change,) = team.editorial.translations.history(language, BAKER)
    assert (change.person, change.comment) == ("Dana", "imported from terms.csv")
    assert change.batch == taken["name"]
    assert (again["counts"]["same"], again["rows"]) == (2, [])


def test_an_import_is_undone_as_a_whole_by_whoever_made_it(team: Team) -> None:
    language, html = team.language(), {"Accept": "text/html"}
    files = {"file": ("terms.csv", table(language, baker="наубайшы", bake="нан пісіру"))}
    page = team.dana.client.post(f"/translations/{language}/import", files=files, headers=html)
    listed = f"/translations/{language}/batches"
    [batch] = team.dana.client.get(listed).json()["batches"]
    theirs = team.aigul.client.get(listed, headers=html).text
    asked = {"batch": batch["name"], "key": "undo-terms"}

    refused = team.aigul.client.post(f"{listed}/undo", json=asked)
    unknown = team.dana.client.post("/translations/kk/batches/undo", json=asked)
    undone = team.dana.client.post(f"{listed}/undo", data=asked, headers=html)
    again = team.dana.client.post(f"{listed}/undo", json=asked).json()

    assert f'name="batch" value="{batch["name"]}"' in page.text
    assert (batch["person"], batch["act"], batch["changes"]) == ("Dana", "save", 2)
    assert batch["comment"] == "imported from terms.csv"
    assert 'name="batch"' not in theirs, "she may not undo it"
    assert (refused.status_code, unknown.status_code) == (403, 404)
    assert undone.headers["location"] == listed
    assert again["undone"] == 2
    assert not team.editorial.translations.concept(language, BAKER).texts(Field.PREFERRED)


def test_wrong_rows_stop_a_file_unless_they_are_left_out(team: Team) -> None:
    language = team.language()
    address = f"/translations/{language}/import"
    files = {"file": ("terms.csv", table(language, cook="кондитер", nobody="ешкім"))}

    stopped = team.aigul.client.post(address, files=files)
    nothing = dict(team.editorial.translations.all(language))
    rest = team.aigul.client.post(address, params={"leave-out": "true"}, files=files).json()

    assert (stopped.status_code, nothing) == (409, {})
    assert stopped.json()["type"].endswith("/import-stopped")
    [row] = [one for one in stopped.json()["plan"]["rows"] if one["outcome"] == "refused"]
    assert row["where"] == "terms.csv, row 3"
    assert "is no concept of ESCO v1.1." in row["reason"]
    assert rest["concepts"] == 1


def test_only_reviewers_bring_texts_beyond_the_review(team: Team) -> None:
    language = team.language()
    address = f"/translations/{language}/import"
    files = {"file": ("terms.csv", table(language, bake="нан пісіру"))}

    refused = team.aigul.client.post(address, params={"state": "approved"}, files=files)
    nobody = httpx.post(team.address + address, files=files)
    wrong = team.aigul.client.post(address, files={"file": ("terms.doc", "a")})
    of_tool = team.aigul.client.post(address, files={"file": ("terms.sdlxliff", "a")})
    taken = team.bolat.client.post(address, params={"state": "approved"}, files=files)

    assert (refused.status_code, nobody.status_code, wrong.status_code) == (403, 401, 415)
    assert of_tool.status_code == 400, "it is no XML, and taken for XLIFF"
    assert taken.status_code == 200
    assert team.editorial.translations.concept(language, BAKE).state is State.APPROVED


def test_the_page_gives_and_takes_files_in_three_languages(team: Team) -> None:
    language = team.language()
    html = {"Accept": "text/html"}
    files = {"file": ("terms.csv", table(language, baker="наубайшы", nobody="ешкім"))}
    address = f"/translations/{language}/import?dry-run=true&lang=kk"

    page = httpx.get(f"{team.address}/translate/files?to={language}&isco=7512", headers=html)
    queue = httpx.get(f"{team.address}/translate?to={language}&isco=7512", headers=html)
    mine = team.bolat.client.get(f"/translate/files?to={language}", headers=html)
    told = team.aigul.client.post(address, files=files, headers=html)

    assert 'type="file"' not in page.text, "who does not translate hands nothing in"
    assert '<input type="hidden" name="isco" value="7512">' in page.text
    assert f"/translate/files?to={language}&amp;isco=7512" in queue.text
    assert "Import as approved" in mine.text
    assert told.status_code == 200
    other = httpx.get(team.address + address.replace("lang=kk", "lang=ru"), headers=html)
    assert other.headers["location"] == f"/translate/files?to={language}&lang=ru"
    assert "ESCO v1.1 шығарылымында жоқ ұғым" in told.text
    assert "Ештеңе өзгерген жоқ" in told.text


def test_the_page_names_concepts_and_takes_the_rest_of_a_file(team: Team) -> None:
    language = team.language()
    html = {"Accept": "text/html"}
    files = {"file": ("terms.csv", table(language, baker="наубайшы", nobody="ешкім"))}
    address = f"/translations/{language}/import?state=submitted&lang=en"

    stopped = team.aigul.client.post(address, files=files, headers=html).text
    rest = f"/translations/{language}/import?state=submitted&amp;lang=en&amp;leave-out=true"
    taken = team.aigul.client.post(unescape(rest), files=files, headers=html).text

    assert f'formaction="{rest}"' in stopped
    assert '<span lang="en" dir="auto">baker</span></a> <span class="quiet">Preferred' in stopped
    assert 'name="state"' not in stopped, "what a file becomes chooses nothing to be exported"
    assert "Concepts changed: 1" in taken
    assert f'href="/translate/files?to={language}&amp;lang=kk"' in taken, "as it can be asked for"
