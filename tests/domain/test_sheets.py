"""A shift's sheet as text: nothing left out, nothing a terminal obeys, nothing too wide."""

from typing import Any

import pytest

from pitterm.domain.sheet_lines import WIDTH, LineTone
from pitterm.domain.sheet_text import Frame, as_text, lines
from pitterm.domain.sheets import Sheet, read, why_not_sign_off, why_not_sign_on
from pitterm.domain.staff import Role
from tests.podium.shift_values import (
    LATE,
    SHIFT_END,
    make_sheet,
    make_sheet_body,
    signed,
)
from tests.podium.values import BOSS, FLOOR, MAIN, NOW

FRAME = Frame(
    casino_name="Harbor",
    zone_name="America/Los_Angeles",
    title="swing shift, Thu 15 Jan",
    pit_name=None,
    as_of=NOW,
    people={BOSS.id: BOSS.name, FLOOR.id: FLOOR.name},
)


def written(frame: Frame = FRAME, **changes: Any) -> str:
    return as_text(lines(read(make_sheet(**changes)), frame))


def test_every_line_fits_whatever_the_amounts_and_names() -> None:
    body = make_sheet_body()
    body["tables"][0] |= {
        "table_label": "A-label-as-long-as-a-label-may-be",
        "estimated_drop_buyins_cents": 99_999_999_999,
        "win_loss_estimated_cents": -99_999_999_999,
    }
    body["discrepancies"][0]["note"] = "word " * 200
    body["slips_in_flight"][0]["amount_cents"] = 99_999_999_999
    for line in written(sheet=body, late=[LATE] * 3).splitlines():
        assert len(line) <= WIDTH


def test_no_word_of_a_note_is_cut_off() -> None:
    body = make_sheet_body()
    body["discrepancies"][0]["note"] = " ".join(f"word{number}" for number in range(80))
    assert "word79" in written(sheet=body)


def test_names_a_terminal_would_obey_are_printed_harmlessly() -> None:
    body = make_sheet_body()
    body["big_entries"][0]["actor_name"] = "Eve\x1b[2J\u202e"
    body["discrepancies"][0]["note"] = "a\nb\x07"
    text = written(sheet=body)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_a_figure_nobody_knows_is_a_dash_and_no_zero() -> None:
    body = make_sheet_body()
    body["tables"] = [dict(body["tables"][2], win_loss_inventory_cents=None, win_to=None)]
    (row,) = [line for line in written(sheet=body).splitlines() if line.startswith("BJ-03")]
    assert row.split()[1:4] == ["—", "—", "no"]
    assert "nothing logged" in written(sheet=body)


def test_empty_lists_say_none() -> None:
    empty: dict[str, Any] = {
        name: []
        for name in (
            *("live", "slips_in_flight", "counts_owed"),
            *("discrepancies", "big_entries", "boxes_not_recorded"),
        )
    }
    text = written(sheet=make_sheet_body(**empty))
    assert "Slips in flight: none" in text
    assert "Counts owed: none" in text
    assert "Waiting on this terminal: none" in text


def test_what_came_from_paper_is_named_with_its_form_and_its_reason() -> None:
    late = {
        "table_label": "BJ-01",
        "record_kind": "entry",
        "occurred_at": NOW,
        "entered_at": NOW,
        "entered_by": "Eve\x1b",
        "reason": "The server was away",
        "paper_number": "4471",
    }
    text = " ".join(written(sheet=make_sheet_body(late_entries=[late])).split())
    assert "▲ buy-in of 15 Jan 22:14, form 4471" in text
    assert "why: The server was away" in text
    assert "\x1b" not in text
    assert "Late entries" not in written()


def test_open_alerts_are_named_and_those_somebody_saw_are_quiet() -> None:
    alert = {"table_label": "BJ-01", "since": NOW, "acknowledged_at": None}
    alerts = [
        {**alert, "kind": "slip_late"},
        {**alert, "kind": "opener_differs", "acknowledged_at": NOW},
    ]
    text = written(sheet=make_sheet_body(alerts=alerts))
    assert "▲ slip in flight too long" in text
    assert "✓ opener differs from closer" in text
    assert "acknowledged 15 Jan 22:14" in " ".join(text.split())
    assert "Open alerts: none" in written()


def test_entries_that_wait_on_this_terminal_are_named_until_it_is_signed() -> None:
    waiting = FRAME.model_copy(update={"waiting": 2})
    assert "▲ 2 entries are not in the books yet" in written(waiting)
    assert "not in the books" not in written(waiting, **signed())


def test_a_signed_sheet_names_both_people_and_lists_what_came_late() -> None:
    incoming: dict[str, Any] = {"incoming_staff_id": FLOOR.id, "incoming_signed_at": SHIFT_END}
    text = written(**signed(), **incoming, late=[LATE, dict(LATE, kind="slip", occurred_at=None)])
    assert "signed 15 Jan 23:00 by Mira Boss; figures frozen" in text
    assert "signed 15 Jan 23:00 by Flo Floor" in text
    assert "▲ reversal" in text
    assert "▲ slip" in text


def test_a_missing_change_count_is_loud() -> None:
    (line,) = [line for line in lines(read(make_sheet()), FRAME) if "no change count" in line.text]
    assert line.tone is LineTone.ALERT
    assert "BJ-02" in line.text


def sheet_of(pit: bool, **changes: Any) -> Sheet:
    return read(make_sheet(pit_id=MAIN.id if pit else None, **changes))


@pytest.mark.parametrize(
    ("role", "pit", "may"),
    [
        (Role.PIT_BOSS, True, True),
        (Role.PIT_BOSS, False, False),
        (Role.SHIFT_MANAGER, False, True),
        (Role.SHIFT_MANAGER, True, True),
        (Role.ADMIN, False, True),
        (Role.FLOOR_SUPERVISOR, True, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_who_signs_a_pit_and_who_the_casino(role: Role, pit: bool, may: bool) -> None:
    assert (why_not_sign_off(role, sheet_of(pit)) is None) is may


def test_a_sheet_is_signed_once_by_each_side_and_in_order() -> None:
    assert why_not_sign_off(Role.PIT_BOSS, sheet_of(True, **signed())) is not None
    assert why_not_sign_on(sheet_of(True)) is not None
    assert why_not_sign_on(sheet_of(True, **signed())) is None
    assert why_not_sign_on(sheet_of(True, **signed(), incoming_signed_at=SHIFT_END)) is not None
