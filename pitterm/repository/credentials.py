"""Who signs in where: the server's address and one person's own login and password."""

import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field, replace

from psycopg import conninfo as libpq

CONNECT_TIMEOUT_SECONDS = 3
STATEMENT_TIMEOUT_MILLISECONDS = 8_000
"""Longer than any RPC's lock_timeout, so that a busy table answers as busy."""


def place(conninfo: str) -> str:
    """Which database this is, in words that stay the same from one program to the next."""
    given = libpq.conninfo_to_dict(conninfo)
    host = given.get("host") or given.get("hostaddr") or os.environ.get("PGHOST") or "this machine"
    port = given.get("port") or os.environ.get("PGPORT") or "5432"
    name = given.get("dbname") or os.environ.get("PGDATABASE") or given.get("service") or "default"
    return f"{name} at {host}:{port}"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A server in libpq's own words, and the person who signs in there."""

    conninfo: str
    """Host, port, database and options; never a user or a password."""
    login: str
    password: str = field(repr=False)
    program: str = "podium"
    """Which of pitterm's programs it is, for the audit and whoever administers the server."""

    def for_reading(self) -> "Credentials":
        """The same person in a program that never writes.

        A display's sessions are read-only, so that `target_session_attrs=read-write`, which finds
        the podium its server after a failover, would let a wall in nowhere.
        """
        given = libpq.conninfo_to_dict(self.conninfo)
        if given.get("target_session_attrs") != "read-write":
            return self
        primary = libpq.make_conninfo("", **{**given, "target_session_attrs": "primary"})
        return replace(self, conninfo=primary)

    def full_conninfo(self) -> str:
        """The conninfo of one connection, with every timeout the pit relies on."""
        given = libpq.conninfo_to_dict(self.conninfo)
        options = f"-c statement_timeout={STATEMENT_TIMEOUT_MILLISECONDS} -c timezone=UTC"
        return libpq.make_conninfo(
            "",
            **{
                "connect_timeout": CONNECT_TIMEOUT_SECONDS,
                "tcp_user_timeout": 10_000,
                "keepalives_idle": 5,
                **given,
                "options": f"{given.get('options', '')} {options}".strip(),
                "application_name": f"pitterm {self.program} {terminal_name()}",
                "user": self.login,
                "password": self.password,
            },
        )


def terminal_name() -> str:
    """The machine and its terminal, as `podium-3/pts/0`: a label, which anybody could choose."""
    name = socket.gethostname()
    with suppress(OSError):
        name += os.ttyname(0).removeprefix("/dev")
    # The server cuts a longer application_name off.
    return "".join(each if "!" <= each <= "~" else "?" for each in name)[:48]
