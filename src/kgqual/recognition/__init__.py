"""Recognition of foreign qualifications: a look-up that supports a decision and makes none.

::

    application = Application.of({"country": "DE", "qualification": "Bachelor of Science"})
    recognise(graph, application)            # → Recognition, an answer with its routes and leads
"""

from kgqual.recognition.application import FIELDS, Application, BadApplication, Purpose
from kgqual.recognition.looking_up import recognise
from kgqual.recognition.outcome import Recognition

__all__ = ["FIELDS", "Application", "BadApplication", "Purpose", "Recognition", "recognise"]
