"""Reading sources: one module per kind of source, each turning files into triples."""
