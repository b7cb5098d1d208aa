"""`pitterm doctor`: one line for each thing looked at, and the next step."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.checkup import contents as within
from pitterm.checkup.finding import Finding, good, look, wrong
from pitterm.checkup.machine import machine, terminal
from pitterm.checkup.server import line as line_of
from pitterm.checkup.server import server
from pitterm.outbox.box import Outbox
from pitterm.settings import load
from tests.command_line import pitterm
from tests.databases import Database
from tests.outbox.kept import make_kept
from tests.repository.pooler import Pooler

TODAY = date(2026, 11, 21)


def test_without_a_server_it_names_how_to_get_one(
    environment: dict[str, str], tmp_path: Path
) -> None:
    done = pitterm({**environment, "PITTERM_DATA_DIR": str(tmp_path / "d")}, "doctor")
    assert done.returncode == 3
    assert done.stdout.splitlines()[-2:] == [
        "✕ server     does not run → pitterm demo, or pitterm db start",
        "  next       pitterm demo, or pitterm db start",
    ]


def test_a_sound_database_has_nothing_to_do(
    environment: dict[str, str], database: Database, postgres_version: int
) -> None:
    variables = {**environment, "PITTERM_DATABASE_URL": database.admin_conninfo}
    done = pitterm({**variables, "PYTHONIOENCODING": "utf-8"}, "doctor")
    lines = done.stdout.splitlines()
    for line in (
        f"✓ server     PostgreSQL {postgres_version}, reachable",
        "✓ line       does not leave this machine",
        "✓ pooler     none",
        "✓ clock      agrees with the server's",
        "✓ schema     as it should be",
        "✓ time zone  America/Los_Angeles, the same here and on the server",
        "✓ staff      13 can sign in",
        "✓ backup     this login may take one: pitterm db backup FILE",
    ):
        assert line in lines
    assert done.returncode == 0
    # Signs that the terminal has not are written otherwise, and say the same.
    staff = f"{database.conninfo} user=boss password=pitterm-demo"
    plain = {**environment, "PITTERM_DATABASE_URL": staff, "PITTERM_ASCII": "1"}
    lines = pitterm(plain, "doctor").stdout.splitlines()
    assert "+ backup     another login takes it: one that is superuser or has BYPASSRLS" in lines
    assert "^ staff      not looked at > connect as the role that installed the database" in lines


@pytest.fixture
def administrator(database: Database) -> Iterator[Connection[TupleRow]]:
    with database.connect_admin() as connection:
        yield connection


def found(connection: Connection[TupleRow], database: Database) -> set[Finding]:
    return set(within.contents(connection, database.admin_conninfo, today=TODAY))


def test_it_names_who_cannot_sign_in_and_why(
    administrator: Connection[TupleRow], database: Database
) -> None:
    """A login made again under an old name is nobody's, and one without a password waits."""
    administrator.execute("create role al_moss login in role authenticated")
    bind = "select pit_private.provision_staff(%s, %s, 'Al Moss', 'dealer', false)"
    administrator.execute(bind, [database.casino_id(), "al_moss"])
    administrator.execute("drop role al_moss")
    administrator.execute("create role al_moss login in role authenticated")
    administrator.execute('create role "jo may" nologin in role authenticated')
    administrator.execute(bind, [database.casino_id(), "jo may"])
    administrator.execute("update pit.casino set is_active = false where slug = 'lakeside'")
    try:
        lines = {str(finding) for finding in found(administrator, database)}
    finally:
        administrator.execute('drop role al_moss, "jo may"')
    assert lines >= {
        "✕ schema     missing: the login of Al Moss → pitterm staff add",
        "▲ staff      jo may cannot sign in yet → pitterm staff set-password 'jo may'",
        "▲ casino     lakeside is not active, and nobody of it signs in"
        " → is_active = true in its floor file",
    }
    [strangers] = [line for line in lines if "with no staff member in this database" in line]
    assert "al_moss" in strangers


