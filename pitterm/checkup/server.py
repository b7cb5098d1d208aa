"""The server and the way to it: version, encryption, pooler, clock."""

import ipaddress
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo

from pitterm.checkup.finding import Finding, good, look, wrong
from pitterm.database.migration import OLDEST_SERVER

CONNECT_SECONDS = 3
CLOCKS_APART_SECONDS = 2.0
_PROBE = "pitterm.probe"


def server(connection: Connection[Any], conninfo: str) -> Iterator[Finding]:
    """What the line to the server is like."""
    version = connection.info.server_version
    words = f"PostgreSQL {version // 10_000}, reachable"
    if version < OLDEST_SERVER:
        yield wrong("server", words, "pitterm needs PostgreSQL 15 or newer")
    else:
        yield good("server", words)
    yield line(
        is_local=_is_local(connection),
        is_encrypted=connection.pgconn.ssl_in_use,
        sslmode=connection.info.get_parameters().get("sslmode", "prefer"),
    )
    yield from _pooler(connection, conninfo)
    yield from _clock(connection)


def line(*, is_local: bool, is_encrypted: bool, sslmode: str) -> Finding:
    """Whether somebody between here and the server could listen, or be taken for it."""
    step = "add sslmode=verify-full to the database's URL"
    if is_local:
        return good("line", "does not leave this machine")
    if not is_encrypted:
        return wrong("line", "not encrypted", step)
    if sslmode != "verify-full":
        words = f"encrypted, but sslmode={sslmode} does not prove the server's name"
        return look("line", words, step)
    return good("line", "encrypted, and the server proves its name")


def _is_local(connection: Connection[Any]) -> bool:
    """A socket's host is a directory, or no address at all."""
    host, address = connection.info.host, connection.info.hostaddr
    if not address:
        return host == "" or host.startswith(("/", "@"))
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _pooler(connection: Connection[Any], conninfo: str) -> Iterator[Finding]:
    """In transaction mode two lines share one session, and one sees what the other has set."""
    row = connection.execute("select pg_backend_pid()").fetchone()
    if row is not None and row[0] == connection.info.backend_pid:
        yield good("pooler", "none")
        return
    mark = f"{time.time_ns()}"
    quick = make_conninfo(conninfo, connect_timeout=CONNECT_SECONDS)
    with psycopg.connect(quick, autocommit=True) as other:
        connection.execute("select set_config(%s, %s, false)", [_PROBE, mark])
        with other.transaction():
            shared = other.execute("select current_setting(%s, true)", [_PROBE]).fetchone()
    connection.execute("select set_config(%s, '', false)", [_PROBE])
    if shared == (mark,):
        words = "one stands between, in transaction mode: signing in and live pictures fail"
        yield wrong("pooler", words, "use session mode, or the server's own port")
    else:
        yield good("pooler", "one stands between, in session mode")


def _clock(connection: Connection[Any]) -> Iterator[Finding]:
    asked = time.time()
    row = connection.execute("select extract(epoch from clock_timestamp())::float8").fetchone()
    answered = time.time()
    apart = float(row[0]) - (asked + answered) / 2 if row is not None else 0.0
    unsure = (answered - asked) / 2
    if abs(apart) - unsure > CLOCKS_APART_SECONDS:
        words = f"this machine's is {abs(apart):.1f} s {'behind' if apart > 0 else 'ahead'}"
        yield look("clock", f"{words}; what happens is dated by the server's", "keep it with NTP")
    else:
        yield good("clock", "agrees with the server's")
