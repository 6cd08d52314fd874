"""The rules by which what official ESCO releases get wrong themselves is imported.

Each sentence is a finding of the build report, after the name of the table it applies to. A
release is never changed silently: what a rule changes or leaves out is counted.
"""

from __future__ import annotations

STRAY_SPACE = "White space around a preferred label is removed."
LABEL_SPACE = "White space around or repeated inside a label becomes single spaces."
INVISIBLE = "Zero-width spaces and soft hyphens in a label are removed."
CONTROL = "Control characters, and those that turn the direction of writing, are removed."
NO_BREAK_SPACE = "Non-breaking spaces in a row become plain spaces."
TEXT_SPACE = "White space around a note or description is removed."

NO_PREFERRED = "The preferred label is blank: the concept has no preferred label in this language."
PREFERRED_REPEATED = "The preferred label is repeated among the alternatives: stated once."
LABEL_REPEATED = "A label repeats another, or differs from it in white space only: stated once."
HIDDEN_REPEATED = "A hidden label is already a preferred or alternative one: stated once."

NO_SKILL_TYPE = "The skill type is blank: none is stated."
NO_REUSE_LEVEL = "The reuse level is blank: none is stated."
TWO_SKILL_TYPES = "The skill type names two types: both are stated."
DATE_FORM = "A date is stated without the zeros at the end of its seconds."

REPEATED_URI = "A URI is repeated: the row modified last is kept."
REPEATED_ROW = "A row is repeated word for word: stated once."

DANGLING = "A relation names a concept that no concept table defines: the relation is kept."
ONLY_IN_HIERARCHY = "A group is in the hierarchy only: it is described from its hierarchy row."

MISSING_TABLE = "The release lacks a table: the rest is imported without it."
UNKNOWN_FILE = "A file of an archive or folder is not a known ESCO table: it is left out."
UNKNOWN_COLUMN = "A column is not known: it is left out."

NODE_LITERAL = "A text given as a node is stated as a literal in the language of the node."
LABEL_ROLE = "A label role given as text is stated as the IRI it spells."
FORWARD = "A relation given from the skill's side is stated from the other side as well."
