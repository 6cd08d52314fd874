"""Suggested mappings: which terms of a set texts may mean, and how sure that is.

::

    a request, a table, a set ──► texts ──► matching (kgqual.matching) ──► ranking ──► answer
      (request, text_files, sets)             over the set named (targets)     └──► SSSOM
"""
