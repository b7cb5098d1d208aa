"""PostgreSQL's own load generator, so that Python is in neither of two figures."""

import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pitterm.database.client_programs import plain_environment
from pitterm.database.embedded import EmbeddedServer

_RATE = re.compile(r"^tps = ([0-9.]+) \(without initial connection time\)", re.MULTILINE)


@dataclass(frozen=True)
class Client:
    """One client's connection, the password for it, and the variables of its script."""

    conninfo: str
    variables: Mapping[str, str]
    password: str = ""


def throughput(
    server: EmbeddedServer, script: str, clients: Sequence[Client], seconds: int
) -> float:
    """Runs of the script a second by all clients together, each a process and a connection."""
    with tempfile.TemporaryDirectory(prefix="pitterm-bench-", dir="/tmp") as directory:
        file = Path(directory, "script.sql")
        file.write_text(script)
        running = [_start(server, file, client, seconds) for client in clients]
        return sum(_finish(process) for process in running)


def _start(
    server: EmbeddedServer, script: Path, client: Client, seconds: int
) -> "subprocess.Popen[str]":
    environment = plain_environment()
    if client.password:
        environment["PGPASSWORD"] = client.password
    variables = [f"--define={name}={value}" for name, value in client.variables.items()]
    return subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
        [
            server.program("pgbench"),
            "--no-vacuum",
            "--protocol=prepared",
            f"--time={seconds}",
            f"--file={script}",
            "--random-seed=rand",
            *variables,
            client.conninfo,
        ],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _finish(process: "subprocess.Popen[str]") -> float:
    said, _ = process.communicate()
    rate = _RATE.search(said)
    if process.returncode != 0 or rate is None:
        raise RuntimeError(f"pgbench failed: {said[-2000:]}")
    return float(rate[1])
