"""Corrections, signatures and the count room through the repository, each person at their desk."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from pitterm.domain.custody import (
    Artifacts,
    CountType,
    DropEvent,
    EnterDropCount,
    InventorySnapshot,
    LogCount,
    LogDrop,
    RecordKind,
    ReleaseDropCount,
    SignRecord,
    VoidCount,
    VoidDrop,
)
from pitterm.domain.errors import Refused
from pitterm.domain.sessions import OpenTable, TableSession
from pitterm.domain.telemetry import LogBuyIn, ReverseBuyIn
from pitterm.repository.custody import (
    enter_drop_count,
    log_count,
    log_drop,
    read_artifacts,
    read_boxes_to_count,
    read_unused_opening_count,
    release_drop_count,
    sign_record,
    void_count,
    void_drop,
)
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.sessions import open_table_session
from pitterm.repository.telemetry import log_buyin, reverse_buyin
from tests.databases import Database


class Desks:
    """A desk for whoever sits down."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.table = database.table_id("BJ-01")
        self.dealer_id = database.staff_id("dealer")
        self._desks: dict[str, Desk] = {}

    async def of(self, login: str) -> Desk:
        if login not in self._desks:
            self._desks[login] = await Desk.sign_in(self.database.credentials(login))
        return self._desks[login]

    async def close(self) -> None:
        for desk in self._desks.values():
            await desk.close()

    async def open(self) -> TableSession:
        return await open_table_session(
            await self.of("boss"), OpenTable(gaming_table_id=self.table, key=new_key())
        )

    async def count(self, count_type: CountType) -> InventorySnapshot:
        request = LogCount(
            gaming_table_id=self.table,
            snapshot_type=count_type,
            chipset={10_000: 5},
            counted_with=self.dealer_id,
            key=new_key(),
        )
        return await log_count(await self.of("boss"), request)

    async def drop(self, box_in_id: str | None = None) -> DropEvent:
        request = LogDrop(
            gaming_table_id=self.table,
            drop_box_id="BOX-1",
            seal_no="S-1",
            witnessed_by=self.dealer_id,
            box_in_id=box_in_id,
            box_in_seal_no="S-2" if box_in_id else None,
            key=new_key(),
        )
        return await log_drop(await self.of("boss"), request)

    async def artifacts(self, session: TableSession) -> Artifacts:
        return await read_artifacts(await self.of("boss"), session.id)


@pytest.fixture
async def desks(database: Database) -> AsyncIterator[Desks]:
    desks = Desks(database)
    yield desks
    await desks.close()


def move_chips(
    database: Database, session: TableSession, at: datetime, withdrawn: bool = False
) -> None:
    """A credit that counts from this time, by the administrator; or one that was withdrawn."""
    with database.connect_admin() as admin:
        admin.execute(
            "insert into pit.fill_credit_slip (casino_id, gaming_table_id, table_session_id, kind,"
            " status, chipset, requested_at, requested_by_staff_id, withdrawn_at,"
            " withdrawn_by_staff_id) values (%(casino)s, %(table)s, %(session)s, 'credit',"
            " %(status)s, %(chips)s, %(at)s, %(boss)s, %(gone)s,"
            " case when %(gone)s::timestamptz is not null then %(boss)s::uuid end)",
            {
                "casino": session.casino_id,
                "table": session.gaming_table_id,
                "session": session.id,
                "status": "WITHDRAWN" if withdrawn else "REQUESTED",
                "chips": Jsonb({"100": 1}),
                "at": at,
                "boss": database.staff_id("boss"),
                "gone": at if withdrawn else None,
            },
        )


async def test_a_closing_count_with_a_buy_in_after_it_is_counted_early(desks: Desks) -> None:
    boss, session = await desks.of("boss"), await desks.open()
    buyin = LogBuyIn(gaming_table_id=desks.table, amount_cents=2_500, key=new_key())
    await log_buyin(boss, buyin)
    first = await desks.count(CountType.CLOSE)
    assert [count.counted_early for count in (await desks.artifacts(session)).counts] == [False]
    entry = await log_buyin(boss, buyin.model_copy(update={"key": new_key()}))
    last = await desks.count(CountType.CLOSE)
    counts = (await desks.artifacts(session)).counts
    assert [(count.id, count.counted_early) for count in counts] == [
        (last.id, False),
        (first.id, True),
    ]
    await reverse_buyin(boss, ReverseBuyIn(telemetry_id=entry.id, key=new_key()))
    counts = (await desks.artifacts(session)).counts
    assert not any(count.counted_early for count in counts)


