"""The review of suggested mappings: what the graph says of both sides, and the pages."""
