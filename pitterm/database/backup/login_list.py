"""The logins of a backup: read from the server, made again on another one."""

from psycopg import Connection, sql
from psycopg.rows import TupleRow, dict_row

from pitterm.database.assembly import OBJECTS
from pitterm.database.backup.contents import LoginEntry, LoginList
from pitterm.database.logins import group_of, join_group, login_exists
from pitterm.domain.staff import Role

_OWN_ROLES = OBJECTS / "1_foundation" / "10_roles.sql"

_LOGINS = """
select l.casino_id, l.staff_id, s.name::text, s.role, s.is_active, r.rolname::text as login,
  coalesce(r.rolcanlogin, false) as may_sign_in,
  case when isfinite(r.rolvaliduntil) then r.rolvaliduntil end as valid_until,
  array(
    select g.rolname::text from pg_catalog.pg_auth_members m
    join pg_catalog.pg_roles g on g.oid = m.roleid where m.member = r.oid order by 1
  ) as groups, {verifier} as verifier
from pit_private.staff_login l
join pit.staff s on s.casino_id = l.casino_id and s.id = l.staff_id
left join {roles} r on r.oid = l.login
order by r.rolname, s.name, l.staff_id
"""


def read_logins(connection: Connection[TupleRow]) -> LoginList:
    """Everybody who is bound to a login, with the verifier where the server shows it."""
    row = connection.execute(
        "select has_table_privilege('pg_catalog.pg_authid', 'select')"
    ).fetchone()
    shows = row is not None and bool(row[0])
    query = sql.SQL(_LOGINS).format(
        verifier=sql.SQL("r.rolpassword" if shows else "null"),
        roles=sql.SQL("pg_catalog.pg_authid" if shows else "pg_catalog.pg_roles"),
    )
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(query).fetchall()
    return LoginList(logins=tuple(map(LoginEntry.model_validate, rows)))


def make_groups(connection: Connection[TupleRow]) -> None:
    """The four roles, where the server has them not."""
    connection.execute(_OWN_ROLES.read_bytes())


def make_missing_logins(connection: Connection[TupleRow], logins: LoginList) -> list[str]:
    """Make the logins the server has not; what it has stays as it is. Says what was done, by name.

    Without a verifier nobody could prove who they are, so such a login does not sign in yet.
    """
    made: list[str] = []
    mute: list[str] = []
    kept: list[str] = []
    gone: list[str] = []
    for entry in logins.logins:
        if entry.login is None:
            gone.append(entry.name)
        elif login_exists(connection, entry.login):
            kept.append(entry.login)
        else:
            _make(connection, entry.login, entry)
            (made if entry.verifier else mute).append(entry.login)
    said = (
        ("Made, with their passwords", made),
        ("Made without a password, may not sign in until set-password", mute),
        ("There already, left as they are", kept),
        ("Their login was gone when this was backed up", gone),
    )
    return [f"{what}: {', '.join(names)}." for what, names in said if names]


def _make(connection: Connection[TupleRow], login: str, entry: LoginEntry) -> None:
    may_sign_in = entry.may_sign_in and entry.verifier is not None
    create = sql.SQL("create role {} {} inherit").format(
        sql.Identifier(login), sql.SQL("login" if may_sign_in else "nologin")
    )
    if entry.verifier is not None:
        create += sql.SQL(" password {}").format(sql.Literal(entry.verifier))
    if entry.valid_until is not None:
        create += sql.SQL(" valid until {}").format(sql.Literal(entry.valid_until.isoformat()))
    connection.execute(create)
    join_group(connection, login, group_of(Role(entry.role)))


def bind(connection: Connection[TupleRow], logins: LoginList) -> None:
    """Put the staff behind their logins; whose login was gone gets none, and signs in no more."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into pit_private.staff_login (login, casino_id, staff_id)"
            " values (quote_ident(%s)::regrole, %s, %s)",
            [
                (entry.login, entry.casino_id, entry.staff_id)
                for entry in logins.logins
                if entry.login is not None
            ],
        )


def is_allowed(connection: Connection[TupleRow]) -> bool:
    """Whether row security hides nothing from whoever is connected."""
    row = connection.execute(
        "select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user"
    ).fetchone()
    return row is not None and bool(row[0])
