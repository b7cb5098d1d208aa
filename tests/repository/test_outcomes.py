"""Every command ends in one of three honest states, wherever its connection breaks."""

import asyncio

import pytest

from pitterm.domain.errors import (
    Busy,
    LoginRefused,
    NotApplied,
    OutcomeLost,
    OutOfRoom,
    Refused,
    Unreachable,
)
from pitterm.domain.sessions import OpenTable, SessionStatus, TableSession
from pitterm.domain.telemetry import BuyIn, LogBuyIn
from pitterm.repository import lines, outcomes
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import perform
from pitterm.repository.sessions import get_current_session
from tests.databases import Database
from tests.repository.proxy import Wire

_BUY_IN = b"rpc_log_table_buyin_telemetry"


async def _open(desk: Desk, database: Database) -> TableSession:
    session = await perform(
        desk, OpenTable(gaming_table_id=database.table_id("BJ-01"), key=new_key())
    )
    assert isinstance(session, TableSession)
    return session


def _buy_in(database: Database, cents: int = 2_500) -> LogBuyIn:
    return LogBuyIn(gaming_table_id=database.table_id("BJ-01"), amount_cents=cents, key=new_key())


def _amounts(database: Database) -> list[int]:
    with database.connect_admin() as admin:
        rows = admin.execute("select amount_cents from pit.table_buyin_telemetry").fetchall()
    return [row[0] for row in rows]


async def test_what_is_returned_is_committed(boss: Desk, database: Database) -> None:
    session = await _open(boss, database)
    assert session.status is SessionStatus.ACTIVE
    entry = await perform(boss, _buy_in(database))
    assert isinstance(entry, BuyIn)
    assert _amounts(database) == [2_500]


async def test_a_lost_reply_is_asked_for_and_the_entry_shown_once(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)
    asked: list[bool] = []
    wire.lose_reply_to = _BUY_IN
    entry = await perform(wired_boss, _buy_in(database), lambda: asked.append(True))
    assert isinstance(entry, BuyIn)
    assert entry.amount_cents == 2_500
    assert asked == [True]
    assert _amounts(database) == [2_500]


async def test_a_lost_request_is_fenced_so_that_it_can_never_apply(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)
    request = _buy_in(database)
    wire.lose_request = _BUY_IN
    with pytest.raises(NotApplied):
        await perform(wired_boss, request)
    assert _amounts(database) == []
    with pytest.raises(Refused) as late:
        await perform(wired_boss, request)
    assert late.value.code == "idempotency_conflict"


async def test_who_may_not_ask_any_more_is_not_told_that_it_was_refused(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)

    def disable() -> None:
        with database.connect_admin() as admin:
            admin.execute("select pit_private.set_staff_active('boss', false)")

    wire.lose_reply_to = _BUY_IN
    with pytest.raises(OutcomeLost):
        await perform(wired_boss, _buy_in(database), disable)
    assert _amounts(database) == [2_500]


async def test_a_line_cut_again_while_it_is_asked_hides_no_entry(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)

    def cut_while_signing_in() -> None:
        wire.cut_next_after = 300

    wire.lose_reply_to = _BUY_IN
    entry = await perform(wired_boss, _buy_in(database), cut_while_signing_in)
    assert isinstance(entry, BuyIn)
    assert _amounts(database) == [2_500]


async def test_nothing_is_sent_as_a_person_who_has_left(boss: Desk, database: Database) -> None:
    await _open(boss, database)
    await boss.close()
    with pytest.raises(LoginRefused):
        await perform(boss, _buy_in(database))
    assert _amounts(database) == []


@pytest.mark.parametrize("is_cut", [False, True])
async def test_who_leaves_before_it_is_sent_sends_nothing_and_leaves_no_connection(
    wired_boss: Desk, wire: Wire, database: Database, is_cut: bool
) -> None:
    """While a connection is made too."""
    await _open(wired_boss, database)
    if is_cut:
        wire.cut()
        with pytest.raises(Unreachable):
            await get_current_session(wired_boss, database.table_id("BJ-01"))
    sending = asyncio.create_task(perform(wired_boss, _buy_in(database)))
    await asyncio.sleep(0)
    await wired_boss.close()
    with pytest.raises((LoginRefused, OutcomeLost)):
        await sending
    assert _amounts(database) == []


