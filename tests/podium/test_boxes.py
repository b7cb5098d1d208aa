"""The count room at the podium."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from pitterm.domain import money
from pitterm.domain.count_room import standing
from pitterm.domain.custody import BoxToCount, EnterDropCount, ReleaseDropCount
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.found import Found
from pitterm.podium.screens.boxes import BoxesScreen
from tests.podium.recorded import RecordedPit, prose, said, settled, sign_in
from tests.podium.values import GAMING_DAY, NOW, make_id

SIZE = (80, 24)


def make_box(box: str = "B-17", **changes: Any) -> BoxToCount:
    """A box of BJ-01 nobody has counted."""
    return BoxToCount.model_validate(
        {
            "id": make_id(f"drop of {box}"),
            "gaming_table_id": make_id("table BJ-01"),
            "table_label": "BJ-01",
            "drop_box_id": box,
            "seal_no": "S-4471",
            "removed_at": NOW - timedelta(hours=3),
            "gaming_day": GAMING_DAY,
            "round": 1,
            "entries": 0,
            "i_entered": False,
            **changes,
        }
    )


BOXES = (
    make_box(),
    make_box("B-18", entries=1),
    make_box("B-19", entries=1, i_entered=True),
    make_box("B-20", round=2),
    make_box("B-21", entries=2),
)


async def look(pit: RecordedPit, pilot: Pilot[None], login: str = "count") -> None:
    pit.reads["read_boxes_to_count"] = pit.reads.get("read_boxes_to_count", BOXES)
    await sign_in(pilot, login)
    await pilot.press("e")
    await settled(pilot)
    assert isinstance(pilot.app.screen, BoxesScreen)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await settled(pilot)
    assert isinstance(pilot.app.screen, Confirm)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


def test_a_boxs_standing_says_how_far_it_is_and_never_an_amount() -> None:
    assert [standing(box) for box in BOXES] == [
        "○ 0 of 2 counted",
        "◐ 1 of 2 counted",
        "◐ 1 of 2 counted, yours",
        "▲ differed: count again (round 2)",
        "● two agree · to release",
    ]


async def test_what_was_found_is_asked_back_in_digits_and_words(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Found)
        await pilot.press(*"12345.50", "enter")
        await settled(pilot)
        assert "found $12,345.50" in prose(pilot)
        assert "in words 12 thousand 345 dollars 50 cents" in prose(pilot)
        await says_yes(pit, pilot)
        (entered,) = pit.sent
        assert isinstance(entered, EnterDropCount)
        assert (entered.drop_event_id, entered.amount_cents) == (BOXES[0].id, 1_234_550)


async def test_an_empty_box_is_zero_and_nothing_typed_is_not(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "0 when it is empty" in prose(pilot)
        assert isinstance(pilot.app.screen, Found)
        await pilot.press("0", "enter")
        await says_yes(pit, pilot)
        (entered,) = pit.sent
        assert isinstance(entered, EnterDropCount)
        assert entered.amount_cents == 0


async def test_an_own_entry_stands(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert said(pilot) == "Your entry stands; somebody else counts it now."


async def test_a_box_two_agree_on_is_released_after_a_yes(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot, "auditor")
        await pilot.press("end", "r")
        await says_yes(pit, pilot)
        (released,) = pit.sent
        assert isinstance(released, ReleaseDropCount)
        assert released.drop_event_id == BOXES[-1].id


async def test_a_box_one_has_counted_is_not_released(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot)
        await pilot.press("down", "r")
        await settled(pilot)
        assert said(pilot) == "Two people count a box; 1 has in this round."


async def test_the_pit_is_told_why_it_sees_no_boxes(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot, "boss")
        assert "The boxes are the count team's and the auditor's" in prose(pilot)
        assert pit.asked == []


async def test_no_box_left_says_so(pit: RecordedPit) -> None:
    pit.reads["read_boxes_to_count"] = ()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pit, pilot)
        assert "Every box is counted and released." in prose(pilot)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "no dollars"),
        (100, "1 dollar"),
        (1_234_550, "12 thousand 345 dollars 50 cents"),
        (100_000_001, "1 million dollars 1 cent"),
    ],
)
def test_an_amount_is_spelt_in_groups(cents: int, words: str) -> None:
    assert money.spell(cents) == words
