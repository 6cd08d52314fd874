"""What the translation team's pages need of the whole of ESCO, read before anybody asks."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from kgqual.editorial import Editorial
from kgqual.translation.units import NothingToTranslate, Units
from kgqual.web.serving import Serving


async def read_units(serving: Serving, editorial: Editorial) -> None:
    """Read what is to be translated, where there are people who may write.

    It takes seconds with the whole of ESCO. Nothing is read where the snapshot has none of it, or
    where there is no snapshot. Raises KgqualError where something cannot be read.
    """
    if editorial.exists() and serving.opened:
        async with serving.lease() as served:
            with suppress(NothingToTranslate):
                await asyncio.to_thread(lambda: Units.of(served.asked.on()).prepare())
