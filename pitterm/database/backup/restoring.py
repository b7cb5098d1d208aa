"""Restoring a backup into an empty database: one transaction, all of it or nothing."""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

from pitterm.database.backup.contents import Manifest
from pitterm.database.backup.file import Backup, opened
from pitterm.database.backup.login_list import bind, is_allowed, make_groups, make_missing_logins
from pitterm.database.backup.script import Script
from pitterm.database.backup.tally import SCHEMAS, differences, tally
from pitterm.database.client_programs import client_program
from pitterm.database.migration import (
    apply_database_acl,
    migrations,
    require_server,
    take_turn,
)
from pitterm.domain.errors import PitError

APPLICATION = "pitterm restore"
_NO_TRANSACTION = "2"
"""An id that no transaction of any server has, and so none of the new one's."""
_OWNER_OF_THE_HISTORY = re.compile(
    rb"^ALTER (SCHEMA|TABLE) supabase_migrations\S* OWNER TO .+;\n", re.MULTILINE
)

_NOT_EMPTY = """
select what from (
  select 'the schema ' || n.nspname as what, 'pg_namespace'::regclass as class, n.oid
  from pg_catalog.pg_namespace n
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public')
    and n.nspname !~ '^pg_(toast_)?temp_'
  union all
  select 'public.' || c.relname, 'pg_class'::regclass, c.oid
  from pg_catalog.pg_class c where c.relnamespace = to_regnamespace('public')
  union all
  select 'public.' || p.proname, 'pg_proc'::regclass, p.oid
  from pg_catalog.pg_proc p where p.pronamespace = to_regnamespace('public')
) o
where not exists (
  select from pg_catalog.pg_depend d
  where d.classid = o.class and d.objid = o.oid and d.deptype = 'e'
)
order by what limit 1
"""


class RestoreRefused(PitError):
    """The backup was not restored; the database is as it was."""

    exit_code = 2


class RestoreUnknown(PitError):
    """The connection was lost while the server was asked to keep everything."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what became of each login, as sentences."""

    manifest: Manifest
    logins: list[str]


def restore(conninfo: str, path: Path, progress: Callable[[str], None]) -> Restored:
    """Make the empty database what the backup says.

    Raises NotABackup, RestoreRefused, MigrationRefused, ProgramMissing, RestoreUnknown.
    """
    with (
        opened(path) as backup,
        psycopg.connect(conninfo, autocommit=True, application_name=APPLICATION) as connection,
    ):
        _refuse_unknown(path, backup.manifest)
        if not is_allowed(connection):
            raise RestoreRefused(
                "You may not restore here: row security would hide rows from this login",
                "Connect as a superuser, or as the database's owner with CREATEROLE and BYPASSRLS.",
            )
        require_server(connection)
        take_turn(connection)
        with _nothing_changed():
            _refuse_occupied(connection)
            logins = _all_or_nothing(connection, backup, progress)
        # The planner knows nothing of the tables yet.
        connection.execute("analyze")
        return Restored(backup.manifest, logins)


def _all_or_nothing(
    connection: Connection[TupleRow], backup: Backup, progress: Callable[[str], None]
) -> list[str]:
    connection.execute("begin")
    logins = _restore(connection, backup, progress)
    try:
        connection.execute("commit")
    except psycopg.OperationalError as error:
        if error.sqlstate is not None:
            raise
        raise RestoreUnknown(
            "The connection broke while the restored database was being kept",
            "See pitterm db check: it is there as a whole, or the database is empty.",
        ) from error
    return logins


def _restore(
    connection: Connection[TupleRow], backup: Backup, progress: Callable[[str], None]
) -> list[str]:
    program = client_program("pg_restore", oldest=backup.manifest.pg_dump_version)
    script = Script(program, backup.dump, connection.info.server_version)
    make_groups(connection)
    said = make_missing_logins(connection, backup.logins)
    progress("Restoring the tables …")
    connection.execute(_fit_for_whoever_restores(script.statements("pre-data")))
    script.copy_data(connection)
    bind(connection, backup.logins)
    _forget_transactions(connection)
    progress("Restoring keys, triggers and row security …")
    connection.execute(script.statements("post-data"))
    connection.execute("revoke create on schema pit_private from pit_identity")
    apply_database_acl(connection)
    off = differences(backup.manifest.tables, tally(connection))
    if off:
        raise RestoreRefused(
            f"What was restored does not add up: {'; '.join(off)}", "Nothing was changed."
        )
    # What the dump set for itself ends here.
    connection.execute("reset search_path")
    _account_for(connection, backup.manifest)
    return said


def _account_for(connection: Connection[TupleRow], manifest: Manifest) -> None:
    """A line of each casino's audit and of the server's log: who made the books out of what."""
    told = {"made_at": manifest.made_at.isoformat(), "pitterm_version": manifest.pitterm_version}
    connection.execute(
        "select pit_private.record_audit("
        "c.id, null, 'administration', 'restore', null, %s, null, null) from pit.casino c",
        [Jsonb(told)],
    )
    connection.execute(
        sql.SQL("do {}").format(
            sql.Literal(
                "begin raise log 'pitterm restored: made_at={} login=%',"
                " regexp_replace(session_user::text, '[^!-~]', '?', 'g'); end".format(
                    told["made_at"]
                )
            )
        )
    )


def _fit_for_whoever_restores(script: bytes) -> bytes:
    """The history becomes theirs, since whoever had it may not be here.

    Only a superuser can give a function to somebody who may not create in its schema.
    """
    owned = b"\nALTER SCHEMA pit_private OWNER TO pit_owner;\n"
    with_room = owned + b"GRANT USAGE, CREATE ON SCHEMA pit_private TO pit_identity;\n"
    return _OWNER_OF_THE_HISTORY.sub(b"", script).replace(owned, with_room, 1)


def _forget_transactions(connection: Connection[TupleRow]) -> None:
    """A row hides from the transaction that made it; another server would reuse its number."""
    columns = connection.execute(
        "select n.nspname, c.relname, a.attname from pg_catalog.pg_attribute a"
        " join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r'"
        " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = any (%s) and a.atttypid = 'xid8'::regtype and a.attnum > 0",
        [list(SCHEMAS)],
    ).fetchall()
    for schema, table, column in columns:
        connection.execute(
            sql.SQL("update {} set {} = {}").format(
                sql.Identifier(schema, table), sql.Identifier(column), sql.Literal(_NO_TRANSACTION)
            )
        )


def _refuse_unknown(path: Path, manifest: Manifest) -> None:
    known = {migration.version for migration in migrations()}
    for version in manifest.schema_versions:
        if version not in known:
            raise RestoreRefused(
                f"{path} has the migration {version}, which this pitterm does not know",
                "Use the newer pitterm that made it.",
            )


def _refuse_occupied(connection: Connection[TupleRow]) -> None:
    found = connection.execute(_NOT_EMPTY).fetchone()
    if found is not None:
        raise RestoreRefused(
            f"The database {connection.info.dbname} is not empty: it has {found[0]}",
            "Restore into an empty one, which createdb makes.",
        )


@contextlib.contextmanager
def _nothing_changed() -> Iterator[None]:
    """An error ends the transaction, and with it everything that was done."""
    try:
        yield
    except psycopg.Error as error:
        reason = error.diag.message_primary or "the connection to the server broke"
        raise RestoreRefused(
            f"The backup could not be restored: {reason}",
            "Nothing was changed; the database is empty, and no login was made.",
        ) from error
