"""The servers tests run on: one somebody else set up, and ones of a test's own.

Roles are the server's, so whoever makes them needs a fresh one.
"""

import contextlib
import itertools
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pitterm.database.embedded import EmbeddedServer
from tests.databases import create_database

SERVER = "PITTERM_TEST_SERVER"
"""Names a server to run on, as its superuser; one run at a time, for its databases come and go."""
_PASSWORD = "in-the-test"
_numbers = itertools.count(1)


class ServerSetUp(EmbeddedServer):
    """A server somebody set up as docs/deploy.md says, which the tests neither start nor stop."""

    def __init__(self, url: str, directory: Path) -> None:
        super().__init__(directory)
        self._keywords = {k: v for k, v in conninfo_to_dict(url).items() if v is not None}
        with psycopg.connect(self.admin_conninfo()) as connection:
            self.version = connection.info.server_version // 10_000

    @classmethod
    def named(cls, directory: Path) -> "ServerSetUp | None":
        """The one the environment names, if it does."""
        url = os.environ.get(SERVER)
        return cls(url, directory) if url else None

    def admin_conninfo(self, dbname: str = "postgres") -> str:
        return make_conninfo("", **{**self._keywords, "dbname": dbname})

    def admin_url(self, dbname: str = "postgres") -> str:
        return f"postgresql:///?{urlencode({**self._keywords, 'dbname': dbname})}"

    def conninfo(self, dbname: str = "postgres") -> str:
        place = {k: v for k, v in self._keywords.items() if k not in ("user", "password")}
        return make_conninfo("", **{**place, "dbname": dbname})

    def stop(self) -> None:
        """Leave it running."""


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


def hasten_administrator(server: EmbeddedServer) -> None:
    """Keep the administrator's password as cheaply as the server keeps those it is given.

    initdb hashed it with the iterations that hold off a thief, which each sign-in pays for.
    """
    secret = (server.data_dir / "administrator.pgpass").read_text().rstrip().rpartition(":")[2]
    keep = sql.SQL("alter role postgres password {}").format(sql.Literal(secret))
    with psycopg.connect(server.admin_conninfo("postgres"), autocommit=True) as connection:
        connection.execute(keep)


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
