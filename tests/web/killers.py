"""Queries made to bring a service down; run as a program, it asks them without a pause.

``python killers.py ADDRESS SECONDS`` prints how often which status came back.
"""

from __future__ import annotations

import collections
import http.client
import sys
import threading
import time
from itertools import cycle
from urllib.parse import urlencode, urlsplit

EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
SORT = f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f ?i"
REGEX = f'SELECT * {{ {EVERYTHING} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(x|y|xy)*z{{9}}$")) }}'
GATHER = f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?all) {{ {EVERYTHING} }}"
NESTED = "ASK { " + "{ " * 5_000 + " }" * 5_000 + " }"
CHAINED = "SELECT * { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(7_000)) + " }"
KILLERS = {"sort": SORT, "regex": REGEX, "gather": GATHER, "nested": NESTED, "chained": CHAINED}
CLIENTS = 10
"""Clients that ask at the same time, twice as many as there are killers."""
SECONDS = 2
"""The deadline of each."""


def _ask(address: str, query: str, until: float, statuses: collections.Counter[str]) -> None:
    body = urlencode({"query": query, "timeout": SECONDS})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    while time.monotonic() < until:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        try:
            connection.request("POST", "/sparql", body, headers)
            answer = connection.getresponse()
            answer.read()
            statuses[str(answer.status)] += 1
        except (http.client.HTTPException, OSError):
            statuses["broken"] += 1
        finally:
            connection.close()


def flood(address: str, seconds: float) -> collections.Counter[str]:
    """Ask for so long; return the statuses of the answers."""
    statuses: collections.Counter[str] = collections.Counter()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_ask, args=(address, query, until, statuses))
        for query, _ in zip(cycle(KILLERS.values()), range(CLIENTS), strict=False)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


if __name__ == "__main__":
    print(dict(flood(sys.argv[1], float(sys.argv[2]))))
