"""A night on paper comes to the same figures as the night that was entered as it went."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.paper import AWAY, minutes_ago, on_a_sheet, on_a_slip, on_paper
from tests.rules.pit import Pit, Row, Staff, refused

_TABLES_OWN = {
    *("id", "label", "spot", "gaming_table_id", "table_id", "table_label", "table_session_id"),
    *("session_id", "opening_snapshot_id", "closing_snapshot_id", "computed_at", "recent_entries"),
    # What the past was written with is younger than its closes.
    *("computed_in", "session_version", "alerts", "late_events"),
}
_forms = count(1)


class Paper:
    """The same night from forms, in the order of their times."""

    def __init__(self, boss: Pit, house: House) -> None:
        self.boss, self.house = boss, house
        self.table = house.new_table()
        self.number = f"N-{next(_forms)}"

    def tray(self, at: datetime, cents: int, kind: str, **more: Any) -> Row:
        form = on_paper(at, f"{self.number}/{at:%H%M%S%f}")
        return self.boss.count(self.table, kind, {"100": cents // 100}, **form, **more)

    def slip(self, kind: str, at: datetime, cents: int) -> Row:
        form = on_a_slip(self.house, self.table, at, kind, f"{self.number}/{at:%H%M}")
        chips = Jsonb({"10000": cents // 10_000})
        return self.boss.call("rpc_enter_paper_slip", **{**form, "chipset": chips})


def on_screen(history: History, at: Callable[[float], datetime]) -> UUID:
    """The night as it went, by the second; its first session."""
    first = history.open(at(0), 2_000_000)
    history.buy_in(at(10.5), 10_000)
    history.buy_in(at(20.3), 40_000, rated=True)
    history.fill(first, at(40), 500_000)
    history.count(at(60.2), 1_950_000, session=first)
    history.buy_in(at(60.7), 30_000)
    history.credit(first, at(80), 200_000)
    closer = history.close(first, at(130.5), 2_230_000)
    opener = history.count(at(140), 2_220_000, "open")
    second = history.open(at(140.5), expected=closer)
    history.house.change("table_session", second, opening_inventory_snapshot_id=opener)
    history.drop(at(135), counted_cents=90_000)
    history.buy_in(at(150.1), 20_000)
    history.count(at(170), 2_250_000, session=second)
    history.buy_in(at(171), 60_000)
    history.house.value(
        "select pit_private.refresh_rundowns(%s, %s, '-infinity')",
        history.house.casino,
        history.table,
    )
    return first


def on_forms(paper: Paper, at: Callable[[float], datetime], history: History) -> UUID:
    """The night as the forms have it, by the minute."""
    boss, table = paper.boss, paper.table
    paper.tray(at(0), 2_000_000, "open")
    first = boss.open(table, **on_paper(at(0)))
    boss.buy_in(table, 10_000, **on_a_sheet(at(10)))
    rated = {"kind": "RATED_BUYIN", **paper.house.new_slip(table)}
    boss.buy_in(table, 40_000, **rated, **on_a_sheet(at(20)))
    paper.slip("fill", at(40), 500_000)
    boss.count(table, chips={"100": 19_500}, **on_paper(at(60)))
    boss.buy_in(table, 30_000, **on_a_sheet(at(60)))
    paper.slip("credit", at(80), 200_000)
    closer = paper.tray(at(130), 2_230_000, "close")
    boss.close(first, closer, **on_paper(at(130)))
    drop = boss.drop(table, f"X-{table}", **on_paper(at(135)))
    history.table = table
    history.release(drop["id"], 90_000)
    paper.tray(at(140), 2_220_000, "open", note="one hundred short")
    boss.open(table, **on_paper(at(140)))
    boss.buy_in(table, 20_000, **on_a_sheet(at(150)))
    boss.count(table, chips={"100": 22_500}, **on_paper(at(170)))
    boss.buy_in(table, 60_000, **on_a_sheet(at(171)))
    paper.house.value(
        "select pit_private.refresh_rundowns(%s, %s, '-infinity')", paper.house.casino, table
    )
    return UUID(str(first["id"]))


def _figures(row: Row) -> Row:
    """Without what is each table's own, and times by the minute."""
    return {
        name: _by_the_minute(name, value)
        for name, value in row.items()
        if name not in _TABLES_OWN and not name.endswith("_id")
    }


def _by_the_minute(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _figures(value)
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)
    is_time = isinstance(value, str) and name.endswith(("_at", "_from", "_to", "_start"))
    return value[:16] if is_time else value


