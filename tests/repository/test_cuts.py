"""Every kind of action, cut off where it hurts: it did not happen, or it happened once."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any, get_args
from uuid import UUID

import pytest

from pitterm.domain.alerts import AcknowledgeAlert
from pitterm.domain.custody import (
    CountType,
    EnterDropCount,
    LogCount,
    LogDrop,
    RecordKind,
    ReleaseDropCount,
    SignRecord,
    VoidCount,
    VoidDrop,
)
from pitterm.domain.errors import NotApplied
from pitterm.domain.metrics import FinalizeRundown, MarkCheckpoint, SignOffShift, SignOnShift
from pitterm.domain.paper import OnPaper
from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
)
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    EnterPaperSlip,
    IssueSlip,
    RequestSlip,
    SlipKind,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.telemetry import LogBuyIn, LogRatedBuyIn, ReverseBuyIn
from pitterm.domain.values import Row
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import Request, perform
from tests.databases import Database
from tests.nemesis.hands import sentence_of
from tests.repository.proxy import Wire

FILL: dict[str, Any] = {"kind": SlipKind.FILL}
CHIPS = {10_000: 8}
PATIENCE_SECONDS = 0.5
PATIENT_TRIES = 10
BLACK_HOLE = -1
HARMS = (0, 1, 40, BLACK_HOLE, 300)
"""How many bytes of a reply come through before the line is cut; or it stands and is silent."""


class _Made(Row):
    id: UUID


class _Window(Row):
    window_start: datetime
    window_end: datetime


class Cutter:
    """Everybody of Harbor at desks behind one wire that breaks under each thing they do."""

    def __init__(self, database: Database, wire: Wire, desks: dict[str, Desk]) -> None:
        self.database, self.wire, self.desks = database, wire, desks
        self.cut: set[type[Any]] = set()
        self._harms = cycle(HARMS)

    async def does(self, login: str, action: type[Any], /, **fields: Any) -> UUID:
        """Without harm."""
        request = action(key=new_key(), **fields)
        return _id_of(await perform(self.desks[login], request))

    async def is_cut(self, login: str, action: type[Any], /, **fields: Any) -> UUID:
        """First the request is lost, then its reply; the id of what was made."""
        lost = action(key=new_key(), **fields)
        function, _ = await sentence_of(lost)
        self.wire.lose_request = function.encode()
        with pytest.raises(NotApplied):
            await perform(self.desks[login], lost)
        assert self.applied(lost) == []
        for _ in range(PATIENT_TRIES):
            made = await self._without_reply(login, action(key=new_key(), **fields), function)
            if made is not None:
                self.cut.add(action)
                return _id_of(made)
        raise AssertionError(f"{login} may not {function}, or the server is too slow")

    async def _without_reply(self, login: str, request: Any, function: str) -> Any:
        """What was made; None where the server was too slow and the question came before it."""
        harm = next(self._harms)
        if harm == BLACK_HOLE:
            self.wire.swallow_reply_to = function.encode()
        else:
            self.wire.lose_reply_to, self.wire.reply_bytes = function.encode(), harm
        asked: list[bool] = []
        try:
            made = await perform(self.desks[login], request, lambda: asked.append(True))
        except NotApplied:
            assert self.applied(request) == []
            return None
        assert asked == [True]
        assert self.applied(request) == [(request.key, function)]
        return made

    def applied(self, *requests: Request) -> list[tuple[str, str]]:
        """Which of them are in the books, and as what."""
        with self.database.connect_admin() as admin:
            rows = admin.execute(
                "select idempotency_key, function_name from pit.command_log"
                " where idempotency_key = any (%s) and not is_fenced",
                [[request.key for request in requests]],
            ).fetchall()
        return [(key, function) for key, function in rows]

    def person(self, login: str) -> UUID:
        return self.database.staff_id(login)


def _id_of(made: Any) -> UUID:
    return getattr(made, "id", UUID(int=0))


@pytest.fixture
async def cutter(database: Database) -> AsyncIterator[Cutter]:
    async with AsyncExitStack() as stack:
        wire = await stack.enter_async_context(Wire(database.credentials("boss")))
        desks: dict[str, Desk] = {}
        for login in (
            *("boss", "floor", "dealer", "security", "cashier"),
            *("shift", "admin", "auditor", "count", "count2"),
        ):
            known = wire.credentials
            credentials = Credentials(known.conninfo, login, known.password)
            desks[login] = Desk(credentials, PATIENCE_SECONDS)
            stack.push_async_callback(desks[login].close)
        yield Cutter(database, wire, desks)


async def test_every_kind_of_action_is_not_done_or_done_once(
    cutter: Cutter, database: Database
) -> None:
    table: dict[str, Any] = {"gaming_table_id": database.table_id("BJ-01")}
    session = await _is_opened(cutter, table)
    await _takes_buy_ins(cutter, table)
    await _is_filled(cutter, table)
    drop = await _is_dropped(cutter, table)
    await _is_run_down_and_closed(cutter, table, session, drop)
    await _is_cancelled(cutter)
    await _is_entered_from_paper(cutter)
    await _changes_shift(cutter)
    await _is_acknowledged(cutter)
    assert cutter.cut == set(get_args(Request))


async def _is_opened(cutter: Cutter, table: dict[str, Any]) -> dict[str, Any]:
    with cutter.database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set opening_count_required = true")
    opened = await cutter.is_cut("boss", OpenTable, **table)
    counted = await cutter.is_cut(
        "floor",
        LogCount,
        **table,
        snapshot_type=CountType.OPEN,
        chipset=CHIPS,
        counted_with=cutter.person("dealer"),
    )
    await cutter.is_cut("dealer", SignRecord, record_kind=RecordKind.COUNT, record_id=counted)
    session = {"table_session_id": opened}
    await cutter.is_cut("boss", ActivateSession, **session, opening_inventory_snapshot_id=counted)
    return session


async def _takes_buy_ins(cutter: Cutter, table: dict[str, Any]) -> None:
    entry = await cutter.is_cut("floor", LogBuyIn, **table, amount_cents=2_500)
    await cutter.is_cut("boss", ReverseBuyIn, telemetry_id=entry, reason="Not a buy-in")
    floor = cutter.desks["floor"]
    visit = await floor.ask_one("select * from pit.rpc_start_visit('P-1')", _Made)
    slip = await floor.ask_one(
        "select * from pit.rpc_start_rating_slip(:visit, :table)",
        _Made,
        visit=visit.id,
        table=table["gaming_table_id"],
    )
    await cutter.is_cut(
        "floor",
        LogRatedBuyIn,
        **table,
        visit_id=visit.id,
        rating_slip_id=slip.id,
        amount_cents=10_000,
    )


async def _is_filled(cutter: Cutter, table: dict[str, Any]) -> None:
    asked = {**FILL, **table, "chipset": CHIPS}
    withdrawn = await cutter.is_cut("floor", RequestSlip, **asked)
    await cutter.is_cut("floor", WithdrawSlip, **FILL, slip_id=withdrawn)
    slip = {**FILL, "slip_id": await cutter.does("floor", RequestSlip, **asked)}
    await cutter.is_cut("cashier", IssueSlip, **slip)
    await cutter.is_cut("security", CarrySlip, **slip)
    await cutter.is_cut("dealer", VerifySlip, **slip)
    await cutter.is_cut("floor", DepositSlip, **slip, drop_box_id="B-17")
    wrong = {**FILL, "slip_id": await cutter.does("floor", RequestSlip, **asked)}
    await cutter.does("cashier", IssueSlip, **wrong)
    await cutter.is_cut(
        "cashier", VoidSlip, **wrong, reason="Torn", witnessed_by=cutter.person("security")
    )


async def _is_dropped(cutter: Cutter, table: dict[str, Any]) -> UUID:
    box: dict[str, Any] = {
        **table,
        "drop_box_id": "B-17",
        "seal_no": "S-1",
        "witnessed_by": cutter.person("security"),
    }
    wrong = await cutter.is_cut("floor", LogDrop, **box)
    await cutter.is_cut(
        "boss",
        VoidDrop,
        drop_event_id=wrong,
        reason="Wrong seal",
        witnessed_by=cutter.person("security"),
    )
    drop = await cutter.does("floor", LogDrop, **box)
    found = {"drop_event_id": drop, "amount_cents": 12_500}
    await cutter.is_cut("count", EnterDropCount, **found)
    await cutter.does("count2", EnterDropCount, **found)
    await cutter.is_cut("auditor", ReleaseDropCount, drop_event_id=drop)
    return drop


async def _is_run_down_and_closed(
    cutter: Cutter, table: dict[str, Any], session: dict[str, Any], drop: UUID
) -> None:
    dealer = cutter.person("dealer")
    count: dict[str, Any] = {**table, "chipset": CHIPS, "counted_with": dealer}
    wrong = await cutter.does("floor", LogCount, **count, snapshot_type=CountType.RUNDOWN)
    await cutter.is_cut(
        "boss",
        VoidCount,
        inventory_snapshot_id=wrong,
        reason="Miscounted",
        witnessed_by=cutter.person("security"),
    )
    await cutter.is_cut("boss", StartRundown, **session)
    await cutter.is_cut("boss", ResumeSession, **session, reason="Players came back")
    await cutter.does("boss", StartRundown, **session)
    closer = await cutter.does("floor", LogCount, **count, snapshot_type=CountType.CLOSE)
    await cutter.is_cut(
        "boss",
        CloseSession,
        **session,
        drop_event_id=drop,
        closing_inventory_snapshot_id=closer,
    )
    await cutter.is_cut("auditor", FinalizeRundown, **session)


async def _is_cancelled(cutter: Cutter) -> None:
    opened = await cutter.does("boss", OpenTable, gaming_table_id=cutter.database.table_id("BJ-02"))
    await cutter.is_cut("boss", CancelSession, table_session_id=opened, reason="Wrong table")


async def _is_entered_from_paper(cutter: Cutter) -> None:
    table = {"gaming_table_id": cutter.database.table_id("BJ-04")}
    began = datetime.now(UTC) - timedelta(minutes=30)
    paper = OnPaper(occurred_at=began, reason="The server was away")
    await cutter.is_cut("boss", OpenTable, **table, paper=paper)
    await cutter.is_cut(
        "floor",
        EnterPaperSlip,
        **FILL,
        **table,
        chipset=CHIPS,
        paper_number="4471",
        reason=paper.reason,
        requested_by=cutter.person("floor"),
        issued_by=cutter.person("cashier"),
        carried_by=cutter.person("security"),
        verified_by=cutter.person("dealer"),
        deposited_by=cutter.person("floor"),
        **dict.fromkeys(
            ("requested_at", "issued_at", "verified_at", "deposited_at"),
            began + timedelta(minutes=5),
        ),
        drop_box_id="B-18",
    )


async def _changes_shift(cutter: Cutter) -> None:
    await cutter.is_cut("shift", MarkCheckpoint, note="Rush")
    ended = await cutter.desks["shift"].ask_one(
        "select window_start, window_end from pit.rpc_get_shift_windows()"
        " where window_end <= clock_timestamp() order by window_end desc limit 1",
        _Window,
    )
    signed = await cutter.is_cut("shift", SignOffShift, **ended.model_dump())
    await cutter.is_cut("admin", SignOnShift, shift_sign_off_id=signed)


async def _is_acknowledged(cutter: Cutter) -> None:
    """A table that closed without its box being recorded."""
    with cutter.database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set opening_count_required = false")
    table = {"gaming_table_id": cutter.database.table_id("BJ-03")}
    opened = await cutter.does("boss", OpenTable, **table)
    closer = await cutter.does(
        "boss",
        LogCount,
        **table,
        snapshot_type=CountType.CLOSE,
        chipset=CHIPS,
        counted_with=cutter.person("dealer"),
    )
    await cutter.does(
        "boss", CloseSession, table_session_id=opened, closing_inventory_snapshot_id=closer
    )
    picture = await read_once(cutter.database.credentials("boss"))
    board = picture.table(table["gaming_table_id"])
    assert board is not None
    await cutter.is_cut("floor", AcknowledgeAlert, alert_key=board.alerts[0].key)


async def test_a_reply_cut_at_any_of_its_bytes_is_asked_for(cutter: Cutter) -> None:
    table = {"gaming_table_id": cutter.database.table_id("BJ-01")}
    await cutter.does("boss", OpenTable, **table)
    await cutter.does("floor", LogBuyIn, **table, amount_cents=100)
    before = cutter.wire.heard
    await cutter.does("floor", LogBuyIn, **table, amount_cents=100)
    whole = cutter.wire.heard - before
    assert whole > 300
    made = [await _cut_after(cutter, table, heard) for heard in range(0, whole, 23)]
    with cutter.database.connect_admin() as admin:
        kept = admin.execute(
            "select id from pit.table_buyin_telemetry where amount_cents = 500"
        ).fetchall()
    assert sorted(row for (row,) in kept) == sorted(made)


async def _cut_after(cutter: Cutter, table: dict[str, Any], heard: int) -> UUID:
    cutter.wire.lose_reply_to = b"rpc_log_table_buyin_telemetry"
    cutter.wire.reply_bytes = heard
    try:
        return await cutter.does("floor", LogBuyIn, **table, amount_cents=500)
    except NotApplied:
        return await _cut_after(cutter, table, heard)
