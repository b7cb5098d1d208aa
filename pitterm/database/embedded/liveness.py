"""Whether a server runs: what answers counts, a process number alone proves nothing."""

import enum
import os
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from pitterm.database.embedded.layout import PORT, Layout

# A number no process can have, so that PostgreSQL finds nobody behind it.
_NOBODY = 2**31 - 1
_MACOS_LOCAL_PEERPID = 2


class Life(enum.Enum):
    """What is known of the server in a data directory."""

    ABSENT = "there is no complete cluster"
    STOPPED = "no process of this cluster runs"
    SILENT = "its process is there and does not answer"
    REJECTING = "it answers that it is starting, recovering or stopping"
    READY = "it takes connections"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says about itself."""

    started_at: datetime
    version: str
    cluster: Path


def life(layout: Layout) -> Life:
    """Look at process, socket and protocol in turn."""
    if not (layout.cluster / "PG_VERSION").is_file():
        return Life.ABSENT
    if not listens(layout) and not is_proven(layout):
        return Life.STOPPED
    answer = pq.PGconn.ping(_conninfo(layout, connect_timeout=3).encode())
    if answer == pq.Ping.OK:
        return Life.READY
    return Life.REJECTING if answer == pq.Ping.REJECT else Life.SILENT


def ask(layout: Layout, secret: str) -> Answer:
    """Ask the server when it started and whose files it serves."""
    conninfo = _conninfo(layout, connect_timeout=10, user="postgres", dbname="postgres")
    with psycopg.connect(conninfo, password=secret, autocommit=True) as connection:
        row = connection.execute(
            "select pg_postmaster_start_time(), current_setting('server_version'),"
            " current_setting('data_directory')"
        ).fetchone()
    if row is None:
        raise psycopg.OperationalError("the server said nothing about itself")
    return Answer(row[0], row[1], Path(row[2]))


def listens(layout: Layout) -> bool:
    """Whether any process holds the cluster's socket open."""
    return _listener(layout) is not None


def is_proven(layout: Layout) -> bool:
    """Whether the recorded process is this cluster's postmaster, so that it may be signalled."""
    recorded = recorded_process(layout)
    if recorded is None:
        return False
    return _listener(layout) == recorded or _is_postmaster(recorded, layout.cluster)


def recorded_process(layout: Layout) -> int | None:
    """The process number PostgreSQL last wrote down for this cluster."""
    return _number_in(layout.cluster / "postmaster.pid")


def disarm_stale_records(layout: Layout) -> None:
    """Take recorded numbers out of reach that now belong to someone else, or to a zombie.

    PostgreSQL would refuse to start while any process of its user carries the number. The rest
    of the record stays: by the shared memory named there it finds orphans of a killed server.
    """
    beside_socket = layout.socket.with_name(f"{layout.socket.name}.lock")
    for record in (layout.cluster / "postmaster.pid", beside_socket):
        recorded = _number_in(record)
        if recorded is None or not _exists(recorded) or _is_postmaster(recorded, layout.cluster):
            continue
        with open(record, "r+", opener=without_links) as file:
            lines = file.read().splitlines(keepends=True)
            file.seek(0)
            file.writelines([f"{_NOBODY}\n", *lines[1:]])
            file.truncate()


def without_links(path: str, flags: int) -> int:
    """An opener for files of the server's account: a link there could lead root astray."""
    return os.open(path, flags | os.O_NOFOLLOW)


def _number_in(record: Path) -> int | None:
    try:
        with open(record, opener=without_links) as file:
            return int(file.readline())
    except (OSError, ValueError):
        return None


def _conninfo(layout: Layout, **options: str | int) -> str:
    return make_conninfo("", host=str(layout.sockets), port=PORT, **options)


def _listener(layout: Layout) -> int | None:
    """The process that called listen() on the socket; 0 if it lives in another container."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(3)
        try:
            probe.connect(str(layout.socket))
            if sys.platform == "darwin":
                return probe.getsockopt(0, _MACOS_LOCAL_PEERPID)
            credentials = probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        except (BlockingIOError, TimeoutError):
            return 0
        except OSError:
            return None
    pid, _, _ = struct.unpack("3i", credentials)
    return int(pid)


def _is_postmaster(pid: int, cluster: Path) -> bool:
    """Whether the process is a living `postgres -D cluster`, by its command line and state."""
    state, command = _process(pid)
    return state not in ("", "Z", "X") and f"/postgres -D {cluster} -c " in command


def _process(pid: int) -> tuple[str, str]:
    """State letter and command line of a process; empty if there is none."""
    proc = Path("/proc") / str(pid)
    try:
        if Path("/proc/self/stat").exists():
            # The name in parentheses may itself hold spaces and parentheses.
            state = (proc / "stat").read_text().rpartition(")")[2].split()[0]
            return state, os.fsdecode((proc / "cmdline").read_bytes()).replace("\0", " ")
    except OSError:
        return "", ""
    listed = subprocess.run(  # noqa: S603 - a fixed program and a number
        ["/bin/ps", "-o", "stat=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return listed[:1], listed


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
