"""The rules by which the crosswalk files are read where they do not say it outright.

Each sentence is a finding of the build report: what a rule changes or leaves out is counted.
"""

from __future__ import annotations

TURNED = (
    "The type of match says of the O*NET occupation that it is the broader (narrower) one: "
    "stated as a narrow (broad) match from it."
)
EXACT_GROUP = "exactISCO: stated as an exact match with the ISCO group."
EXACT_TWICE = "An O*NET occupation is an exact match of several concepts of ESCO: all are stated."
NO_TYPE = "The table gives no type of match: stated as a mapping, of no particular type."
REPEATED = "A row repeats a mapping of the table: stated once."

UNKNOWN_OCCUPATION = "A row names an ESCO occupation that ESCO v1.1.0 does not have: kept."
UNKNOWN_CODE = "A row gives an ESCO code that ESCO v1.1.0 does not have: no mapping is stated."
UNKNOWN_GROUP = "A row gives an ISCO group that ISCO-08 does not have: no mapping is stated."
NO_ESCO_VERSION = "The table does not say which ESCO its codes are of: read as ESCO v1.1.0."

MISSING_DIRECTION = "The crosswalk lacks a direction: the other is imported without it."
NO_DATE = "The date of the crosswalk is not a month such as Sep-22: none is stated."
UNKNOWN_FILE = "A file of an archive or folder is not a table of the crosswalk: it is left out."
