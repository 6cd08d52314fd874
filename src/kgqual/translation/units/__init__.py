"""What is to be translated: the concepts of a release of ESCO, their fields and their impact."""

from kgqual.translation.units.concept import Concept, Kind, Reason, ReasonKind, Unit
from kgqual.translation.units.units import NothingToTranslate, Units

__all__ = ["Concept", "Kind", "NothingToTranslate", "Reason", "ReasonKind", "Unit", "Units"]
