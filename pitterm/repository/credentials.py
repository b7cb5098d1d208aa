"""Who signs in where: the server's address and one person's own login and password."""

import os
from dataclasses import dataclass, field

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

    def full_conninfo(self, application_name: str) -> str:
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
                "application_name": application_name,
                "user": self.login,
                "password": self.password,
            },
        )
