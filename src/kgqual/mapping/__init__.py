"""The mapping service: mapping sets read, checked and written; what follows from mappings.

::

    files ──► reading ──► checks (against themselves and the graph) ──► faults with their places
    graph ──► inference ──► mappings that follow, each with its chain; what does not, and why

A mapping set is what SSSOM calls so; ``kgqual.sources.kinds.sssom`` reads its files, here as for
``kgqual add``, so that what is checked is what would be added.
"""
