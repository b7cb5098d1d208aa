"""`python -m benchmarks [NAME …]`: measures, and prints a table in Markdown."""

import asyncio
import sys

from benchmarks import (
    action,
    backfill,
    board,
    crowd,
    day,
    demo,
    feedback,
    growth,
    memory,
    propagation,
    rpc,
    start,
)
from benchmarks.measure import table
from pitterm.database.embedded import EmbeddedServer

BENCHMARKS = {
    "action": action.run,
    "backfill": backfill.run,
    "board": board.run,
    "crowd": crowd.run,
    "day": day.run,
    "demo": demo.run,
    "feedback": feedback.run,
    "growth": growth.run,
    "memory": memory.run,
    "propagation": propagation.run,
    "rpc": rpc.run,
    "start": start.run,
}
ON_REQUEST = {"start-others": start.run_others}
"""What installs programs from the package index is measured only when it is named."""


def main(names: list[str]) -> None:
    """Measure these, or all."""
    known = BENCHMARKS | ON_REQUEST
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]}; there are {', '.join(known)}.")
    results = []
    for name in names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr)
        results += asyncio.run(known[name]())
    print(table(results, str(EmbeddedServer().version)))


main(sys.argv[1:])
