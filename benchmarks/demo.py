"""`pitterm demo` in a directory that holds nothing: a server made, a schema, two casinos."""

import sys
import tempfile
import time
from pathlib import Path

import pexpect

from benchmarks.measure import Result, Stopwatch, median
from pitterm.database.demo import seed_demo
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import migrate

ROUNDS = 3
_PAINTED = "Sign in with your staff login"
_LONGEST_SECONDS = 120


async def run() -> list[Result]:
    """The command on a terminal, and each of its parts alone."""
    whole = [_painted() for _ in range(ROUNDS)]
    initialised, migrated, seeded = Stopwatch(), Stopwatch(), Stopwatch()
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="pitterm-bench-", dir="/tmp") as directory:
            Path(directory).chmod(0o711)
            server = EmbeddedServer(Path(directory) / "server")
            try:
                with initialised:
                    server.start()
                with migrated:
                    migrate(server.admin_conninfo())
                with seeded:
                    seed_demo(server.admin_conninfo())
            finally:
                server.stop()
    return [
        Result("demo: fresh directory to login", median(whole), None, "ms", "≤ 3,000 ms"),
        Result("demo: of it initdb and start", median(initialised.seconds), None, "ms", "told"),
        Result("demo: of it the schema", median(migrated.seconds), None, "ms", "told"),
        Result("demo: of it two casinos", median(seeded.seconds), None, "ms", "told"),
    ]


def _painted() -> float:
    with tempfile.TemporaryDirectory(prefix="pitterm-bench-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        began = time.perf_counter()
        child = pexpect.spawn(
            sys.executable,
            ["-m", "pitterm", "demo", "--data-dir", f"{directory}/demo"],
            dimensions=(36, 120),
            timeout=_LONGEST_SECONDS,
            env={"TERM": "xterm-256color", "HOME": directory},
        )
        child.expect_exact(_PAINTED)
        seconds = time.perf_counter() - began
        child.close(force=True)
        EmbeddedServer(Path(directory) / "demo").stop()
    return seconds
