"""Queries that call other endpoints with SERVICE, through a proxy that says no.

Off unless endpoints are listed. The engine would send a request to any address, follow what it
answers, and wait for ever; so the engine only ever gets the address of a proxy on this machine::

    async with Federation(endpoints) as federation:
        admitted = await federation.admitted(query)

=============== =============================================================================
``federation``  the endpoints listed, and what is made of a query: read this first
``rewriting``   the endpoints in a query's text, and their replacement
``proxy``       the server that the engine calls
``calling``     one call: name resolved once, limits of size and time, no redirects
``addresses``   which addresses of the network may be called
=============== =============================================================================
"""

from kgqual.federation.addresses import Address, Permit, is_public
from kgqual.federation.calling import CallLimits
from kgqual.federation.federation import Admitted, Federation

__all__ = ["Address", "Admitted", "CallLimits", "Federation", "Permit", "is_public"]
