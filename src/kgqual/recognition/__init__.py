"""Recognition of foreign qualifications: a look-up that supports a decision and makes none.

::

    application = Application.of({"country": "DE", "qualification": "Bachelor of Science"})
    recognise(graph, application)            # → Recognition, an answer with its routes and leads

    columns, rows = read_csv(open("in.csv"))
    for line in write_csv(columns, recognise_batch(graph, rows)):
        ...                                  # a row of the CSV out, as soon as its row in is read
"""

from kgqual.recognition.application import FIELDS, Application, BadApplication, Purpose
from kgqual.recognition.batch import FOUND, RowOutcome, read_csv, recognise_batch, write_csv
from kgqual.recognition.jsonld import as_jsonld
from kgqual.recognition.looking_up import recognise
from kgqual.recognition.outcome import Recognition

__all__ = [
    "FIELDS",
    "FOUND",
    "Application",
    "BadApplication",
    "Purpose",
    "Recognition",
    "RowOutcome",
    "as_jsonld",
    "read_csv",
    "recognise",
    "recognise_batch",
    "write_csv",
]
