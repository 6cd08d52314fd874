"""The mapping service: mapping sets read, checked and written; what follows from mappings.

::

    files ──► reading ──► checks (against themselves and the graph) ──► faults with their places

A mapping set is what SSSOM calls so; ``kgqual.sources.kinds.sssom`` reads its files, here as for
``kgqual add``, so that what is checked is what would be added.
"""
