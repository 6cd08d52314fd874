"""The rules by which what ELM files say is imported where the graph cannot hold it as it stands.

Each sentence is a finding of the build report: what a rule changes or leaves out is counted.
"""

from __future__ import annotations

REPEATED = "A value is repeated word for word: stated once."
DANGLING = (
    "A reference names something that the file does not describe: it is stated, and of what it "
    "names only the class."
)
LOCAL_NAME = (
    "A name below urn:epass: holds in its file only: an IRI made from the file stands for it."
)
ABOUT_A_PERSON = (
    "A credential is about a person: only the specification of what was learnt is imported."
)
DESCRIBED_ELSEWHERE = (
    "A concept belongs to a vocabulary that is a source of its own: it is named, and its "
    "description is left to that source."
)
UNKNOWN_FILE = "A file of an archive or folder is not ELM: it is left out."
