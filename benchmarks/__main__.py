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
    growth,
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
    "growth": growth.run,
    "propagation": propagation.run,
    "rpc": rpc.run,
    "start": start.run,
}


def main(names: list[str]) -> None:
    """Measure these, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.")
    results = []
    for name in names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr)
        results += asyncio.run(BENCHMARKS[name]())
    print(table(results, str(EmbeddedServer().version)))


main(sys.argv[1:])
