"""Validation: shapes and data in, a report out; two engines, one report."""
