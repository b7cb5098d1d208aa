"""What changed is laid over the picture that is held, and then it is the whole picture."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic, sleep
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from tests.rules.hands import Hands
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import CHIPS, Pit, Row, Staff

OF_THE_READING = ("as_of", "change_number", "is_whole")


class Held:
    """A terminal's picture, kept by changes alone."""

    def __init__(self, pit: Pit) -> None:
        self._pit = pit
        self._rows = {row["id"]: row for row in pit.board()}

    @property
    def number(self) -> int:
        return int(next(iter(self._rows.values()))["change_number"])

    def due(self, at: datetime) -> list[UUID]:
        """The tables whose next alert has begun by then."""
        return [key for key, row in self._rows.items() if (row["next_alert_at"] or at) < at]

    def follow(self, due: Sequence[UUID] = ()) -> tuple[set[UUID], bool]:
        """Which tables were read, and whether that was all there is."""
        rows = self._pit.rows("rpc_get_pit_board", since=self.number, due=list(due))
        for row in rows:
            self._rows[row["id"]] = row
        for row in self._rows.values() if rows else ():
            row["change_number"] = rows[0]["change_number"]
        return {row["id"] for row in rows}, any(row["is_whole"] for row in rows)

    def painted(self) -> list[Row]:
        return _without_clock(list(self._rows.values()))


def _without_clock(rows: list[Row]) -> list[Row]:
    kept = [{name: row[name] for name in row if name not in OF_THE_READING} for row in rows]
    return sorted(kept, key=lambda row: str(row["id"]))


@pytest.mark.usefixtures("count_before_play")
def test_a_picture_kept_by_changes_is_the_one_read_whole_after_every_command(
    boss: Pit, staff: Staff, hands: Hands, house: House, table: UUID
) -> None:
    held, kept = Held(boss), dict[str, Row]()
    cashier, visit = staff["cashier"], boss.start_visit()
    held.follow()
    named = {"counted_with": staff["dealer"].staff_id}

    def keep(name: str, row: Row) -> None:
        kept[name] = row

    commands: list[Callable[[], object]] = [
        lambda: keep("session", boss.open(table)),
        lambda: keep("opener", boss.count(table, "open", CHIPS, **named)),
        lambda: staff["dealer"].sign(kept["opener"]),
        lambda: boss.activate(kept["session"], kept["opener"]),
        lambda: keep("entry", boss.buy_in(table)),
        lambda: boss.reverse(kept["entry"]),
        lambda: keep("slip", boss.start_slip(visit, table)),
        lambda: keep("paid", cashier.record(visit, rating_slip_id=kept["slip"]["id"])),
        lambda: cashier.adjust(kept["paid"], 2_000),
        lambda: cashier.take_back(kept["paid"]),
        lambda: boss.end_slip(kept["slip"]),
        lambda: hands.deposited("fill", table),
        lambda: hands.voided("credit", table),
        lambda: hands.withdrawn("fill", table),
        lambda: keep("wrong", boss.count(table)),
        lambda: boss.void_count(kept["wrong"], {"100": 1}),
        lambda: keep("drop", boss.drop(table)),
        lambda: boss.void_drop(kept["drop"]),
        lambda: boss.rundown(kept["session"]),
        lambda: boss.resume(kept["session"]),
        lambda: boss.close(kept["session"], boss.count(table, "close")),
        lambda: staff["floor"].acknowledge(boss.alerts(table)[0]),
        lambda: boss.drop(table, "BOX-2"),
        lambda: boss.cancel(boss.open(table)),
    ]
    for command in commands:
        command()
        assert held.follow() == ({table}, False)
        assert held.painted() == _without_clock(boss.board())
        assert held.number == house.change_number()


def test_a_change_of_the_floor_is_read_whole_by_whoever_has_not_seen_it(
    boss: Pit, house: House, table: UUID
) -> None:
    held = Held(boss)
    everything = {row["id"] for row in boss.board()}
    boss.open(table)
    house.value("select pit_private.announce_floor(%s)", house.casino)
    boss.buy_in(table)
    assert held.follow() == (everything, True)
    boss.buy_in(table)
    assert held.follow() == ({table}, False)


def test_nothing_is_read_where_nothing_changed_and_all_of_it_from_a_number_never_reached(
    boss: Pit, boss2: Pit, house: House, table: UUID
) -> None:
    number = house.change_number()
    assert boss.rows("rpc_get_pit_board", since=number) == []
    boss.open(table)
    assert boss.rows("rpc_get_pit_board", since=number + 1) == []
    assert len(boss.rows("rpc_get_pit_board", since=number + 2)) == len(boss.board())
    # What changed next door is no row of this casino.
    assert table not in {row["id"] for row in boss2.rows("rpc_get_pit_board", since=0, due=[table])}


