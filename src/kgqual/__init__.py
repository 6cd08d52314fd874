"""kgqual: the open knowledge graph of qualifications, occupations and skills.

Read :mod:`kgqual.pipeline` first: it joins the stages in one screen.
"""

__version__ = "0.1.0"
