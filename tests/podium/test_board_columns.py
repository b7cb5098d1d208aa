"""Which columns the board keeps as the terminal narrows."""

from datetime import timedelta

import pytest

from pitterm.podium.widgets import panel_text
from pitterm.podium.widgets.cells import COLUMNS, Cell, Tone, columns_for, moment_of
from tests.podium.values import NOW, make_house, make_table

MOMENT = moment_of(NOW, make_house())


@pytest.mark.parametrize("width", [77, 73], ids=["80x24", "120x36-beside-the-panel"])
def test_the_estimated_win_and_the_alerts_stand_beside_each_other(width: int) -> None:
    columns, gap = columns_for(width)
    keys = [column.key for column in columns]
    assert keys == ["spot", "label", "status", "age", "est-drop", "est-win", "alerts"]
    assert sum(column.width + gap for column in columns) <= width


def test_a_large_terminal_shows_every_column_with_room_between() -> None:
    columns, gap = columns_for(149)
    assert columns == COLUMNS
    assert gap == 2


def test_a_late_slip_is_marked_where_its_age_finds_no_room() -> None:
    drawn = {column.key: column.draw for column in COLUMNS}
    table = make_table("BJ-01", 1, slips_in_flight=2, oldest_slip_at=NOW - timedelta(minutes=18))
    assert drawn["slips"](table, MOMENT).text == "▲ 2"
    assert drawn["slip-age"](table, MOMENT).text == "18 min"


def test_a_slip_is_late_from_the_casinos_own_limit_on() -> None:
    slow = moment_of(NOW, make_house(alert_slip_seconds=1_800))
    drawn = {column.key: column.draw for column in COLUMNS}
    for minutes, mark, tone in ((29, "1", Tone.PLAIN), (30, "▲ 1", Tone.LOUD)):
        requested_at = NOW - timedelta(minutes=minutes)
        table = make_table("BJ-01", 1, slips_in_flight=1, oldest_slip_at=requested_at)
        assert drawn["slips"](table, slow) == Cell(mark, tone)
        assert drawn["slip-age"](table, slow) == Cell(f"{minutes} min", tone)
        assert mark in panel_text.slips(table, slow, "v").plain


def test_limits_that_find_no_room_beside_a_long_pit_stand_on_a_line_of_their_own() -> None:
    table = make_table(pit_name="High limit", game="Baccarat", max_bet_cents=5_000_000)
    one_line = "High limit · spot 1 · Baccarat · $25–$50,000"
    assert panel_text.place(table, len(one_line)).plain == one_line
    cut = panel_text.place(table, len(one_line) - 1).plain
    assert cut == "High limit · spot 1 · Baccarat\n$25–$50,000"
