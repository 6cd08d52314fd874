"""Worker processes that run users' queries, so that none runs in the serving process.

A running Oxigraph query cannot be cancelled, so each worker runs one query at a time over the
snapshot opened read-only, and is killed and replaced when the query passes its deadline, needs
more memory than it may have, or its client goes away::

    async with QueryPool(snapshot.store_path) as pool:
        answering = await pool.run(request, timeout=60)

=========== =================================================================================
``pool``    the queue in front of the workers: read this first
``run``     one query on one worker, as the serving process sees it
``worker``  one worker process, as the serving process sees it
``process`` the worker process itself
``frames``  what the two say to each other
``lone``    one worker for a program that waits for it, without a pool
=========== =================================================================================
"""

from kgqual.store.workers.pool import Capacity, QueryPool
from kgqual.store.workers.request import Answering, NotAcceptable, Request

__all__ = ["Answering", "Capacity", "NotAcceptable", "QueryPool", "Request"]
