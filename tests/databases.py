"""A database of its own for every test, copied from one template with the demo casinos in it."""

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, Connection, sql
from psycopg.rows import TupleRow

from pitterm.database.assembly import MIGRATIONS
from pitterm.database.demo import DEMO_PASSWORD, seed_demo
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import apply_database_acl, migrate
from pitterm.repository.credentials import Credentials

TEMPLATE = "demo_template"
MIGRATIONS_FROM = "PITTERM_TEST_MIGRATIONS"
"""Names a directory with other migrations, to see whether the tests notice."""
_numbers = itertools.count(1)


class Database:
    """One database with the demo casinos, and ways into it."""

    def __init__(self, server: EmbeddedServer, name: str) -> None:
        self.server = server
        self.name = name
        self._ids: dict[tuple[str, ...], UUID] = {}

    @property
    def conninfo(self) -> str:
        """Where it is, without a user."""
        return self.server.conninfo(self.name)

    @property
    def admin_conninfo(self) -> str:
        """Where it is, as the administrator."""
        return self.server.admin_conninfo(self.name)

    def connect(self, login: str, password: str = DEMO_PASSWORD) -> Connection[TupleRow]:
        """A real sign-in, autocommit."""
        return psycopg.connect(self.conninfo, user=login, password=password, autocommit=True)

    def connect_admin(self) -> Connection[TupleRow]:
        """The administrator, autocommit: row security does not bind them."""
        return psycopg.connect(self.admin_conninfo, autocommit=True)

    async def connect_async(
        self, login: str, password: str = DEMO_PASSWORD
    ) -> AsyncConnection[TupleRow]:
        """A real sign-in, autocommit."""
        return await AsyncConnection.connect(
            self.conninfo, user=login, password=password, autocommit=True
        )

    def credentials(self, login: str) -> Credentials:
        """What a desk signs in with."""
        return Credentials(self.conninfo, login, DEMO_PASSWORD)

    def table_id(self, label: str, casino: str = "harbor") -> UUID:
        return self._id(
            "select t.id from pit.gaming_table t join pit.casino c on c.id = t.casino_id"
            " where t.label = %s and c.slug = %s",
            label,
            casino,
        )

    def staff_id(self, login: str) -> UUID:
        return self._id(
            "select staff_id from pit_private.staff_login"
            " where login = to_regrole(quote_ident(%s))",
            login,
        )

    def casino_id(self, slug: str = "harbor") -> UUID:
        return self._id("select id from pit.casino where slug = %s", slug)

    def _id(self, query: str, *arguments: str) -> UUID:
        """Looked up once: to ask again would take a sign-in."""
        asked = (query, *arguments)
        if asked not in self._ids:
            self._ids[asked] = self._looked_up(query, *arguments)
        return self._ids[asked]

    def _looked_up(self, query: str, *arguments: str) -> UUID:
        with self.connect_admin() as connection:
            row = connection.execute(query.encode(), arguments).fetchone()
        assert row is not None, f"nothing found for {arguments}"
        found = row[0]
        assert isinstance(found, UUID)
        return found


def make_template(server: EmbeddedServer) -> None:
    """The database all others are copied from; the demo logins are made here, once."""
    drop_database(server, TEMPLATE)
    create_database(server, TEMPLATE)
    directory = Path(os.environ.get(MIGRATIONS_FROM, MIGRATIONS))
    migrate(server.admin_conninfo(TEMPLATE), directory=directory)
    seed_demo(server.admin_conninfo(TEMPLATE), yes_known_passwords=True)


@contextlib.contextmanager
def copied_database(server: EmbeddedServer) -> Iterator[Database]:
    """A fresh copy of the template, gone afterwards with who is connected and the logins made."""
    database = Database(server, f"copy_{os.getpid()}_{next(_numbers)}")
    with _administrator(server) as administrator:
        kept = _roles(administrator)
        administrator.execute(_creation(database.name, TEMPLATE))
    try:
        with database.connect_admin() as connection:
            apply_database_acl(connection)
        yield database
    finally:
        with _administrator(server) as administrator:
            administrator.execute(_removal(database.name))
            _drop_roles(administrator, _roles(administrator) - kept)


@contextlib.contextmanager
def empty_database(server: EmbeddedServer) -> Iterator[Database]:
    """A database without a schema, gone afterwards."""
    database = Database(server, f"empty_{os.getpid()}_{next(_numbers)}")
    create_database(server, database.name)
    try:
        yield database
    finally:
        drop_database(server, database.name)


def create_database(server: EmbeddedServer, name: str, template: str = "template1") -> None:
    with _administrator(server) as administrator:
        administrator.execute(_creation(name, template))


def drop_database(server: EmbeddedServer, name: str) -> None:
    with _administrator(server) as administrator:
        administrator.execute(_removal(name))


def _creation(name: str, template: str) -> sql.Composed:
    create = sql.SQL("create database {} template {} strategy wal_log")
    return create.format(sql.Identifier(name), sql.Identifier(template))


def _removal(name: str) -> sql.Composed:
    return sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))


def _roles(administrator: Connection[TupleRow]) -> set[str]:
    return {str(name) for (name,) in administrator.execute("select rolname from pg_roles")}


def _drop_roles(administrator: Connection[TupleRow], names: set[str]) -> None:
    if names:
        listed = sql.SQL(", ").join(map(sql.Identifier, names))
        administrator.execute(sql.SQL("drop role {}").format(listed))


def _administrator(server: EmbeddedServer) -> Connection[TupleRow]:
    return psycopg.connect(server.admin_conninfo("postgres"), autocommit=True)
