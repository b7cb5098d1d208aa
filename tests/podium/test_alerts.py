"""Alerts at the podium: seen on the board, listed, acknowledged, and listed until they end."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from pitterm.domain.alerts import AcknowledgeAlert, AlertKind
from pitterm.domain.board import Snapshot
from pitterm.domain.errors import Refused, Unreachable
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.dialogs.acknowledgement import AcknowledgeForm
from pitterm.podium.screens.alerts import AlertsScreen
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.widgets.cells import COLUMNS, Tone, moment_of
from tests.podium.recorded import RecordedPit, prose, said, screen_text, settled, sign_in, the_board
from tests.podium.values import (
    BOSS,
    NOW,
    make_alert,
    make_house,
    make_pulse,
    make_snapshot,
    make_table,
)

SMALL = (80, 24)
LATE = make_alert(AlertKind.SLIP_LATE)
OWED = make_alert(AlertKind.COUNT_OWED, "BJ-02", since=NOW - timedelta(hours=2))
NEED = make_alert(AlertKind.NEED_HIGH, amount_cents=1_900_000)
SEEN = {
    "acknowledged_at": NOW - timedelta(minutes=3),
    "acknowledged_by_name": BOSS.name,
    "note": "runner is on the way",
}


def floor_of(*alerts: Any, **changes: Any) -> Snapshot:
    """BJ-01 live and BJ-02 closed, with those of the alerts that are theirs."""
    tables = [
        make_table("BJ-01", 1, SessionStatus.ACTIVE, **changes),
        make_table("BJ-02", 2),
        make_table("BJ-03", 3, SessionStatus.ACTIVE, change_counted_for=NOW),
    ]
    return make_snapshot(
        *(
            table.model_copy(update={"alerts": tuple(a for a in alerts if str(table.id) in a.key)})
            for table in tables
        )
    )


def _cell(snapshot: Snapshot, label: str) -> Any:
    table = next(table for table in snapshot.tables if table.label == label)
    column = next(column for column in COLUMNS if column.key == "alerts")
    return column.draw(table, moment_of(NOW, make_house()))


async def opens(pilot: Pilot[None], login: str = "boss") -> AlertsScreen:
    await sign_in(pilot, login)
    await pilot.press("a")
    await settled(pilot)
    assert isinstance(pilot.app.screen, AlertsScreen)
    return pilot.app.screen


def test_the_board_counts_a_tables_alerts_and_only_unseen_custody_blinks() -> None:
    assert tuple(_cell(floor_of(LATE, NEED), "BJ-01")) == ("▲ 2", Tone.ALARM)
    assert tuple(_cell(floor_of(NEED), "BJ-01")) == ("△ 1", Tone.DUE)
    seen = LATE.model_copy(update=SEEN)
    assert tuple(_cell(floor_of(seen, NEED), "BJ-01")) == ("△ 2", Tone.DUE)
    assert tuple(_cell(floor_of(seen), "BJ-01")) == ("✓ 1", Tone.QUIET)
    assert _cell(floor_of(), "BJ-01").text == ""


@pytest.mark.parametrize("level", ["full", "none"])
async def test_nothing_blinks_where_the_terminal_does_not_move(level: Any) -> None:
    podium = RecordedPit(floor_of(LATE)).podium()
    podium.animation_level = level
    async with podium.run_test(size=SMALL) as pilot:
        await sign_in(pilot)
        listed = the_board(pilot).tables
        inks = [text.style for text in listed.get_row_at(0)]
        blinking = [getattr(each, "blink", None) for each in inks]
        assert blinking.count(True) == (1 if level == "full" else 0)


async def test_the_smallest_terminal_shows_the_alerts_and_says_the_loudest() -> None:
    async with RecordedPit(floor_of(LATE, NEED)).podium().run_test(size=SMALL) as pilot:
        await sign_in(pilot)
        assert "▲ 2" in screen_text(pilot)
        assert "▲ slip in flight too long +1" in screen_text(pilot)


async def test_the_panel_says_a_tables_alerts_in_words() -> None:
    seen = LATE.model_copy(update=SEEN)
    async with RecordedPit(floor_of(seen, NEED)).podium().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        assert "✓ slip in flight too long · seen" in screen_text(pilot)
        assert "△ need above the limit · 18 min" in screen_text(pilot)


async def test_the_list_has_the_whole_casino_custody_first_and_the_oldest_on_top() -> None:
    async with RecordedPit(floor_of(LATE, NEED, OWED)).podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        text = screen_text(pilot)
        places = [text.index(words) for words in ("▲ count owed", "▲ slip in", "△ need above")]
        assert places == sorted(places)
        assert "3 open" in text
        assert "▲ 2 custody" in text
        assert "3 not acknowledged" in text


async def test_the_cursor_begins_at_the_table_the_board_had_selected() -> None:
    async with RecordedPit(floor_of(LATE, OWED)).podium().run_test(size=SMALL) as pilot:
        screen = await opens(pilot)
        assert screen.selected is not None
        assert screen.selected.table.label == "BJ-01"


@pytest.mark.parametrize("key", ["enter", "k"])
async def test_an_alert_is_acknowledged_with_a_note(key: str) -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert isinstance(pilot.app.screen, AcknowledgeForm)
        await pilot.press(*"cage", "enter")
        await settled(pilot)
        (sent,) = pit.sent
        assert isinstance(sent, AcknowledgeAlert)
        assert (sent.alert_key, sent.note) == (LATE.key, "cage")
        assert said(pilot) == "Acknowledged: BJ-01, slip in flight too long"


async def test_the_note_may_stay_empty() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AlertsScreen)
        (sent,) = pit.sent
        assert isinstance(sent, AcknowledgeAlert)
        assert sent.note is None


async def test_escape_acknowledges_nothing() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert pit.sent == []


async def test_an_acknowledged_alert_stays_listed_with_who_when_and_why() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        seen = floor_of(LATE.model_copy(update=SEEN))
        pit.send(seen.model_copy(update={"pulse": make_pulse(2)}))
        await settled(pilot)
        assert "✓ slip in flight too long" in screen_text(pilot)
        assert "✓ acknowledged 22:11 by Mira Boss: runner is on the way" in screen_text(pilot)
        await pilot.press("k")
        await settled(pilot)
        assert said(pilot) == "That alert was already acknowledged by Mira Boss."


async def test_an_alert_leaves_the_list_with_its_cause() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        pit.send(floor_of().model_copy(update={"pulse": make_pulse(2)}))
        await settled(pilot)
        assert "No alert stands." in screen_text(pilot)


async def test_others_read_the_list_and_are_told_who_acknowledges() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot, "dealer")
        assert "▲ slip in flight too long" in screen_text(pilot)
        await pilot.press("k")
        await settled(pilot)
        assert "the floor, the pit boss or the shift manager" in said(pilot)
        assert pit.sent == []


async def test_an_alert_that_ended_meanwhile_is_said_and_left() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press("enter")
        await settled(pilot)
        pit.refuses_with = Refused("artifact_not_found", "That alert is over; its cause has ended.")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AlertsScreen)
        assert "That alert is over; its cause has ended" in said(pilot)


async def test_a_note_that_did_not_go_out_stays_typed() -> None:
    pit = RecordedPit(floor_of(LATE))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press("enter")
        await settled(pilot)
        pit.refuses_with = Unreachable()
        await pilot.press(*"cage", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AcknowledgeForm)
        assert "cage" in screen_text(pilot)


async def test_the_foot_names_the_next_change_and_who_misses_the_last() -> None:
    opened = NOW - timedelta(hours=10)
    pit = RecordedPit(floor_of(LATE, opened_at=opened))
    async with pit.podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        text = prose(pilot)
        assert "This shift: swing since 14:00 · 1 table misses its count: BJ-01" in text
        assert "Next shift change: day 06:00, in 7:45 h" in text


async def test_the_alerts_vanish_under_the_lock() -> None:
    async with RecordedPit(floor_of(LATE)).podium().run_test(size=SMALL) as pilot:
        await opens(pilot)
        await pilot.press("x")
        assert "slip in flight" not in screen_text(pilot)
