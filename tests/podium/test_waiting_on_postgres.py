"""What was entered while PostgreSQL was away is in the books exactly once, or says why not."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from pitterm.database.embedded import EmbeddedServer
from pitterm.domain.link import LinkState
from pitterm.podium.app import Podium
from tests.conftest import HASTY
from tests.databases import Database, copied_database, make_template
from tests.patience import eventually
from tests.podium.recorded import PASSWORD, said, screen_text, sign_in, until
from tests.podium.test_in_a_terminal import on
from tests.podium.test_on_postgres import on_the_board, open_table
from tests.repository.proxy import Wire
from tests.rules.pit import Staff
from tests.terminals import Terminal

SIZE = (120, 36)


def books(database: Database) -> list[tuple[int, UUID, datetime, datetime]]:
    """Every buy-in: how much, by whom, for when, and when it was recorded."""
    with database.connect_admin() as admin:
        return admin.execute(
            "select amount_cents, actor_id, occurred_at, created_at"
            " from pit.table_buyin_telemetry order by created_at"
        ).fetchall()


def now(database: Database) -> datetime:
    with database.connect_admin() as admin:
        row = admin.execute("select clock_timestamp()").fetchone()
    assert row is not None
    moment = row[0]
    assert isinstance(moment, datetime)
    return moment


def podium_of(pilot: Pilot[None]) -> Podium:
    assert isinstance(pilot.app, Podium)
    return pilot.app


async def keeps(pilot: Pilot[None], *digits: str) -> None:
    """Enter these amounts on BJ-01, each safe before the next."""
    for number, digit in enumerate(digits, 1):
        await pilot.press("b", digit)
        await until(pilot, lambda number=number: len(podium_of(pilot).waiting.entries) == number)  # type: ignore[misc]


async def is_settled(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not podium_of(pilot).waiting.entries)


@asynccontextmanager
async def behind(wire: Wire, login: str = "boss") -> AsyncIterator[Pilot[None]]:
    """A podium behind a wire, on BJ-01."""
    podium = Podium(wire.credentials.conninfo, sign_in_as=(login, PASSWORD))
    async with podium.run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        await pilot.press("1")
        await until(pilot, lambda: podium.link is LinkState.LIVE)
        yield pilot


async def goes_away(pilot: Pilot[None], wire: Wire) -> None:
    wire.go_away()
    await until(pilot, lambda: podium_of(pilot).link is LinkState.OFFLINE)


# The server itself stops


@pytest.fixture(scope="module")
def stoppable(shared_directory: Path, postgres_version: int) -> Iterator[EmbeddedServer]:
    """A server that the tests of this file may stop."""
    server = EmbeddedServer(shared_directory / "stoppable", version=postgres_version)
    server.start(options=HASTY)
    make_template(server)
    yield server
    server.stop()


@pytest.fixture
def stoppable_database(stoppable: EmbeddedServer) -> Iterator[Database]:
    stoppable.start(options=HASTY)
    with copied_database(stoppable) as database:
        open_table(database, "BJ-01")
        yield database
        stoppable.start(options=HASTY)


async def test_a_stopped_server_comes_back_and_has_each_entry_once_at_its_time(
    stoppable: EmbeddedServer, stoppable_database: Database, terminal_of_its_own: Path
) -> None:
    database = stoppable_database
    boss = database.staff_id("boss")
    podium = Podium(database.conninfo, sign_in_as=("boss", PASSWORD))
    async with podium.run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        await pilot.press("1")
        before = now(database)
        await asyncio.to_thread(stoppable.stop)
        await until(pilot, lambda: podium.link is LinkState.OFFLINE)
        await keeps(pilot, "1", "4")
        assert "▲ 2 waiting" in screen_text(pilot)
        [path] = terminal_of_its_own.iterdir()
        while_waiting = path.read_bytes()
        await asyncio.to_thread(stoppable.start, options=HASTY)
        back = now(database)
        await is_settled(pilot)
        found = books(database)
        assert [(cents, actor) for cents, actor, _, _ in found] == [(2_500, boss), (10_000, boss)]
        for _, _, occurred_at, created_at in found:
            assert before < occurred_at < back < created_at
        assert list(terminal_of_its_own.iterdir()) == []
    # The program was killed after the commit and before it took note of it.
    path.write_bytes(while_waiting)
    podium = Podium(database.conninfo, sign_in_as=("boss", PASSWORD))
    async with podium.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(podium.waiting.entries))
        await is_settled(pilot)
        assert books(database) == found
        assert list(terminal_of_its_own.iterdir()) == []


def test_a_killed_program_leaves_what_waits_to_the_next(
    stoppable: EmbeddedServer, stoppable_database: Database, terminal_of_its_own: Path
) -> None:
    database = stoppable_database
    with closing(Terminal("podium", environment=on(database))) as terminal:
        terminal.wait_for("LIVE")
        stoppable.stop()
        terminal.wait_for("OFFLINE")
        terminal.press("b", "1")
        terminal.wait_for("▲ 1 waiting")
        terminal.child.kill(signal.SIGKILL)
        assert terminal.ends() == 128 + signal.SIGKILL
    assert len(list(terminal_of_its_own.iterdir())) == 1
    stoppable.start(options=HASTY)
    with closing(Terminal("podium", environment=on(database))) as terminal:
        terminal.wait_for("Logged $25 on BJ-01")
        assert [cents for cents, *_ in books(database)] == [2_500]
        eventually(lambda: not list(terminal_of_its_own.iterdir()))


def test_a_program_killed_while_its_entry_hangs_asks_for_it_first(
    database: Database, terminal_of_its_own: Path
) -> None:
    open_table(database, "BJ-01")
    with closing(Terminal("podium", environment=on(database))) as terminal:
        terminal.wait_for("LIVE")
        with database.connect_admin() as admin, admin.transaction():
            admin.execute(
                "select from pit.gaming_table where id = %s for update",
                (database.table_id("BJ-01"),),
            )
            terminal.press("b", "1")
            terminal.wait_for("Sending $25 on BJ-01")
            eventually(lambda: b'"is_asked":true' in written(terminal_of_its_own))
            terminal.child.kill(signal.SIGKILL)
            terminal.ends()
    with closing(Terminal("podium", environment=on(database))) as terminal:
        terminal.wait_for("Logged $25 on BJ-01")
        eventually(lambda: not list(terminal_of_its_own.iterdir()))
    assert [cents for cents, *_ in books(database)] == [2_500]


def written(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.glob("*.journal"))


# The line alone breaks, and the pit goes on


@pytest.fixture
async def wire(database: Database) -> AsyncIterator[Wire]:
    """The only line of this terminal; everybody else has another."""
    async with Wire(database.credentials("boss")) as wire:
        yield wire


async def test_a_reply_lost_while_sending_what_waited_doubles_nothing(
    database: Database, wire: Wire
) -> None:
    open_table(database, "BJ-01")
    async with behind(wire) as pilot:
        await goes_away(pilot, wire)
        await keeps(pilot, "1", "2")
        wire.lose_reply_to = b"p_is_late"
        wire.is_away = False
        await is_settled(pilot)
        assert wire.lose_reply_to is None
    assert [cents for cents, *_ in books(database)] == [2_500, 5_000]


async def test_what_waited_for_a_table_closed_meanwhile_is_late_in_its_session_and_shift(
    database: Database, wire: Wire, staff: Staff
) -> None:
    boss, table = staff["boss"], database.table_id("BJ-01")
    boss.count(table, "open")
    session = boss.open(table)
    async with behind(wire) as pilot:
        await goes_away(pilot, wire)
        await keeps(pilot, "1")
        closed = boss.close(session, boss.count(table, "close"))
        windows = boss.rows("rpc_get_shift_windows", at=closed["closed_at"])
        (shift,) = [each for each in windows if each["name"] == "shift"]
        staff["shift"].sign_off(shift["window_start"], shift["window_end"])
        wire.is_away = False
        await is_settled(pilot)
        assert said(pilot).startswith("Logged $25 on BJ-01")
    [(cents, _, occurred_at, created_at)] = books(database)
    assert cents == 2_500
    assert session["opened_at"] < occurred_at < closed["closed_at"] < created_at
    late_events = "select late_events from pit.table_rundown where table_session_id = %s"
    assert value(database, late_events, session["id"]) == 1
    late = boss.sheet(shift["window_start"], shift["window_end"])["late"]
    assert [(each["kind"], each["amount_cents"]) for each in late] == [("buy-in", 2_500)]


async def test_what_waited_for_a_session_that_never_was_is_refused_and_kept(
    database: Database, wire: Wire, staff: Staff, terminal_of_its_own: Path
) -> None:
    boss, table = staff["boss"], database.table_id("BJ-01")
    session = boss.open(table)
    async with behind(wire) as pilot:
        await goes_away(pilot, wire)
        boss.cancel(session)
        await keeps(pilot, "1")
        wire.is_away = False
        await until(pilot, lambda: "had no running session at that time" in said(pilot))
        assert "▲ 1 refused" in screen_text(pilot)
    assert books(database) == []
    async with behind(wire) as pilot:
        await until(pilot, lambda: "▲ 1 refused" in screen_text(pilot))
        [entry] = podium_of(pilot).waiting.entries
        assert entry.refusal is not None
        assert "had no running session at that time" in entry.refusal
    assert books(database) == []
    assert len(list(terminal_of_its_own.iterdir())) == 1


async def test_what_waited_is_its_authors_in_the_books_though_another_signed_in_first(
    database: Database, wire: Wire
) -> None:
    open_table(database, "BJ-01")
    async with behind(wire) as pilot:
        await goes_away(pilot, wire)
        await keeps(pilot, "1")
        await podium_of(pilot).door.leave("")
        wire.is_away = False
        await sign_in(pilot, "floor")
        await on_the_board(pilot)
        await until(pilot, lambda: "▲ 1 of others waiting" in screen_text(pilot))
        assert books(database) == []
        await podium_of(pilot).door.leave("")
        await sign_in(pilot, "boss")
        await until(pilot, lambda: not podium_of(pilot).waiting.entries)
    assert [actor for _, actor, _, _ in books(database)] == [database.staff_id("boss")]


def value(database: Database, query: str, *arguments: object) -> Any:
    with database.connect_admin() as admin:
        row = admin.execute(query.encode(), arguments).fetchone()
    assert row is not None
    return row[0]
