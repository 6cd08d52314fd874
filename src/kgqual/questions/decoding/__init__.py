"""What stands behind a code of Kazakhstan's classifiers: its thing, its parts, what follows."""
