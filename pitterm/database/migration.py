"""Applies the migrations, in the layout and the history table of the Supabase CLI."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pitterm.database.assembly import MIGRATIONS
from pitterm.domain.errors import PitError

OLDEST_SERVER = 150_000
ADVISORY_LOCK = 0x70697474
"""Held by whoever changes what a database of pitterm is: its schema, its demo."""

_FILE_NAME = re.compile(r"(\d{14})_(\w+)\.sql")
_WAIT_FOR_ANOTHER = "60s"
_WAIT_FOR_A_LOCK = "4s"

IDLE_TRANSACTION = "30s"
"""An open transaction may hold the row every command of its casino waits for."""


class MigrationRefused(PitError):
    """The schema cannot be brought up to date; the database is as it was."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: fourteen digits, a name, and the SQL."""

    version: str
    name: str
    text: str

    @property
    def title(self) -> str:
        return f"{self.version}_{self.name}"


def migrations(directory: Path = MIGRATIONS) -> list[Migration]:
    """The files of the directory in the order of their versions."""
    found = []
    for path in sorted(directory.glob("*.sql")):
        name = _FILE_NAME.fullmatch(path.name)
        if name is None:
            raise MigrationRefused(
                f"{path.name} is no migration", "Name it with fourteen digits, _ and a name."
            )
        found.append(Migration(name[1], name[2], path.read_text(encoding="utf-8")))
    return found


def migrate(
    conninfo: str,
    *,
    progress: Callable[[str], None] | None = None,
    directory: Path = MIGRATIONS,
) -> list[str]:
    """Apply what is missing and set the database's privileges; the versions it applied."""
    tell = progress or _silently
    with psycopg.connect(conninfo, autocommit=True) as connection:
        require_server(connection)
        take_turn(connection)
        try:
            pending = _pending(migrations(directory), _history(connection))
            for migration in pending:
                tell(f"Applying {migration.title} …")
                _apply(connection, migration)
            apply_database_acl(connection)
        except psycopg.errors.InsufficientPrivilege as error:
            raise _not_allowed(error) from error
        except psycopg.errors.LockNotAvailable as error:
            raise MigrationRefused(
                "Something else holds the tables to be changed", "Try again in a moment."
            ) from error
    return [migration.version for migration in pending]


def apply_database_acl(connection: Connection[TupleRow]) -> None:
    """Set what belongs to the database itself, which neither a template nor a dump carries."""
    with connection.transaction():
        name = sql.Identifier(connection.info.dbname)
        for statement in (
            "revoke connect, temporary on database {} from public",
            "grant connect on database {} to authenticated, pit_display",
            f"alter database {{}} set idle_in_transaction_session_timeout = '{IDLE_TRANSACTION}'",
        ):
            connection.execute(sql.SQL(statement).format(name))
        # A cluster that began before 15 still lets everybody create there.
        connection.execute(
            "do $$ begin if to_regnamespace('public') is not null then"
            " revoke create on schema public from public; end if; end $$"
        )


def applied_versions(connection: Connection[TupleRow]) -> list[str]:
    """The versions the database says it has, oldest first."""
    return list(_history(connection))


def fingerprint(statements: Sequence[str]) -> str:
    """The text without what splitting it into statements may lose: white space and semicolons."""
    return re.sub(r"[\s;]+", "", "".join(statements))


def require_server(connection: Connection[Any]) -> None:
    """Refuse a server too old, and whoever may not change this database."""
    if connection.info.server_version < OLDEST_SERVER:
        version = connection.info.server_version // 10_000
        raise MigrationRefused(
            f"The server is PostgreSQL {version}, and pitterm needs 15 or newer",
            "Update the server.",
        )
    owner = connection.execute(
        "select pg_get_userbyid(datdba), pg_has_role(datdba, 'usage') from pg_database"
        " where datname = current_database()"
    ).fetchone()
    if owner is None or not owner[1]:
        raise MigrationRefused(
            f"The database {connection.info.dbname} belongs to {owner and owner[0]}",
            "Connect as its owner with CREATEROLE, or as superuser.",
        )


def take_turn(connection: Connection[Any]) -> None:
    """Wait until no other program migrates this database; the lock ends with the connection."""
    connection.execute("set search_path = pg_catalog, pg_temp")
    connection.execute("set statement_timeout = 0")
    connection.execute(f"set lock_timeout = '{_WAIT_FOR_ANOTHER}'")
    try:
        connection.execute("select pg_advisory_lock(%s)", [ADVISORY_LOCK])
    except psycopg.errors.LockNotAvailable as error:
        raise MigrationRefused(
            "Another program is migrating this database", "Try again when it is done."
        ) from error
    connection.execute(f"set lock_timeout = '{_WAIT_FOR_A_LOCK}'")


def _history(connection: Connection[TupleRow]) -> dict[str, list[str]]:
    """What was applied, by version; a history without texts is the CLI's of long ago."""
    if _has_history(connection):
        rows = connection.execute(
            "select version, coalesce(statements, '{}')"
            " from supabase_migrations.schema_migrations order by version"
        )
        return dict(rows.fetchall())
    return {}


def _has_history(connection: Connection[TupleRow]) -> bool:
    row = connection.execute(
        "select to_regclass('supabase_migrations.schema_migrations') is not null"
    ).fetchone()
    return row is not None and bool(row[0])


def _pending(files: Sequence[Migration], applied: dict[str, list[str]]) -> list[Migration]:
    """The files still to be applied, or the reason why this history does not go with them."""
    known = {migration.version: migration for migration in files}
    for version, statements in applied.items():
        if version not in known:
            raise MigrationRefused(
                f"The database has the migration {version}, which this pitterm does not know",
                "Use the newer pitterm that applied it.",
            )
        if fingerprint(statements) != fingerprint([known[version].text]):
            raise MigrationRefused(
                f"The database was built with another {known[version].title} than this pitterm has",
                "Use the pitterm that applied it, or name an empty database with --data-dir or "
                "PITTERM_DATABASE_URL.",
            )
    newest = max(applied, default="")
    pending = [migration for migration in files if migration.version not in applied]
    for migration in pending:
        if migration.version < newest:
            raise MigrationRefused(
                f"{migration.title} is missing although {newest} was applied after it",
                "Restore a database whose history has no gap.",
            )
    return pending


def _apply(connection: Connection[TupleRow], migration: Migration) -> None:
    """One transaction for the file and its history row: all of it or nothing."""
    with connection.transaction():
        _make_history(connection)
        try:
            connection.execute(migration.text.encode())
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable):
            raise
        except psycopg.Error as error:
            raise MigrationRefused(
                f"{migration.title} could not be applied: {error.diag.message_primary or error}",
                "Nothing was changed.",
            ) from error
        connection.execute(
            "insert into supabase_migrations.schema_migrations (version, name, statements)"
            " values (%s, %s, %s)",
            [migration.version, migration.name, [migration.text]],
        )


def _make_history(connection: Connection[TupleRow]) -> None:
    if not _has_history(connection):
        connection.execute("create schema if not exists supabase_migrations")
        connection.execute(
            "create table supabase_migrations.schema_migrations"
            " (version text not null primary key, name text, statements text[])"
        )


def _not_allowed(error: psycopg.errors.InsufficientPrivilege) -> MigrationRefused:
    return MigrationRefused(
        f"The server does not allow it: {error.diag.message_primary}",
        error.diag.message_hint
        or "Connect as the database's owner with CREATEROLE, or as superuser.",
    )


def _silently(sentence: str) -> None:
    """Tell nobody."""
