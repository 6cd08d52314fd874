"""The fields of the index: two kinds of documents, things and their labels.

A thing is found by whole labels, codes and words; each of its labels is a document of its own for
finding similar ones, whose trigrams would drown in those of a thing with twenty labels.
"""

from __future__ import annotations

import tantivy

NUMBER = "number"
"""Of a thing: its place in the order of centrality, the most central being 0."""
OF = "of"
"""Of a label: the number of its thing."""
IRI = "iri"
PREFERRED, OTHER = "preferred", "other"
"""Of a thing: the keys of its labels, whole."""
CODE, BARE_CODE = "code", "bare_code"
WORD = "word"
"""Of a thing: the words of all its labels."""
TRIGRAM = "trigram"
"""Of a label: the trigrams of its key."""
CLASS, SCHEME = "class", "scheme"
"""Of both: the classes of the thing and the schemes that it is in."""
ABOUT_THE_GRAPH = "about_the_graph"
"""Of a thing: whether it describes the graph and its sources, not education or work."""
STORED = "stored"
"""Of a thing: itself as JSON. Of a label: its key."""

_EXACT = (IRI, PREFERRED, OTHER, CODE, BARE_CODE, CLASS, SCHEME)


def schema() -> tantivy.Schema:
    """Return the schema of the index."""
    fields = tantivy.SchemaBuilder()
    for number in (NUMBER, OF):
        fields.add_unsigned_field(number, indexed=True, fast=True)
    for name in _EXACT:
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_text_field(WORD, tokenizer_name=WORD, index_option="basic")
    fields.add_text_field(TRIGRAM, tokenizer_name=TRIGRAM, index_option="freq")
    fields.add_boolean_field(ABOUT_THE_GRAPH, indexed=True)
    fields.add_bytes_field(STORED, stored=True)
    return fields.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Teach the index how words and trigrams are cut; only writing needs it."""
    cuts = {WORD: tantivy.Tokenizer.whitespace(), TRIGRAM: tantivy.Tokenizer.ngram(3, 3)}
    for name, cut in cuts.items():
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(cut).build())
