"""What changed is laid over the picture that is held, and then it is the whole picture."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.rules.hands import Hands
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

    def follow(self) -> tuple[set[UUID], bool]:
        """Which tables were read, and whether that was all there is."""
        rows = self._pit.rows("rpc_get_pit_board", since=self.number)
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


def test_a_change_of_more_than_one_table_is_read_whole_by_whoever_has_not_seen_it(
    boss: Pit, staff: Staff, table: UUID
) -> None:
    held = Held(boss)
    everything = {row["id"] for row in boss.board()}
    boss.open(table)
    boss.call("rpc_mark_shift_checkpoint", note="break")
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
    assert table not in {row["id"] for row in boss2.rows("rpc_get_pit_board", since=0)}


def test_money_without_a_table_changes_no_row(
    boss: Pit, staff: Staff, house: House, table: UUID
) -> None:
    held, visit = Held(boss), boss.start_visit()
    held.follow()
    number = house.change_number()
    staff["cashier"].record(visit)
    assert house.change_number() == number + 1
    assert held.follow() == (set(), False)
