"""Memories and glossaries over HTTP: everyone looks things up, who translates adds files."""

from __future__ import annotations

import httpx
from tests.translators import Team

from kgqual.web.wording import say

TABLE = "en,ru,kk\nweld metal,сварка металла,металды дәнекерлеу\nweld,,\n"
TERMS = "en,kk,forbidden,source\nwelder,дәнекерлеуші,пісіруші,the team\nfitter,,,\n"


def test_a_memory_is_added_and_looked_into(team: Team) -> None:
    address = f"/translations/{team.language()}/memory"
    table = TABLE.replace("kk", address.split("/")[2])

    sent = team.aigul.client.post(address, files={"file": ("welding.csv", table)})
    found = httpx.get(team.address + address, params={"text": "welding metals"}).json()
    bridge = httpx.get(
        team.address + address, params={"text": "сварка металлов", "source": "ru", "limit": 1}
    ).json()

    assert sent.status_code == 200
    answer = sent.json()
    assert (answer["added"]["name"], answer["added"]["rows"]) == ("welding", 2)
    assert (answer["already"], answer["replaced"], answer["leftOut"]) == (False, None, [])
    [memory], [match] = found["memories"], found["matches"]
    assert (memory["name"], memory["person"]) == ("welding", "Aigul")
    assert (match["source"], match["target"]) == ("weld metal", "металды дәнекерлеу")
    assert match["memory"] == "welding"
    assert 0.8 < match["score"] < 1
    assert {"change": "ins", "text": "welding"} in match["differences"]
    assert bridge["matches"][0]["target"] == "металды дәнекерлеу"


def test_a_glossary_is_added_under_a_name_and_takes_its_place(team: Team) -> None:
    language = team.language()
    address = f"/translations/{language}/glossary"
    headers = {"Content-Type": "text/csv"}

    def send(table: str) -> httpx.Response:
        """Send a table as the body."""
        body = table.replace("kk", language).encode()
        return team.bolat.client.post(
            address, params={"name": "ours"}, content=body, headers=headers
        )

    first, again, changed = send(TERMS), send(TERMS), send(TERMS.replace("пісіруші", "пісірмен"))
    [hit] = httpx.get(team.address + address, params={"text": "Welders and fitters"}).json()["hits"]

    assert first.json()["leftOut"] == [
        {
            "where": "file.csv, row 3",
            "reason": f"says no term in “{language}”, neither right nor forbidden.",
        }
    ]
    assert again.json()["already"]
    assert changed.json()["replaced"] == 1
    assert (hit["term"], hit["start"], hit["end"]) == ("welder", 0, 7)
    assert (hit["translations"], hit["forbidden"]) == (["дәнекерлеуші"], ["пісірмен"])
    assert (hit["source"], hit["glossary"]) == ("the team", "ours")


def test_shipped_terms_are_there_for_everyone(team: Team) -> None:
    found = httpx.get(
        f"{team.address}/translations/kk/glossary", params={"text": "Higher education"}
    ).json()
    page = httpx.get(f"{team.address}/translations/kk/glossary", headers={"Accept": "text/html"})

    assert [hit["translations"] for hit in found["hits"]] == [["жоғары білім"]]
    assert '<strong lang="kk" dir="auto">жоғары білім</strong>' in page.text


def test_what_is_refused(team: Team) -> None:
    address = f"/translations/{team.language()}/memory"
    file = {"file": ("welding.csv", TABLE)}

    nobody = httpx.post(team.address + address, files=file)
    wrong = team.aigul.client.post(address, files=file)
    other = team.aigul.client.post(address, files={"file": ("notes.doc", "text")})
    two = team.aigul.client.post(address, files=[("file", one) for one in [file["file"]] * 2])
    english = httpx.get(f"{team.address}/translations/en/memory")

    assert nobody.status_code == 401
    assert wrong.status_code == 400
    assert "there must be a column" in wrong.json()["detail"]
    assert other.status_code == 415
    assert "notes.doc is not a memory" in other.json()["detail"]
    assert two.status_code == 400
    assert english.status_code == 400


def test_pages_list_look_up_add_and_take_out_of_use(team: Team) -> None:
    language = team.language()
    address = f"/translations/{language}/glossary"
    html = {"Accept": "text/html"}
    file = {"file": ("Ours.csv", TERMS.replace("kk", language))}

    added = team.aigul.client.post(f"{address}?lang=ru", files=file, headers=html)
    found = httpx.get(f"{team.address}{address}?text=Welders&lang=kk", headers=html)
    gone = team.dana.client.post(f"{address}/remove?lang=en", data={"name": "Ours"}, headers=html)
    page = team.dana.client.get(gone.headers["location"], headers=html)
    again = team.dana.client.post(f"{address}/remove", json={"name": "Ours"})
    nobody = httpx.post(f"{team.address}{address}/remove", json={"name": "Ours"})

    assert say("ru", "translate.reference.added", name="Ours", count=1) in added.text
    assert say("ru", "translate.reference.left_out", count=1) in added.text
    assert "дәнекерлеуші" in found.text
    assert f'<del lang="{language}" dir="auto">пісіруші</del>' in found.text
    assert say("kk", "translate.reference.add") not in found.text, "who only reads adds nothing"
    assert (gone.status_code, page.status_code) == (303, 200)
    assert say("en", "translate.reference.removed", name="Ours") in page.text
    assert say("en", "translate.reference.gone", count=1) in page.text
    assert (again.status_code, "There is: none." in again.text) == (400, True)
    assert nobody.status_code == 401
    file = {"file": ("Bad.csv", f"en,{language}\nfitter,a\n" + "welder,\n" * 101)}
    bad = team.dana.client.post(f"{address}?lang=en", files=file, headers=html)
    assert say("en", "translate.reference.left_out", count=101) in bad.text
    assert say("en", "translate.files.more", count=1) in bad.text, "no row is left out silently"
    memory = httpx.get(f"{team.address}/translations/{language}/memory?text=x", headers=html)
    assert say("en", "translate.memory.none") in memory.text
