"""`python -m benchmarks [NAME …]`: measures, and prints a table in Markdown."""

import argparse
import asyncio
import compileall
import functools
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pitterm
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
from benchmarks.measure import Result, table
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
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Measure these, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--days", type=int, default=365, help="history of growth; 365")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIRECTORY",
        help="where growth writes its servers and finds them again; three years take 35 GB",
    )
    parser.add_argument(
        "--minutes", type=int, default=feedback.BUSY_MINUTES, help="of feedback's busy floor; 2"
    )
    parser.add_argument("--rows", type=int, default=backfill.ROWS, help="of backfill")
    asked = parser.parse_args()
    benchmarks: dict[str, Callable[[], Coroutine[Any, Any, list[Result]]]] = {
        **BENCHMARKS,
        **ON_REQUEST,
        "backfill": functools.partial(backfill.run, asked.rows),
        "feedback": functools.partial(feedback.run, asked.minutes),
        "growth": functools.partial(growth.run, asked.days, asked.keep),
    }
    unknown = [name for name in asked.names if name not in benchmarks]
    if unknown:
        parser.error(f"There is no benchmark {unknown[0]}; there are {', '.join(benchmarks)}.")
    for number in _ENDING:
        signal.signal(number, _end)
    # As an installer leaves it: a program that compiles itself is slower, and larger ever after.
    compileall.compile_dir(Path(pitterm.__file__).parent, quiet=1)
    results = []
    for name in asked.names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr)
        results += asyncio.run(benchmarks[name]())
    print(table(results, str(EmbeddedServer().version)))


def _end(number: int, _: object) -> None:
    """Unwind: the servers and directories go with it, and a second signal does not cut it short."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


# A program started by one of them reads this module again.
if __name__ == "__main__":
    main()
