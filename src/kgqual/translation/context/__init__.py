"""What surrounds a concept that is translated: its place in ESCO, and other names of the same."""

from kgqual.translation.context.chain import SAME_TITLE
from kgqual.translation.context.context import SHOWN, Context, Listing, context
from kgqual.translation.context.elsewhere import Elsewhere
from kgqual.translation.context.neighbour import Neighbour

__all__ = [
    "SAME_TITLE",
    "SHOWN",
    "Context",
    "Elsewhere",
    "Listing",
    "Neighbour",
    "context",
]
