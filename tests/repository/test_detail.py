"""A table's records as each login may read them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from pitterm.domain.custody import CountType, LogCount, LogDrop
from pitterm.domain.detail import TableDetail, TimelineKind
from pitterm.domain.paper import OnPaper
from pitterm.domain.sessions import OpenTable, SessionStatus
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.desk import Desk
from pitterm.repository.detail import read_table_detail
from pitterm.repository.keys import new_key
from pitterm.repository.requests import perform
from tests.databases import Database

_NIGHT = (
    "select pit.rpc_log_table_inventory_snapshot(%(table)s, 'open', '{\"2500\": 10}', null,"
    " null, %(dealer)s)",
    "select pit.rpc_open_table_session(%(table)s)",
    "select pit.rpc_log_table_buyin_telemetry(%(table)s, 2500, 'GRIND_BUYIN')",
    "select pit.rpc_log_table_buyin_telemetry(%(table)s, 10000, 'GRIND_BUYIN')",
    "select pit.rpc_reverse_table_buyin_telemetry(t.id, 'seen twice')"
    " from pit.table_buyin_telemetry t where t.amount_cents = 2500",
    "select pit.rpc_log_table_drop(%(table)s, 'B-17', 'S-4471', %(dealer)s)",
    "select pit.rpc_log_table_inventory_snapshot(%(table)s, 'close', '{\"2500\": 12}', null,"
    " null, %(dealer)s)",
    "select pit.rpc_close_table_session(s.id, d.id, c.id) from pit.table_session s"
    " join pit.table_drop_event d on d.table_session_id = s.id"
    " join pit.table_inventory_snapshot c on c.table_session_id = s.id"
    " and c.snapshot_type = 'close'",
    "select pit.rpc_log_table_drop(%(table)s, 'B-18', 'S-4472', %(dealer)s)",
)


def _play(database: Database) -> None:
    place = {"table": database.table_id("BJ-01"), "dealer": database.staff_id("dealer")}
    with database.connect("boss") as person:
        for step in _NIGHT:
            person.execute(step.encode(), place)


def _kinds(detail: TableDetail) -> Counter[str]:
    return Counter(f"{row.kind} {row.what}".strip() for row in detail.timeline)


async def test_a_sessions_timeline_holds_what_belongs_to_it_newest_first(
    boss: Desk, database: Database
) -> None:
    _play(database)
    table = database.table_id("BJ-01")
    (record,) = (await read_table_detail(boss, table)).sessions
    detail = await read_table_detail(boss, table, record.session.id)
    assert record.session.status is SessionStatus.CLOSED
    assert _kinds(detail) == {
        "count open": 1,
        "move open": 1,
        "entry GRIND_BUYIN": 2,
        "entry REVERSAL": 1,
        "drop": 1,
        "count close": 1,
        "move close": 1,
    }
    times = [row.at for row in detail.timeline]
    assert times == sorted(times, reverse=True)


async def test_what_came_from_paper_is_marked_with_its_form_and_who_entered_it(
    boss: Desk, database: Database
) -> None:
    table, away = database.table_id("BJ-01"), "The server was away"
    began = datetime.now(UTC) - timedelta(minutes=30)
    paper = OnPaper(occurred_at=began, reason=away, paper_number="T-1")
    dealer = database.staff_id("dealer")
    of_table: dict[str, Any] = {"gaming_table_id": table, "paper": paper}
    counted = {"snapshot_type": CountType.OPEN, "chipset": {2_500: 10}, "counted_with": dealer}
    boxed = {"drop_box_id": "B-17", "seal_no": "S-1", "witnessed_by": dealer}
    for request in (
        LogCount(key=new_key(), **of_table, **counted),
        OpenTable(key=new_key(), **of_table),
        LogDrop(key=new_key(), **of_table, **boxed),
        LogBuyIn(key=new_key(), **of_table, amount_cents=2_500),
        LogBuyIn(key=new_key(), gaming_table_id=table, amount_cents=5_000),
    ):
        await perform(boss, request)
    timeline = (await read_table_detail(boss, table)).timeline
    live = [row for row in timeline if row.late is None]
    assert [row.amount_cents for row in live] == [5_000]
    marks = [row.late for row in timeline if row.late]
    assert len(marks) == 4
    for mark in marks:
        assert (mark.occurred_at, mark.reason, mark.paper_number) == (began, away, "T-1")
        assert mark.entered_by == database.staff_id("boss")
        assert mark.entered_at > began
    security = await Desk.sign_in(database.credentials("security"))
    try:
        (seen,) = (await read_table_detail(security, table)).timeline
    finally:
        await security.close()
    assert seen.kind is TimelineKind.DROP
    assert seen.late


async def test_the_whole_tables_timeline_holds_what_stands_outside_sessions_too(
    boss: Desk, database: Database
) -> None:
    _play(database)
    detail = await read_table_detail(boss, database.table_id("BJ-01"))
    boxes = [row.box for row in detail.timeline if row.kind is TimelineKind.DROP]
    assert boxes == ["B-18", "B-17"]


async def test_artifacts_must_be_replaced_and_a_reversed_entry_cannot_be_reversed_again(
    boss: Desk, database: Database
) -> None:
    _play(database)
    detail = await read_table_detail(boss, database.table_id("BJ-01"))
    rows = {(row.kind, row.what, row.amount_cents, row.box): row for row in detail.timeline}
    assert rows[TimelineKind.COUNT, "close", 30_000, None].is_artifact
    assert rows[TimelineKind.DROP, "", None, "B-17"].is_artifact
    assert not rows[TimelineKind.DROP, "", None, "B-18"].is_artifact
    undone = rows[TimelineKind.ENTRY, "GRIND_BUYIN", 2_500, None]
    reversal = rows[TimelineKind.ENTRY, "REVERSAL", -2_500, None]
    assert not undone.stands
    assert not undone.is_reversible
    assert reversal.refers_to == undone.id
    assert reversal.counts_at == undone.counts_at
    assert rows[TimelineKind.ENTRY, "GRIND_BUYIN", 10_000, None].is_reversible


async def test_a_second_person_who_was_only_named_has_not_signed(
    boss: Desk, database: Database
) -> None:
    _play(database)
    detail = await read_table_detail(boss, database.table_id("BJ-01"))
    counts = [row for row in detail.timeline if row.kind is TimelineKind.COUNT]
    assert {row.second_id for row in counts} == {database.staff_id("dealer")}
    assert {row.signed_at for row in counts} == {None}


async def test_a_busy_table_is_read_a_page_at_a_time(boss: Desk, database: Database) -> None:
    _play(database)
    table = database.table_id("BJ-01")
    first = await read_table_detail(boss, table, limit=3)
    assert len(first.timeline) == 3
    assert first.is_cut
    whole = await read_table_detail(boss, table, limit=200)
    assert whole.timeline[:3] == first.timeline
    assert not whole.is_cut


async def test_security_reads_boxes_and_no_figure(database: Database) -> None:
    _play(database)
    security = await Desk.sign_in(database.credentials("security"))
    try:
        detail = await read_table_detail(security, database.table_id("BJ-01"))
    finally:
        await security.close()
    assert {row.kind for row in detail.timeline} == {TimelineKind.DROP}
    assert [row.amount_cents for row in detail.timeline] == [None, None]


async def test_another_casinos_table_has_no_records(database: Database) -> None:
    _play(database)
    stranger = await Desk.sign_in(database.credentials("boss2"))
    try:
        detail = await read_table_detail(stranger, database.table_id("BJ-01"))
    finally:
        await stranger.close()
    assert detail == TableDetail(sessions=(), timeline=(), is_cut=False)
