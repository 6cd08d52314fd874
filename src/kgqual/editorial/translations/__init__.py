"""Translations of concepts: what people wrote, reviewed and approved, field by field."""
