"""The whole life of a table through the repository, as the people who live it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from pitterm.domain.custody import CountType, DropEvent, InventorySnapshot, LogCount, LogDrop
from pitterm.domain.errors import Refused, Unexpected
from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseReason,
    CloseSession,
    OpenTable,
    ResumeSession,
    SessionStatus,
    StartRundown,
    TableSession,
)
from pitterm.domain.telemetry import BuyIn, LogBuyIn, ReverseBuyIn, TelemetryKind, Tender
from pitterm.domain.values import Row
from pitterm.repository.board import read_once
from pitterm.repository.custody import (
    read_artifacts,
    read_expected_opener,
    read_unused_opening_count,
)
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import perform
from pitterm.repository.sessions import get_current_session
from tests.databases import Database


class Hand:
    """What the boss does to one table, request by request."""

    def __init__(self, desk: Desk, database: Database) -> None:
        self.desk = desk
        self.table_id = database.table_id("BJ-01")
        self.dealer = database.staff_id("dealer")

    async def move(self, request: Any) -> TableSession:
        session = await perform(self.desk, request)
        assert isinstance(session, TableSession)
        return session

    async def open(self) -> TableSession:
        return await self.move(OpenTable(gaming_table_id=self.table_id, key=new_key()))

    async def count(
        self, count_type: CountType, pieces: int, note: str | None = None
    ) -> InventorySnapshot:
        request = LogCount(
            gaming_table_id=self.table_id,
            snapshot_type=count_type,
            chipset={10_000: pieces},
            note=note,
            counted_with=self.dealer,
            key=new_key(),
        )
        count = await perform(self.desk, request)
        assert isinstance(count, InventorySnapshot)
        return count

    async def drop(self) -> DropEvent:
        request = LogDrop(
            gaming_table_id=self.table_id,
            drop_box_id="B-17",
            seal_no="S-4471",
            witnessed_by=self.dealer,
            key=new_key(),
        )
        drop = await perform(self.desk, request)
        assert isinstance(drop, DropEvent)
        return drop


@pytest.fixture
def hand(boss: Desk, database: Database) -> Hand:
    """The boss at BJ-01."""
    return Hand(boss, database)


async def test_a_table_lives_from_open_to_close(hand: Hand) -> None:
    assert await get_current_session(hand.desk, hand.table_id) is None
    opened = await hand.open()
    assert opened.status is SessionStatus.ACTIVE
    assert opened.is_live
    assert await get_current_session(hand.desk, hand.table_id) == opened

    rundown = await hand.move(
        StartRundown(table_session_id=opened.id, key=new_key(), expected_version=opened.version)
    )
    assert rundown.status is SessionStatus.RUNDOWN
    resumed = await hand.move(
        ResumeSession(table_session_id=opened.id, reason="Players came back", key=new_key())
    )
    assert resumed.status is SessionStatus.ACTIVE
    await hand.move(StartRundown(table_session_id=opened.id, key=new_key()))

    count, drop = await hand.count(CountType.CLOSE, 200), await hand.drop()
    artifacts = await read_artifacts(hand.desk, opened.id)
    assert artifacts.counts == (count,)
    assert artifacts.drops == (drop,)
    closed = await hand.move(
        CloseSession(
            table_session_id=opened.id,
            closing_inventory_snapshot_id=count.id,
            drop_event_id=drop.id,
            notes="Quiet night",
            key=new_key(),
        )
    )
    assert closed.close_reason is CloseReason.COUNTED
    assert not closed.is_live
    assert await read_expected_opener(hand.desk, hand.table_id) == count


async def test_an_opening_count_waits_for_the_table_that_uses_it(hand: Hand) -> None:
    assert await read_unused_opening_count(hand.desk, hand.table_id) is None
    assert await read_expected_opener(hand.desk, hand.table_id) is None
    count = await hand.count(CountType.OPEN, 150)
    assert count.chipset == {10_000: 150}
    assert count.total_cents == 1_500_000
    assert await read_unused_opening_count(hand.desk, hand.table_id) == count
    session = await hand.open()
    assert session.opening_inventory_snapshot_id == count.id
    assert await read_unused_opening_count(hand.desk, hand.table_id) is None


async def test_a_session_that_waits_for_its_count_is_activated_with_it(
    hand: Hand, database: Database
) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set opening_count_required = true")
    session = await hand.open()
    assert session.status is SessionStatus.OPEN
    count = await hand.count(CountType.OPEN, 150)
    active = await hand.move(
        ActivateSession(
            table_session_id=session.id, opening_inventory_snapshot_id=count.id, key=new_key()
        )
    )
    assert active.status is SessionStatus.ACTIVE


async def test_an_empty_session_is_cancelled(hand: Hand) -> None:
    session = await hand.open()
    cancelled = await hand.move(
        CancelSession(table_session_id=session.id, reason="Wrong table", key=new_key())
    )
    assert cancelled.close_reason is CloseReason.CANCELLED


async def test_an_entry_is_reversed_at_its_own_time(hand: Hand) -> None:
    await hand.open()
    entry = await perform(
        hand.desk,
        LogBuyIn(
            gaming_table_id=hand.table_id,
            amount_cents=2_500,
            tender_type=Tender.COUPON,
            key=new_key(),
        ),
    )
    assert isinstance(entry, BuyIn)
    assert entry.tender_type is Tender.COUPON
    reversal = await perform(hand.desk, ReverseBuyIn(telemetry_id=entry.id, key=new_key()))
    assert isinstance(reversal, BuyIn)
    assert reversal.telemetry_kind is TelemetryKind.REVERSAL
    assert reversal.amount_cents == -2_500
    assert reversal.occurred_at == entry.occurred_at


async def test_a_stale_version_is_refused(hand: Hand) -> None:
    session = await hand.open()
    await hand.move(StartRundown(table_session_id=session.id, key=new_key()))
    with pytest.raises(Refused) as refused:
        await hand.move(
            ResumeSession(
                table_session_id=session.id, reason="x", key=new_key(), expected_version=1
            )
        )
    assert refused.value.code == "stale_version"


def test_a_close_without_an_artifact_never_reaches_the_wire() -> None:
    with pytest.raises(ValidationError, match="missing_closing_artifact"):
        CloseSession(table_session_id=uuid4(), key="k")


@pytest.mark.parametrize("note", ["x" * 1001, "x" * 2_000_000])
def test_a_note_that_is_too_long_never_reaches_the_wire(note: str) -> None:
    with pytest.raises(ValidationError):
        CloseSession(table_session_id=uuid4(), drop_event_id=uuid4(), notes=note, key="k")


class _Nothing(Row):
    id: UUID


async def test_a_forbidden_table_is_answered_in_a_sentence(boss: Desk) -> None:
    with pytest.raises(Refused) as refused:
        await boss.ask("select * from pit.command_log", _Nothing)
    assert refused.value.code == "forbidden"


async def test_a_login_that_may_only_read_is_told_so(boss: Desk, hand: Hand) -> None:
    await boss.ask("select set_config('default_transaction_read_only', 'on', false) as id", _AnyRow)
    with pytest.raises(Refused, match="only read"):
        await hand.open()


class _AnyRow(Row):
    pass


async def test_a_fault_of_ours_is_told_by_its_reference_alone(boss: Desk) -> None:
    with pytest.raises(Unexpected) as unexpected:
        await boss.ask("select 1/0 as secret_column", _Nothing)
    assert unexpected.value.reference in str(unexpected.value)
    assert "secret_column" not in str(unexpected.value)


async def test_reading_the_board_once_refuses_whoever_is_inactive(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.staff set is_active = false")
    with pytest.raises(Refused) as refused:
        await read_once(database.credentials("dealer"))
    assert refused.value.code == "forbidden"


async def test_a_casino_without_tables_has_an_empty_picture(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("delete from pit.gaming_table")
    picture = await read_once(database.credentials("boss"))
    assert picture.tables == ()
    assert picture.pulse.casino_name == "Harbor"
