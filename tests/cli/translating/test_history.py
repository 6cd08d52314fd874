"""``kgqual translate history``: who did what with a concept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Kgqual
from tests.little_esco import BAKER

from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field, source_hash


def test_every_change_is_told_and_whose_a_text_is(kgqual: Kgqual, tmp_path: Path) -> None:
    source = ("baker",)
    hashes, sources = {Field.PREFERRED: source_hash(source)}, {Field.PREFERRED: source}
    with closing(Editorial(tmp_path)) as editorial:
        for version, (name, text) in enumerate([("Aigul", "наубай"), ("Bolat", "наубайшы")]):
            person, _ = editorial.people.add(name, Role.TRANSLATOR)
            texts = {Field.PREFERRED: (text,)}
            edit = Edit(f"save-{name}", "kk", BAKER, version, texts, hashes, sources)
            saved = editorial.translations.save(person, edit)
        assert saved.change
        editorial.translations.undo(person, "undo-the-slip", saved.change.id, "a slip")
        submitted = Edit(
            "submit-it", "kk", BAKER, 3, {Field.PREFERRED: ("нанбай",)}, hashes, submitted=True
        )
        editorial.translations.save(person, submitted)
    told = kgqual("translate", "history", BAKER, data=tmp_path).stdout
    assert "Aigul   save              prefLabel: наубай" in told
    assert "Bolat   save, undone      prefLabel: наубайшы" in told
    assert "Bolat   save (submitted)  prefLabel: нанбай" in told
    assert "a slip" in told
    [_, row] = kgqual("translate", "history", BAKER, "--blame", data=tmp_path).stdout.splitlines()
    assert row.split()[:3] == ["prefLabel", "нанбай", "Bolat"]
    nobody = kgqual("translate", "history", BAKER, "--lang", "tt", data=tmp_path)
    assert nobody.returncode == 2
    assert "Nobody has translated" in nobody.stderr
