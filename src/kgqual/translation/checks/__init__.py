"""What can be wrong with a translation: small pure functions, each with an id and a severity.

``findings`` runs every check over one field of one concept, ``across`` those that compare concepts.
``CHECKS`` lists all by their id. What is structural and published is also held by SHACL shapes.
"""

from kgqual.translation.checks.check import Check
from kgqual.translation.checks.finding import Finding, Severity
from kgqual.translation.checks.registry import CHECKS, across, findings
from kgqual.translation.checks.subject import Subject

__all__ = ["CHECKS", "Check", "Finding", "Severity", "Subject", "across", "findings"]
