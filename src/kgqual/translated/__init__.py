"""What people translated and approved, in RDF as ESCO publishes its own labels."""
