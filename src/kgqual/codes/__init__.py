"""The grammar of Kazakhstan's codes: their parts, and what happened to those seen mutilated.

Importers refuse a bad code with it, questions decode a code with it. It knows what codes look like
and what kgqual ships of their classifiers, nothing of the graph.
"""
