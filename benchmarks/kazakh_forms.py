"""How often a Kazakh form is known for one of its word, beside simpler ways to tell.

    python benchmarks/kazakh_forms.py FILE.conllu…

The files are a treebank in CoNLL-U with lemmas, such as UD Kazakh-KTB. Every noun and name that
differs from its lemma is a form to be known (recall). Every form is also held against all lemmas
of others that begin with the same letter; what is then taken for a form is a mistake (precision).
Some of these mistakes are none: the treebank has both *бала* and *баласы* as lemmas.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz.distance import Prefix

from kgqual.translation.glossary.inflection import inflected

NOUNS = ("NOUN", "PROPN")
Pair = tuple[str, str]
"""A lemma and a form."""


def main(files: list[Path]) -> None:
    """Print recall and precision of each way, and what ours does not know."""
    pairs = {pair for file in files for pair in _nouns(file)}
    lemmas, forms = sorted({a for a, _ in pairs}), sorted({b for _, b in pairs})
    others = [
        (lemma, form)
        for form in forms
        for lemma in lemmas
        if lemma[0] == form[0] and (lemma, form) not in pairs
    ]
    inflections = sorted((lemma, form) for lemma, form in pairs if lemma != form)
    print(f"{len(inflections):,} inflected forms of {len(lemmas):,} words, {len(others):,} others")
    for name, same in WAYS.items():
        known = sum(same(*pair) for pair in inflections)
        mistaken = sum(same(*pair) for pair in others)
        recall, precision = known / len(inflections), known / (known + mistaken)
        print(f"{name:22} recall {recall:.3f}, precision {precision:.3f}")
    unknown = [f"{lemma} {form}" for lemma, form in inflections if not inflected(lemma, form)]
    print(f"not known by the table: {', '.join(unknown)}")


def _nouns(file: Path) -> Iterator[Pair]:
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[3] in NOUNS:
            form, lemma = cells[1].lower(), cells[2].lower()
            if form.isalpha() and lemma.isalpha():
                yield lemma, form


def _but_the_last_letter(word: str, form: str) -> bool:
    return Prefix.similarity(word, form) >= max(3, len(word) - 1)


WAYS: dict[str, Callable[[str, str], bool]] = {
    "suffix table": inflected,
    "same first six letters": lambda word, form: word[:6] == form[:6],
    "begins with the word": lambda word, form: form.startswith(word),
    "… but its last letter": _but_the_last_letter,
}

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(argument) for argument in sys.argv[1:]])