def test_a_night_on_paper_comes_to_what_it_came_to_on_screens(
    boss: Pit, staff: Staff, house: House
) -> None:
    start = minutes_ago(house, 300)

    def at(minutes: float) -> datetime:
        return start + timedelta(minutes=minutes)

    live, paper = History(house), Paper(boss, house)
    seen = on_screen(live, at)
    entered = on_forms(paper, at, History(house))
    for window in ((at(0), at(100)), (at(100), at(300)), (at(0), at(300)), (at(61), at(139))):
        rows = boss.metrics(*window)
        assert _figures(rows[paper.table]) == _figures(rows[live.table])
        sessions = [
            [_figures(row) for row in boss.session_metrics(*window, of)]
            for of in (paper.table, live.table)
        ]
        assert sessions[0] == sessions[1]
    assert _figures(boss.view(paper.table)) == _figures(boss.view(live.table))
    kept = "select * from pit.table_rundown where table_session_id = %s"
    (of_forms,), (of_screens,) = boss.query(kept, entered), boss.query(kept, seen)
    assert _figures(of_forms) == _figures(of_screens)
    assert (of_forms["late_events"], of_forms["metric_grade"]) == (0, "COUNTED")


def test_what_comes_from_paper_after_the_close_was_entered_is_late(
    boss: Pit, house: House, table: UUID, drop_alone_closes: None
) -> None:
    began = minutes_ago(house, 60)
    session = boss.open(table, **on_paper(began))
    drop = boss.drop(table, f"Y-{table}", **on_paper(began + timedelta(minutes=5)))
    boss.close(session, drop=drop, **on_paper(began + timedelta(minutes=6)))
    late = "select late_events from pit.table_rundown where table_session_id = %s"
    assert house.value(late, session["id"]) == 0
    boss.count(table, "close", **on_paper(began + timedelta(minutes=10)))
    assert house.value(late, session["id"]) == 1


def test_a_signed_sheet_names_every_form_that_was_entered_under_it(boss: Pit, house: House) -> None:
    number = next(_forms) + 700
    pit = house.insert("pit", casino_id=house.casino, name=f"Paper {number}", position=number)
    table = house.new_table()
    house.change("gaming_table", table, pit_id=pit)
    start, end = house.connection.execute(
        "select w.started_at, w.ends_at from pit_private.shift_at(%s,"
        " clock_timestamp() - interval '9 hours') w",
        [house.casino],
    ).fetchone() or (None, None)
    assert start is not None
    boss.sign_off(start, end, pit)
    at = start + timedelta(hours=1)
    paper = Paper(boss, house)
    paper.table = table
    paper.tray(at, 2_000_000, "open")
    boss.open(table, **on_paper(at))
    boss.drop(table, f"Z-{table}", **on_paper(at + timedelta(minutes=5)))
    boss.buy_in(table, **on_a_sheet(at + timedelta(minutes=6)))
    paper.slip("fill", at + timedelta(minutes=20), 500_000)
    shown = boss.sheet(start, end, pit)
    late, listed = shown["late"], shown["sheet"]["late_entries"]
    kinds = ["count", "open", "drop", "entry", "fill"]
    assert [each["record_kind"] for each in listed] == kinds
    assert {each["reason"] for each in listed} == {AWAY}
    assert shown["signed_sheet"]["late_entries"] == []
    assert [each["kind"] for each in late] == ["count", "move", "drop", "buy-in", "slip"]
    assert all(each["actor_name"] and each["is_from_paper"] for each in late)
    assert [bool(each["paper_number"]) for each in late] == [True, False, False, False, True]


def test_whoever_entered_a_form_acted_in_its_session(
    boss: Pit, floor: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table, **on_paper(minutes_ago(house, 60)))
    acted = "select pit_private.acted_in_session(s, %s) from pit.table_session s where s.id = %s"
    assert not house.value(acted, floor.staff_id, session["id"])
    form = on_a_slip(house, table, minutes_ago(house, 30), number=f"A-{table}")
    others = {"requested_by": house.staff_id("boss"), "deposited_by": house.staff_id("boss")}
    floor.call("rpc_enter_paper_slip", **{**form, **others})
    assert house.value(acted, floor.staff_id, session["id"])


@pytest.mark.parametrize("login", ["cashier", "security", "count", "dealer", "shift"])
def test_who_records_nothing_enters_no_form(
    staff: Staff, house: House, table: UUID, login: str
) -> None:
    with refused("forbidden"):
        staff[login].call("rpc_enter_paper_slip", **on_a_slip(house, table, minutes_ago(house, 9)))
