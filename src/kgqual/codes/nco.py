"""Codes of the national classifier of occupations: 2, 25, 2512, 4110-9."""

EDITION = "2017"
"""The edition of the classifier that codes are codes of."""
CODE = r"[0-9X][0-9]{0,4}|[0-9X][0-9]{0,3}-[0-9]{1,2}"


def above(code: str) -> str:
    """Return the code of the group above: without its last digit or part; '' at the top."""
    return code.partition("-")[0] if "-" in code else code[:-1]