async def test_leaving_ends_the_asking_without_calling_it_refused(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)
    leaving: list[asyncio.Task[None]] = []

    def leave() -> None:
        wire.cut_next_after = 20
        leaving.append(asyncio.create_task(wired_boss.close()))

    wire.lose_reply_to = _BUY_IN
    with pytest.raises(OutcomeLost):
        await perform(wired_boss, _buy_in(database), leave)
    await leaving[0]
    assert _amounts(database) == [2_500]


async def test_a_silent_server_is_given_up_and_asked_again(
    wired_boss: Desk, wire: Wire, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _open(wired_boss, database)
    monkeypatch.setattr(wired_boss, "_patience_seconds", 0.3)
    wire.swallow_reply_to = _BUY_IN
    entry = await perform(wired_boss, _buy_in(database))
    assert isinstance(entry, BuyIn)
    assert _amounts(database) == [2_500]


async def test_an_idle_connection_that_died_is_noticed_and_nothing_is_doubled(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)
    wire.cut()
    try:
        await perform(wired_boss, _buy_in(database))
    except NotApplied:
        await perform(wired_boss, _buy_in(database))
    assert _amounts(database) == [2_500]


async def test_a_busy_table_says_so_and_the_same_key_may_be_sent_again(
    boss: Desk, database: Database
) -> None:
    await _open(boss, database)
    request = _buy_in(database)
    with database.connect_admin() as admin, admin.transaction():
        admin.execute("select from pit.gaming_table for update")
        with pytest.raises(Busy):
            await perform(boss, request)
    assert isinstance(await perform(boss, request), BuyIn)
    assert _amounts(database) == [2_500]


async def test_a_server_without_room_says_so_and_is_asked_again(
    boss: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _open(boss, database)
    request = _buy_in(database)
    with database.connect_admin() as admin:
        full = "create function pit_private.full() returns trigger language plpgsql as"
        admin.execute(f"{full} 'begin raise exception using errcode = ''53100''; end'".encode())
        admin.execute(
            "create trigger full_disk before insert on pit.command_log"
            " execute function pit_private.full()"
        )
        with pytest.raises(OutOfRoom, match="no room left, nothing was recorded"):
            await perform(boss, request)

        async def pause(failures: int) -> None:
            """Somebody makes room meanwhile."""
            admin.execute("drop trigger full_disk on pit.command_log")

        monkeypatch.setattr(outcomes, "pause", pause)
        # Nobody knows whether it came to be written; fencing it needs room too.
        with pytest.raises(NotApplied):
            await outcomes._resolve(boss, BuyIn, request.key)
    assert _amounts(database) == []


async def test_a_dead_server_means_the_request_was_never_sent(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database)
    wire.cut()
    await wire.__aexit__(None, None, None)
    with pytest.raises(Unreachable):
        await get_current_session(wired_boss, database.table_id("BJ-01"))
    with pytest.raises(Unreachable):
        await perform(wired_boss, _buy_in(database))
    assert _amounts(database) == []


async def test_many_requests_on_one_desk_take_turns(boss: Desk, database: Database) -> None:
    await _open(boss, database)
    await asyncio.gather(*(perform(boss, _buy_in(database)) for _ in range(20)))
    assert _amounts(database) == [2_500] * 20


async def test_a_refusal_carries_its_code_and_the_servers_sentence(
    boss: Desk, database: Database
) -> None:
    await _open(boss, database)
    with pytest.raises(Refused) as refused:
        await _open(boss, database)
    assert refused.value.code == "active_session_exists"
    assert refused.value.status == 409
    assert str(refused.value) == "BJ-01 is already open. Work with the running session."


async def test_a_frozen_line_is_left_without_waiting_for_it(wired_boss: Desk, wire: Wire) -> None:
    line = await lines.connect(wire.credentials)
    wire.swallow_reply_to = b"select 1"
    began = asyncio.get_running_loop().time()
    with pytest.raises(TimeoutError):
        await lines.within(line, 0.2, line.execute("select 1"))
    assert line.closed
    assert asyncio.get_running_loop().time() - began < 2
