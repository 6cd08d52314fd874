"""Worker processes that run users' queries, so that none runs in the serving process.

A running Oxigraph query cannot be cancelled, so each worker runs one query at a time over the
snapshot opened read-only, and is killed and replaced when the query passes its deadline, needs
more memory than it may have, or its client goes away::

    async with QueryPool(snapshot.store_path) as pool:
        answering = await pool.run(request, timeout=60)

============== ==============================================================================
``pool``       the workers over one snapshot, and the way of a query through them: read first
``lanes``      which worker runs which query, and who waits
``answers``    small answers that are given again
``experience`` which queries have proven short
``run``        one query on one worker, as the serving process sees it
``stream``     the rest of an answer on its way to the client
``worker``     one worker process, as the serving process sees it
``process``    the worker process itself
``output``     what the engine writes: gathered, counted, compressed
``frames``     what the two processes say to each other
``deaths``     what the end of a process says of its query
``observing``  what happens to queries and workers, for whoever counts
``lone``       one worker for a program that waits for it, without a pool
============== ==============================================================================
"""

from kgqual.store.workers.observing import Cause, Ended, Observer, Outcome
from kgqual.store.workers.pool import Capacity, QueryPool
from kgqual.store.workers.request import Answering, NotAcceptable, Request

__all__ = [
    "Answering",
    "Capacity",
    "Cause",
    "Ended",
    "NotAcceptable",
    "Observer",
    "Outcome",
    "QueryPool",
    "Request",
]
