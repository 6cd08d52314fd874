"""Holding and querying graphs: snapshots on disk, stores over them, workers that run queries."""
