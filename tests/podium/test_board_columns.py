"""Which columns the board keeps as the terminal narrows."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from pitterm.podium.widgets.cells import COLUMNS, Moment, columns_for
from tests.podium.values import NOW, make_table

MOMENT = Moment(NOW, ZoneInfo("America/Los_Angeles"))


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