def test_what_the_board_does_not_show_changes_no_row(boss: Pit, staff: Staff, house: House) -> None:
    held, visit = Held(boss), boss.start_visit()
    number = house.change_number()
    staff["cashier"].record(visit)
    boss.end_visit(visit)
    boss.call("rpc_mark_shift_checkpoint", note="break")
    now = boss.rows("rpc_get_shift_windows")[0]
    staff["shift"].sign_off(now["window_start"], now["window_end"])
    assert house.change_number() == number + 4
    assert held.follow() == (set(), False)
    assert held.painted() == _without_clock(boss.board())


def test_a_table_whose_alert_begins_by_the_clock_is_read_then(
    boss: Pit, house: House, table: UUID
) -> None:
    with house.setting(alert_slip_seconds=1):
        boss.open(table)
        boss.request("fill", table)
        held = Held(boss)
        assert held.due(house.value("select clock_timestamp()")) == []
        limit = monotonic() + 30
        while not (due := held.due(house.value("select clock_timestamp()"))):
            assert monotonic() < limit, "no alert was foreseen"
            sleep(0.05)
        assert held.follow() == (set(), False)
        assert (due, held.follow(due)) == ([table], ({table}, False))
        assert held.painted() == _without_clock(boss.board())
        assert held.due(house.value("select clock_timestamp()")) == []
        assert [alert["kind"] for alert in boss.alerts(table)] == ["slip_late"]


BY_THE_CLOCK = {
    "slip_late",
    "opening_count_late",
    "rundown_long",
    "no_entry",
    "change_count_missing",
    "day_change_uncounted",
}


def test_at_every_instant_between_two_of_them_the_alerts_are_the_same(
    boss: Pit, house: House
) -> None:
    limits = dict(zip(LIMITS, (15, 25, 35, 45, 55), strict=True))
    with house.setting(gaming_day_start="05:37", **limits):
        pulse = boss.call("rpc_get_heartbeat")
        begun = pulse["gaming_day_started_at"], pulse["shift_started_at"]
        tables, first = _played(house, min(begun), max(begun)), max(begun)
        before, after = _alerts(house, tables, first)
        kinds, seen = _kinds(before), 0
        while after is not None:
            for at in (first + (after - first) / 2, after - timedelta(microseconds=1)):
                assert _alerts(house, tables, at) == (before, after)
            first, earlier = after, before
            before, after = _alerts(house, tables, first)
            assert before != earlier
            kinds, seen = kinds | _kinds(before), seen + 1
    assert kinds == BY_THE_CLOCK
    assert seen >= len(LIMITS)


LIMITS = (
    "alert_slip_seconds",
    "alert_opening_count_seconds",
    "alert_rundown_seconds",
    "alert_no_entry_seconds",
    "alert_change_count_seconds",
)


def _played(house: House, first: datetime, last: datetime) -> list[UUID]:
    """Tables with something of every kind that becomes an alert soon after the last change."""
    running, ending, waiting = History(house), History(house), History(house)
    session = running.open(first - timedelta(hours=1))
    slip = {"kind": "fill", "status": "REQUESTED", "chipset": Jsonb({"100": 1})}
    house.insert(
        "fill_credit_slip",
        casino_id=house.casino,
        gaming_table_id=running.table,
        table_session_id=session,
        requested_at=last + timedelta(seconds=5),
        requested_by_staff_id=house.boss,
        **slip,
    )
    house.insert(
        "table_buyin_telemetry",
        casino_id=house.casino,
        gaming_table_id=running.table,
        amount_cents=2_500,
        telemetry_kind="GRIND_BUYIN",
        tender_type="cash",
        occurred_at=last,
        created_at=last,
        actor_id=house.boss,
        idempotency_key=str(uuid4()),
    )
    rundown = {"status": "RUNDOWN", "rundown_started_by_staff_id": house.boss}
    house.change("table_session", ending.open(last), rundown_started_at=last, **rundown)
    waits = {"status": "OPEN", "opening_count_required": True}
    house.change("table_session", waiting.open(last), **waits)
    return [running.table, ending.table, waiting.table]


_ALERTS = """
select a.alerts, a.next_alert_at
from pit_private.gaming_day_of(%(casino)s, %(at)s) day
cross join pit_private.gaming_day_started_at(%(casino)s, day) day_start
left join pit_private.shift_at(%(casino)s, %(at)s) shift on true
cross join pit_private.board_alerts(
  %(casino)s, %(tables)s, %(at)s, day, day_start, shift.started_at, true, true
) a
order by a.gaming_table_id
"""


def _alerts(house: House, tables: list[UUID], at: datetime) -> tuple[list[Row], datetime | None]:
    """All of these tables at an instant, and when the next one begins."""
    rows = house.connection.execute(
        _ALERTS, {"casino": house.casino, "tables": tables, "at": at}
    ).fetchall()
    alerts = [alert for listed, _ in rows for alert in listed or []]
    return alerts, min((following for _, following in rows if following), default=None)


def _kinds(alerts: list[Row]) -> set[str]:
    return {alert["kind"] for alert in alerts}
