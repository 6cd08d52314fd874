"""What was acknowledged is there, whoever is killed while saving."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.editorial.translations.conftest import COOK, edit, in_both

from kgqual.editorial import Editorial, Person
from kgqual.editorial.translations import Field

KILLS = int(os.environ.get("KGQUAL_KILLS", "1"))
WRITER = """
import sys, uuid
from pathlib import Path
from kgqual.editorial import Editorial
from kgqual.editorial.translations import Conflict, Edit, Field, source_hash
folder, url, name, concept = sys.argv[1:]
editorial = Editorial(Path(folder), url)
[person] = [one for one in editorial.people.all() if one.name == name]
work, source = editorial.translations, ("cook",)
while True:
    version = work.concept("kk", concept).version
    key = str(uuid.uuid4())
    texts, hashes = {Field.PREFERRED: (key,)}, {Field.PREFERRED: source_hash(source)}
    try:
        edit = Edit(key, "kk", concept, version, texts, hashes, {Field.PREFERRED: source})
        work.save(person, edit)
    except Conflict:
        continue
    print(key, flush=True)
"""


def acknowledged(writer: subprocess.Popen[str]) -> Iterator[str]:
    """Yield the keys that a writer was told are saved; half a line is no answer."""
    assert writer.stdout
    yield from (line.strip() for line in writer.stdout if line.endswith("\n"))


@in_both
def test_two_people_are_killed_while_saving_one_concept(
    editorial: Editorial, aigul: Person, bolat: Person, tmp_path: Path
) -> None:
    """``KGQUAL_KILLS=100 pytest -k killed_while_saving`` kills as often."""
    url = editorial.database._url.render_as_string(hide_password=False)
    told: set[str] = set()
    for _ in range(KILLS):
        with ExitStack() as stack:
            writers = [
                stack.enter_context(
                    subprocess.Popen(
                        [sys.executable, "-c", WRITER, str(tmp_path), url, person.name, COOK],
                        stdout=subprocess.PIPE,
                        text=True,
                    )
                )
                for person in (aigul, bolat)
            ]
            for writer in writers:
                assert writer.stdout
                told.add(writer.stdout.readline().strip())
            time.sleep(random.uniform(0, 0.2))
            for writer in writers:
                writer.kill()
            for writer in writers:
                told.update(acknowledged(writer))
    after = Editorial(tmp_path, url)
    history = after.translations.history("kk", COOK)
    assert told <= {change.key for change in history}
    assert len(history) - len(told) <= 2 * KILLS  # at most one each was not answered
    assert [change.version for change in history] == list(range(1, len(history) + 1))
    assert {change.person for change in history} == {"Aigul", "Bolat"}
    last = history[-1].fields[Field.PREFERRED]
    assert after.translations.concept("kk", COOK).texts(Field.PREFERRED) == last.texts
    after.close()


@in_both
@pytest.mark.parametrize("table", ["change", "text", "source"])
def test_the_database_itself_refuses_to_change_what_was_recorded(
    editorial: Editorial, aigul: Person, table: str
) -> None:
    editorial.translations.save(aigul, edit())
    with (
        pytest.raises(DBAPIError, match="only come"),
        editorial.database.writing() as connection,
    ):
        connection.execute(text(f"DELETE FROM translation_{table}"))
