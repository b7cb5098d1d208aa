"""What in a database differs from the files: schema, privileges, and the roles of the server."""

from collections.abc import Iterator

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow, dict_row

from pitterm.database.logins import DISPLAY_GROUP, STAFF_GROUP, group_of
from pitterm.database.migration import IDLE_TRANSACTION, applied_versions, migrations
from pitterm.database.schema_dump import EXPECTED_SCHEMA, entries, normalised_dump
from pitterm.domain.errors import PitError
from pitterm.domain.staff import Role

_OWN_ROLES = [STAFF_GROUP, DISPLAY_GROUP, "pit_owner", "pit_identity"]
_FORBIDDEN = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolreplication": "REPLICATION",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
}


class CheckRefused(PitError):
    """Whoever asks may not see enough to tell."""

    exit_code = 2


def differences(conninfo: str) -> list[str]:
    """Every difference as a line; nothing when the database is as the files say."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        try:
            return _differences(conninfo, connection)
        except psycopg.errors.InsufficientPrivilege as error:
            raise CheckRefused(
                f"You may not look into this database: {error.diag.message_primary}",
                "Connect as its owner, who installed the pit, or as superuser.",
            ) from error


def _differences(conninfo: str, connection: Connection[TupleRow]) -> list[str]:
    applied = applied_versions(connection)
    if not applied:
        return ["This database has no pit in it; pitterm db migrate makes one."]
    found = [*_unapplied(applied), *schema_differences(normalised_dump(conninfo, connection))]
    found += [*_database(connection), *_roles(connection)]
    if _has_roster(connection):
        try:
            found += list(_staff_logins(connection))
        except psycopg.errors.UndefinedColumn:
            found.append("not compared: the staff logins, because their tables differ")
    return found


def schema_differences(dump: str) -> Iterator[str]:
    """How a normalised dump differs from the expected one, entry by entry."""
    expected = entries(EXPECTED_SCHEMA.read_text(encoding="utf-8"))
    actual = entries(dump)
    for title in sorted({*expected, *actual}):
        if title not in actual:
            yield f"missing: {title}"
        elif title not in expected:
            yield f"not expected: {title}"
        elif actual[title] != expected[title]:
            yield f"differs: {title}{_first_change(expected[title], actual[title])}"


def _first_change(expected: tuple[str, ...], actual: tuple[str, ...]) -> str:
    """The first line on each side that the other has not."""
    lost = next((line.strip() for line in expected if line not in actual), None)
    new = next((line.strip() for line in actual if line not in expected), None)
    return (f", without {lost}" if lost else "") + (f", with {new}" if new else "")


def _unapplied(applied: list[str]) -> Iterator[str]:
    known = {migration.version for migration in migrations()}
    for version in sorted(known.difference(applied)):
        yield f"missing: migration {version}"
    for version in sorted(set(applied) - known):
        yield f"not expected: migration {version}"


def _database(connection: Connection[TupleRow]) -> Iterator[str]:
    """Privileges and settings of the database itself; grants to roles of other use are theirs."""
    rows = connection.execute(
        "select coalesce(r.rolname, 'PUBLIC'), a.privilege_type"
        " from pg_database d"
        " cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
        " left join pg_roles r on r.oid = a.grantee"
        " where d.datname = current_database() and (a.grantee = 0 or r.rolname = any (%s))",
        [_OWN_ROLES],
    )
    found = set(rows.fetchall())
    wanted = {(STAFF_GROUP, "CONNECT"), (DISPLAY_GROUP, "CONNECT")}
    for grantee, privilege in sorted(wanted - found):
        yield f"missing: {privilege} on the database for {grantee}"
    for grantee, privilege in sorted(found - wanted):
        yield f"not expected: {privilege} on the database for {grantee}"
    public = connection.execute(
        "select from pg_namespace n cross join aclexplode(n.nspacl) a"
        " where n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE'"
    )
    if public.fetchone() is not None:
        yield "not expected: CREATE on the schema public for PUBLIC"
    setting = connection.execute(
        "select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase"
        " where d.datname = current_database() and s.setrole = 0 and %s = any (s.setconfig)",
        [f"idle_in_transaction_session_timeout={IDLE_TRANSACTION}"],
    )
    if setting.fetchone() is None:
        yield f"missing: idle_in_transaction_session_timeout = {IDLE_TRANSACTION} of the database"


def _roles(connection: Connection[TupleRow]) -> Iterator[str]:
    """The four roles are nobody's login, stand above no rule and are in no other role."""
    with connection.cursor(row_factory=dict_row) as cursor:
        roles = cursor.execute(
            "select r.*, array(select g.rolname from pg_auth_members m"
            " join pg_roles g on g.oid = m.roleid where m.member = r.oid order by 1) as groups"
            " from pg_roles r where r.rolname = any (%s) order by r.rolname",
            [_OWN_ROLES],
        ).fetchall()
    for role in roles:
        for attribute, name in {**_FORBIDDEN, "rolcanlogin": "LOGIN"}.items():
            if role[attribute]:
                yield f"not expected: {role['rolname']} is {name}"
        for group in role["groups"]:
            yield f"not expected: {role['rolname']} is in {group}"


def _staff_logins(connection: Connection[TupleRow]) -> Iterator[str]:
    """Staff logins have no power of their own and the rights of exactly their group."""
    with connection.cursor(row_factory=dict_row) as cursor:
        logins = cursor.execute(
            "select r.*, s.name, s.role, s.is_active, array(select g.rolname"
            " from pg_auth_members m join pg_roles g on g.oid = m.roleid"
            " where m.member = r.oid order by 1) as groups"
            " from pit.staff s"
            " left join pit_private.staff_login l"
            " on l.casino_id = s.casino_id and l.staff_id = s.id"
            " left join pg_roles r on r.oid = l.login order by r.rolname, s.name"
        ).fetchall()
    for login in logins:
        if login["rolname"] is None:
            if login["is_active"]:
                yield f"missing: the login of {login['name']}"
            continue
        if login["is_active"] and not login["rolcanlogin"]:
            yield f"missing: LOGIN of {login['rolname']}, whose staff member is active"
        for attribute, name in _FORBIDDEN.items():
            if login[attribute]:
                yield f"not expected: {login['rolname']} is {name}"
        group = group_of(Role(login["role"]))
        if login["groups"] != [group]:
            groups = " and ".join(dict.fromkeys(login["groups"])) or "no group"
            yield f"differs: {login['rolname']} is in {groups}, not in {group} alone"


def _has_roster(connection: Connection[TupleRow]) -> bool:
    row = connection.execute(
        "select to_regclass('pit_private.staff_login') is not null"
        " and to_regclass('pit.staff') is not null"
    ).fetchone()
    return row is not None and bool(row[0])
