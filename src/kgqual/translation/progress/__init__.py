"""How far the translation into a language has come, and who did how much."""

from kgqual.translation.progress.counts import Counts
from kgqual.translation.progress.progress import By, Part, Progress, progress

__all__ = ["By", "Counts", "Part", "Progress", "progress"]
