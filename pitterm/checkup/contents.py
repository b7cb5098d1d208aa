"""What is in the database: schema, casinos and their zones, staff and their logins."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg
from psycopg import Connection

from pitterm.checkup.finding import Finding, good, look, wrong
from pitterm.database.backup.login_list import is_allowed
from pitterm.database.drift import differences
from pitterm.database.logins import DISPLAY_GROUP, STAFF_GROUP
from pitterm.domain.errors import PitError

_DAYS_AHEAD = 400
_DRIFT_SHOWN = 8
_NO_PASSWORD = re.compile(r"missing: LOGIN of (.+), whose staff member is active")


def contents(connection: Connection[Any], conninfo: str, *, today: date) -> Iterator[Finding]:
    """Everything within; what somebody may not look into is said and passed over."""
    row = connection.execute("select to_regnamespace('pit') is not null").fetchone()
    if row is None or not row[0]:
        yield wrong("schema", "missing", "pitterm db migrate")
        return
    checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("schema", lambda: _schema(conninfo)),
        ("casino", lambda: _casinos(connection)),
        ("time zone", lambda: _zones(connection, today)),
        ("staff", lambda: _staff(connection)),
    )
    for subject, check in checks:
        try:
            yield from list(check())
        except psycopg.errors.InsufficientPrivilege:
            yield look(subject, "not looked at", "connect as the role that installed the database")
        except (PitError, psycopg.errors.SyntaxErrorOrAccessRuleViolation) as error:
            yield look(subject, f"not looked at: {str(error).splitlines()[0].rstrip('.')}")
    if is_allowed(connection):
        yield good("backup", "this login may take one: pitterm db backup FILE")
    else:
        yield good("backup", "another login takes it: one that is superuser or has BYPASSRLS")


def _schema(conninfo: str) -> Iterator[Finding]:
    found = differences(conninfo)
    waiting = [match[1] for line in found if (match := _NO_PASSWORD.fullmatch(line))]
    rest = [line for line in found if not _NO_PASSWORD.fullmatch(line)]
    for line in rest[:_DRIFT_SHOWN]:
        yield wrong("schema", line, _step_after(line))
    if len(rest) > _DRIFT_SHOWN:
        yield wrong("schema", f"and {len(rest) - _DRIFT_SHOWN} more", "pitterm db check")
    if not rest:
        yield good("schema", "as it should be")
    for login in waiting:
        step = f"pitterm staff set-password {shlex.quote(login)}"
        yield look("staff", f"{login} cannot sign in yet", step)


def _step_after(difference: str) -> str:
    if difference.startswith("missing: migration"):
        return "pitterm db migrate"
    if difference.startswith("missing: the login of"):
        return "pitterm staff add"
    return "undo what was changed by hand, or use the pitterm that installed it"


def _casinos(connection: Connection[Any]) -> Iterator[Finding]:
    rows = connection.execute("select slug, is_active from pit.casino order by slug").fetchall()
    if not rows:
        yield look("casino", "there is none yet", "pitterm floor import FILE, or pitterm demo")
    for slug, is_active in rows:
        if is_active:
            yield good("casino", slug)
        else:
            words = f"{slug} is not active, and nobody of it signs in"
            yield look("casino", words, "is_active = true in its floor file")


def _zones(connection: Connection[Any], today: date) -> Iterator[Finding]:
    """Both compute gaming days; a law that one of them does not know moves them apart."""
    rows = connection.execute(
        "select time_zone from pit.casino_settings union select time_zone from pit.casino_hours"
        " order by 1"
    ).fetchall()
    for (zone,) in rows:
        try:
            here = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield wrong("time zone", f"this machine does not know {zone}", "pip install -U tzdata")
            continue
        days = [
            datetime(today.year, today.month, today.day, 12, tzinfo=UTC) + timedelta(days=number)
            for number in range(_DAYS_AHEAD)
        ]
        there = connection.execute(
            "select d at time zone %s from unnest(%s::timestamptz[]) with ordinality u (d, n)"
            " order by n",
            [zone, days],
        ).fetchall()
        apart = (
            day
            for day, (local,) in zip(days, there, strict=True)
            if day.astimezone(here).replace(tzinfo=None) != local
        )
        first = next(apart, None)
        if first is None:
            yield good("time zone", f"{zone}, the same here and on the server")
        else:
            words = f"{zone} differs between here and the server from {first:%Y-%m-%d}"
            yield wrong("time zone", words, "update tzdata on both")


def _staff(connection: Connection[Any]) -> Iterator[Finding]:
    """Whose login is gone the schema's check says; here are logins with nobody behind them."""
    row = connection.execute(
        "select count(*) filter (where r.rolcanlogin), count(*)"
        " from pit.staff s join pit_private.staff_login l on l.staff_id = s.id"
        " join pg_roles r on r.oid = l.login where s.is_active"
    ).fetchone()
    able, active = row if row is not None else (0, 0)
    if able:
        yield good("staff", f"{able} can sign in")
    elif active:
        yield look("staff", f"none of {active} can sign in yet", "pitterm staff set-password LOGIN")
    else:
        yield look("staff", "nobody can sign in yet", "pitterm staff add, or pitterm floor import")
    strangers = connection.execute(
        "select distinct r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.member"
        " where m.roleid in (to_regrole(%s), to_regrole(%s)) and r.rolcanlogin"
        " and not r.rolcreaterole and not r.rolsuper"
        " and not exists (select from pit_private.staff_login l where l.login = r.oid)"
        " and not exists (select from pit_private.gateway_login g where g.login = r.oid)"
        " order by 1",
        [STAFF_GROUP, DISPLAY_GROUP],
    ).fetchall()
    if strangers:
        names = ", ".join(name for (name,) in strangers)
        words = f"logins with no staff member in this database: {names}"
        yield look("staff", words, "theirs is another database, or drop them")