def test_a_gateway_is_no_stranger_and_who_waits_for_a_password_was_added(
    administrator: Connection[TupleRow], database: Database
) -> None:
    allow = "select pit_private.allow_gateway('front_door', %s)"
    administrator.execute("create role front_door login noinherit in role authenticated")
    administrator.execute(allow, [True])
    administrator.execute("update pit.staff set is_active = (name = 'Jo May')")
    administrator.execute("create role jo_may nologin in role authenticated")
    bind = "select pit_private.provision_staff(%s, 'jo_may', 'Jo May', 'dealer', false)"
    administrator.execute(bind, [database.casino_id()])
    lines = {str(finding) for finding in found(administrator, database)}
    administrator.execute(allow, [False])
    ended = {str(finding) for finding in found(administrator, database)}
    assert "▲ staff      none of 1 can sign in yet → pitterm staff set-password LOGIN" in lines
    assert not any("front_door" in line for line in lines)
    assert any("front_door" in line for line in ended)


def test_a_time_zone_that_is_another_one_here_is_named_with_its_day(
    administrator: Connection[TupleRow], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a law that one of the two has not heard of: Phoenix keeps one time all year."""
    monkeypatch.setattr(within, "ZoneInfo", lambda name: ZoneInfo("America/Phoenix"))
    administrator.execute("update pit.casino_settings set time_zone = 'America/Denver'")
    assert (
        "✕ time zone  America/Denver differs between here and the server from 2027-03-14"
        " → update tzdata on both"
    ) in {str(finding) for finding in found(administrator, database)}


def test_it_says_what_waits_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    log = tmp_path / "pitterm.log"
    settings = load(data_dir=tmp_path / "d", environment={"PITTERM_LOG_FILE": str(log)})
    assert {good("outbox", "empty"), good("log", f"{log}, empty yet")} <= set(machine(settings))
    directory = tmp_path / "pitterm/outbox"
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.keep(make_kept(2))
    log.touch(mode=0o644)
    lines = [str(finding) for finding in machine(settings)]
    assert f"▲ log        others may read {log} → chmod 600 {log}" in lines
    assert any("▲ outbox     2 entries wait for the database or" in line for line in lines)
    (directory / "0.journal").write_text("a poem\n")
    assert any("0.journal is damaged at byte 0" in str(one) for one in machine(settings))


def test_a_terminal_is_told_what_the_podium_needs() -> None:
    good_one = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    assert list(terminal((120, 36), good_one, True)) == [good("terminal", "120×36, all colours")]
    assert list(terminal((79, 24), {"TERM": "vt100", "NO_COLOR": "1"}, False)) == [
        look("terminal", "it does not speak UTF-8", "set LANG=C.UTF-8 or your own language"),
        look("terminal", "79×24 is too small", "make it 80×24 or larger"),
        good("terminal", "79×24, no colours, as NO_COLOR asks"),
    ]
    [dumb] = terminal((80, 24), {"TERM": "dumb"}, True)
    assert dumb.words == "TERM is dumb"


PROOF = "add sslmode=verify-full to the database's URL"
UNPROVEN = "encrypted, but sslmode={} does not prove the server's name"


@pytest.mark.parametrize(
    ("is_local", "is_encrypted", "sslmode", "said"),
    [
        (True, False, "prefer", good("line", "does not leave this machine")),
        (False, False, "verify-full", wrong("line", "not encrypted", PROOF)),
        (False, True, "verify-full", good("line", "encrypted, and the server proves its name")),
        (False, True, "prefer", look("line", UNPROVEN.format("prefer"), PROOF)),
        (False, True, "verify-ca", look("line", UNPROVEN.format("verify-ca"), PROOF)),
    ],
)
def test_a_line_is_good_where_nobody_between_can_listen_or_pretend(
    is_local: bool, is_encrypted: bool, sslmode: str, said: Finding
) -> None:
    assert line_of(is_local=is_local, is_encrypted=is_encrypted, sslmode=sslmode) == said


@pytest.mark.parametrize(
    ("by_transaction", "said"),
    [
        (
            True,
            wrong(
                "pooler",
                "one stands between, in transaction mode: signing in and live pictures fail",
                "use session mode, or the server's own port",
            ),
        ),
        (False, good("pooler", "one stands between, in session mode")),
    ],
)
async def test_a_pooler_is_seen_and_its_mode_told(
    database: Database, by_transaction: bool, said: Finding
) -> None:
    def looked_at(conninfo: str) -> list[Finding]:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            return list(server(connection, conninfo))

    async with Pooler(database.credentials("boss"), by_transaction=by_transaction) as pooler:
        found = await asyncio.to_thread(looked_at, pooler.credentials.full_conninfo())
    assert said in found
