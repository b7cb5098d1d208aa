"""The feed paints every committed change, and never calls an old picture live."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from functools import partial

import pytest

from pitterm.domain.alerts import AlertKind
from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.errors import Unreachable
from pitterm.domain.sessions import OpenTable, SessionStatus
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository import feed
from pitterm.repository.board import read_once
from pitterm.repository.desk import Desk
from pitterm.repository.feed import Lost, Sighting, watch
from pitterm.repository.keys import new_key
from pitterm.repository.requests import perform
from tests.databases import Database
from tests.repository.proxy import Wire


class Watcher:
    """Follows a feed and waits for what a test wants to see."""

    def __init__(self, stream: AsyncIterator[Sighting]) -> None:
        self.seen: list[Sighting] = []
        self._stream = stream

    async def until(self, wanted: Callable[[Sighting], bool]) -> Sighting:
        """The first sighting from now on that is wanted; ten seconds at most."""
        async with asyncio.timeout(10):
            async for sighting in self._stream:
                self.seen.append(sighting)
                if wanted(sighting):
                    return sighting
        raise AssertionError("the feed ended")


@asynccontextmanager
async def _watching(wire: Wire) -> AsyncIterator[Watcher]:
    async with aclosing(watch(wire.credentials)) as stream:
        yield Watcher(stream)


def _is_picture(sighting: Sighting) -> bool:
    return isinstance(sighting, Snapshot)


def _is_lost(sighting: Sighting) -> bool:
    return isinstance(sighting, Lost)


async def _open(desk: Desk, database: Database, label: str) -> None:
    await perform(desk, OpenTable(gaming_table_id=database.table_id(label), key=new_key()))


async def test_the_first_thing_seen_is_a_whole_picture(wire: Wire) -> None:
    async with _watching(wire) as watcher:
        picture = await watcher.until(lambda sighting: True)
    assert isinstance(picture, Snapshot)
    assert {table.label for table in picture.tables} >= {"BJ-01", "RL-01"}
    assert picture.pulse.casino_name == "Harbor"


async def test_another_desks_change_is_painted(boss: Desk, wire: Wire, database: Database) -> None:
    async with _watching(wire) as watcher:
        first = await watcher.until(_is_picture)
        await _open(boss, database, "BJ-01")
        second = await watcher.until(_is_picture)
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert second.pulse.change_number == first.pulse.change_number + 1
    table = second.table(database.table_id("BJ-01"))
    assert table is not None
    assert table.session_status is SessionStatus.ACTIVE
    assert table.opened_by_name == boss.signed_in.name


async def test_a_burst_is_painted_a_few_times_and_ends_with_the_last_change(
    boss: Desk, wire: Wire, database: Database
) -> None:
    table_id = database.table_id("BJ-01")
    await _open(boss, database, "BJ-01")

    def is_complete(sighting: Sighting) -> bool:
        if not isinstance(sighting, Snapshot):
            return False
        table = sighting.table(table_id)
        return bool(table and table.day and table.day.est_drop_cents == 100 * 2_500)

    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)

        async def burst() -> None:
            for _ in range(100):
                request = LogBuyIn(gaming_table_id=table_id, amount_cents=2_500, key=new_key())
                await perform(boss, request)

        async with asyncio.TaskGroup() as group:
            group.create_task(burst())
            await watcher.until(is_complete)
    pictures = [sighting for sighting in watcher.seen if isinstance(sighting, Snapshot)]
    assert len(pictures) < 20
    numbers = [picture.pulse.change_number for picture in pictures]
    assert numbers == sorted(set(numbers))


async def test_an_entry_is_one_question_and_one_answer(
    wired_boss: Desk, wire: Wire, database: Database
) -> None:
    await _open(wired_boss, database, "BJ-01")

    async def log() -> None:
        table_id = database.table_id("BJ-01")
        await perform(
            wired_boss, LogBuyIn(gaming_table_id=table_id, amount_cents=2_500, key=new_key())
        )

    for _ in range(6):
        await log()
    before = wire.asked
    await log()
    assert wire.asked == before + 1


async def test_of_a_change_only_its_table_travels_and_the_other_rows_stay_the_same_objects(
    boss: Desk, wire: Wire, database: Database
) -> None:
    async with _watching(wire) as watcher:
        first = await watcher.until(_is_picture)
        whole = wire.heard
        await _open(boss, database, "BJ-01")
        second = await watcher.until(_is_picture)
        assert wire.heard - whole < whole / 4
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    pairs = zip(first.tables, second.tables, strict=True)
    assert [new.label for old, new in pairs if new is not old] == ["BJ-01"]


async def test_a_change_of_no_table_is_a_picture_of_its_number_too(
    wire: Wire, database: Database
) -> None:
    async with _watching(wire) as watcher:
        first = await watcher.until(_is_picture)
        with database.connect("boss") as person:
            visit = "select id from pit.rpc_start_visit()"
            pay = f"select from pit.rpc_record_player_transaction(({visit}), 'in', 500)"
            person.execute(pay.encode())
        second = await watcher.until(
            lambda seen: _is_picture(seen) and _number(seen) == _number(first) + 2
        )
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert [table.id for table in second.tables] == [table.id for table in first.tables]


def _number(sighting: Sighting) -> int:
    return sighting.pulse.change_number if isinstance(sighting, Snapshot) else 0


async def test_silence_is_proven_alive_by_pulses(wire: Wire) -> None:
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        pulse = await watcher.until(lambda sighting: True)
    assert isinstance(pulse, Pulse)


async def test_an_alert_that_begins_by_the_clock_is_painted_without_a_change(
    boss: Desk, wire: Wire, database: Database
) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set alert_no_entry_seconds = 1")

    def has_begun(sighting: Sighting) -> bool:
        if not isinstance(sighting, Snapshot):
            return False
        table = sighting.table(database.table_id("BJ-01"))
        return bool(table and [alert.kind for alert in table.alerts] == [AlertKind.NO_ENTRY])

    async with _watching(wire) as watcher:
        first = await watcher.until(_is_picture)
        await _open(boss, database, "BJ-01")
        last = await watcher.until(has_begun)
    assert isinstance(first, Snapshot)
    assert isinstance(last, Snapshot)
    assert _number(last) == _number(first) + 1
    pairs = zip(first.tables, last.tables, strict=True)
    [began] = [new for old, new in pairs if new is not old]
    assert began.next_alert_at is None


async def test_what_an_administrator_changes_by_hand_is_painted_when_all_is_read_again(
    wire: Wire, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "OLDEST_PICTURE_SECONDS", 0.5)
    monkeypatch.setattr(feed, "READING_SHARE", 1)
    async with _watching(wire) as watcher:
        first = await watcher.until(_is_picture)
        with database.connect_admin() as admin:
            admin.execute("update pit.gaming_table set label = 'BJ-99' where label = 'BJ-01'")
        second = await watcher.until(lambda seen: "BJ-99" in _labels(seen))
    assert _number(first) == _number(second)


async def test_another_role_has_another_picture_also_between_changes_without_end(
    boss: Desk, wire: Wire, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PULSE_AT_LEAST_SECONDS", 0.5)
    table_id = database.table_id("BJ-01")
    await _open(boss, database, "BJ-01")
    floor = await Desk.sign_in(database.credentials("floor"))

    async def never_rests() -> None:
        while True:
            request = LogBuyIn(gaming_table_id=table_id, amount_cents=2_500, key=new_key())
            await perform(floor, request)

    def sees_par(sighting: Sighting, *, sees: bool) -> bool:
        if not isinstance(sighting, Snapshot):
            return False
        return all((table.par_cents is not None) is sees for table in sighting.tables)

    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        entering = asyncio.create_task(never_rests())
        for role, sees in (("security", False), ("pit_boss", True), ("display", False)):
            with database.connect_admin() as admin:
                admin.execute("select pit_private.set_staff_role('boss', %s, false)", [role])
            await watcher.until(partial(sees_par, sees=sees))
        entering.cancel()
    await asyncio.wait([entering])
    await floor.close()


def _labels(sighting: Sighting) -> set[str]:
    tables = sighting.tables if isinstance(sighting, Snapshot) else ()
    return {table.label for table in tables}


async def test_a_forged_hint_paints_nothing(wire: Wire, database: Database) -> None:
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        with database.connect("dealer") as dealer:
            dealer.execute("notify pitterm, 'BJ-01 closed'")
        assert isinstance(await watcher.until(lambda sighting: True), Pulse)


async def test_an_outage_is_told_once_and_ends_with_a_whole_picture(
    boss: Desk, wire: Wire, database: Database
) -> None:
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        wire.cut()
        await _open(boss, database, "RL-01")
        await watcher.until(_is_picture)
    kinds = [type(sighting) for sighting in watcher.seen]
    assert kinds.count(Lost) == 1
    assert kinds[kinds.index(Lost) + 1 :] == [Snapshot]
    picture = watcher.seen[-1]
    assert isinstance(picture, Snapshot)
    table = picture.table(database.table_id("RL-01"))
    assert table is not None
    assert table.is_live


async def test_a_silent_server_is_lost_after_its_deadline(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "ANSWER_SECONDS", 0.3)
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        # The heartbeat is a prepared statement: its Bind message carries no text.
        wire.swallow_reply_to = b"B\x00\x00\x00"
        lost = await watcher.until(_is_lost)
        assert isinstance(lost, Lost)
        assert not lost.is_refused
        await watcher.until(_is_picture)


async def test_a_slow_answer_says_how_long_it_took(wire: Wire, database: Database) -> None:
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        with database.connect_admin() as admin, admin.transaction():
            admin.execute("lock table pit.casino_change")
            slow = asyncio.create_task(watcher.until(_took_a_while))
            while admin.execute("select from pg_locks where not granted").fetchone() is None:
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.3)
        assert isinstance(await slow, Pulse)


def _took_a_while(sighting: Sighting) -> bool:
    return isinstance(sighting, Pulse) and sighting.answered_in_seconds >= 0.3


async def test_disabled_staff_are_out_at_once_and_told_why(wire: Wire, database: Database) -> None:
    async with _watching(wire) as watcher:
        await watcher.until(_is_picture)
        with database.connect_admin() as admin:
            admin.execute("update pit.staff set is_active = false where role = 'pit_boss'")
        lost = await watcher.until(_is_lost)
    assert isinstance(lost, Lost)
    assert lost.is_refused
    assert "no active staff" in lost.reason


async def test_one_picture_over_a_broken_or_silent_line_is_unreachable(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pitterm.repository.board.ANSWER_SECONDS", 0.3)
    wire.cut_next_after = 900
    with pytest.raises(Unreachable):
        await read_once(wire.credentials)
    wire.mute_next_after = 900
    async with asyncio.timeout(10):
        with pytest.raises(Unreachable):
            await read_once(wire.credentials)