async def test_a_closing_count_and_a_drop_are_signed_once_their_second_person_signed(
    desks: Desks,
) -> None:
    session = await desks.open()
    count, drop = await desks.count(CountType.CLOSE), await desks.drop()
    dealer = await desks.of("dealer")
    for kind, record in ((RecordKind.COUNT, count.id), (RecordKind.DROP, drop.id)):
        before = await desks.artifacts(session)
        assert before.counts[0].is_signed == (kind is RecordKind.DROP)
        assert not before.drops[0].is_signed
        await sign_record(dealer, SignRecord(record_kind=kind, record_id=record, key=new_key()))
    after = await desks.artifacts(session)
    assert after.counts[0].is_signed
    assert after.drops[0].is_signed


async def test_a_closing_count_with_moved_chips_after_it_is_counted_early(desks: Desks) -> None:
    session = await desks.open()
    move_chips(desks.database, session, datetime.now(UTC))
    await desks.count(CountType.CLOSE)
    move_chips(desks.database, session, datetime.now(UTC), withdrawn=True)
    assert not (await desks.artifacts(session)).counts[0].counted_early
    move_chips(desks.database, session, datetime.now(UTC))
    assert (await desks.artifacts(session)).counts[0].counted_early


async def test_a_voided_count_or_drop_is_offered_for_no_close(desks: Desks) -> None:
    boss, session = await desks.of("boss"), await desks.open()
    wrong, wrong_drop = await desks.count(CountType.CLOSE), await desks.drop("BOX-2")
    void = await void_count(
        boss,
        VoidCount(
            inventory_snapshot_id=wrong.id,
            reason="miscounted",
            witnessed_by=desks.dealer_id,
            replacement={10_000: 4},
            key=new_key(),
        ),
    )
    drop_void = await void_drop(
        boss,
        VoidDrop(
            drop_event_id=wrong_drop.id,
            reason="seal misread",
            witnessed_by=desks.dealer_id,
            replacement_box_id="BOX-1",
            replacement_seal_no="S-7",
            key=new_key(),
        ),
    )
    artifacts = await desks.artifacts(session)
    assert [count.id for count in artifacts.counts] == [void.replacing_snapshot_id]
    assert [drop.id for drop in artifacts.drops] == [drop_void.replacing_drop_event_id]
    (drop,) = artifacts.drops
    assert (drop.seal_no, drop.box_in_id) == ("S-7", "BOX-2")


async def test_an_opening_count_is_offered_once_it_is_signed(desks: Desks) -> None:
    boss, dealer = await desks.of("boss"), await desks.of("dealer")
    with desks.database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set count_signature = true")
        count = await desks.count(CountType.OPEN)
        assert await read_unused_opening_count(boss, desks.table) is None
        signed = SignRecord(record_kind=RecordKind.COUNT, record_id=count.id, key=new_key())
        signature = await sign_record(dealer, signed)
        assert (signature.record_id, signature.staff_id) == (count.id, desks.dealer_id)
        found = await read_unused_opening_count(boss, desks.table)
        assert found is not None
        assert found.id == count.id
        assert (await desks.open()).opening_inventory_snapshot_id == count.id


async def test_a_box_is_counted_by_two_and_released_by_a_third(desks: Desks) -> None:
    drop = await desks.drop()
    one, two, auditor = [await desks.of(login) for login in ("count", "count2", "auditor")]

    async def enter(desk: Desk) -> UUID:
        request = EnterDropCount(drop_event_id=drop.id, amount_cents=912_300, key=new_key())
        return (await enter_drop_count(desk, request)).entered_by_staff_id

    assert await enter(one) == desks.database.staff_id("count")
    (box,) = await read_boxes_to_count(one)
    assert (box.id, box.table_label, box.round, box.entries) == (drop.id, "BJ-01", 1, 1)
    assert box.i_entered
    assert not (await read_boxes_to_count(two))[0].i_entered
    await enter(two)
    release = ReleaseDropCount(drop_event_id=drop.id, key=new_key())
    with pytest.raises(Refused) as caught:
        await release_drop_count(one, release)
    assert caught.value.code == "same_person"
    released = await release_drop_count(auditor, release.model_copy(update={"key": new_key()}))
    assert (released.drop_event_id, released.amount_cents) == (drop.id, None)
    assert await read_boxes_to_count(one) == []
