"""Servers of a test's own: roles are the server's, so whoever makes them needs a fresh one."""

import contextlib
import itertools
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from pitterm.database.embedded import EmbeddedServer
from tests.databases import create_database

_PASSWORD = "in-the-test"  # noqa: S105
_numbers = itertools.count(1)


class FreshServers:
    """Starts servers that are stopped when the test ends."""

    def __init__(
        self, directory: Path, options: Mapping[str, str], stack: contextlib.ExitStack
    ) -> None:
        self._directory = directory
        self._options = options
        self._stack = stack

    def start(self, version: int) -> EmbeddedServer:
        server = EmbeddedServer(self._directory / f"own-{next(_numbers)}", version=version)
        self._stack.callback(server.stop)
        server.start(options=self._options)
        return server


def make_owner(server: EmbeddedServer, login: str, *databases: str) -> None:
    """A CREATEROLE login that is no superuser, and the databases it owns."""
    create = sql.SQL("create role {} login createrole password {}")
    with psycopg.connect(server.admin_conninfo("postgres"), autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(login), sql.Literal(_PASSWORD)))
        for name in databases:
            create_database(server, name)
            give = sql.SQL("alter database {} owner to {}")
            connection.execute(give.format(sql.Identifier(name), sql.Identifier(login)))


def owner_conninfo(server: EmbeddedServer, login: str, database: str) -> str:
    return make_conninfo(server.conninfo(database), user=login, password=_PASSWORD)
