"""`python -m benchmarks [NAME …]`: measures, and prints a table in Markdown."""

import asyncio
import sys

from benchmarks import action, board, feedback, memory, propagation, start
from benchmarks.measure import table
from pitterm.database.embedded import EmbeddedServer

BENCHMARKS = {
    "action": action.run,
    "board": board.run,
    "feedback": feedback.run,
    "memory": memory.run,
    "propagation": propagation.run,
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
