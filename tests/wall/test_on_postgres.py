"""The wall as a program on a real server: what it shows, how it ends, what it may not do."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.database.embedded import EmbeddedServer
from tests.conftest import HASTY
from tests.databases import TEMPLATE, Database, copied_database, create_database, make_template
from tests.patience import eventually
from tests.postmasters import postmaster
from tests.servers import FreshServers
from tests.terminals import Terminal

ENDS_WITHIN_SECONDS = 6.0


def _environment(database: Database, login: str = "wall") -> dict[str, str]:
    return {
        "PITTERM_DATABASE_URL": database.conninfo,
        "PITTERM_STAFF": login,
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }


def _wall(database: Database, *arguments: str, login: str = "wall") -> Terminal:
    pages = ("--page-seconds", "2")
    return Terminal("wall", *pages, *arguments, environment=_environment(database, login))


def _seconds_until(done: Callable[[], bool]) -> float:
    began = time.monotonic()
    eventually(done)
    return time.monotonic() - began


@pytest.mark.parametrize("login", ["wall", "boss", "auditor"])
def test_it_shows_the_floor_to_any_login_and_names_to_none(database: Database, login: str) -> None:
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])
    with closing(_wall(database, login=login)) as terminal:
        terminal.wait_for("LIVE")
        shown = terminal.wait_for("BJ-01 ● ACTIVE")
        with database.connect_admin() as admin:
            names = admin.execute("select name from pit.staff").fetchall()
        assert not [name for (name,) in names if name in shown]
        with database.connect("boss") as boss:
            boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-02")])
        terminal.wait_for("BJ-02 ● ACTIVE")


def test_a_login_without_money_sees_none(database: Database) -> None:
    with closing(_wall(database, login="wall2")) as terminal:
        terminal.wait_for("LIVE")
        shown = terminal.wait_for("closed")
        assert "est." not in shown
        assert "counted" not in shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(database: Database, number: signal.Signals) -> None:
    with closing(_wall(database)) as terminal:
        terminal.wait_for("LIVE")
        terminal.child.kill(number)
        assert terminal.ends() == 128 + number


def _spawn_on_pty(database: Database, *, ignores_hangup: bool) -> tuple[int, int]:
    """A wall on a pty of its own, whose other end nobody reads: its process id and that end."""
    pid, end = os.forkpty()
    if pid == 0:  # pragma: no cover
        if ignores_hangup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.environ.update(_environment(database), TERM="xterm-256color")
        os.execv(sys.executable, [sys.executable, "-m", "pitterm", "wall"])
    return pid, end


def _read_until(end: int, wanted: bytes) -> None:
    seen = b""
    deadline = time.monotonic() + 30
    while wanted not in seen:
        assert time.monotonic() < deadline
        seen += os.read(end, 65536)


@contextlib.contextmanager
def _reaped(pid: int) -> Iterator[Callable[[], bool]]:
    """Asks whether the process has ended; it is gone afterwards."""
    ended: list[int] = []

    def has_ended() -> bool:
        if not ended and os.waitpid(pid, os.WNOHANG)[0] == pid:
            ended.append(pid)
        return bool(ended)

    try:
        yield has_ended
    finally:
        if not has_ended():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


@pytest.mark.parametrize("ignores_hangup", [False, True], ids=["hangup", "nohup"])
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_it_ends_within_six_seconds_of_its_terminal(
    database: Database, ignores_hangup: bool
) -> None:
    pid, end = _spawn_on_pty(database, ignores_hangup=ignores_hangup)
    with _reaped(pid) as has_ended:
        _read_until(end, b"LIVE")
        os.close(end)
        assert _seconds_until(has_ended) < ENDS_WITHIN_SECONDS


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_terminal_that_takes_no_more_text_does_not_keep_it_from_ending(
    database: Database,
) -> None:
    pid, end = _spawn_on_pty(database, ignores_hangup=False)
    with _reaped(pid) as has_ended:
        _read_until(end, b"LIVE")
        with database.connect("boss") as boss:
            labels = ("BJ-01", "BJ-02", "BJ-03", "BJ-04")
            for label in labels:
                boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id(label)])
                time.sleep(0.4)
        os.kill(pid, signal.SIGTERM)
        assert _seconds_until(has_ended) < ENDS_WITHIN_SECONDS
        os.close(end)


def test_a_frozen_server_is_stale_within_15_seconds_and_live_again_alone(
    fresh_servers: FreshServers, postgres_version: int
) -> None:
    server: EmbeddedServer = fresh_servers.start(postgres_version)
    make_template(server)
    with copied_database(server) as database, closing(_wall(database)) as terminal:
        terminal.wait_for("LIVE")
        with _frozen(server):
            began = time.monotonic()
            terminal.wait_for(lambda text: "STALE" in text or "OFFLINE" in text)
            assert time.monotonic() - began < 15
        terminal.wait_for("● LIVE")


@contextlib.contextmanager
def _frozen(server: EmbeddedServer) -> Iterator[None]:
    """The postmaster and every process of its server stand still."""
    group = [postmaster(server)]
    children = Path(f"/proc/{group[0]}/task/{group[0]}/children")
    group += [int(each) for each in children.read_text().split()]
    for pid in group:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(group):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def test_a_restarted_database_is_waited_for(
    fresh_servers: FreshServers, postgres_version: int
) -> None:
    server = fresh_servers.start(postgres_version)
    make_template(server)
    with copied_database(server) as database, closing(_wall(database)) as terminal:
        terminal.wait_for("● LIVE")
        server.stop()
        shown = terminal.wait_for("✕ OFFLINE")
        assert "BJ-01 ○ CLOSED" in shown
        server.start(options=HASTY)
        with database.connect("boss") as boss:
            boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])
        terminal.wait_for("BJ-01 ● ACTIVE")
        terminal.wait_for("● LIVE")


def test_another_host_of_the_url_takes_over(
    database: Database, fresh_servers: FreshServers, postgres_version: int
) -> None:
    first = fresh_servers.start(postgres_version)
    make_template(first)
    create_database(first, database.name, template=TEMPLATE)
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])
    hosts = [conninfo_to_dict(each.conninfo(database.name)) for each in (first, database.server)]
    both = {key: ",".join(str(host[key]) for host in hosts) for key in ("host", "port")}
    url = make_conninfo("", dbname=database.name, target_session_attrs="read-write", **both)
    environment = {**_environment(database), "PITTERM_DATABASE_URL": url}
    with closing(Terminal("wall", environment=environment)) as terminal:
        terminal.wait_for("● LIVE")
        terminal.wait_for("BJ-01 ○ CLOSED")
        first.stop()
        terminal.wait_for("BJ-01 ● ACTIVE")
        terminal.wait_for("● LIVE")


def test_a_storm_of_sizes_on_a_real_terminal_ends_in_a_whole_picture(database: Database) -> None:
    exported = {**_environment(database), "COLUMNS": "80", "LINES": "24"}
    with closing(Terminal("wall", environment=exported)) as terminal:
        terminal.wait_for("● LIVE")
        for rows, columns in ((80, 300), (5, 20), (24, 80), (1, 1), (60, 200)) * 10:
            terminal.child.setwinsize(rows, columns)
        terminal.child.setwinsize(36, 120)
        terminal.wait_for(lambda text: "BJ-01" in text and "reads to 2.5 m" in text)
        terminal.press("q")
        assert terminal.ends() == 0


def test_a_password_changed_meanwhile_is_said_and_the_first_refusal_exits_4(
    fresh_servers: FreshServers, postgres_version: int
) -> None:
    server = fresh_servers.start(postgres_version)
    make_template(server)
    with copied_database(server) as database, closing(_wall(database)) as terminal:
        terminal.wait_for("LIVE")
        with database.connect_admin() as admin:
            admin.execute("alter role wall password 'another-one'")
            admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'wall'"
            )
        terminal.wait_for("login or password is not right")
        shown = terminal.wait_for("OFFLINE")
        assert "CLOSED" in shown
        with closing(_wall(database)) as late:
            late.wait_for("not right")
            assert late.ends() == 4


def test_an_unreachable_server_is_shown_and_tried_again(database: Database) -> None:
    nowhere = {
        **_environment(database),
        "PITTERM_DATABASE_URL": "postgresql:///x?host=/nonexistent",
    }
    with closing(Terminal("wall", environment=nowhere)) as terminal:
        terminal.wait_for("The database does not answer")
        terminal.press("q")
        assert terminal.ends() == 0


def test_what_was_recorded_is_replayed_without_a_database(
    database: Database, tmp_path: Path
) -> None:
    path = str(tmp_path / "evening.jsonl")
    with closing(_wall(database, "--record", path)) as terminal:
        terminal.wait_for("LIVE")
        terminal.wait_for("BJ-01")
        terminal.press("q")
        assert terminal.ends() == 0
    nowhere = {"PITTERM_DATABASE_URL": "postgresql:///x?host=/nonexistent"}
    replayed = Terminal("wall", "--replay", path, "--speed", "5", environment=nowhere)
    with closing(replayed) as terminal:
        terminal.wait_for("REPLAY")
        terminal.wait_for("BJ-01")
        terminal.press("\x03")
        assert terminal.ends() == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--record", "a", "--replay", "b"], "A replay is not recorded again"),
        (["--speed", "2"], "Only a replay has a speed"),
        (["--replay", "/nonexistent/evening"], "cannot be read"),
        (["--theme", "pitt"], "did you mean pit?"),
        (["--page-seconds", "0"], "page-seconds"),
    ],
)
def test_what_cannot_be_meant_exits_2(arguments: list[str], sentence: str) -> None:
    with closing(Terminal("wall", *arguments)) as terminal:
        terminal.wait_for(sentence)
        assert terminal.ends() == 2


def test_without_a_terminal_it_ends_with_a_sentence_and_two() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pitterm", "wall"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "The wall needs a terminal" in done.stderr
